using RakutenOps.Rules;

namespace RakutenOps.Core.Reports;

/// <summary>
/// What became of the orders whose authorisation was refused in the period (R12–R14, R21): the buyer changed the method or card or did not; the order was paid after all, was cancelled, or still waits.
/// Orders are counted, each with the yen of its slips; an order that was refused twice counts once, by its last refusal.
/// </summary>
public sealed class RefusalFunnel
{
    readonly Dictionary<(bool Changed, RefusalEnd End), Sum> cells = [];

    /// <summary>All that were refused.</summary>
    public Sum Refused => Sum.Of(cells.Values);

    /// <summary>Of which the buyer then changed the method or card.</summary>
    public Sum Changed => Sum.Of(cells.Where(static c => c.Key.Changed).Select(static c => c.Value));

    /// <summary>How many came to an end, whether or not the buyer changed anything.</summary>
    public Sum EndedAs(RefusalEnd end) => Of(true, end) + Of(false, end);

    /// <summary>How many of those that were changed, or were not, came to an end.</summary>
    public Sum Of(bool changed, RefusalEnd end) => cells.GetValueOrDefault((changed, end));

    /// <summary>Adds an order with its slips, when it was ever refused.</summary>
    internal void Add(RakutenOrder order, IReadOnlyCollection<OrderSlip> slips)
    {
        if (slips.Count == 0 || NgGrace.RefusedOn(order) is not { } refused) return;
        var changed = JapanTime.Day(order.PaymentChangedAt) >= refused;
        var key = (changed, EndOf(order, slips));
        cells[key] = cells.GetValueOrDefault(key) + new Sum(1, slips.Where(static s => s.DividedFrom is null || s.IsLive).Sum(static s => s.TotalAmount));
    }

    // A slip that stands as paid while Rakuten still works on the order has an authorisation that was taken back.
    static RefusalEnd EndOf(RakutenOrder order, IReadOnlyCollection<OrderSlip> slips)
    {
        if (order.Progress == OrderProgress.Cancelled || slips.All(static s => !s.IsLive)) return RefusalEnd.Cancelled;
        return order.Progress != OrderProgress.RakutenProcessing && slips.Any(static s => s is { IsLive: true, DepositStatus: DepositStatus.Paid }) ? RefusalEnd.Paid : RefusalEnd.Waiting;
    }
}

/// <summary>How a refused authorisation ended.</summary>
public enum RefusalEnd
{
    /// <summary>Paid after all.</summary>
    Paid,
    /// <summary>Cancelled.</summary>
    Cancelled,
    /// <summary>Not at an end yet.</summary>
    Waiting,
}
