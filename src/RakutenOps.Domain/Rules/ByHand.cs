namespace RakutenOps.Rules;

/// <summary>
/// R15 金額変更を行う場合に必要な操作: puts a slip back to 0 / 10 / blank (20 → 2 through the funnel), with the new amount, and stamps the time of the amount change; all at once, for a
/// forgotten 承認日 would keep it waiting for ever. Refuses 受注状態 30, 40, 50 and slips that are never automated (R6, R27) unless forced.
/// </summary>
public static class PaymentReset
{
    /// <summary>Decides on one slip. The last evidence stays, so that the old authorisation does not pay it again (R18).</summary>
    /// <param name="s">The situation; its order is what was last seen of it, null when nothing was.</param>
    /// <param name="amount">The new total in yen; null leaves it.</param>
    /// <param name="force">Whether a refused slip is reset all the same.</param>
    public static SyncDecision Decide(Situation s, decimal? amount, bool force)
    {
        ArgumentNullException.ThrowIfNull(s);
        List<Finding> findings = [WaitingSlip.CheckLive(s), NeverTargets.Check(s), CheckNotPrinted(s), CheckNotSelective(s)];
        // A cancelled slip is never reset; it must be restored first.
        var failing = findings.Find(f => !f.Holds && (!force || f.Reason == Reason.Cancelled));
        if (failing is { Reason: { } reason })
        {
            var say = reason == Reason.Cancelled ? "Say_ResetCancelled" : "Say_ResetRefused";
            return Ruling.Stays(s, "R15", Outcome.Ineligible, reason, findings, new(say, Telling.Of(s, reason)));
        }

        var after = PaymentWithdrawal.Apply(s.Slip) with { TotalAmount = amount ?? s.Slip.TotalAmount, AmountChangedAt = s.Now };
        var left = s.Siblings.Where(static o => o is { IsLive: true, Status: < SlipStatus.Shipped } && !PaymentWithdrawal.IsDone(o)).Select(static o => o.SlipNumber).Order().ToArray();
        var text = left.Length == 0 ? new Phrase("Say_Reset") : new Phrase("Say_ResetSiblingsLeft", string.Join(", ", left));
        return Ruling.Changes(s, "R15", Outcome.Reset, findings, after, Funnel.FallBack(after, s.Shop.ShippableFor(after.PaymentMethod)), text: text);
    }

    static Finding CheckNotPrinted(Situation s) =>
        new("R15", new("Condition_Status"), Phrase.Value(s.Slip.Status), new("Wanted_BeforePrinting"), s.Slip.Status < SlipStatus.Printing, Reason.PrintedOrLater);

    static Finding CheckNotSelective(Situation s)
    {
        var selective = s.Order?.IsCommonSettlement == false;
        return new("R27", new("Condition_Settlement"), s.Order is null ? new("Found_OrderNotRead") : new(selective ? "Found_Selective" : "Found_Common", PaymentScope.Method(s.Order)), new("Wanted_Common"), !selective, Reason.NotCommonSettlement);
    }
}

/// <summary>R17 and R26 手動で入金処理: a person enters 入金状況 2, 承認状況 30 and 承認日. The entry's own time is kept as the evidence, so that only a newer authorisation counts later.</summary>
public static class ManualApproval
{
    /// <summary>Decides on one slip; any origin and any 受注状態, but a cancelled slip must be restored first.</summary>
    /// <param name="s">The situation; its order is not looked at.</param>
    /// <param name="approvalDate">承認日, JST.</param>
    public static SyncDecision Decide(Situation s, DateOnly approvalDate)
    {
        ArgumentNullException.ThrowIfNull(s);
        List<Finding> findings = [WaitingSlip.CheckLive(s)];
        if (!findings[0].Holds) return Ruling.Stays(s, "R26", Outcome.Ineligible, Reason.Cancelled, findings);

        var after = PaymentUpdate.Apply(s.Slip, new(JapanTime.WholeSecond(s.Now), EvidenceSource.Manual)) with { ApprovalDate = approvalDate };
        return Ruling.Changes(s, "R26", Outcome.Approved, findings, after, Funnel.Advance(after, s.Shop.ShippableFor(after.PaymentMethod), s.Today), new(JapanTime.WholeSecond(s.Now), EvidenceSource.Manual), new("Say_Approved", approvalDate));
    }
}
