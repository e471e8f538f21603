using RakutenOps.Core.Rms;
using RakutenOps.Core.Secrets;
using RakutenOps.Core.Storage;

namespace RakutenOps.Core;

/// <summary>Puts a session together: the store of its location, and clients with the credential that each shop's reference leads to.</summary>
public static class WorkspaceFactory
{
    /// <summary>The workspace of a session.</summary>
    /// <param name="location">A path, <c>sqlite:path</c> or <c>postgresql://…</c>; null is RAKUTENOPS_STORE, else the user's own file.</param>
    /// <param name="clock">The clock; the machine's when left out.</param>
    public static WorkspaceOptions Create(string? location, TimeProvider? clock = null)
    {
        var time = clock ?? TimeProvider.System;
        return new()
        {
            Clock = time,
            OpenStore = () => Locate(location).Open(),
            OpenClient = (shop, gate) => new RmsClient(shop.Endpoint, SecretSources.Resolve(shop), gate, time),
            // An emulator on this machine needs no rest.
            SpacingOf = static shop => RmsEndpoint.IsLoopback(shop.Endpoint) ? TimeSpan.Zero : RequestGate.Guideline,
        };
    }

    /// <summary>The store of a location; null is RAKUTENOPS_STORE, else the user's own file.</summary>
    /// <param name="location">A location as <see cref="StoreLocation.Parse"/> reads it.</param>
    /// <exception cref="StoreException">The text is no location.</exception>
    public static StoreLocation Locate(string? location) => location is null ? StoreLocation.Default() : StoreLocation.Parse(location);
}
