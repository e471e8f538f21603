using RakutenOps.Emulator.Clock;

namespace RakutenOps.Emulator.Orders;

/// <summary>Payment attempts (§4.2): the last one is the one that counts. The sequence after a change is an inference (§8 question 4).</summary>
static class Attempts
{
    /// <summary>Days that a buyer has to pay ahead, or a shop to confirm (§6 rows 3 and 6).</summary>
    public const int DeadlineDays = 14;

    /// <summary>Days that a buyer has after a refusal (§6 row 6).</summary>
    public const int GraceDays = 7;

    /// <summary>Asks for the payment procedure. An earlier hold is kept until the new one stands.</summary>
    public static void Request(EmulatedOrder order, DateTimeOffset at)
    {
        var attempt = order.CurrentPayment is { RequestedAt: null } first ? first : Replace(order);
        attempt.Status = order.IsCommon ? PaymentState.Requested : PaymentState.None;
        attempt.RequestedAt = at;
        attempt.Amount = order.RequestPrice;
        if (Settlement.IsPrepay(order.SettlementMethodCode)) order.DueDates.Add(new(0, Jst.Day(at).AddDays(DeadlineDays)));
    }

    /// <summary>A new attempt, not asked for yet, in place of the one that stands.</summary>
    public static PaymentAttempt Replace(EmulatedOrder order)
    {
        if (order.CurrentPayment is { } earlier)
        {
            if (earlier.RequestedAt is null) order.Payments.Remove(earlier);
            else if (earlier.Status is PaymentState.Requested) earlier.Status = PaymentState.Released;
            else if (earlier.Status is PaymentState.Authorised or PaymentState.Captured) earlier.Status = PaymentState.ReleaseWaiting;
        }
        var attempt = new PaymentAttempt
        {
            Method = order.SettlementMethodCode ?? 0,
            Amount = order.RequestPrice,
            Status = order.IsCommon ? PaymentState.Waiting : PaymentState.None,
        };
        order.Payments.Add(attempt);
        return attempt;
    }

    public static void Complete(EmulatedOrder order, DateTimeOffset at)
    {
        var attempt = order.Payments[^1];
        foreach (var earlier in order.Payments.Where(earlier => earlier.Status == PaymentState.ReleaseWaiting)) Release(earlier, at);
        if (!order.IsCommon) return;
        attempt.AuthorisedAt = at;
        attempt.Status = PaymentState.Authorised;
        if (!Settlement.IsPrepay(order.SettlementMethodCode)) return;
        attempt.Status = PaymentState.Captured;
        attempt.CapturedAt = at;
    }

    public static void Refuse(EmulatedOrder order, DateTimeOffset at)
    {
        var attempt = order.Payments[^1];
        attempt.Status = PaymentState.Refused;
        attempt.RefusedAt = at;
        order.DueDates.Add(new(1, Jst.Day(at).AddDays(GraceDays)));
    }

    public static void Release(PaymentAttempt attempt, DateTimeOffset at)
    {
        if (attempt.CapturedAt is not null) (attempt.Status, attempt.RefundedAt) = (PaymentState.Refunded, at);
        else if (attempt.Status is not (PaymentState.None or PaymentState.Refused or PaymentState.Released))
            (attempt.Status, attempt.ReleasedAt) = (PaymentState.Released, at);
    }
}
