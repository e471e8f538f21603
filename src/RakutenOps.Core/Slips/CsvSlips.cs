using System.Text;
using RakutenOps.Edits;
using Sylvan.Data.Csv;

namespace RakutenOps.Core.Slips;

/// <summary>How a CSV file is encoded.</summary>
public enum CsvEncoding
{
    /// <summary>UTF-8 where the bytes are valid UTF-8, else Shift_JIS.</summary>
    Auto,
    /// <summary>UTF-8, with or without BOM.</summary>
    Utf8,
    /// <summary>Shift_JIS (code page 932).</summary>
    ShiftJis,
}

/// <summary>A row of a CSV file that makes no slip.</summary>
/// <param name="Row">Row of the file, from 1, the header being row 1.</param>
/// <param name="Column">The column's heading.</param>
/// <param name="Why">What is wrong.</param>
public sealed record CsvFault(int Row, string Column, Phrase Why);

/// <summary>A slip to make and where it stands.</summary>
/// <param name="Row">Its first row in the file, from 1, the header being row 1.</param>
/// <param name="Entry">What the rows say.</param>
public sealed record CsvSlip(int Row, SlipEntry Entry);

/// <summary>What a CSV file gave.</summary>
public sealed class CsvSlipsRead
{
    readonly CsvColumns columns;

    internal CsvSlipsRead(CsvColumns columns, IReadOnlyList<CsvSlip> slips, IReadOnlyList<CsvFault> faults) => (this.columns, Slips, Faults) = (columns, slips, faults);

    /// <summary>Slips to make; several rows of one order number are the lines of one slip.</summary>
    public IReadOnlyList<CsvSlip> Slips { get; }

    /// <summary>Rows that make none, in the file's order.</summary>
    public IReadOnlyList<CsvFault> Faults { get; }

    /// <summary>Headings that are none of a slip's; their values were left out.</summary>
    public IReadOnlyList<string> UnknownColumns => columns.Unknown;

    /// <summary>The column, as the file calls it, that a refused slip is about.</summary>
    /// <param name="slip">The slip.</param>
    /// <param name="refusal">The refusal.</param>
    public string ColumnOf(CsvSlip slip, SlipException refusal)
    {
        ArgumentNullException.ThrowIfNull(slip);
        ArgumentNullException.ThrowIfNull(refusal);
        return columns.Heading(refusal.Id switch
        {
            "OrderedInFuture" => "OrderedAt",
            "SlipWithoutGoods" => "TotalAmount",
            "AmountNegative" => slip.Entry.TotalAmount is null ? "UnitPrice" : "TotalAmount",
            "LineInvalid" => "ItemCode",
            "DateTooEarly" => slip.Entry.PlannedShipDate < JapanTime.Day(slip.Entry.OrderedAt) ? "PlannedShipDate" : "PrintInstructDate",
            _ => "OrderNumber",
        });
    }
}

