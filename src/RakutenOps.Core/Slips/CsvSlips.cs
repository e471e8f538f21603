using System.Globalization;
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
/// <param name="Slips">Slips to make; several rows of one order number are the lines of one slip.</param>
/// <param name="Faults">Rows that make none.</param>
public sealed record CsvSlipsRead(IReadOnlyList<CsvSlip> Slips, IReadOnlyList<CsvFault> Faults);

/// <summary>受注CSV取込: reads slips from a CSV file with Japanese or English headings. A row that cannot be read leaves its whole order out and stops no other.</summary>
public static class CsvSlips
{
    static readonly Dictionary<string, string> Headings = new(StringComparer.OrdinalIgnoreCase)
    {
        ["受注番号"] = "OrderNumber", ["受注日"] = "OrderedAt", ["支払方法"] = "PaymentMethod", ["合計金額"] = "TotalAmount", ["商品コード"] = "ItemCode", ["商品名"] = "ItemName",
        ["数量"] = "Quantity", ["単価"] = "UnitPrice", ["出荷予定日"] = "PlannedShipDate", ["納品書印刷指示日"] = "PrintInstructDate",
    };

    static readonly string[] DayFormats = ["yyyy-MM-dd", "yyyy/MM/dd", "yyyy/M/d", "yyyyMMdd"];
    static readonly string[] MomentFormats = [.. DayFormats, .. DayFormats.SelectMany(static d => (string[])[d + " HH:mm", d + " HH:mm:ss", d + "'T'HH:mm:ss"])];

    /// <summary>Reads a whole file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="shop">The shop its slips are for.</param>
    /// <param name="encoding">How it is encoded.</param>
    /// <param name="cancel">Ends it at once.</param>
    /// <exception cref="IOException">It cannot be read, or is no CSV with the headings needed.</exception>
    public static CsvSlipsRead Read(string path, string shop, CsvEncoding encoding, CancellationToken cancel)
    {
        var bytes = File.ReadAllBytes(path);
        using var text = new StringReader(Decode(bytes, encoding));
        try
        {
            using var csv = CsvDataReader.Create(text, new CsvDataReaderOptions { ResultSetMode = ResultSetMode.SingleResult });
            return Rows(csv, shop, cancel);
        }
        catch (CsvFormatException e)
        {
            throw new IOException(e.Message, e);
        }
    }

    static CsvSlipsRead Rows(CsvDataReader csv, string shop, CancellationToken cancel)
    {
        var columns = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < csv.FieldCount; i++)
        {
            var heading = csv.GetName(i).Trim().TrimStart('\uFEFF');
            columns.TryAdd(Headings.GetValueOrDefault(heading, heading), i);
        }
        foreach (var needed in (string[])["OrderNumber", "OrderedAt"])
        {
            if (!columns.ContainsKey(needed)) throw new IOException(new Phrase("Csv_NoColumn", Headings.First(h => h.Value == needed).Key, needed).ToString());
        }

