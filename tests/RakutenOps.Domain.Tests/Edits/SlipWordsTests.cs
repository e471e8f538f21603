using System.Collections;
using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;

namespace RakutenOps.Domain.Tests.Edits;

public sealed partial class SlipWordsTests
{
    [Fact]
    public void Every_refusal_says_what_to_do_and_fills_the_same_gaps_in_both_languages()
    {
        var words = new ResourceManager("RakutenOps.Text.Words", typeof(Phrase).Assembly);
        var english = Read(words, CultureInfo.InvariantCulture);
        var japanese = Read(words, CultureInfo.GetCultureInfo("ja"));
        var mine = english.Keys.Where(static k => k.StartsWith("Refuse_", StringComparison.Ordinal) || k.StartsWith("Advise_", StringComparison.Ordinal) || k.StartsWith("Plan_", StringComparison.Ordinal) || k.StartsWith("Note_", StringComparison.Ordinal)).ToArray();
        mine.Length.ShouldBeGreaterThan(50);
        foreach (var key in mine)
        {
            Gaps(japanese[key]).ShouldBe(Gaps(english[key]), key);
            if (key.StartsWith("Refuse_", StringComparison.Ordinal)) english.ShouldContainKey("Advise_" + key["Refuse_".Length..]);
        }
    }

    static Dictionary<string, string> Read(ResourceManager words, CultureInfo language) =>
        words.GetResourceSet(language, createIfNotExists: true, tryParents: false)!.Cast<DictionaryEntry>().ToDictionary(static e => (string)e.Key, static e => (string)e.Value!);

    static string[] Gaps(string text) => [.. Gap().Matches(text).Select(static m => m.Value).Distinct().Order(StringComparer.Ordinal)];

    [GeneratedRegex(@"\{\d[^}]*\}")]
    private static partial Regex Gap();
}
