using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Syntax;

namespace RakutenOps.Help.Pages;

/// <summary>A heading of a page and what stands under it, up to the next heading of its level.</summary>
sealed record Section(string Heading, int Line, IReadOnlyList<Block> Blocks, IReadOnlyList<Section> Parts)
{
    public IReadOnlyList<TextLine> Text => PlainText.Of(Blocks);

    public IEnumerable<Table> Tables => Blocks.OfType<Table>();
}

/// <summary>A markdown file cut at its headings: the title (#), its sections (##) and their parts (###).</summary>
sealed record Page(string Path, string Title, IReadOnlyList<Section> Sections)
{
    static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePipeTables().Build();

    public Section? Find(string heading) => Sections.FirstOrDefault(s => s.Heading.Equals(heading, StringComparison.OrdinalIgnoreCase));

    public static Page Read(string path)
    {
        var blocks = Markdown.Parse(File.ReadAllText(path), Pipeline).ToList();
        var title = blocks.OfType<HeadingBlock>().FirstOrDefault(static h => h.Level == 1);
        return new(path, title is null ? "" : PlainText.Of(title.Inline), Cut(blocks, 2));
    }

    static List<Section> Cut(List<Block> blocks, int level)
    {
        var sections = new List<Section>();
        for (var at = blocks.FindIndex(b => IsHeading(b, level)); at >= 0;)
        {
            var next = blocks.FindIndex(at + 1, b => IsHeading(b, level));
            var heading = (HeadingBlock)blocks[at];
            var under = blocks[(at + 1)..(next < 0 ? blocks.Count : next)];
            var parts = Cut(under, level + 1);
            var own = under.TakeWhile(b => !IsHeading(b, level + 1)).ToList();
            sections.Add(new(PlainText.Of(heading.Inline), heading.Line + 1, own, parts));
            at = next;
        }
        return sections;
    }

    static bool IsHeading(Block block, int level) => block is HeadingBlock heading && heading.Level == level;
}
