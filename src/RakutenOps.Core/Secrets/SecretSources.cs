using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using RakutenOps.Core.Rms;

namespace RakutenOps.Core.Secrets;

/// <summary>
/// Where shops' credentials are kept. The store holds references, never values: <c>file:NAME</c> is the user's own secret file, <c>env:NAME</c> an environment variable
/// that holds <c>serviceSecret:licenseKey</c>.
/// </summary>
public static class SecretSources
{
    /// <summary>The environment variable that names the folder of the user's secret file.</summary>
    public const string FolderVariable = "RAKUTENOPS_CONFIG";

    /// <summary>Whether a text is a reference that <see cref="Resolve"/> understands.</summary>
    public static bool IsReference(string reference) =>
        reference?.Split(':', 2) is [("file" or "env"), { Length: > 0 }];

    /// <summary>The credential that a shop's reference leads to.</summary>
    /// <exception cref="ShopException">There is none, or it cannot be read (CredentialMissing, CredentialUnreadable).</exception>
    public static RmsCredential Resolve(RakutenShop shop)
    {
        ArgumentNullException.ThrowIfNull(shop);
        return shop.CredentialReference?.Split(':', 2) switch
        {
            ["file", var name] => UserSecretFile.Read(shop, name) ?? throw Missing(shop, $"The user's secret file has no credential '{name}'."),
            ["env", var name] => FromEnvironment(shop, name),
            _ => throw Missing(shop, "None was given."),
        };
    }

    static RmsCredential FromEnvironment(RakutenShop shop, string name) =>
        Environment.GetEnvironmentVariable(name)?.Trim().Split(':', 2) is [{ Length: > 0 } secret, { Length: > 0 } key]
            ? new(secret, key)
            : throw Missing(shop, $"The environment variable {name} does not hold serviceSecret:licenseKey.");

    static ShopException Missing(RakutenShop shop, string why) =>
        new("CredentialMissing", shop.Name, $"There is no credential for shop '{shop.Name}'. {why}", $"Set-RakutenShop {shop.Name} -Credential (Get-Credential); the user name is the serviceSecret, the password the licenseKey.");
}

/// <summary>
/// The user's own secret file. On Windows its values are encrypted for the user (DPAPI). Elsewhere the file is not encrypted: its mode 0600 in a folder of mode 0700 is what protects it.
/// </summary>
public static class UserSecretFile
{
    static readonly byte[] Purpose = "RakutenOps"u8.ToArray();

    /// <summary>The file.</summary>
    public static string Path => System.IO.Path.Combine(Folder, "secrets.json");

    static string Folder => Environment.GetEnvironmentVariable(SecretSources.FolderVariable) is { Length: > 0 } chosen
        ? System.IO.Path.GetFullPath(chosen)
        : System.IO.Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.DoNotVerify), "RakutenOps");

    /// <summary>Keeps a credential under a name and gives the reference to it.</summary>
    /// <exception cref="ShopException">The file cannot be written (CredentialUnreadable).</exception>
    public static string Save(string name, RmsCredential credential)
    {
        ArgumentNullException.ThrowIfNull(credential);
        Change(name, entries => entries[name] = Protect($"{credential.ServiceSecret}\n{credential.LicenseKey}"));
        return "file:" + name;
    }

    /// <summary>Forgets what is kept under a name; nothing happens when there is nothing.</summary>
    /// <exception cref="ShopException">The file cannot be written (CredentialUnreadable).</exception>
    public static void Remove(string name)
    {
        if (File.Exists(Path)) Change(name, entries => entries.Remove(name));
    }

    internal static RmsCredential? Read(RakutenShop shop, string name)
    {
        try
        {
            return Load().TryGetValue(name, out var kept) && Unprotect(kept).Split('\n', 2) is [var secret, var key] ? new(secret, key) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or CryptographicException or FormatException)
        {
            throw Unreadable(shop.Name, e);
        }
    }

    static void Change(string name, Action<SortedDictionary<string, string>> change)
    {
        try
        {
            var entries = Load();
            change(entries);
            MakeFolder();
            // Written beside and moved over: a crash leaves the old file whole.
            var fresh = Path + "." + Guid.NewGuid().ToString("N");
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using (var file = new FileStream(fresh, options)) JsonSerializer.Serialize(file, entries, SecretJson.Default.SortedDictionaryStringString);
            File.Move(fresh, Path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or CryptographicException)
        {
            throw Unreadable(name, e);
        }
    }

    static void MakeFolder()
    {
        if (Directory.Exists(Folder)) return;
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(Folder);
        else Directory.CreateDirectory(Folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    static SortedDictionary<string, string> Load()
    {
        if (!File.Exists(Path)) return new(StringComparer.Ordinal);
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(Path) & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite)) != 0) throw new UnauthorizedAccessException($"Others than its owner may read it; set its mode to 0600: chmod 600 '{Path}'.");
        using var file = File.OpenRead(Path);
        return new(JsonSerializer.Deserialize(file, SecretJson.Default.SortedDictionaryStringString) ?? [], StringComparer.Ordinal);
    }

    static string Protect(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return Convert.ToBase64String(OperatingSystem.IsWindows() ? ProtectedData.Protect(bytes, Purpose, DataProtectionScope.CurrentUser) : bytes);
    }

    static string Unprotect(string kept)
    {
        var bytes = Convert.FromBase64String(kept);
        return Encoding.UTF8.GetString(OperatingSystem.IsWindows() ? ProtectedData.Unprotect(bytes, Purpose, DataProtectionScope.CurrentUser) : bytes);
    }

    static ShopException Unreadable(string name, Exception e) =>
        new("CredentialUnreadable", name, $"The user's secret file '{Path}' cannot be used: {(e is JsonException ? "it is not as this module writes it" : e.Message)}", "See to it that you own it with mode 0600, or give the credential through the environment: -CredentialReference env:NAME.");
}

[JsonSerializable(typeof(SortedDictionary<string, string>))]
sealed partial class SecretJson : JsonSerializerContext;
