namespace RakutenOps.Rules;

/// <summary>
/// R12 and R13: a first オーソリNG leaves the slip as it is. The buyer has 7 days to change the method or card; then Rakuten cancels by itself and R23 follows.
/// </summary>
public static class NgGrace
{
    /// <summary>Days the buyer has after the NG.</summary>
    public const int Days = 7;

    /// <summary>The last JST day on which the buyer can still change the method; null when the order shows no NG.</summary>
    /// <param name="order">The order.</param>
    public static DateOnly? Deadline(RakutenOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        if (order.Progress != OrderProgress.RakutenProcessing) return null;
        if (order.Payments?.MaxBy(static p => p.RequestedAt) is { State: PaymentState.Refused, RefusedAt: { } refused }) return JapanTime.Day(refused).AddDays(Days);
        // Rows are never overwritten: one that ends before the grace of the last change would is of an NG before that change.
        var since = JapanTime.Day(order.PaymentChangedAt)?.AddDays(Days) ?? DateOnly.MinValue;
        return order.DueDates.LastOrDefault(d => d.Type == 1 && d.Date >= since)?.Date;
    }

    /// <summary>The JST day of the last オーソリNG that the order tells of, whatever came after it; null when it tells of none.</summary>
    /// <param name="order">The order.</param>
    public static DateOnly? RefusedOn(RakutenOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        var attempt = JapanTime.Day(order.Payments?.Max(static p => p.RefusedAt));
        var row = order.DueDates.LastOrDefault(static d => d.Type == 1)?.Date.AddDays(-Days);
        return attempt is null || row > attempt ? row : attempt;
    }
}
