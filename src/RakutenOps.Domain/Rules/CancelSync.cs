namespace RakutenOps.Rules;

/// <summary>
/// R23 注文キャンセルを自動反映: an order that Rakuten cancelled before it was shipped (発送完了報告日時 is null, A28), within 62 days of 受注日, cancels its live slips at 受注状態 0–40 with the
/// shop's own reason, and their allocation is released. Any origin; for copies an alert only. Once per slip: one that a person revived is not cancelled again. 800 is not yet a cancel (A13).
/// </summary>
public static class CancelSync
{
    /// <summary>The last day that is in, counted from 受注日.</summary>
    public const int Days = 62;

    static readonly Condition[] Conditions =
    [
        new(ImportSwitch.CheckSwitch),
        new(ImportSwitch.CheckLicence),
        new(CheckFirstTime),
        new(CheckStatus),
        new(CheckNotShipped, OfOrder: true),
        new(CheckCopy),
        new(CheckPeriod),
    ];

    /// <summary>Decides on one slip; null when the order is not in cancellation or the slip is not live, so that the rule has nothing to say.</summary>
    /// <param name="s">The situation.</param>
    public static SyncDecision? Decide(Situation s)
    {
        ArgumentNullException.ThrowIfNull(s);
        if (!s.Slip.IsLive || s.Order is not { Progress: OrderProgress.AwaitingCancelFix or OrderProgress.Cancelled }) return null;
        if (s.Order.Progress == OrderProgress.AwaitingCancelFix) return NotFinal(s);

        var findings = Flow.Ask(Conditions, s);
        if (Flow.FirstFailing(findings) is { } failing) return Stopped(s, failing, findings);

        var after = s.Slip with
        {
            CancelKind = s.Shop.Shop.CancelKind!.Value,
            CancelSyncedAt = s.Now,
            Lines = [.. s.Slip.Lines.Select(static l => l with { AllocatedQuantity = 0 })],
        };
        return Ruling.Changes(s, "R23", Outcome.Cancelled, findings, after, after);
    }

    static SyncDecision? NotFinal(Situation s)
    {
        if (s.Slip.Status == SlipStatus.Shipped) return null;
        var progress = new Finding("R23", new("Condition_Progress"), Phrase.Value(s.Rakuten.Progress), Phrase.Value(OrderProgress.Cancelled), holds: false, Reason.CancelNotFinal);
        return Ruling.Stays(s, "R23", Outcome.NeedsAttention, Reason.CancelNotFinal, [progress]);
    }

    static SyncDecision Stopped(Situation s, Finding failing, List<Finding> findings)
    {
        var reason = failing.Reason!.Value;
        var outcome = reason switch
        {
            Reason.ApiOff or Reason.LicenseInvalid => Outcome.Waiting,
            // A revived slip and a shipped one are as a person left them.
            Reason.CancelOutOfScope when s.Slip.CancelSyncedAt is not null || s.Slip.Status == SlipStatus.Shipped => Outcome.Ineligible,
            _ => Outcome.NeedsAttention,
        };
        return Ruling.Stays(s, "R23", outcome, reason, findings);
    }

    static Finding CheckFirstTime(Situation s) =>
        new("R23", new("Condition_CancelSynced"), Phrase.Value(s.Slip.CancelSyncedAt), Phrase.Value(null), s.Slip.CancelSyncedAt is null, Reason.CancelOutOfScope);

    static Finding CheckStatus(Situation s) =>
        new("R23", new("Condition_Status"), Phrase.Value(s.Slip.Status), new("Wanted_UpToPrinted"), s.Slip.Status <= SlipStatus.Printed, Reason.CancelOutOfScope);

    static Finding CheckNotShipped(Situation s) =>
        new("R23", new("Condition_ShipmentReport"), Phrase.Value(s.Rakuten.ShipmentReportedAt), Phrase.Value(null), s.Rakuten.ShipmentReportedAt is null, Reason.CancelOutOfScope);

    static Finding CheckCopy(Situation s)
    {
        var copy = s.Slip.CopiedFrom is not null || s.Slip.ExcludedReason == ExcludedReason.Copied;
        return new("R23", new("Condition_Copy"), new(copy ? "Found_Copy" : "Found_NoCopy"), new("Found_NoCopy"), !copy, Reason.CancelOutOfScope);
    }

    static Finding CheckPeriod(Situation s)
    {
        var days = JapanTime.Days(s.Slip.OrderDate, s.Today);
        return new("R23", new("Condition_CancelPeriod"), new("Found_Days", days, new Phrase("Day_Ordered"), s.Slip.OrderDate), new("Wanted_UpToDays", Days), days <= Days, Reason.CancelAfter62Days);
    }
}
