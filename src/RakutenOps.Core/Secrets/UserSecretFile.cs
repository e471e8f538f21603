using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using RakutenOps.Core.Text;

namespace RakutenOps.Core.Secrets;

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

    /// <summary>Keeps a secret under a name and gives the reference to it.</summary>
    /// <exception cref="SecretException">The file cannot be written (CredentialUnreadable).</exception>
    public static string Save(string name, string secret)
    {
        Change(entries => entries[name] = Protect(secret));
        return "file:" + name;
    }

    /// <summary>Forgets what is kept under a name; false when there is nothing.</summary>
    /// <exception cref="SecretException">The file cannot be written (CredentialUnreadable).</exception>
    public static bool Remove(string name)
    {
        var removed = false;
        if (File.Exists(Path)) Change(entries => removed = entries.Remove(name));
        return removed;
    }

    /// <summary>What is kept under a name; null when there is nothing.</summary>
    /// <exception cref="SecretException">The file cannot be read, or others may read it too (CredentialUnreadable).</exception>
    internal static string? Read(string name)
    {
        try
        {
            return Load().TryGetValue(name, out var kept) ? Unprotect(kept) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or CryptographicException or FormatException)
        {
            throw Unreadable(e);
        }
    }

    static void Change(Action<SortedDictionary<string, string>> change)
    {
        try
        {
            var entries = Load();
            change(entries);
            PrivateFolder.Make(Folder);
            // Written beside and moved over: a crash leaves the old file whole.
            var fresh = Path + "." + Guid.NewGuid().ToString("N");
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using (var file = new FileStream(fresh, options)) JsonSerializer.Serialize(file, entries, SecretJson.Default.SortedDictionaryStringString);
            File.Move(fresh, Path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or CryptographicException)
        {
            throw Unreadable(e);
        }
    }

    static SortedDictionary<string, string> Load()
    {
        if (!File.Exists(Path)) return new(StringComparer.Ordinal);
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(Path) & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite)) != 0) throw new UnauthorizedAccessException(Sentence.Of("SecretFile_Mode", Path));
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

    static SecretException Unreadable(Exception e) =>
        new("CredentialUnreadable", Sentence.Of("SecretFile", Path, e is JsonException ? Sentence.Of("SecretFile_Form") : e.Message), Sentence.Of("SecretFile_Advice"));
}

[JsonSerializable(typeof(SortedDictionary<string, string>))]
sealed partial class SecretJson : JsonSerializerContext;
