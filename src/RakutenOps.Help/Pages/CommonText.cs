using Markdig.Extensions.Tables;

namespace RakutenOps.Help.Pages;

/// <summary>
/// What many pages share, from _common.md: parameters (## PARAMETERS), and errors in groups (## ERRORS, a ### and a table each). A page's row takes the common text where its cells are
/// blank, and a row <c>@Store</c> stands for all rows of the group Store.
/// </summary>
sealed class CommonText(Page? page)
{
    readonly List<Entry> parameters = [.. page?.Find("PARAMETERS")?.Parts.Select(static p => new Entry(p.Heading.TrimStart('-'), p.Line, p.Text)) ?? []];
    readonly Dictionary<string, List<ErrorEntry>> groups = page?.Find("ERRORS")?.Parts.ToDictionary(static p => p.Heading, static p => p.Tables.SelectMany(Rows).ToList(), StringComparer.Ordinal) ?? [];

    public Entry? Parameter(string name) => parameters.Find(p => p.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The row with its text; none when neither the row nor the common file has any.</summary>
    public IEnumerable<ErrorEntry> Fill(ErrorEntry row)
    {
        if (row.Id.StartsWith('@')) return groups.GetValueOrDefault(row.Id[1..]) ?? [];
        if (row.Meaning.Length > 0) return [row];
        return groups.Values.SelectMany(static g => g).Where(e => e.Id == row.Id).Take(1);
    }

    /// <summary>The rows of a table whose first column is ErrorId.</summary>
    public static IEnumerable<ErrorEntry> Rows(Table table)
    {
        if (PlainText.Headers(table) is not ["ErrorId", ..]) return [];
        return table.OfType<TableRow>().Where(static r => !r.IsHeader).Select(static r => (Row: r, Cells: PlainText.Cells(r)))
            .Select(static r => new ErrorEntry(r.Cells[0], r.Row.Line + 1, r.Cells.ElementAtOrDefault(1) ?? "", r.Cells.ElementAtOrDefault(2) ?? ""));
    }
}
