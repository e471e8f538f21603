namespace RakutenOps.Help.Pages;

/// <summary>Columns that text takes on a console: kana, kanji and full-width forms take two.</summary>
static class TextWidth
{
    public static bool IsWide(char c) => c is >= '\u1100' and <= '\u115F' or >= '\u2E80' and <= '\u303E' or >= '\u3041' and <= '\uA4CF' or >= '\uAC00' and <= '\uD7A3' or >= '\uF900' and <= '\uFAFF' or >= '\uFE30' and <= '\uFE6F' or >= '\uFF00' and <= '\uFF60' or >= '\uFFE0' and <= '\uFFE6';

    public static int Of(string text) => text.Sum(static c => IsWide(c) ? 2 : 1);

    /// <summary>Breaks text into lines of at most the given columns: at spaces, and between wide characters, but never before a closing mark.</summary>
    public static IEnumerable<string> Wrap(string text, int columns)
    {
        var start = 0;
        while (start < text.Length)
        {
            var (end, width, fits) = (start, 0, -1);
            for (; end < text.Length && width + (IsWide(text[end]) ? 2 : 1) <= columns; end++)
            {
                width += IsWide(text[end]) ? 2 : 1;
                if (CanBreakAfter(text, end)) fits = end + 1;
            }
            if (end < text.Length && text[end] == ' ') fits = end;
            if (end == text.Length || fits <= start) fits = end;
            yield return text[start..fits].TrimEnd();
            for (start = fits; start < text.Length && text[start] == ' ';) start++;
        }
    }

    static bool CanBreakAfter(string text, int at)
    {
        if (at + 1 >= text.Length) return true;
        if (text[at] == ' ') return true;
        return (IsWide(text[at]) || IsWide(text[at + 1])) && !"、。」』)）］】・!?,.:;".Contains(text[at + 1]) && !"「『(（［【".Contains(text[at]);
    }
}
