namespace RakutenOps.Rules;

/// <summary>
/// The long-lead import (R19–R22): within the 7 days before 納品書印刷指示日 Rakuten authorises a card again. OK writes the new 承認日 (R20); NG puts the slip back to unpaid
/// (R21), which is the one thing that lowers a value. The hold belongs to the order: when one slip qualifies, the result goes to every live card slip of it (R22, A15).
/// </summary>
public static class LongLead
{
    static readonly Condition[] OfSlip =
    [
        new(ImportSwitch.CheckSwitch),
        new(ImportSwitch.CheckLicence),
        new(NeverTargets.Check),
        new(WaitingSlip.CheckLive),
        new(PaymentScope.CheckCommon, OfOrder: true),
        new(LongLeadTarget.CheckCard),
    ];

    static readonly Condition[] OfDays = [new(LongLeadTarget.CheckInstructDate), new(LongLeadTarget.CheckLead), new(LongLeadTarget.CheckWindow)];

    /// <summary>Decides on one slip.</summary>
    /// <param name="s">The situation.</param>
    public static SyncDecision Decide(Situation s)
    {
        var findings = Flow.Ask(OfSlip, s);
        var target = Target(s);
        if (target is null || ReferenceEquals(target, s)) findings.AddRange(Flow.Ask(OfDays, s));
        else findings.Add(new("R22", new("Condition_Sibling"), new("Found_Sibling", target.Slip.SlipNumber), new("Wanted_Sibling"), holds: true, Reason.OutsideLongLeadWindow));
        if (Flow.FirstFailing(findings) is { } failing) return Stopped(s, failing, findings);

        var status = LongLeadTarget.CheckStatus(s);
        findings.Add(status);
        if (!status.Holds) return Frozen(s, status, findings);
        return s.Rakuten.Progress switch
        {
            OrderProgress.AwaitingShipment => AtShipment(s, target!, findings),
            OrderProgress.RakutenProcessing => Refused(s, target!, findings),
            _ => Elsewhere(s, findings),
        };
    }

    /// <summary>The first JST day on which an authorisation counts as the second one (A06); null when neither the slip nor a sibling is in its window.</summary>
    internal static DateOnly? SecondFrom(Situation s) => Target(s)?.Slip.PrintInstructDate?.AddDays(1 - LongLeadTarget.Lead);

    // The slip itself, or else a sibling in its window, which carries the result to this slip whatever this one's own days are (R22).
    static Situation? Target(Situation s) => Flow.FirstFailing(Flow.Ask(OfDays, s)) is null ? s : s.Siblings.Select(s.Of).FirstOrDefault(LongLeadTarget.Holds);

    // R20: 300, still by card, with an authorisation that is fresh and from after the lead began. (R21 asks for the slip's method alone: after an NG the buyer may already have left the card.)
    static SyncDecision AtShipment(Situation s, Situation target, List<Finding> findings)
    {
        findings.Add(LongLeadTarget.CheckCardOnRakuten(s));
        if (Flow.FirstFailing(findings) is { } notCard) return Stopped(s, notCard, findings);

        var from = SecondFrom(target)!.Value;
        var e = Freshness.Find(s, from);
        findings.Add(new("R20", new("Condition_SecondAuthorisation"), Phrase.Value(e?.At ?? s.Rakuten.ShippingInstructedAt), new("Wanted_FreshSince", from), e is not null, Reason.AwaitingResult));
        if (e is null) return Ruling.Stays(s, "R20", Outcome.Waiting, Reason.AwaitingResult, findings, Telling.Of(target, Reason.AwaitingResult));

        var after = PaymentUpdate.Apply(s.Slip, e);
        return Ruling.Changes(s, "R20", Outcome.Reauthorised, findings, after, Funnel.Advance(after, s.Shop.ShippableFor(after.PaymentMethod), s.Today), e);
    }

    // R21: Rakuten takes the order back to 200 when the second authorisation is refused (A18).
    static SyncDecision Refused(Situation s, Situation target, List<Finding> findings)
    {
        var done = PaymentWithdrawal.IsDone(s.Slip);
        findings.Add(new("R21", new("Condition_Progress"), Phrase.Value(s.Rakuten.Progress), Phrase.Value(done ? OrderProgress.AwaitingShipment : OrderProgress.RakutenProcessing), !done, Reason.AwaitingResult));
        if (done) return Ruling.Stays(s, "R21", Outcome.Waiting, Reason.AwaitingResult, findings, Telling.Of(target, Reason.AwaitingResult));

        var setting = s.Shop.ShippableFor(s.Slip.PaymentMethod);
        var after = PaymentWithdrawal.Apply(s.Slip);
        var text = setting.RequiredDepositStatus == DepositStatus.Unpaid ? new Phrase("Say_WithdrawnButShips", s.Slip.PaymentMethod)
            : NgGrace.Deadline(s.Rakuten) is { } deadline ? new Phrase("Say_AuthorisationWithdrawn", deadline)
            : new Phrase("Say_AuthorisationWithdrawnNoDay", NgGrace.Days);
        return Ruling.Changes(s, "R21", Outcome.AuthorisationWithdrawn, findings, after, Funnel.FallBack(after, setting), text: text);
    }

    // 30, 40 and 50 are never changed; an NG there is one for a person: the parcel may already be packed.
    static SyncDecision Frozen(Situation s, Finding status, List<Finding> findings)
    {
        var refused = status.Reason == Reason.PrintedOrLater && s.Rakuten.Progress == OrderProgress.RakutenProcessing;
        return refused
            ? Ruling.Stays(s, "R21", Outcome.NeedsAttention, Reason.PrintedOrLater, findings, new("Say_RefusedAfterPrinting", s.Slip.Status))
            : Stopped(s, status, findings);
    }

    static SyncDecision Elsewhere(Situation s, List<Finding> findings)
    {
        var progress = ShipmentTrigger.CheckProgress(s);
        findings.Add(progress);
        var waits = progress.Reason == Reason.NotAwaitingShipment && ShipmentTrigger.IsKnown(s.Rakuten.Progress);
        var shipped = progress.Reason == Reason.AlreadyShipped && s.Slip.DepositStatus == DepositStatus.Paid;
        return Ruling.Stays(s, "R20", waits ? Outcome.Waiting : shipped ? Outcome.Ineligible : Outcome.NeedsAttention, progress.Reason!.Value, findings);
    }

    static SyncDecision Stopped(Situation s, Finding failing, List<Finding> findings)
    {
        var outcome = failing.Reason is Reason.OutsideLongLeadWindow or Reason.ApiOff or Reason.LicenseInvalid or Reason.OrderNotRead ? Outcome.Waiting : Outcome.Ineligible;
        return Ruling.Stays(s, failing.Rule, outcome, failing.Reason!.Value, findings);
    }
}
