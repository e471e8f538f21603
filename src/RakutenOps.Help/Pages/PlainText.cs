using System.Text;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace RakutenOps.Help.Pages;

/// <summary>One paragraph, list item or code line of plain text: how deep it stands, and whether it must not be wrapped.</summary>
sealed record TextLine(int Depth, string Text, bool IsCode = false);

/// <summary>Markdown as a console shows it: emphasis and back ticks gone, lists with dashes, a table row as a term with what is said of it.</summary>
static class PlainText
{
    public static IReadOnlyList<TextLine> Of(IEnumerable<Block> blocks) => [.. blocks.SelectMany(static b => Of(b, 0))];

    static IEnumerable<TextLine> Of(Block block, int depth) => block switch
    {
        ParagraphBlock p => [new(depth, Of(p.Inline))],
        HeadingBlock h => [new(depth, Of(h.Inline))],
        CodeBlock code => Code(code).Split('\n').Select(line => new TextLine(depth + 1, line, IsCode: true)),
        ListBlock list => list.OfType<ListItemBlock>().SelectMany((item, i) => Item(item, list.IsOrdered ? $"{i + 1}. " : "- ", depth)),
        Table table => table.OfType<TableRow>().Where(static r => !r.IsHeader).SelectMany(r => Row(r, Headers(table), depth)),
        ContainerBlock container => container.SelectMany(b => Of(b, depth)),
        _ => [],
    };

    /// <summary>The lines of a code block, without its fence.</summary>
    public static string Code(LeafBlock code) => code.Lines.ToString().TrimEnd();

    /// <summary>The cells of a row as text.</summary>
    public static string[] Cells(TableRow row) => [.. row.OfType<TableCell>().Select(static c => string.Join(" ", c.SelectMany(static b => Of(b, 0)).Select(static l => l.Text)))];

    /// <summary>The first row of a table.</summary>
    public static string[] Headers(Table table) => table.OfType<TableRow>().FirstOrDefault(static r => r.IsHeader) is { } row ? Cells(row) : [];

    static IEnumerable<TextLine> Item(ListItemBlock item, string mark, int depth)
    {
        var first = true;
        foreach (var line in item.SelectMany(b => Of(b, depth)))
        {
            yield return first ? line with { Text = mark + line.Text } : line with { Depth = line.Depth + 1 };
            first = false;
        }
    }

    static IEnumerable<TextLine> Row(TableRow row, string[] headers, int depth)
    {
        var cells = Cells(row);
        yield return new(depth, cells[0]);
        for (var i = 1; i < cells.Length; i++)
        {
            // Two columns need no word between term and text.
            var label = cells.Length > 2 && i < headers.Length ? headers[i] + ": " : "";
            if (cells[i].Length > 0) yield return new(depth + 1, label + cells[i]);
        }
    }

    /// <summary>Inline markdown as text.</summary>
    public static string Of(ContainerInline? inlines)
    {
        var text = new StringBuilder();
        if (inlines is not null) Append(text, inlines);
        return text.ToString().Trim();
    }

    static void Append(StringBuilder text, ContainerInline inlines)
    {
        foreach (var inline in inlines)
        {
            switch (inline)
            {
                case LiteralInline literal: text.Append(literal.Content.AsSpan()); break;
                case CodeInline code: text.Append(code.Content); break;
                case HtmlEntityInline entity: text.Append(entity.Transcoded.AsSpan()); break;
                case AutolinkInline link: text.Append(link.Url); break;
                case LineBreakInline when NeedsSpace(text, inline.NextSibling): text.Append(' '); break;
                case LinkInline link:
                    Append(text, link);
                    if (link.Url?.StartsWith("http", StringComparison.Ordinal) == true) text.Append(" (").Append(link.Url).Append(')');
                    break;
                case ContainerInline container: Append(text, container); break;
            }
        }
    }

    // A line break in Japanese text stands for nothing, in English for a space.
    static bool NeedsSpace(StringBuilder before, Inline? next)
    {
        var after = next switch { LiteralInline l when l.Content.Length > 0 => l.Content.AsSpan()[0], CodeInline c when c.Content.Length > 0 => c.Content[0], _ => 'x' };
        return before.Length > 0 && !(TextWidth.IsWide(before[^1]) && TextWidth.IsWide(after));
    }
}
