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
    /// <param name="vault">Reads a reference to a SecretManagement vault; null where there is no session that could.</param>
    public static WorkspaceOptions Create(string? location, TimeProvider? clock = null, Func<string, string>? vault = null)
    {
        var time = clock ?? TimeProvider.System;
        var mask = new SecretMask();
        return new()
        {
            Clock = time,
            Mask = mask,
            OpenStore = () => Locate(location).Open(),
            OpenClient = (shop, gate) =>
            {
                var credential = SecretSources.Resolve(shop, vault);
                mask.Hide(credential.ServiceSecret);
                mask.Hide(credential.LicenseKey);
                return new RmsClient(shop.Endpoint, credential, gate, time);
            },
            // An emulator on this machine needs no rest.
            SpacingOf = static shop => RmsEndpoint.IsLoopback(shop.Endpoint) ? TimeSpan.Zero : RequestGate.Guideline,
        };
    }

    /// <summary>The store of a location; null is RAKUTENOPS_STORE, else the user's own file.</summary>
    /// <param name="location">A location as <see cref="StoreLocation.Parse"/> reads it.</param>
    /// <exception cref="StoreException">The text is no location.</exception>
    public static StoreLocation Locate(string? location) => location is null ? StoreLocation.Default() : StoreLocation.Parse(location);
}
