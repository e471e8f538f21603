using RakutenOps.Emulator.Clock;
using static RakutenOps.Emulator.Orders.OrderEventKind;

namespace RakutenOps.Emulator.Orders;

/// <summary>What each event does to an order (rms-order-api.md §6). An event that the order's state does not allow is refused and changes nothing.</summary>
sealed class LifeCycle(BehaviourSwitches switches)
{
    public void Apply(EmulatedOrder order, OrderEvent happening, DateTimeOffset time)
    {
        var at = Jst.Whole(time);
        switch (happening.Event)
        {
            case Confirm: ConfirmOrder(order, at); break;
            case AuthoriseOk or Pay: Settle(order, happening, at); break;
            case AuthoriseNg: Refuse(order, at); break;
            case ChangeAmount: ChangeOfAmount(order, happening, at); break;
            case ChangeMethod: ChangeOfMethod(order, happening, at); break;
            case ChangeWithdraw: WithdrawChange(order, at); break;
            case Ship: ShipOrder(order, at); break;
            case Collect or Collected: CollectMoney(order, happening.Event, at); break;
            case Cancel or CancelApply or CancelFix or CancelWithdraw: Cancellation.Apply(order, happening, at); break;
            case ReauthOk: Reauthorise(order, at); break;
            case ReauthNg: RefuseReauthorisation(order, at); break;
            default: throw new EventRefusedException($"There is no event '{happening.Event}'.");
        }
        if (at > order.ChangedAt) order.ChangedAt = at;
    }

    static void ConfirmOrder(EmulatedOrder order, DateTimeOffset at)
    {
        Expect(order, Confirm, Progress.AwaitingConfirmation);
        if (!order.AmountsFixed) throw new EventRefusedException($"{order.OrderNumber}: an amount is not fixed yet (-9999); set amountsFixed first.");
        order.ConfirmedAt = at;
        order.Progress = Progress.Processing;
        History.Add(order, at, type: 8, reason: 0).Complete(at);
        Attempts.Request(order, at);
    }

    /// <summary>200 (or 400) → 300. Stamps 発送指示日時 the first time; later as the switch says (§8 question 3).</summary>
    void Settle(EmulatedOrder order, OrderEvent happening, DateTimeOffset at)
    {
        Expect(order, happening.Event, Progress.Processing, Progress.AwaitingChange);
        if (order.CurrentPayment is null or { Status: PaymentState.Refused }) Attempts.Request(order, at);
        Attempts.Complete(order, at);
        if (order.ShippingInstructedAt is null || switches.RestampOnReauthorisation) Stamp(order, at);
        order.Progress = Progress.AwaitingShipment;
        order.CancelDueDate = Jst.Day(order.OrderedAt).AddYears(1);
        foreach (var open in History.OpenChanges(order)) open.Complete(at, type: 6);
    }

    static void Refuse(EmulatedOrder order, DateTimeOffset at)
    {
        Expect(order, AuthoriseNg, Progress.Processing, Progress.AwaitingChange);
        if (order.CurrentPayment is null or { Status: PaymentState.Refused }) Attempts.Request(order, at);
        Attempts.Refuse(order, at);
        order.Progress = Progress.Processing;
    }

    void ChangeOfAmount(EmulatedOrder order, OrderEvent happening, DateTimeOffset at)
    {
        Expect(order, ChangeAmount, Progress.AwaitingConfirmation, Progress.Processing, Progress.AwaitingShipment, Progress.AwaitingChange);
        var amount = happening.Amount ?? throw new EventRefusedException("changeAmount needs 'amount', the new requestPrice in yen.");
        var difference = amount - order.RequestPrice;
        if (difference == 0) throw new EventRefusedException($"{order.OrderNumber} is billed {amount} yen already.");
        order.SetRequestPrice(amount);
        var row = History.Add(order, at, type: 5, reason: happening.Reason ?? 0, detail: difference < 0 ? 0 : 1, reasonDetail: 10);
        row.FixedAt = at;
        if (order.Progress == Progress.AwaitingShipment && order.IsCommon)
        {
            GoBack(order, switches.ProgressOfAmountChange);
            Attempts.Request(order, at);
        }
        else
        {
            if (order.CurrentPayment is { } attempt && !PaymentState.IsDecided(attempt.Status)) attempt.Amount = amount;
            if (order.Progress is Progress.AwaitingConfirmation or Progress.AwaitingShipment) row.Complete(at, type: 6);
        }
    }

