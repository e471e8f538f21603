using System.Globalization;
using System.Text.RegularExpressions;
using RakutenOps.Core.Text;
using RakutenOps.Edits;
using Sylvan.Data.Csv;

namespace RakutenOps.Core.Slips;

/// <summary>The row a reader stands on: reads its values, and notes what is wrong with them by row and column.</summary>
internal readonly partial struct CsvRow(CsvDataReader csv, CsvColumns columns, List<CsvFault> faults, int number)
{
    /// <summary>The most pieces of one line.</summary>
    public const int MostPieces = 1_000_000;

    static readonly DateTime Earliest = new(1997, 5, 1), Latest = new(9999, 12, 31); // Rakuten Ichiba opened in May 1997
    static readonly string[] DayFormats = ["yyyy-M-d", "yyyy/M/d", "yyyyMMdd", "yyyy年M月d日"];
    static readonly string[] TimeFormats = ["", " H:mm", " H:mm:ss", "'T'HH:mm", "'T'HH:mm:ss"];
    static readonly string[] MomentFormats = [.. DayFormats.SelectMany(static d => TimeFormats.Select(t => d + t))];

    /// <summary>Row of the file, from 1, the header being row 1.</summary>
    public int Number => number;

    /// <summary>How many faults the file has so far.</summary>
    public int Faults => faults.Count;

    /// <summary>Whether nothing stands in the row at all.</summary>
    public bool IsBlank => TextsFrom(0) == 0;

    /// <summary>Notes a row with more values than the header: an unquoted comma has cut one in two, and every value after it stands in the wrong column.</summary>
    public void RefuseSurplus()
    {
        if (TextsFrom(csv.FieldCount) > 0) faults.Add(new(number, csv.GetName(csv.FieldCount - 1).Trim(), new("Csv_Surplus", csv.RowFieldCount, csv.FieldCount)));
    }

    /// <summary>Notes what is wrong with a column of the row.</summary>
    public void Fault(string column, Phrase why) => faults.Add(new(number, columns.Heading(column), why));

    /// <summary>Trimmed text; null when blank, or longer than a slip takes.</summary>
    public string? Text(string column, int longest)
    {
        var at = columns.At(column);
        if (at < 0 || at >= csv.RowFieldCount || csv.GetString(at).Trim() is not { Length: > 0 } text) return null;
        if (text.Length <= longest) return text;
        Fault(column, new("Csv_TooLong", text.Length, longest));
        return null;
    }

    /// <summary>Yen, with or without thousands separators, ¥ and 円, in either width; null when blank or no amount.</summary>
    public decimal? Amount(string column)
    {
        if (Figure(column) is not { } yen) return null;
        if (Math.Abs(yen) <= SlipCreation.LargestPrice) return yen;
        Fault(column, new("Csv_TooLarge", yen, SlipCreation.LargestPrice));
        return null;
    }

    /// <summary>Pieces, at least one; null when blank or no number of pieces.</summary>
    public int? Pieces(string column)
    {
        if (Figure(column) is not { } pieces) return null;
        if (pieces is >= 1 and <= MostPieces && decimal.Truncate(pieces) == pieces) return (int)pieces;
        Fault(column, new("Csv_NoPieces", pieces));
        return null;
    }

    /// <summary>A JST day; null when blank or no day.</summary>
    public DateOnly? Day(string column) => Moment(column) is { } at ? JapanTime.Day(at) : null;

    /// <summary>A JST day with or without a time; null when blank or no day.</summary>
    public DateTimeOffset? Moment(string column)
    {
        if (Text(column, 64) is not { } text) return null;
        if (DateTime.TryParseExact(Width.Fold(text), MomentFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) && at >= Earliest && at < Latest) return new(at, JapanTime.Offset);
        Fault(column, new("Csv_NoDay", Shown(text)));
        return null;
    }

    decimal? Figure(string column)
    {
        if (Text(column, 64) is not { } text) return null;
        if (Figures().Match(Width.Fold(text)) is { Success: true } figures
            && decimal.TryParse(figures.Groups["sign"].Value + figures.Groups["digits"].Value.Replace(",", "", StringComparison.Ordinal), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var yen))
        {
            return yen;
        }
        Fault(column, new("Csv_NoNumber", Shown(text)));
        return null;
    }

    int TextsFrom(int first)
    {
        var texts = 0;
        for (var at = first; at < csv.RowFieldCount; at++)
        {
            if (!csv.GetFieldSpan(at).IsWhiteSpace()) texts++;
        }
        return texts;
    }

    static string Shown(string text) => text.Length <= 40 ? text : text[..40] + "…";

    // Separators stand before every third digit or nowhere: 1,5 is one and a half to some and no number to us.
    [GeneratedRegex(@"\A(?<sign>[-+]?)[¥\\]?(?<digits>([0-9]{1,3}(,[0-9]{3})+|[0-9]+)(\.[0-9]+)?)円?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Figures();
}
