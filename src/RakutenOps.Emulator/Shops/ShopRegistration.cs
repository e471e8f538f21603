namespace RakutenOps.Emulator.Shops;

/// <summary>A shop of the emulator and the credentials it is asked with. <see cref="ToString"/> never shows them.</summary>
public sealed record ShopRegistration
{
    /// <summary>The shop's number, the first part of its order numbers.</summary>
    public required string Id { get; init; }

    /// <summary>serviceSecret.</summary>
    public required string ServiceSecret { get; init; }

    /// <summary>licenseKey.</summary>
    public required string LicenseKey { get; init; }

    /// <summary>Last instant of the licence key; null is the end of the 90th day from now (§5).</summary>
    public DateTimeOffset? LicenceExpiresAt { get; init; }

    /// <summary>False: the licence API is not switched on for this key (§5).</summary>
    public bool LicenceApiEnabled { get; init; } = true;

    /// <summary>Shop 999999 with credentials that are no secret, registered unless <see cref="EmulatorOptions.WithDemoShop"/> says no.</summary>
    public static ShopRegistration Demo { get; } = new() { Id = "999999", ServiceSecret = "SP000000_demo", LicenseKey = "SL000000_demo" };

    /// <inheritdoc/>
    public override string ToString() => $"shop {Id}";
}
