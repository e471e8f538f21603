using System.Text;
using RakutenOps.Help.Pages;

namespace RakutenOps.Help.Output;

/// <summary>An about topic as Get-Help shows it: plain text of 80 columns. Get-Help takes its synopsis from the fifth line.</summary>
static class AboutTopic
{
    const int Columns = 80;
    const string Short = "SHORT DESCRIPTION";

    public static IEnumerable<Problem> Check(Page page)
    {
        var name = Path.GetFileNameWithoutExtension(page.Path);
        if (page.Title != name) yield return new(page.Path, 1, "#", $"the title is '{page.Title}', the topic is {name}.");
        if (page.Sections is not [{ Heading: Short, Text.Count: 1 }, ..]) yield return new(page.Path, 1, Short, "the first heading must be this, with one paragraph.");
        // Get-Help takes its first line as the topic's synopsis.
        else if (TextWidth.Wrap(page.Sections[0].Text[0].Text, Columns - 4).Count() > 1) yield return new(page.Path, 1, Short, $"it must fit one line of {Columns - 4} columns.");
    }

    public static string Write(Page page)
    {
        var text = new StringBuilder().Append("TOPIC\n    ").Append(page.Title).Append('\n');
        foreach (var section in page.Sections)
        {
            text.Append('\n').Append(section.Heading).Append('\n');
            Append(text, section.Text, 4);
            foreach (var part in section.Parts)
            {
                if (section.Text.Count > 0 || part != section.Parts[0]) text.Append('\n');
                text.Append("  ").Append(part.Heading).Append('\n');
                Append(text, part.Text, 4);
            }
        }
        return text.ToString();
    }

    static void Append(StringBuilder text, IReadOnlyList<TextLine> lines, int indent)
    {
        for (var i = 0; i < lines.Count; i++)
        {
            if (i > 0 && !BelongTogether(lines[i - 1], lines[i])) text.Append('\n');
            var at = indent + (lines[i].Depth * 4);
            var hanging = lines[i].Text.StartsWith("- ", StringComparison.Ordinal) ? 2 : 0;
            var first = true;
            foreach (var line in lines[i].IsCode ? [lines[i].Text] : TextWidth.Wrap(lines[i].Text, Columns - at - hanging))
            {
                text.Append(' ', line.Length == 0 ? 0 : at + (first ? 0 : hanging)).Append(line).Append('\n');
                first = false;
            }
        }
    }

    // Lines of code, items of a list, and a term with its text stand without a blank line between.
    static bool BelongTogether(TextLine before, TextLine line) =>
        (before.IsCode && line.IsCode) || (IsItem(before) && IsItem(line)) || (!line.IsCode && line.Depth > before.Depth) || (line.Depth == before.Depth && line.Depth > 0 && !line.IsCode && !before.IsCode);

    static bool IsItem(TextLine line) => line.Text.StartsWith("- ", StringComparison.Ordinal) || (line.Text.Length > 1 && char.IsAsciiDigit(line.Text[0]) && line.Text[1] == '.');
}
