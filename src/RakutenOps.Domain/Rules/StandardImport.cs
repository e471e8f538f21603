namespace RakutenOps.Rules;

/// <summary>The standard import (R3–R18): first authorisation, payment after a method change, and authorisation after an amount change. One ordered list of conditions; when all hold the slip is paid.</summary>
public static class StandardImport
{
    static readonly Condition[] Conditions =
    [
        new(ImportSwitch.CheckSwitch),
        new(ImportSwitch.CheckLicence),
        new(NeverTargets.Check),
        new(WaitingSlip.CheckLive),
        new(PaymentScope.CheckCommon, OfOrder: true),
        new(PaymentScope.CheckMapped, OfOrder: true),
        new(WaitingSlip.CheckStatus),
        new(WaitingSlip.CheckDeposit),
        new(WaitingSlip.CheckApproval),
        new(WaitingSlip.CheckApprovalDate),
        new(ShipmentTrigger.CheckProgress, OfOrder: true),
        new(ShipmentTrigger.CheckInstruction, OfOrder: true),
        new(ProcessingPeriod.Check),
        new(ReauthorisationDay.Check, OfOrder: true),
        new(Freshness.Check, OfOrder: true),
    ];

    /// <summary>Decides on one slip; siblings stand each for themselves (R10).</summary>
    /// <param name="s">The situation.</param>
    public static SyncDecision Decide(Situation s)
    {
        var findings = Flow.Ask(Conditions, s);
        if (Flow.FirstFailing(findings) is { } failing) return Stopped(s, failing, findings);

        var e = Freshness.Find(s)!;
        var changed = MethodChange.Happened(s);
        var after = PaymentUpdate.Apply(MethodChange.Apply(s), e);
        return Ruling.Changes(s, changed ? "R14" : "R8", changed ? Outcome.PaidWithNewMethod : Outcome.Paid, findings, after, Funnel.Advance(after, s.Shop.ShippableFor(after.PaymentMethod), s.Today), e);
    }

    static SyncDecision Stopped(Situation s, Finding failing, List<Finding> findings)
    {
        var reason = failing.Reason!.Value;
        var rule = reason == Reason.ReauthAfter15Days ? "R17" : failing.Rule;
        var text = reason == Reason.NotAwaitingShipment ? Telling.Waiting(s) : Telling.Of(s, reason);
        return Ruling.Stays(s, rule, OutcomeOf(s, reason), reason, findings, text);
    }

    static Outcome OutcomeOf(Situation s, Reason reason) => reason switch
    {
        Reason.ExcludedOrigin or Reason.ExcludedRestoredFromMerge or Reason.Cancelled or Reason.StatusNotEntered or Reason.DepositNotUnpaid or Reason.ApprovalNotUnapproved => Outcome.Ineligible,
        // The slip looks unpaid but can never be paid while 承認日 stands: nobody would notice (§9.5).
        Reason.ApprovalDateNotBlank or Reason.PaymentUnmapped or Reason.AlreadyShipped or Reason.CancelNotFinal or Reason.OutsidePeriod or Reason.ReauthAfter15Days => Outcome.NeedsAttention,
        // 選択制決済 from the start is none of ours; a buyer who moves there is (A27), and so is an order without any settlement.
        Reason.NotCommonSettlement => s.Rakuten.IsCommonSettlement is null || MethodChange.Happened(s) ? Outcome.NeedsAttention : Outcome.Ineligible,
        Reason.NotAwaitingShipment => ShipmentTrigger.IsKnown(s.Rakuten.Progress) ? Outcome.Waiting : Outcome.NeedsAttention,
        Reason.StaleAuthorisation => s.Now - Freshness.WaitingSince(s) >= Freshness.Patience ? Outcome.NeedsAttention : Outcome.Waiting,
        _ => Outcome.Waiting,
    };
}
