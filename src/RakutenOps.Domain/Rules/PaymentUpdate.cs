namespace RakutenOps.Rules;

/// <summary>R8 更新される受注伝票の項目: 入金状況 := 2, 承認状況 := 30, 承認日 := day of the evidence. No other field; the funnel's 2 → 20 is a change of its own (R9).</summary>
public static class PaymentUpdate
{
    /// <summary>The slip, paid.</summary>
    /// <param name="slip">The slip.</param>
    /// <param name="e">What the payment rests on.</param>
    public static OrderSlip Apply(OrderSlip slip, Evidence e)
    {
        ArgumentNullException.ThrowIfNull(slip);
        ArgumentNullException.ThrowIfNull(e);
        return slip with { DepositStatus = DepositStatus.Paid, ApprovalStatus = ApprovalStatus.Approved, ApprovalDate = e.Day, LastEvidenceAt = e.At };
    }
}

/// <summary>
/// R14 購入者が支払方法を変更した場合: 支払方法 := the mapped new method, together with R8's fields. A change is another code at RMS than the slip's method stands for,
/// never a difference that editing the map made. A slip whose method was blank for want of a map row gets it too.
/// </summary>
public static class MethodChange
{
    /// <summary>Whether RMS's code is another than the one the slip's 支払方法 stands for.</summary>
    /// <param name="s">The situation, with its order.</param>
    public static bool Happened(Situation s)
    {
        ArgumentNullException.ThrowIfNull(s);
        return s.Slip.SettlementCode is { } known && s.Rakuten.SettlementCode is { } code && code != known;
    }

    /// <summary>The slip with RMS's method; the same slip when nothing changed.</summary>
    /// <param name="s">The situation, with its order, whose method is mapped.</param>
    public static OrderSlip Apply(Situation s)
    {
        if (!Happened(s) && s.Slip.PaymentMethod is not null) return s.Slip;
        return s.Shop.MethodFor(s.Rakuten.SettlementCode) is { } row ? s.Slip with { PaymentMethod = row.PaymentMethod, SettlementCode = row.SettlementCode } : s.Slip;
    }
}

/// <summary>R21: the second authorisation was refused: 入金状況 := 0, 承認状況 := 10, 承認日 := blank. The only thing that lowers a value (R26); the last evidence stays, so the void hold never pays again.</summary>
public static class PaymentWithdrawal
{
    /// <summary>The slip, put back to unpaid.</summary>
    /// <param name="slip">The slip.</param>
    public static OrderSlip Apply(OrderSlip slip)
    {
        ArgumentNullException.ThrowIfNull(slip);
        return slip with { DepositStatus = DepositStatus.Unpaid, ApprovalStatus = ApprovalStatus.Unapproved, ApprovalDate = null };
    }

    /// <summary>Whether the slip already stands as unpaid.</summary>
    /// <param name="slip">The slip.</param>
    internal static bool IsDone(OrderSlip slip) => slip is { DepositStatus: DepositStatus.Unpaid, ApprovalStatus: ApprovalStatus.Unapproved, ApprovalDate: null };
}
