using System.Globalization;
using System.Resources;

namespace RakutenOps.Core.Text;

/// <summary>What Core's exceptions say, from Sentences.resx: in the language of whoever called, numbers never by the machine's culture.</summary>
internal static class Sentence
{
    static readonly ResourceManager Sentences = new("RakutenOps.Core.Text.Sentences", typeof(Sentence).Assembly);

    /// <summary>A sentence with its gaps filled.</summary>
    /// <param name="key">Key in Sentences.resx; an advice has its sentence's key with _Advice.</param>
    /// <param name="arguments">What fills the gaps: text and numbers.</param>
    public static string Of(string key, params object?[] arguments)
    {
        var sentence = Sentences.GetString(key, CultureInfo.CurrentUICulture) ?? throw new MissingManifestResourceException($"Sentences.resx has no '{key}'.");
        return arguments.Length == 0 ? sentence : string.Format(CultureInfo.InvariantCulture, sentence, arguments);
    }
}
