using static RakutenOps.Emulator.Orders.OrderEventKind;

namespace RakutenOps.Emulator.Orders;

/// <summary>Cancelling, in one step or as application and fixing (rms-order-api.md §6 rows 14–16).</summary>
static class Cancellation
{
    public static void Apply(EmulatedOrder order, OrderEvent happening, DateTimeOffset at)
    {
        switch (happening.Event)
        {
            case Cancel:
                if (order.Progress != Progress.CancelPending) Open(order, happening, at);
                Fix(order, at);
                break;
            case CancelApply:
                Open(order, happening, at);
                break;
            case CancelFix:
                LifeCycle.Expect(order, CancelFix, Progress.CancelPending);
                Fix(order, at);
                break;
            default:
                Withdraw(order, at);
                break;
        }
    }

    static void Open(EmulatedOrder order, OrderEvent happening, DateTimeOffset at)
    {
        LifeCycle.Expect(order, happening.Event, Progress.AwaitingConfirmation, Progress.Processing, Progress.AwaitingShipment, Progress.AwaitingChange,
            Progress.Shipped, Progress.Collecting, Progress.Collected);
        order.ProgressBeforeCancel = order.Progress;
        order.Progress = Progress.CancelPending;
        History.Add(order, at, type: 0, reason: happening.Reason ?? 0, reasonDetail: happening.ReasonDetail ?? 1);
    }

    static void Fix(EmulatedOrder order, DateTimeOffset at)
    {
        order.Progress = Progress.Cancelled;
        order.ProgressBeforeCancel = null;
        order.CancelDueDate = null;
        OpenRow(order)?.Complete(at, type: 2);
        foreach (var attempt in order.Payments) Attempts.Release(attempt, at);
    }

    static void Withdraw(EmulatedOrder order, DateTimeOffset at)
    {
        LifeCycle.Expect(order, CancelWithdraw, Progress.CancelPending);
        order.Progress = order.ProgressBeforeCancel ?? Progress.AwaitingShipment;
        order.ProgressBeforeCancel = null;
        OpenRow(order)?.Complete(at, type: 3);
    }

    static ChangeRow? OpenRow(EmulatedOrder order) => order.ChangeRows.FindLast(row => row.ChangeType == 0);
}
