namespace RakutenOps.Rules;

/// <summary>Puts a decision together: the slip's numbers, the outcome, the words, and the changes as the history will keep them.</summary>
internal static class Ruling
{
    /// <summary>A decision that changes nothing.</summary>
    public static SyncDecision Stays(Situation s, string rule, Outcome outcome, Reason reason, IReadOnlyList<Finding> findings, Phrase? text = null) => new()
    {
        SlipNumber = s.Slip.SlipNumber,
        OrderNumber = s.Slip.OrderNumber,
        Shop = s.Slip.Shop,
        Rule = rule,
        Outcome = outcome,
        Reason = reason,
        Findings = findings,
        Text = text ?? Telling.Of(s, reason),
    };

    /// <summary>A decision that changes the slip by a rule, and then through the funnel, which is a change of its own (R9).</summary>
    public static SyncDecision Changes(Situation s, string rule, Outcome outcome, IReadOnlyList<Finding> findings, OrderSlip after, OrderSlip afterFunnel, Evidence? e = null, Phrase? text = null) =>
        Stays(s, rule, outcome, Reason.Applied, findings, text ?? new("Say_" + outcome, e?.Day, afterFunnel.PaymentMethod, afterFunnel.CancelKind, Freshness.Patience.TotalHours)) with
        {
            Evidence = e,
            After = afterFunnel,
            Changes = [.. SlipChanges.Between(rule, s.Slip, after), .. SlipChanges.Between("R9", after, afterFunnel)],
        };
}

/// <summary>The sentence for each reason: what is in the way, until when, and what a person can do.</summary>
internal static class Telling
{
    public static Phrase Of(Situation s, Reason reason)
    {
        var order = s.Order;
        return new(
            reason switch
            {
                Reason.Cancelled => "Say_SlipCancelled",
                Reason.StaleAuthorisation when LastDay(s) < s.Today => "Say_StaleAuthorisationLate",
                _ => "Say_" + reason,
            },
            order is null ? null : order.Progress,                                     // 0
            reason == Reason.OutsidePeriod ? ProcessingPeriod.LastDay(s) : LastDay(s), // 1
            s.Slip.OrderDate,                                                          // 2
            order is null ? null : PaymentScope.Method(order),                         // 3
            order?.ShippingInstructedAt,                                               // 4
            s.Slip.PrintInstructDate,                                                  // 5
            s.Slip.Status,                                                             // 6
            s.Slip.ApprovalDate,                                                       // 7
            s.Slip.OrderDate.AddDays(ReauthorisationDay.Days),                         // 8
            LongLeadTarget.OpensOn(s.Slip),                                            // 9
            s.Slip.DepositStatus,                                                      // 10
            s.Slip.ApprovalStatus,                                                     // 11
            s.Slip.CancelKind,                                                         // 12
            s.Slip.PaymentMethod);                                                     // 13
    }

    // The last day on which an authorisation that has yet to come is imported: R5's, after an amount change R16's when that is earlier, or the end of R19's window when that is open and later.
    static DateOnly LastDay(Situation s)
    {
        var (last, day15) = (ProcessingPeriod.LastDay(s), s.Slip.OrderDate.AddDays(ReauthorisationDay.Days));
        if (s.LatestChangeIsAmount && day15 < last) last = day15;
        return s.Slip.PrintInstructDate is { } instruct && instruct > last && LongLeadTarget.Holds(s) ? instruct : last;
    }

    /// <summary>While the order is at 200 the interesting day is Rakuten's own, the NG deadline, when there is one; else the last day of the period, or that it is over.</summary>
    public static Phrase Waiting(Situation s)
    {
        if (s.Order is { } order && NgGrace.Deadline(order) is { } deadline) return new("Say_FirstNg", deadline, ProcessingPeriod.Days);
        var last = LastDay(s);
        return last < s.Today ? new("Say_NotAwaitingShipmentLate", s.Order?.Progress, last) : Of(s, Reason.NotAwaitingShipment);
    }
}
