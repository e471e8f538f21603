using System.Globalization;
using System.Resources;

namespace RakutenOps.Shell.Hosting;

/// <summary>What the shell itself says, from ShellMessages.resx, in the user's language.</summary>
internal static class ShellMessage
{
    static readonly ResourceManager Sentences = new("RakutenOps.Shell.Text.ShellMessages", typeof(ShellMessage).Assembly);

    /// <summary>A sentence with its gaps filled.</summary>
    public static string Of(string key, params object?[] arguments)
    {
        var sentence = Sentences.GetString(key, CultureInfo.CurrentUICulture) ?? throw new MissingManifestResourceException($"ShellMessages.resx has no '{key}'.");
        return arguments.Length == 0 ? sentence : string.Format(CultureInfo.InvariantCulture, sentence, arguments);
    }
}
