using Markdig.Extensions.Tables;
using Markdig.Syntax;

namespace RakutenOps.Help.Pages;

/// <summary>Something that a page explains under a name of its own: a parameter, a type.</summary>
sealed record Entry(string Name, int Line, IReadOnlyList<TextLine> Text);

/// <summary>An example: what it is for, the commands, and a remark.</summary>
sealed record Example(string Title, int Line, string Code, IReadOnlyList<TextLine> Remarks);

/// <summary>A row of an error table.</summary>
sealed record ErrorEntry(string Id, int Line, string Meaning, string Advice);

/// <summary>A link to another page or topic.</summary>
sealed record RelatedLink(string Text, string? Uri);

/// <summary>The page of one cmdlet in one language, by the headings of PlatyPS.</summary>
sealed class CmdletPage(Page page, CommonText common)
{
    public Page Page { get; } = page;

    public string Name { get; } = System.IO.Path.GetFileNameWithoutExtension(page.Path);

    public IReadOnlyList<TextLine> Synopsis => Page.Find("SYNOPSIS")?.Text ?? [];

    public IReadOnlyList<TextLine> Description => Page.Find("DESCRIPTION")?.Text ?? [];

    public IReadOnlyList<Entry> Parameters { get; } = Entries(page.Find("PARAMETERS"), static h => h.TrimStart('-'));

    public IReadOnlyList<Example> Examples { get; } = [.. page.Find("EXAMPLES")?.Parts.Select(ExampleOf) ?? []];

    public IReadOnlyList<Entry> Inputs { get; } = Entries(page.Find("INPUTS"), static h => h);

    public IReadOnlyList<Entry> Outputs { get; } = Entries(page.Find("OUTPUTS"), static h => h);

    public IReadOnlyList<TextLine> Notes => PlainText.Of(Page.Find("NOTES")?.Blocks.Where(static b => b is not Table) ?? []);

    /// <summary>Rows as they are written; <see cref="Errors"/> has the common text filled in.</summary>
    public IReadOnlyList<ErrorEntry> ErrorRows { get; } = [.. page.Find("NOTES")?.Tables.SelectMany(CommonText.Rows) ?? []];

    /// <summary>Whether the common file knows what the row stands for.</summary>
    public bool Fills(ErrorEntry row) => common.Fill(row).Any();

    public IReadOnlyList<ErrorEntry> Errors => [.. ErrorRows.SelectMany(common.Fill)];

    public IReadOnlyList<RelatedLink> Links { get; } =
        [.. page.Find("RELATED LINKS")?.Blocks.OfType<ListBlock>().SelectMany(static l => l.OfType<ListItemBlock>()).Select(LinkOf) ?? []];

    /// <summary>What is said of a parameter: on this page, else in the common file.</summary>
    public Entry? Parameter(string name) => Parameters.FirstOrDefault(p => p.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) ?? common.Parameter(name);

    static IReadOnlyList<Entry> Entries(Section? section, Func<string, string> name) => [.. section?.Parts.Select(p => new Entry(name(p.Heading), p.Line, p.Text)) ?? []];

    static Example ExampleOf(Section part)
    {
        var code = part.Blocks.OfType<FencedCodeBlock>().FirstOrDefault();
        return new(part.Heading, part.Line, code is null ? "" : PlainText.Code(code), PlainText.Of(part.Blocks.Where(b => b != code)));
    }

    static RelatedLink LinkOf(ListItemBlock item)
    {
        var link = item.Descendants<Markdig.Syntax.Inlines.LinkInline>().FirstOrDefault();
        var text = link is null ? string.Join(" ", PlainText.Of([item]).Select(static l => l.Text)) : PlainText.Of(link);
        return new(text.TrimStart('-', ' '), link?.Url?.StartsWith("http", StringComparison.Ordinal) == true ? link.Url : null);
    }
}