        var orders = new Dictionary<string, CsvSlip>(StringComparer.Ordinal);
        var broken = new HashSet<string>(StringComparer.Ordinal);
        var faults = new List<CsvFault>();
        while (csv.Read())
        {
            cancel.ThrowIfCancellationRequested();
            var row = new Row(csv, columns, faults, csv.RowNumber + 1);
            var number = row.Text("OrderNumber");
            if (number is null)
            {
                row.Fault("OrderNumber", new("Csv_Blank"));
                continue;
            }
            var entry = row.Entry(shop, number, orders.GetValueOrDefault(number)?.Entry);
            if (entry is null) broken.Add(number);
            else orders[number] = new(orders.GetValueOrDefault(number)?.Row ?? row.Number, entry);
        }
        return new([.. orders.Where(o => !broken.Contains(o.Key)).Select(static o => o.Value)], faults);
    }

    /// <summary>The column that a refused slip is about.</summary>
    /// <param name="refusal">The id of the refusal.</param>
    public static string ColumnOf(string refusal) => refusal switch
    {
        "OrderNumberInvalid" => "受注番号",
        "OrderedInFuture" => "受注日",
        "SlipWithoutGoods" or "AmountNegative" => "合計金額",
        "LineInvalid" => "商品コード",
        "DateTooEarly" => "出荷予定日 / 納品書印刷指示日",
        _ => "–",
    };

    static string Decode(byte[] bytes, CsvEncoding encoding)
    {
        if (encoding != CsvEncoding.ShiftJis)
        {
            try
            {
                return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(bytes).TrimStart('\uFEFF');
            }
            catch (DecoderFallbackException) when (encoding == CsvEncoding.Auto)
            {
                // Not UTF-8: what Japanese back offices write otherwise.
            }
            catch (DecoderFallbackException e)
            {
                throw new IOException(new Phrase("Csv_NotUtf8").ToString(), e);
            }
        }
        return CodePagesEncodingProvider.Instance.GetEncoding(932)!.GetString(bytes);
    }

    readonly struct Row(CsvDataReader csv, Dictionary<string, int> columns, List<CsvFault> faults, int number)
    {
        public int Number => number;

        public string? Text(string column) =>
            columns.TryGetValue(column, out var at) && at < csv.RowFieldCount && csv.GetString(at).Trim() is { Length: > 0 } text ? text : null;

        public void Fault(string column, Phrase why) => faults.Add(new(number, columns.TryGetValue(column, out var at) ? csv.GetName(at).Trim() : column, why));

        /// <summary>The entry with this row's line; null when anything of the row cannot be read.</summary>
        public SlipEntry? Entry(string shop, string order, SlipEntry? before)
        {
            var faultsBefore = faults.Count;
            var ordered = before is null ? Moment("OrderedAt") : before.OrderedAt;
            if (ordered is null && faults.Count == faultsBefore) Fault("OrderedAt", new("Csv_Blank"));
            var total = Amount("TotalAmount");
            var (planned, instruct) = (Day("PlannedShipDate"), Day("PrintInstructDate"));
            var quantity = Amount("Quantity");
            var price = Amount("UnitPrice");
            if (quantity is { } q && (q < 1 || q != decimal.Truncate(q) || q > 1_000_000)) Fault("Quantity", new("Csv_NoPieces", q));
            var code = Text("ItemCode");
            if (faults.Count > faultsBefore) return null;

            before ??= new() { Shop = shop, OrderNumber = order, OrderedAt = ordered!.Value };
            var line = code is null && quantity is null ? null : new OrderLine { LineNumber = before.Lines.Count + 1, ItemCode = code ?? "-", ItemName = Text("ItemName"), Quantity = (int)(quantity ?? 1), UnitPrice = price ?? 0 };
            return before with
            {
                PaymentMethod = before.PaymentMethod ?? Text("PaymentMethod"),
                TotalAmount = before.TotalAmount ?? total,
                PlannedShipDate = before.PlannedShipDate ?? planned,
                PrintInstructDate = before.PrintInstructDate ?? instruct,
                Lines = line is null ? before.Lines : [.. before.Lines, line],
            };
        }

        decimal? Amount(string column)
        {
            if (Text(column) is not { } text) return null;
            if (decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number)) return number;
            Fault(column, new("Csv_NoNumber", Shown(text)));
            return null;
        }

        DateOnly? Day(string column) => Moment(column) is { } at ? JapanTime.Day(at) : null;

        DateTimeOffset? Moment(string column)
        {
            if (Text(column) is not { } text) return null;
            if (DateTime.TryParseExact(text, MomentFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at)) return new(at, JapanTime.Offset);
            Fault(column, new("Csv_NoDay", Shown(text)));
            return null;
        }

        static string Shown(string text) => text.Length <= 40 ? text : text[..40] + "…";
    }
}
