using RakutenOps.Emulator.Clock;
using static RakutenOps.Emulator.Orders.OrderEventKind;

namespace RakutenOps.Emulator.Orders;

/// <summary>
/// What Rakuten will do to an order by itself, and when (rms-order-api.md §6). Derived from the order's state alone, so nothing has to be cancelled or
/// rescheduled when the state changes. Nightly jobs run at 00:05 JST and never act before the last thing that happened to the order.
/// </summary>
sealed class Schedule(BehaviourSwitches switches)
{
    static readonly TimeSpan NightlyAt = TimeSpan.FromMinutes(5);

    /// <summary>The next thing to happen, or null when the order rests.</summary>
    public (DateTimeOffset At, OrderEvent Event)? Next(EmulatedOrder order) => order.Progress switch
    {
        Progress.AwaitingConfirmation => Confirmation(order),
        Progress.Processing or Progress.AwaitingChange => Payment(order),
        Progress.AwaitingShipment => Earlier(Reauthorisation(order), Closing(order)),
        Progress.CancelPending when switches.FixCancellations => Due(NightAfter(order.ChangedAt), new() { Event = CancelFix }),
        _ => null,
    };

    (DateTimeOffset, OrderEvent)? Confirmation(EmulatedOrder order)
    {
        if (order.AutoConfirm && order.AmountsFixed) return Due(order.ChangedAt + switches.AutoConfirmDelay, new() { Event = Confirm });
        if (!order.AutoCancel) return null;
        return Due(Night(order, Jst.Day(order.OrderedAt).AddDays(Attempts.DeadlineDays + 1)), new() { Event = Cancel, ReasonDetail = 10 });
    }

    (DateTimeOffset, OrderEvent)? Payment(EmulatedOrder order)
    {
        if (order.CurrentPayment is not { } attempt) return null;
        if (attempt.Status == PaymentState.Refused)
        {
            if (!order.AutoCancel || order.SettlementMethodCode == Settlement.Deferred || LastDue(order, 1) is not { } grace) return null;
            return Due(Night(order, grace.AddDays(1)), new() { Event = Cancel, ReasonDetail = 4 });
        }
        var planned = order.Authorisation == BankAnswer.Manual ? null
            : Due(Later((attempt.RequestedAt ?? order.ChangedAt) + Delay(order), order.ChangedAt), new() { Event = order.Authorisation == BankAnswer.Ok ? AuthoriseOk : AuthoriseNg });
        var unpaid = order.AutoCancel && Settlement.IsPrepay(order.SettlementMethodCode) && LastDue(order, 0) is { } due
            ? Due(Night(order, due.AddDays(1)), new() { Event = Cancel, ReasonDetail = 4 })
            : null;
        return Earlier(planned, unpaid);
    }

    /// <summary>7 days before 発送日, when that lies 30 days or more after the hold was taken (§4.1, 1–3).</summary>
    (DateTimeOffset, OrderEvent)? Reauthorisation(EmulatedOrder order)
    {
        if (order.Reauthorisation == BankAnswer.Manual || !Settlement.HasThirtyDayHold(order.SettlementMethodCode)) return null;
        if (order.ShippingDate is not { } shipping || order.CurrentPayment?.AuthorisedAt is not { } held) return null;
        if (shipping.DayNumber - Jst.Day(held).DayNumber < 30) return null;
        var due = Night(order, shipping.AddDays(-7));
        var late = Jst.Day(due) > shipping.AddDays(-7);
        if (late && (!switches.ReauthoriseLate || Jst.Day(due) > shipping)) return null;
        return Due(due, new() { Event = order.Reauthorisation == BankAnswer.Ok ? ReauthOk : ReauthNg });
    }

    /// <summary>The night after the last 発送日, once every row is complete (§4.1).</summary>
    static (DateTimeOffset, OrderEvent)? Closing(EmulatedOrder order) =>
        order.ShipmentComplete && order.ShippingDate is { } shipped ? Due(Night(order, shipped.AddDays(1)), new() { Event = Ship }) : null;

    TimeSpan Delay(EmulatedOrder order) =>
        Settlement.IsPrepay(order.SettlementMethodCode) ? switches.PrepaymentDelay : order.IsCommon ? switches.AuthorisationDelay : switches.OwnSettlementDelay;

    static DateOnly? LastDue(EmulatedOrder order, int type) => order.DueDates.FindLast(row => row.DueDateType == type)?.DueDate;

    static DateTimeOffset Night(EmulatedOrder order, DateOnly day) => Later(Jst.StartOf(day) + NightlyAt, NightAfter(order.ChangedAt));

    static DateTimeOffset NightAfter(DateTimeOffset time)
    {
        var night = Jst.StartOf(Jst.Day(time)) + NightlyAt;
        return night > time ? night : night.AddDays(1);
    }

    static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    static (DateTimeOffset, OrderEvent)? Due(DateTimeOffset at, OrderEvent happening) => (at, happening);

    static (DateTimeOffset At, OrderEvent)? Earlier((DateTimeOffset At, OrderEvent)? one, (DateTimeOffset At, OrderEvent)? other) =>
        one is null || other is not null && other.Value.At < one.Value.At ? other : one;
}
