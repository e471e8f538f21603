namespace RakutenOps.Rules;

/// <summary>R4 伝票の条件, all of: 受注状態 2, 入金状況 0, 承認状況 10, 承認日 blank; and live (A26). Checked per slip, so split slips stand each for itself (R10).</summary>
public static class WaitingSlip
{
    /// <summary>受注キャンセル区分 0.</summary>
    /// <param name="s">The situation.</param>
    public static Finding CheckLive(Situation s) =>
        new("R4", new("Condition_CancelKind"), Phrase.Value(s.Slip.CancelKind), Phrase.Value(CancelKind.Live), s.Slip.IsLive, Reason.Cancelled);

    /// <summary>受注状態 2.</summary>
    /// <param name="s">The situation.</param>
    public static Finding CheckStatus(Situation s) =>
        new("R4", new("Condition_Status"), Phrase.Value(s.Slip.Status), Phrase.Value(SlipStatus.Entered), s.Slip.Status == SlipStatus.Entered, Reason.StatusNotEntered);

    /// <summary>入金状況 0.</summary>
    /// <param name="s">The situation.</param>
    public static Finding CheckDeposit(Situation s) =>
        new("R4", new("Condition_Deposit"), Phrase.Value(s.Slip.DepositStatus), Phrase.Value(DepositStatus.Unpaid), s.Slip.DepositStatus == DepositStatus.Unpaid, Reason.DepositNotUnpaid);

    /// <summary>承認状況 10.</summary>
    /// <param name="s">The situation.</param>
    public static Finding CheckApproval(Situation s) =>
        new("R4", new("Condition_Approval"), Phrase.Value(s.Slip.ApprovalStatus), Phrase.Value(ApprovalStatus.Unapproved), s.Slip.ApprovalStatus == ApprovalStatus.Unapproved, Reason.ApprovalNotUnapproved);

    /// <summary>承認日 空欄.</summary>
    /// <param name="s">The situation.</param>
    public static Finding CheckApprovalDate(Situation s) =>
        new("R4", new("Condition_ApprovalDate"), Phrase.Value(s.Slip.ApprovalDate), Phrase.Value(null), s.Slip.ApprovalDate is null, Reason.ApprovalDateNotBlank);

    /// <summary>Whether the slip is one the standard import waits for: R4 with R6.</summary>
    /// <param name="slip">A slip.</param>
    public static bool Holds(OrderSlip slip)
    {
        ArgumentNullException.ThrowIfNull(slip);
        return slip is { CancelKind: CancelKind.Live, Status: SlipStatus.Entered, DepositStatus: DepositStatus.Unpaid, ApprovalStatus: ApprovalStatus.Unapproved, ApprovalDate: null, ExcludedReason: ExcludedReason.None };
    }
}
