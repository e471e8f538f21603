using System.Globalization;

namespace RakutenOps;

/// <summary>
/// The difference between two states of a slip, field by field: what the history keeps and what a decision announces are this one list. Three fields go with others and are
/// not announced: LastEvidenceAt (the raw time behind 承認日; the history's evidence says it), SettlementCode (RMS's code of 支払方法) and CancelSyncedAt.
/// </summary>
public static class SlipChanges
{
    static readonly Field[] Fields =
    [
        // 支払方法 first (R14): the 出荷可能設定 of the new method must not overwrite what follows.
        new(nameof(OrderSlip.PaymentMethod), static s => s.PaymentMethod, static (s, v) => s with { PaymentMethod = v }),
        new(nameof(OrderSlip.DepositStatus), static s => s.DepositStatus, static (s, v) => s with { DepositStatus = (DepositStatus)Number(v) }),
        new(nameof(OrderSlip.ApprovalStatus), static s => s.ApprovalStatus, static (s, v) => s with { ApprovalStatus = (ApprovalStatus)Number(v) }),
        new(nameof(OrderSlip.ApprovalDate), static s => s.ApprovalDate, static (s, v) => s with { ApprovalDate = Day(v) }),
        new(nameof(OrderSlip.Status), static s => s.Status, static (s, v) => s with { Status = (SlipStatus)Number(v) }),
        new(nameof(OrderSlip.CancelKind), static s => s.CancelKind, static (s, v) => s with { CancelKind = (CancelKind)Number(v) }),
        new(nameof(OrderSlip.TotalAmount), static s => s.TotalAmount, static (s, v) => s with { TotalAmount = decimal.Parse(v!, CultureInfo.InvariantCulture) }),
        new(nameof(OrderSlip.ConfirmCheck), static s => s.ConfirmCheck, static (s, v) => s with { ConfirmCheck = (ConfirmCheck)Number(v) }),
        new(nameof(OrderSlip.PaymentMethodChangedAt), static s => s.PaymentMethodChangedAt, static (s, v) => s with { PaymentMethodChangedAt = Moment(v) }),
        new(nameof(OrderSlip.AmountChangedAt), static s => s.AmountChangedAt, static (s, v) => s with { AmountChangedAt = Moment(v) }),
        new(nameof(OrderSlip.PlannedShipDate), static s => s.PlannedShipDate, static (s, v) => s with { PlannedShipDate = Day(v) }),
        new(nameof(OrderSlip.PrintInstructDate), static s => s.PrintInstructDate, static (s, v) => s with { PrintInstructDate = Day(v) }),
        // The permanent mark (R6) and 同梱先 are put back by the opposite command alone, which sees to the goods too.
        new(nameof(OrderSlip.ExcludedReason), static s => s.ExcludedReason, static (_, _) => null),
        new(nameof(OrderSlip.MergedInto), static s => s.MergedInto, static (_, _) => null),
        new(nameof(OrderSlip.Lines), static s => Lines(s.Lines), LinesBack),
    ];

    /// <summary>The fields in which two states of a slip differ, each with the rule that changes it.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="before">The slip as it is.</param>
    /// <param name="after">The slip as it will be.</param>
    public static IEnumerable<FieldChange> Between(string rule, OrderSlip before, OrderSlip after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        foreach (var field in Fields)
        {
            var (was, becomes) = (Show(field.Read(before)), Show(field.Read(after)));
            if (was != becomes) yield return new(rule, field.Name, was, becomes);
        }
    }

    /// <summary>Every field that the history keeps, as the history would show it now.</summary>
    /// <param name="slip">The slip.</param>
    public static IReadOnlyDictionary<string, string?> ValuesOf(OrderSlip slip)
    {
        ArgumentNullException.ThrowIfNull(slip);
        return Fields.ToDictionary(static f => f.Name, f => Show(f.Read(slip)), StringComparer.Ordinal);
    }

    /// <summary>Whether the history's name of a field is one of a slip's own; a made slip's "Slip" and what was written to RMS are none.</summary>
    internal static bool IsField(string name) => Array.Exists(Fields, f => f.Name == name);

    /// <summary>A field as the history writes it.</summary>
    internal static string? ValueOf(OrderSlip slip, string name) => Show(Array.Find(Fields, f => f.Name == name)!.Read(slip));

    /// <summary>The slip with a field put to what the history says; null where that cannot be read back: goods that have since been split or merged, or a field that is put back by its own command.</summary>
    internal static OrderSlip? PutBack(OrderSlip slip, string name, string? value) => Array.Find(Fields, f => f.Name == name)!.Write(slip, value);

    sealed record Field(string Name, Func<OrderSlip, object?> Read, Func<OrderSlip, string?, OrderSlip?> Write);

    static string? Show(object? value) => value switch
    {
        null => null,
        Enum code => Convert.ToInt32(code, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture),
        DateOnly day => day.ToString(DayFormat, CultureInfo.InvariantCulture),
        DateTimeOffset at => at.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFZ", CultureInfo.InvariantCulture),
        decimal amount => amount.ToString("0.##", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    const string DayFormat = "yyyy-MM-dd";

    static int Number(string? value) => int.Parse(value!, CultureInfo.InvariantCulture);

    static DateOnly? Day(string? value) => value is null ? null : DateOnly.ParseExact(value, DayFormat, CultureInfo.InvariantCulture);

    static DateTimeOffset? Moment(string? value) => value is null ? null : DateTimeOffset.Parse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    static string Lines(IReadOnlyList<OrderLine> lines) =>
        string.Join("; ", lines.Select(static l => FormattableString.Invariant($"{l.LineNumber} {l.ItemCode} {l.AllocatedQuantity}/{l.Quantity}") + (l.ReleaseDate is { } day ? " " + Show(day) : "")));

    // Read along the lines that stand there: a goods code may hold any letter, and other goods or pieces are no edit that can be put back.
    static OrderSlip? LinesBack(OrderSlip slip, string? value)
    {
        var rest = value.AsSpan();
        var lines = new List<OrderLine>(slip.Lines.Count);
        foreach (var line in slip.Lines)
        {
            if (!Take(ref rest, lines.Count == 0 ? "" : "; ") || !Take(ref rest, FormattableString.Invariant($"{line.LineNumber} {line.ItemCode} "))) return null;
            var digits = rest.IndexOf('/');
            if (digits < 1 || !int.TryParse(rest[..digits], NumberStyles.None, CultureInfo.InvariantCulture, out var allocated)) return null;
            rest = rest[digits..];
            if (!Take(ref rest, FormattableString.Invariant($"/{line.Quantity}"))) return null;
            DateOnly? release = null;
            if (rest is [' ', ..] && rest.Length > DayFormat.Length && DateOnly.TryParseExact(rest.Slice(1, DayFormat.Length), DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            {
                release = day;
                rest = rest[(DayFormat.Length + 1)..];
            }
            lines.Add(line with { AllocatedQuantity = allocated, ReleaseDate = release });
        }
        return rest.IsEmpty ? slip with { Lines = lines } : null;
    }

    static bool Take(ref ReadOnlySpan<char> rest, string word)
    {
        if (!rest.StartsWith(word, StringComparison.Ordinal)) return false;
        rest = rest[word.Length..];
        return true;
    }
}
