namespace RakutenOps.Rules;

/// <summary>
/// What a slip and its Rakuten order do not agree on, for RMS-side edits are not copied to slips and staff edit both sides (domain.md §3). It is told and stops nothing: the help page pays a slip whatever
/// its amount. Asked of live slips that are not shipped; copies stand beside the order and are not compared.
/// </summary>
public static class Differences
{
    /// <summary>The differences of one slip.</summary>
    /// <param name="s">The situation; without an order nothing is known.</param>
    /// <param name="isMerged">Whether the slip carries goods of other orders, or a slip of its order was merged away (同梱): then no total is one order's, and amounts are not compared.</param>
    public static IReadOnlyList<SlipDifference> Of(Situation s, bool isMerged = false)
    {
        ArgumentNullException.ThrowIfNull(s);
        if (s.Order is null || s.Slip is not { IsLive: true, Status: < SlipStatus.Shipped, Origin: SlipOrigin.Api } || s.Slip.ExcludedReason == ExcludedReason.Copied) return [];
        SlipDifference?[] all = [isMerged ? null : Amount(s), Method(s), Progress(s), ShipDate(s)];
        return [.. all.OfType<SlipDifference>()];
    }

    // Split slips share the order's amount; what was cancelled by hand here has still to be cancelled there.
    static SlipDifference? Amount(Situation s)
    {
        if (s.Rakuten.HasOpenAmount || s.Rakuten.RequestedAmount is not { } billed) return null;
        var parts = s.Siblings.Where(static o => o is { IsLive: true, ExcludedReason: not ExcludedReason.Copied }).ToList();
        var total = s.Slip.TotalAmount + parts.Sum(static o => o.TotalAmount);
        return total == billed ? null : new(DifferenceKind.Amount, new(parts.Count == 0 ? "Differs_Amount" : "Differs_AmountOfSlips", total, billed, parts.Count + 1));
    }

    // By code where the buyer changed it (R14), by name where a person changed the slip; a difference that editing the map made is none.
    static SlipDifference? Method(Situation s)
    {
        var row = s.Shop.MethodFor(s.Rakuten.SettlementCode);
        var differs = MethodChange.Happened(s) || (s.Slip.PaymentMethodChangedAt is not null && row is not null && row.PaymentMethod != s.Slip.PaymentMethod);
        return differs ? new(DifferenceKind.PaymentMethod, new("Differs_PaymentMethod", s.Slip.PaymentMethod, PaymentScope.Method(s.Rakuten))) : null;
    }

    static SlipDifference? Progress(Situation s) => (s.Rakuten.Progress, s.Slip.DepositStatus) switch
    {
        (OrderProgress.AwaitingCancelFix or OrderProgress.Cancelled, _) => new(DifferenceKind.Progress, new("Differs_Cancelled", s.Rakuten.Progress)),
        (OrderProgress.Shipped or OrderProgress.Settling or OrderProgress.Settled, DepositStatus.Unpaid) => new(DifferenceKind.Progress, new("Differs_Shipped", s.Rakuten.Progress, s.Slip.DepositStatus)),
        (OrderProgress.AwaitingConfirmation or OrderProgress.RakutenProcessing, DepositStatus.Paid) => new(DifferenceKind.Progress, new("Differs_Unpaid", s.Rakuten.Progress, s.Slip.DepositStatus)),
        _ => null,
    };

    // Where the two dates part, Rakuten's authorisation 7 days before 発送日 and R19's window no longer meet. A short order has no 発送日 on RMS until it ships.
    static SlipDifference? ShipDate(Situation s)
    {
        if (s.Rakuten.Progress is not (OrderProgress.AwaitingConfirmation or OrderProgress.RakutenProcessing or OrderProgress.AwaitingShipment)) return null;
        var here = s.Slip.PrintInstructDate ?? s.Slip.PlannedShipDate;
        var there = s.Rakuten.ShippingDate;
        // Slips that ship on different days share the order's one 発送日, that of the first.
        if (here == there || s.Siblings.Any(o => o is { IsLive: true, ExcludedReason: not ExcludedReason.Copied } && (o.PrintInstructDate ?? o.PlannedShipDate) is { } first && first == there && first < here)) return null;
        if (here is not null && there is not null) return new(DifferenceKind.ShipDate, new("Differs_ShipDate", here, there));
        if (!IsLongLead(s, here ?? there!.Value)) return null;
        return there is null ? new(DifferenceKind.ShipDate, new("Differs_ShipDateNotOnRms", here)) : new(DifferenceKind.ShipDate, new("Differs_ShipDateNotHere", there));
    }

    static bool IsLongLead(Situation s, DateOnly day) =>
        s.Shop.KindOf(s.Slip) is PaymentKind.Card or PaymentKind.ApplePay && JapanTime.Days(s.Slip.ApprovalDate ?? s.Slip.OrderDate, day) >= LongLeadTarget.Lead;
}
