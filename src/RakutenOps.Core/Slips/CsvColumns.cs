namespace RakutenOps.Core.Slips;

/// <summary>The columns of one file: which heading stands where. Headings are Japanese or English, in any case.</summary>
internal sealed class CsvColumns
{
    // The first name of a column is the one it is called by in Japanese.
    static readonly Dictionary<string, string> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["受注番号"] = "OrderNumber", ["受注日"] = "OrderedAt", ["支払方法"] = "PaymentMethod", ["合計金額"] = "TotalAmount", ["商品コード"] = "ItemCode", ["商品名"] = "ItemName",
        ["数量"] = "Quantity", ["単価"] = "UnitPrice", ["出荷予定日"] = "PlannedShipDate", ["納品書印刷指示日"] = "PrintInstructDate",
        ["受注日時"] = "OrderedAt",
    };

    static readonly HashSet<string> Names = new(Known.Values, StringComparer.OrdinalIgnoreCase);
    static readonly string[] Needed = ["OrderNumber", "OrderedAt"];

    readonly Dictionary<string, (int At, string Heading)> columns = new(StringComparer.OrdinalIgnoreCase);
    readonly List<string> unknown = [];

    /// <summary>Finds the columns of a header row.</summary>
    /// <param name="headings">The header row.</param>
    /// <exception cref="IOException">A column that is needed is missing, or one stands twice.</exception>
    public CsvColumns(IReadOnlyList<string> headings)
    {
        for (var at = 0; at < headings.Count; at++)
        {
            var heading = headings[at].Trim();
            if (heading.Length == 0) continue;
            var name = Known.GetValueOrDefault(heading, heading);
            if (!Names.Contains(name)) unknown.Add(heading);
            else if (!columns.TryAdd(name, (at, heading))) throw new IOException(Twice(columns[name].Heading, heading).ToString());
        }
        foreach (var needed in Needed)
        {
            if (!columns.ContainsKey(needed)) throw new IOException(new Phrase("Csv_NoColumn", Japanese(needed), needed).ToString());
        }
    }

    /// <summary>Headings that are none of a slip's.</summary>
    public IReadOnlyList<string> Unknown => unknown;

    /// <summary>Where a column stands; −1 when the file has none.</summary>
    public int At(string column) => columns.TryGetValue(column, out var found) ? found.At : -1;

    /// <summary>What the file calls a column; of one that it has not, what it would be called beside the others.</summary>
    public string Heading(string column)
    {
        if (columns.TryGetValue(column, out var found)) return found.Heading;
        return Known.ContainsKey(columns[Needed[0]].Heading) ? Japanese(column) : column;
    }

    static string Japanese(string column) => Known.First(k => k.Value == column).Key;

    static Phrase Twice(string one, string other) => one == other ? new("Csv_ColumnTwice", one) : new("Csv_ColumnsSame", one, other);
}
