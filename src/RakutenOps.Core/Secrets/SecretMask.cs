using System.Collections.Concurrent;
using System.Text.Encodings.Web;

namespace RakutenOps.Core.Secrets;

/// <summary>Secrets that were unwrapped, so that nothing that is written for people shows them, whatever brings them there. Used by several threads.</summary>
public sealed class SecretMask
{
    const int Shortest = 4;

    readonly ConcurrentDictionary<string, byte> secrets = new(StringComparer.Ordinal);

    /// <summary>Hides a secret from now on, also as it stands in a URL or in JSON.</summary>
    public void Hide(string? secret)
    {
        if (secret is null || secret.Length < Shortest) return;
        foreach (var form in new[] { secret, Uri.EscapeDataString(secret), JavaScriptEncoder.Default.Encode(secret), JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(secret) }) secrets[form] = 0;
    }

    /// <summary>A text without the secrets.</summary>
    public string Clean(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        // The longest first: one secret may be a part of another.
        foreach (var secret in secrets.Keys.OrderByDescending(static s => s.Length)) text = text.Replace(secret, "***", StringComparison.OrdinalIgnoreCase);
        return text;
    }
}