/// <summary>受注CSV取込: reads slips from a CSV file with Japanese or English headings. A row that cannot be read leaves its whole order out and stops no other.</summary>
public static class CsvSlips
{
    static readonly Encoding Utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    static readonly Encoding ShiftJis = CodePagesEncodingProvider.Instance.GetEncoding(932, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;

    // What RMS holds of these at most (API §3.2), in characters.
    const int LongestNumber = 128, LongestName = 1024, LongestCode = 255;

    /// <summary>Reads a whole file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="shop">The shop its slips are for.</param>
    /// <param name="encoding">How it is encoded.</param>
    /// <param name="cancel">Ends it at once.</param>
    /// <exception cref="IOException">It cannot be read, or is no CSV with the headings needed.</exception>
    public static CsvSlipsRead Read(string path, string shop, CsvEncoding encoding, CancellationToken cancel) => Read(File.ReadAllBytes(path), shop, encoding, cancel);

    /// <summary>Reads the bytes of a file.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="shop">The shop its slips are for.</param>
    /// <param name="encoding">How they are encoded.</param>
    /// <param name="cancel">Ends it at once.</param>
    /// <exception cref="IOException">They are no CSV with the headings needed.</exception>
    public static CsvSlipsRead Read(byte[] bytes, string shop, CsvEncoding encoding, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        ArgumentNullException.ThrowIfNull(shop);
        var text = Decode(bytes, encoding);
        if (string.IsNullOrWhiteSpace(text)) throw Unreadable("Csv_Empty");
        var row = 1;
        try
        {
            // No line is a comment: an order number may begin with #. A file never holds the character that says so here.
            using var csv = CsvDataReader.Create(new StringReader(text), new() { ResultSetMode = ResultSetMode.SingleResult, Comment = '\0' });
            var columns = new CsvColumns([.. Enumerable.Range(0, csv.FieldCount).Select(csv.GetName)]);
            var faults = new List<CsvFault>();
            var orders = new Dictionary<string, Draft>(StringComparer.Ordinal);
            for (row++; csv.Read(); row++)
            {
                cancel.ThrowIfCancellationRequested();
                Take(new(csv, columns, faults, row), orders);
            }
            return new(columns, [.. orders.Values.Where(static d => !d.IsBroken).OrderBy(static d => d.Row).Select(d => d.Slip(shop))], faults);
        }
        catch (CsvFormatException e)
        {
            throw new IOException(new Phrase(e is CsvRecordTooLargeException ? "Csv_RowTooLarge" : "Csv_Quotes", row).ToString(), e);
        }
    }

    static void Take(CsvRow row, Dictionary<string, Draft> orders)
    {
        if (row.IsBlank) return;
        var faults = row.Faults;
        row.RefuseSurplus();
        if (row.Text("OrderNumber", LongestNumber) is not { } number)
        {
            if (row.Faults == faults) row.Fault("OrderNumber", new("Csv_Blank"));
            return;
        }
        if (!orders.TryGetValue(number, out var order)) orders.Add(number, order = new(number, row.Number));
        order.OrderedAt = Header(row, "OrderedAt", order.OrderedAt, row.Moment("OrderedAt"));
        order.PaymentMethod = Header(row, "PaymentMethod", order.PaymentMethod, row.Text("PaymentMethod", LongestCode));
        order.TotalAmount = Header(row, "TotalAmount", order.TotalAmount, row.Amount("TotalAmount"));
        order.PlannedShipDate = Header(row, "PlannedShipDate", order.PlannedShipDate, row.Day("PlannedShipDate"));
        order.PrintInstructDate = Header(row, "PrintInstructDate", order.PrintInstructDate, row.Day("PrintInstructDate"));
        Line(row, order, faults);
        if (order.OrderedAt is null && row.Faults == faults) row.Fault("OrderedAt", new("Csv_Blank"));
        order.IsBroken |= row.Faults > faults;
    }

    // What belongs to the order may stand in one of its rows or in all, and then says the same.
    static T? Header<T>(CsvRow row, string column, T? before, T? now)
    {
        if (before is not null && now is not null && !Equals(before, now)) row.Fault(column, new("Csv_Differs", now, before));
        return before ?? now;
    }

    static void Line(CsvRow row, Draft order, int faults)
    {
        var code = row.Text("ItemCode", LongestCode);
        var name = row.Text("ItemName", LongestName);
        var pieces = row.Pieces("Quantity");
        var price = row.Amount("UnitPrice");
        if (row.Faults > faults || (code ?? name) is null && pieces is null && price is null) return;
        if (code is null) row.Fault("ItemCode", new("Csv_NoCode"));
        else order.Lines.Add(new() { LineNumber = order.Lines.Count + 1, ItemCode = code, ItemName = name, Quantity = pieces ?? 1, UnitPrice = price ?? 0 });
    }

    static string Decode(byte[] bytes, CsvEncoding encoding)
    {
        if (bytes.AsSpan().StartsWith("PK"u8)) throw Unreadable("Csv_Zip");
        Encoding[] candidates = encoding switch
        {
            CsvEncoding.Utf8 => [Utf8],
            CsvEncoding.ShiftJis => [ShiftJis],
            _ => [Utf8, ShiftJis],
        };
        foreach (var candidate in candidates)
        {
            try
            {
                var text = candidate.GetString(bytes);
                if (!text.Contains('\0', StringComparison.Ordinal)) return text.TrimStart('\uFEFF');
            }
            catch (DecoderFallbackException)
            {
                // Not of this encoding.
            }
        }
        throw Unreadable(encoding switch
        {
            CsvEncoding.Utf8 => "Csv_NotUtf8",
            CsvEncoding.ShiftJis => "Csv_NotShiftJis",
            _ => "Csv_NoText",
        });
    }

    static IOException Unreadable(string key) => new(new Phrase(key).ToString());

    sealed class Draft(string number, int row)
    {
        public int Row => row;
        public DateTimeOffset? OrderedAt { get; set; }
        public string? PaymentMethod { get; set; }
        public decimal? TotalAmount { get; set; }
        public DateOnly? PlannedShipDate { get; set; }
        public DateOnly? PrintInstructDate { get; set; }
        public List<OrderLine> Lines { get; } = [];
        public bool IsBroken { get; set; }

        public CsvSlip Slip(string shop) => new(row, new()
        {
            Shop = shop,
            OrderNumber = number,
            OrderedAt = OrderedAt!.Value,
            PaymentMethod = PaymentMethod,
            TotalAmount = TotalAmount,
            PlannedShipDate = PlannedShipDate,
            PrintInstructDate = PrintInstructDate,
            Lines = Lines,
        });
    }
}
