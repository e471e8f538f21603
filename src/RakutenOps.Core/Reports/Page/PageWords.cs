using System.Collections;
using System.Globalization;
using System.Resources;

namespace RakutenOps.Core.Reports;

/// <summary>The words of a report in one language; numbers, yen and days never by the machine's culture.</summary>
sealed class PageWords
{
    static readonly ResourceManager Resources = new("RakutenOps.Core.Reports.Page.ReportWords", typeof(PageWords).Assembly);

    public PageWords(CultureInfo language)
    {
        Culture = CultureInfo.GetCultureInfo(language.TwoLetterISOLanguageName == "ja" ? "ja" : "en");
        // The manager's own, which it keeps.
        var set = Resources.GetResourceSet(Culture.Name == "ja" ? Culture : CultureInfo.InvariantCulture, createIfNotExists: true, tryParents: false)!;
        All = set.Cast<DictionaryEntry>().ToDictionary(static e => (string)e.Key, static e => (string)e.Value!, StringComparer.Ordinal);
    }

    /// <summary>The language that is written.</summary>
    public CultureInfo Culture { get; }

    /// <summary>Its tag, for the page's lang attribute.</summary>
    public string Language => Culture.Name;

    /// <summary>Every text by its key.</summary>
    public IReadOnlyDictionary<string, string> All { get; }

    /// <summary>The text of a key.</summary>
    public string this[string key] => All[key];

    /// <summary>The days of the week, Monday first.</summary>
    public IReadOnlyList<string> Weekdays => [.. Enumerable.Range(1, 7).Select(i => Culture.DateTimeFormat.AbbreviatedDayNames[i % 7])];

    /// <summary>A text that may be missing.</summary>
    public string? Maybe(string key) => All.GetValueOrDefault(key);

    /// <summary>A text with its gaps filled.</summary>
    public string Say(string key, params object?[] arguments) => Fill(All[key], arguments);

    /// <summary>An age band.</summary>
    public string Of(AgeBand band) => band.To is { } to ? Say("Band", band.From, to) : Say("BandOpen", band.From);

    /// <summary>Yen with separators.</summary>
    public static string Yen(decimal yen) => yen.ToString("'¥'#,0;'−¥'#,0", CultureInfo.InvariantCulture);

    /// <summary>A number with separators, and one digit of a fraction where it has one.</summary>
    public static string Number(decimal number) => number.ToString("#,0.#", CultureInfo.InvariantCulture);

    /// <summary>Fills the gaps of a text: decimals are yen, other numbers are numbers.</summary>
    public static string Fill(string text, params object?[] arguments) => string.Format(CultureInfo.InvariantCulture, text, [.. arguments.Select(Show)]);

    /// <summary>A value as people read it.</summary>
    public static string Show(object? value) => value switch
    {
        null => "–",
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTimeOffset moment => JapanTime.At(moment).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
        int or double => Number(Convert.ToDecimal(value, CultureInfo.InvariantCulture)),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
