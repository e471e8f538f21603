namespace RakutenOps.Rules;

/// <summary>R25 the order of the rules: cancel (R23), then the standard import (R4–R18), then long-lead (R19–R22) for slips the former did not update. Pure: no clock, store or network.</summary>
public static class PaymentRules
{
    /// <summary>What happens to one slip, with the conditions of the rule that applies to it.</summary>
    /// <param name="s">The situation.</param>
    public static SyncDecision Decide(Situation s)
    {
        ArgumentNullException.ThrowIfNull(s);
        if (CancelSync.Decide(s) is { } cancel) return cancel;
        var standard = StandardImport.Decide(s);
        if (standard.ChangesSlip) return standard;
        var longLead = LongLead.Decide(s);
        var speaks = longLead.Reason is not (Reason.NotCard or Reason.NotCommonSettlement);
        if (longLead.Concerns) return longLead;
        // A reset slip with a stale authorisation is told of after a day, in the long-lead window too (R18).
        if (speaks && LongLeadTarget.Holds(s) && standard.Reason != Reason.StaleAuthorisation) return longLead;
        if (PaidOrderReturned(s) is { } returned) return returned;
        // A slip that does not wait is explained by the long-lead rule where that is the one it may still meet.
        return !WaitingSlip.Holds(s.Slip) && s.Slip is { IsLive: true, ExcludedReason: ExcludedReason.None, PrintInstructDate: not null } && speaks ? longLead : standard;
    }

    // Paid here, and Rakuten took the order back to 200 outside R19's window: unchanged, but a person must know before it ships.
    static SyncDecision? PaidOrderReturned(Situation s)
    {
        if (s.Order?.Progress != OrderProgress.RakutenProcessing || s.Slip is not { IsLive: true, ExcludedReason: ExcludedReason.None, DepositStatus: DepositStatus.Paid } || s.Slip.Status == SlipStatus.Shipped) return null;
        if (!ImportSwitch.CheckSwitch(s).Holds || !ImportSwitch.CheckLicence(s).Holds || s.Order.IsCommonSettlement != true) return null;
        var progress = new Finding("R21", new("Condition_Progress"), Phrase.Value(s.Order.Progress), Phrase.Value(OrderProgress.AwaitingShipment), holds: false, Reason.ReturnedToProcessing);
        return Ruling.Stays(s, "R21", Outcome.NeedsAttention, Reason.ReturnedToProcessing, [progress]);
    }
}

/// <summary>A16: a merged slip is paid by its own order; an order that was merged into it and is unpaid or cancelled on Rakuten is one for a person.</summary>
public static class MergedOrders
{
    /// <summary>The alert on the surviving slip; null when the absorbed order is paid for or is the survivor's own (a split taken back), or the survivor is not one that ships.</summary>
    /// <param name="s">The survivor's situation, with the absorbed order as its order.</param>
    /// <param name="absorbed">The slip that was absorbed.</param>
    public static SyncDecision? Check(Situation s, OrderSlip absorbed)
    {
        ArgumentNullException.ThrowIfNull(s);
        ArgumentNullException.ThrowIfNull(absorbed);
        if (!s.Slip.IsLive || s.Slip.Status == SlipStatus.Shipped || s.Order is null || absorbed.RootOrderNumber == s.Slip.RootOrderNumber) return null;
        if (s.Order.Progress is not (OrderProgress.AwaitingConfirmation or OrderProgress.RakutenProcessing or OrderProgress.AwaitingCancelFix or OrderProgress.Cancelled)) return null;
        var progress = new Finding("A16", new("Condition_MergedOrder"), new("Found_MergedOrder", absorbed.OrderNumber, s.Order.Progress), Phrase.Value(OrderProgress.AwaitingShipment), holds: false, Reason.MergedOrderUnpaid);
        return Ruling.Stays(s, "A16", Outcome.NeedsAttention, Reason.MergedOrderUnpaid, [progress], new("Say_MergedOrderUnpaid", absorbed.OrderNumber, s.Order.Progress));
    }
}
