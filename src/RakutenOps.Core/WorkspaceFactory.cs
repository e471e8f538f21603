using RakutenOps.Core.Storage;

namespace RakutenOps.Core;

/// <summary>Puts a session together: the store of its location, and clients with the credential that each shop's reference leads to.</summary>
public static class WorkspaceFactory
{
    /// <summary>The workspace of a session.</summary>
    /// <param name="location">A path, <c>sqlite:path</c> or <c>postgresql://…</c>; null is RAKUTENOPS_STORE, else the user's own file.</param>
    /// <param name="clock">The clock; the machine's when left out.</param>
    public static WorkspaceOptions Create(string? location, TimeProvider? clock = null) => new()
    {
        Clock = clock ?? TimeProvider.System,
        OpenStore = () => throw new StoreException("StoreUnreachable", $"There is no back end for '{location}'.", "Name a SQLite file."),
        OpenClient = static (shop, _) => throw new ShopException("CredentialMissing", shop.Name, "There is no credential.", "Set-RakutenShop -Credential."),
    };
}
