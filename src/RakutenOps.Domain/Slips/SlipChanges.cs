using System.Globalization;

namespace RakutenOps;

/// <summary>
/// The difference between two states of a slip, field by field: what the history keeps and what a decision announces are this one list. Three fields go with others and are
/// not announced: LastEvidenceAt (the raw time behind 承認日; the history's evidence says it), SettlementCode (RMS's code of 支払方法) and CancelSyncedAt.
/// </summary>
public static class SlipChanges
{
    static readonly (string Name, Func<OrderSlip, object?> Read)[] Fields =
    [
        // 支払方法 first (R14): the 出荷可能設定 of the new method must not overwrite what follows.
        (nameof(OrderSlip.PaymentMethod), static s => s.PaymentMethod),
        (nameof(OrderSlip.DepositStatus), static s => s.DepositStatus),
        (nameof(OrderSlip.ApprovalStatus), static s => s.ApprovalStatus),
        (nameof(OrderSlip.ApprovalDate), static s => s.ApprovalDate),
        (nameof(OrderSlip.Status), static s => s.Status),
        (nameof(OrderSlip.CancelKind), static s => s.CancelKind),
        (nameof(OrderSlip.TotalAmount), static s => s.TotalAmount),
        (nameof(OrderSlip.ConfirmCheck), static s => s.ConfirmCheck),
        (nameof(OrderSlip.PaymentMethodChangedAt), static s => s.PaymentMethodChangedAt),
        (nameof(OrderSlip.AmountChangedAt), static s => s.AmountChangedAt),
        (nameof(OrderSlip.PlannedShipDate), static s => s.PlannedShipDate),
        (nameof(OrderSlip.PrintInstructDate), static s => s.PrintInstructDate),
        (nameof(OrderSlip.ExcludedReason), static s => s.ExcludedReason),
        (nameof(OrderSlip.MergedInto), static s => s.MergedInto),
        (nameof(OrderSlip.Lines), static s => Lines(s.Lines)),
    ];

    /// <summary>The fields in which two states of a slip differ, each with the rule that changes it.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="before">The slip as it is.</param>
    /// <param name="after">The slip as it will be.</param>
    public static IEnumerable<FieldChange> Between(string rule, OrderSlip before, OrderSlip after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        foreach (var (name, read) in Fields)
        {
            var (was, becomes) = (Show(read(before)), Show(read(after)));
            if (was != becomes) yield return new(rule, name, was, becomes);
        }
    }

    /// <summary>Every field that the history keeps, as the history would show it now.</summary>
    /// <param name="slip">The slip.</param>
    public static IReadOnlyDictionary<string, string?> ValuesOf(OrderSlip slip)
    {
        ArgumentNullException.ThrowIfNull(slip);
        return Fields.ToDictionary(static f => f.Name, f => Show(f.Read(slip)), StringComparer.Ordinal);
    }

    static string? Show(object? value) => value switch
    {
        null => null,
        Enum code => Convert.ToInt32(code, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTimeOffset at => at.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFZ", CultureInfo.InvariantCulture),
        decimal amount => amount.ToString("0.##", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    static string Lines(IReadOnlyList<OrderLine> lines) =>
        string.Join("; ", lines.Select(static l => FormattableString.Invariant($"{l.LineNumber} {l.ItemCode} {l.AllocatedQuantity}/{l.Quantity}") + (l.ReleaseDate is { } day ? " " + Show(day) : "")));
}
