using System.Globalization;
using System.Resources;

namespace RakutenOps.Text;

/// <summary>The sentences of Messages.resx, in the session's language; numbers and days never by the machine's culture.</summary>
static class Message
{
    static readonly ResourceManager Sentences = new("RakutenOps.Text.Messages", typeof(Message).Assembly);

    /// <summary>A sentence with its gaps filled: codes by name, days as yyyy-MM-dd, moments in JST, amounts with separators.</summary>
    public static string Of(string key, params object?[] arguments)
    {
        var sentence = Sentences.GetString(key, CultureInfo.CurrentUICulture) ?? throw new MissingManifestResourceException($"Messages.resx has no '{key}'.");
        return arguments.Length == 0 ? sentence : string.Format(CultureInfo.InvariantCulture, sentence, [.. arguments.Select(Show)]);
    }

    static object? Show(object? value) => value switch
    {
        null => "–",
        Enum code => CodeText.Of(code, CultureInfo.CurrentUICulture),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTimeOffset moment => JapanTime.At(moment).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        decimal amount => amount.ToString("#,0.##", CultureInfo.InvariantCulture),
        _ => value,
    };
}