    void ChangeOfMethod(EmulatedOrder order, OrderEvent happening, DateTimeOffset at)
    {
        Expect(order, ChangeMethod, Progress.AwaitingConfirmation, Progress.Processing, Progress.AwaitingShipment, Progress.AwaitingChange);
        var code = happening.Code ?? throw new EventRefusedException("changeMethod needs 'code', the new settlementMethodCode.");
        if (code == order.SettlementMethodCode) order.CardDigits = Draw.OtherDigits(order.CardDigits);
        order.SettlementMethodCode = code;
        order.SettlementMethodName = null;
        order.CommonSettlement = null;

        var difference = (happening.Amount ?? order.RequestPrice) - order.RequestPrice;
        if (difference != 0) order.SetRequestPrice(happening.Amount!.Value);
        var row = History.Add(order, at, type: 5, reason: happening.Reason ?? 1, detail: difference switch { 0 => 10, < 0 => 11, > 0 => 12 });
        row.FixedAt = at;
        if (order.Progress == Progress.AwaitingConfirmation)
        {
            row.Complete(at, type: 6);
            Attempts.Replace(order);
            return;
        }
        GoBack(order, Progress.Processing);
        Attempts.Request(order, at);
    }

    static void WithdrawChange(EmulatedOrder order, DateTimeOffset at)
    {
        Expect(order, ChangeWithdraw, Progress.Processing, Progress.AwaitingChange);
        var row = History.OpenChanges(order).LastOrDefault() ?? throw new EventRefusedException($"{order.OrderNumber} has no open change.");
        var hold = order.Payments.LastOrDefault(attempt => attempt.Status == PaymentState.ReleaseWaiting)
            ?? throw new EventRefusedException($"{order.OrderNumber} has no earlier hold to go back to.");
        row.Complete(at, type: 7);
        if (order.CurrentPayment is { } attempt && attempt != hold) Attempts.Release(attempt, at);
        hold.Status = PaymentState.Authorised;
        if (order.RequestPrice != hold.Amount) order.SetRequestPrice(hold.Amount);
        order.SettlementMethodCode = hold.Method;
        if (order.ShippingInstructedAt is null) Stamp(order, at);
        order.Progress = Progress.AwaitingShipment;
    }

    static void ShipOrder(EmulatedOrder order, DateTimeOffset at)
    {
        Expect(order, Ship, Progress.AwaitingShipment);
        Shipments.CompleteAll(order, Jst.Day(at));
        order.Progress = Progress.Shipped;
        order.ShippingReportedAt = at;
        order.CancelDueDate = null;
    }

    static void CollectMoney(EmulatedOrder order, OrderEventKind kind, DateTimeOffset at)
    {
        var attempt = order.CurrentPayment;
        if (kind == Collect)
        {
            Expect(order, kind, Progress.Shipped);
            order.Progress = Progress.Collecting;
            if (attempt is { Status: PaymentState.Authorised }) (attempt.Status, attempt.CaptureRequestedAt) = (PaymentState.CaptureRequested, at);
            return;
        }
        Expect(order, kind, Progress.Collecting);
        order.Progress = Progress.Collected;
        order.SettlementFixedAt = at;
        if (attempt is { Status: PaymentState.CaptureRequested }) (attempt.Status, attempt.CapturedAt) = (PaymentState.Captured, at);
    }

    /// <summary>A new hold in place of the old one, 7 days before 発送日 (§4.1). At 200 it follows a refused one: same card, second try.</summary>
    void Reauthorise(EmulatedOrder order, DateTimeOffset at)
    {
        Expect(order, ReauthOk, Progress.AwaitingShipment, Progress.Processing);
        var open = order.ChangeRows.LastOrDefault(row => row is { ChangeType: 9, CompletedAt: null });
        if (order.Progress == Progress.Processing && open is null)
            throw new EventRefusedException($"{order.OrderNumber} waits for a first authorisation, not for a second; use authoriseOk.");
        (open ?? History.Add(order, at, type: 9)).Complete(at);
        Attempts.Request(order, at);
        Attempts.Complete(order, at);
        if (order.ShippingInstructedAt is null || switches.RestampOnReauthorisation) Stamp(order, at);
        order.Progress = Progress.AwaitingShipment;
    }

    void RefuseReauthorisation(EmulatedOrder order, DateTimeOffset at)
    {
        Expect(order, ReauthNg, Progress.AwaitingShipment);
        History.Add(order, at, type: 9);
        Attempts.Request(order, at);
        Attempts.Refuse(order, at);
        GoBack(order, Progress.Processing);
    }

    void GoBack(EmulatedOrder order, int progress)
    {
        order.Progress = progress;
        if (switches.ClearStampsOnReturn) (order.ShippingInstructedAt, order.FixedAt) = (null, null);
    }

    static void Stamp(EmulatedOrder order, DateTimeOffset at) => (order.ShippingInstructedAt, order.FixedAt) = (at, at);

    internal static void Expect(EmulatedOrder order, OrderEventKind kind, params ReadOnlySpan<int> allowed)
    {
        if (!allowed.Contains(order.Progress))
            throw new EventRefusedException($"{order.OrderNumber} is at {order.Progress}; '{kind}' needs {string.Join(" or ", allowed.ToArray())}.");
    }
}
