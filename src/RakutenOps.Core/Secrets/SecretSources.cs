using RakutenOps.Core.Rms;
using RakutenOps.Core.Text;

namespace RakutenOps.Core.Secrets;

/// <summary>A secret that a reference does not lead to. Says where it was looked for, never what was found.</summary>
public sealed class SecretException : Exception
{
    /// <summary>Says which reference leads nowhere.</summary>
    /// <param name="id">CredentialMissing or CredentialUnreadable.</param>
    /// <param name="message">What happened.</param>
    /// <param name="advice">What to do.</param>
    /// <param name="inner">The cause; null when there is none.</param>
    public SecretException(string id, string message, string advice, Exception? inner = null) : base(message, inner) => (Id, Advice) = (id, advice);

    /// <summary>Error id, stable.</summary>
    public string Id { get; }
    /// <summary>What to do.</summary>
    public string Advice { get; }
}

/// <summary>
/// Where secrets are kept. The store holds references, never values: <c>env:NAME</c> is an environment variable, <c>systemd:NAME</c> a credential of the systemd unit
/// (LoadCredential=), <c>vault:NAME</c> or <c>vault:VAULT/NAME</c> a SecretManagement vault, <c>file:NAME</c> the user's own secret file. A shop's credential is one text,
/// <c>serviceSecret:licenseKey</c>.
/// </summary>
public static class SecretSources
{
    /// <summary>The environment variable that names the folder of the user's secret file.</summary>
    public const string FolderVariable = "RAKUTENOPS_CONFIG";

    /// <summary>The environment variable in which systemd names the folder of a unit's credentials.</summary>
    public const string SystemdVariable = UnitCredentials.Variable;


    /// <summary>Whether a text is a reference that <see cref="Read"/> understands.</summary>
    public static bool IsReference(string? reference) => reference?.Split(':', 2) switch
    {
        ["env" or "vault" or "file", { Length: > 0 }] => true,
        ["systemd", { Length: > 0 } name] => name == Path.GetFileName(name) && name is not ("." or ".."),
        _ => false,
    };

    /// <summary>Whether a reference leads to a SecretManagement vault, which only the caller's own PowerShell session can open.</summary>
    public static bool IsInVault(string? reference) => reference?.StartsWith("vault:", StringComparison.Ordinal) == true;

    /// <summary>The secret that a reference leads to.</summary>
    /// <param name="reference">A reference; see <see cref="SecretSources"/>.</param>
    /// <param name="vault">Reads a vault reference; null where there is no PowerShell session that could.</param>
    /// <exception cref="SecretException">There is none (CredentialMissing), or it cannot be read (CredentialUnreadable).</exception>
    public static string Read(string? reference, Func<string, string>? vault = null)
    {
        if (!IsReference(reference)) throw Missing(Sentence.Of(reference is null ? "Secret_None" : "Secret_NoReference"), Sentence.Of("Secret_Forms"));
        var (source, name) = reference!.Split(':', 2) is [var before, var after] ? (before, after) : default;
        return source switch
        {
            "env" => Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? text.Trim() : throw Missing(Sentence.Of("Secret_NoVariable", name), Sentence.Of("Secret_NoVariable_Advice")),
            "systemd" => FromSystemd(name),
            "vault" => vault is null ? throw Missing(Sentence.Of("Secret_NoVault", reference), Sentence.Of("Secret_NoVault_Advice")) : vault(reference),
            _ => UserSecretFile.Read(name) ?? throw Missing(Sentence.Of("Secret_NotInFile", name), Sentence.Of("Secret_NotInFile_Advice")),
        };
    }

    /// <summary>The credential that a shop's reference leads to.</summary>
    /// <param name="shop">The shop.</param>
    /// <param name="vault">Reads a vault reference; null where there is no PowerShell session that could.</param>
    /// <exception cref="ShopException">There is none, or it cannot be read (CredentialMissing, CredentialUnreadable).</exception>
    public static RmsCredential Resolve(RakutenShop shop, Func<string, string>? vault = null)
    {
        ArgumentNullException.ThrowIfNull(shop);
        try
        {
            return Read(shop.CredentialReference, vault).Split(':', 2) is [{ Length: > 0 } secret, { Length: > 0 } key]
                ? new(secret, key)
                : throw Missing(Sentence.Of("Secret_NotTwo", shop.CredentialReference), Sentence.Of("Secret_NotTwo_Advice"));
        }
        catch (SecretException e)
        {
            throw new ShopException(e.Id, shop.Name, Sentence.Of("Credential", shop.Name, e.Message), Sentence.Of("Credential_Advice", e.Advice, shop.Name), e);
        }
    }

    static string FromSystemd(string name)
    {
        if (UnitCredentials.PathOf(name) is not { } file) throw Missing(Sentence.Of("Secret_NoUnit"), Sentence.Of("Secret_NoUnit_Advice", name));
        try
        {
            return File.ReadAllText(file).Trim() is { Length: > 0 } text ? text : throw Missing(Sentence.Of("Secret_UnitEmpty", name), Sentence.Of("Secret_UnitEmpty_Advice"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Missing(Sentence.Of("Secret_NotInUnit", name), Sentence.Of("Secret_NotInUnit_Advice", name), e);
        }
    }

    internal static SecretException Missing(string message, string advice, Exception? inner = null) => new("CredentialMissing", message, advice, inner);
}
