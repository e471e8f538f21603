using System.Net;

namespace RakutenOps.Emulator;

/// <summary>How an emulator starts.</summary>
public sealed record EmulatorOptions
{
    /// <summary>Port; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>Address to listen on; anything but loopback is refused.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>Seed of everything drawn: names, goods, generated orders, request ids.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>The clock beneath the emulator's own.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Shops to start with.</summary>
    public IReadOnlyList<Shops.ShopRegistration> Shops { get; init; } = [];

    /// <summary>Register <see cref="Shops.ShopRegistration.Demo"/> when no other shop is given.</summary>
    public bool WithDemoShop { get; init; } = true;

    /// <summary>What is not known of RMS.</summary>
    public BehaviourSwitches Switches { get; init; } = new();
}
