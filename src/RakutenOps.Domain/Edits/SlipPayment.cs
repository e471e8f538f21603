using RakutenOps.Rules;

namespace RakutenOps.Edits;

/// <summary>The two things that a person does to a slip's payment, as the rules decide them: the reset before a new authorisation (R15) and the approval by hand (R17, R26).</summary>
public static class SlipPayment
{
    /// <summary>Plans a reset.</summary>
    /// <param name="s">The situation; its order is what was last seen of it, and its siblings are the slips of the order that are not reset with it.</param>
    /// <param name="amount">The new total in yen; null leaves it.</param>
    /// <param name="force">Whether a slip that is printed or never automated is reset all the same.</param>
    /// <exception cref="SlipException">AmountNegative, or ResetRefused with the reason.</exception>
    public static SlipPlan Reset(Situation s, decimal? amount, bool force)
    {
        ArgumentNullException.ThrowIfNull(s);
        if (amount is { } given) SlipChecks.Amount(s.Slip.SlipNumber, given);
        var decision = PaymentReset.Decide(s, amount, force);
        if (decision.After is null) throw new SlipException("ResetRefused", s.Slip.SlipNumber, s.Slip.SlipNumber, decision.Text);
        return Plan(s.Slip, decision, new("Plan_Reset", s.Slip.DepositStatus, s.Slip.ApprovalStatus, s.Slip.ApprovalDate, s.Slip.TotalAmount, decision.After.TotalAmount)) with
        {
            Notices = decision.Text.Key == "Say_ResetSiblingsLeft" ? [decision.Text] : [],
        };
    }

    /// <summary>Plans an approval by hand.</summary>
    /// <param name="s">The situation; its order is not looked at.</param>
    /// <param name="approvalDate">承認日, JST; not in the future.</param>
    /// <exception cref="SlipException">SlipCancelled, ApprovalInFuture, DateTooEarly.</exception>
    public static SlipPlan Approve(Situation s, DateOnly approvalDate)
    {
        ArgumentNullException.ThrowIfNull(s);
        SlipChecks.Live(s.Slip);
        SlipChecks.ApprovalDate(s.Slip, approvalDate, s.Today);
        return Plan(s.Slip, ManualApproval.Decide(s, approvalDate), new("Plan_Approve", s.Slip.DepositStatus, s.Slip.ApprovalStatus, s.Slip.ApprovalDate, approvalDate, s.Slip.TotalAmount));
    }

    static SlipPlan Plan(OrderSlip slip, SyncDecision decision, Phrase action) => new()
    {
        Rule = decision.Rule,
        Target = SlipPlan.TargetOf(slip),
        Action = action,
        Edits = [new(slip, decision.After!, decision.Changes, decision.Evidence)],
        Decision = decision,
    };
}
