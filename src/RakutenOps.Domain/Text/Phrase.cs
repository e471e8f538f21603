using System.Globalization;
using System.Resources;

namespace RakutenOps;

/// <summary>
/// A sentence that is put into words when it is read: a key of Words.resx and what fills its gaps. English or Japanese by the reader's UI culture;
/// numbers and days never by the machine's culture.
/// </summary>
/// <param name="Key">Key in Words.resx.</param>
/// <param name="Arguments">What fills the gaps: numbers, days, moments, codes, phrases.</param>
public readonly record struct Phrase(string Key, params object?[] Arguments)
{
    static readonly ResourceManager Words = new("RakutenOps.Text.Words", typeof(Phrase).Assembly);

    /// <summary>Text that needs no words: a code, a number, a day.</summary>
    /// <param name="value">The value; null reads as "blank".</param>
    public static Phrase Value(object? value) => value is null ? new("Blank") : new("Value", value);

    /// <summary>The sentence in the reader's language.</summary>
    public override string ToString() => In(CultureInfo.CurrentUICulture);

    /// <summary>The sentence in a given language.</summary>
    /// <param name="language">Any culture; Japanese gives Japanese, every other English.</param>
    public string In(CultureInfo language)
    {
        var format = Words.GetString(Key, language) ?? throw new MissingManifestResourceException($"Words.resx has no '{Key}'.");
        return Arguments is null or { Length: 0 } ? format : string.Format(CultureInfo.InvariantCulture, format, [.. Arguments.Select(a => Show(a, language))]);
    }

    static object? Show(object? value, CultureInfo language) => value switch
    {
        null => new Phrase("Blank").In(language),
        Phrase phrase => phrase.In(language),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTimeOffset moment => JapanTime.At(moment).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        Enum code => CodeText.Of(code, language),
        _ => value,
    };
}

/// <summary>Codes as people read them: Rakuten's or the back office's number with its name, <c>2:入金済み</c> or <c>2: Paid</c>.</summary>
public static class CodeText
{
    static readonly ResourceManager Words = new("RakutenOps.Text.Codes", typeof(CodeText).Assembly);
    static readonly HashSet<Type> WithoutNumber = [typeof(Stage), typeof(Reason), typeof(Outcome), typeof(RunState), typeof(LicenseState), typeof(HealthState)];

    /// <summary>The code in the reader's language.</summary>
    /// <param name="code">A value of one of this module's enums.</param>
    public static string Of(Enum code) => Of(code, CultureInfo.CurrentUICulture);

    /// <summary>The code in a given language.</summary>
    /// <param name="code">A value of one of this module's enums.</param>
    /// <param name="language">Any culture; Japanese gives Japanese, every other English.</param>
    public static string Of(Enum code, CultureInfo language)
    {
        ArgumentNullException.ThrowIfNull(code);
        ArgumentNullException.ThrowIfNull(language);
        var number = Convert.ToInt32(code, CultureInfo.InvariantCulture);
        var type = code.GetType();
        var name = Words.GetString(type.Name + "_" + code, language);
        if (name is null) return Enum.IsDefined(type, code) ? code.ToString() : number.ToString(CultureInfo.InvariantCulture);
        if (WithoutNumber.Contains(type)) return name;
        return language.TwoLetterISOLanguageName == "ja" ? $"{number}:{name}" : $"{number}: {name}";
    }
}
