using System.Globalization;
using System.Management.Automation.Internal;

namespace RakutenOps.Shell.Hosting;

/// <summary>How many terminal cells a text takes: full-width Japanese takes two, half-width kana one, a combining mark none.</summary>
internal static class CellWidth
{
    /// <summary>Cells of a text; escape sequences take none.</summary>
    public static int Of(string text)
    {
        var plain = text.Contains('\x1b') ? new StringDecorated(text).ToString(System.Management.Automation.OutputRendering.PlainText) : text;
        var cells = 0;
        foreach (var c in plain)
        {
            cells += Of(c);
        }
        return cells;
    }

    /// <summary>Cells of one UTF-16 unit. The two halves of a surrogate pair take one each: what lies outside the basic plane and is met here
    /// (emoji, rare kanji) is wide.</summary>
    public static int Of(char c) =>
        c < '\u0300' ? 1
        : IsWide(c) && !IsCombining(c) ? 2
        : IsCombining(c) ? 0
        : 1;

    // East_Asian_Width W and F of Unicode, as ranges of the basic plane.
    static bool IsWide(char c) => c
        is (>= '\u1100' and <= '\u115F')
        or '\u2329' or '\u232A'
        or (>= '\u2E80' and <= '\uA4CF' and not '\u303F')
        or (>= '\uA960' and <= '\uA97F')
        or (>= '\uAC00' and <= '\uD7A3')
        or (>= '\uF900' and <= '\uFAFF')
        or (>= '\uFE10' and <= '\uFE19')
        or (>= '\uFE30' and <= '\uFE6F')
        or (>= '\uFF00' and <= '\uFF60')
        or (>= '\uFFE0' and <= '\uFFE6');

    static bool IsCombining(char c) => CharUnicodeInfo.GetUnicodeCategory(c)
        is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format;
}
