using RakutenOps.Core.Storage;
using RakutenOps.Rules;

namespace RakutenOps.Core.Sync;

/// <summary>
/// What one getOrder answer says of an order, together with what was known of it: when its settlement code changed (A20), and the payment attempts as far as they still hold. The cycle decides on it, and
/// the explanation of a slip too, so that the two cannot differ.
/// </summary>
internal sealed class OrderSight
{
    readonly ShopPolicy shop;
    readonly DateTimeOffset now;

    OrderSight(KeptOrder kept, IReadOnlyList<OrderSlip> slips, DateTimeOffset? changeSeenAt, ShopPolicy shop, DateTimeOffset now) =>
        (Kept, Slips, ChangeSeenAt, this.shop, this.now) = (kept, slips, changeSeenAt, shop, now);

    /// <summary>The order, with the attempts of getPayment that still hold.</summary>
    public RakutenOrder Order => Kept.Order;

    /// <summary>The order as the store is to keep it.</summary>
    public KeptOrder Kept { get; }

    /// <summary>Every slip of the order.</summary>
    public IReadOnlyList<OrderSlip> Slips { get; }

    /// <summary>When a sync first saw the present settlement code in place of another; null when never (A20).</summary>
    public DateTimeOffset? ChangeSeenAt { get; }

    /// <summary>The sight of a new answer.</summary>
    /// <param name="order">The answer.</param>
    /// <param name="slips">Every slip of the order.</param>
    /// <param name="last">What was last seen of it; null when nothing was.</param>
    /// <param name="shop">The shop and its settings.</param>
    /// <param name="now">The moment.</param>
    public static OrderSight Of(RakutenOrder order, IReadOnlyList<OrderSlip> slips, OrderSighting? last, ShopPolicy shop, DateTimeOffset now)
    {
        var kept = KeptOrder.Of(order);
        if (kept.Equals(last?.Kept)) return new(kept, slips, last!.SettlementChangeSeenAt, shop, now);
        var seen = last?.Order;
        var known = seen is not null ? seen.SettlementCode : slips.FirstOrDefault(static s => s.SettlementCode is not null)?.SettlementCode;
        var changed = known is { } before && order.SettlementCode is { } code && before != code ? now : last?.SettlementChangeSeenAt;
        return new(seen?.SaysTheSameAs(order) == true ? KeptOrder.Of(order with { Payments = seen.Payments }) : kept, slips, changed, shop, now);
    }

    /// <summary>The same order with the attempts that getPayment has just given; null when they could not be read.</summary>
    public OrderSight With(IReadOnlyList<PaymentAttempt>? payments) => new(KeptOrder.Of(Order with { Payments = payments }), Slips, ChangeSeenAt, shop, now);

    /// <summary>The situation of one of the slips.</summary>
    public Situation Of(OrderSlip slip) => new(slip, Order, shop, now) { Siblings = [.. Slips.Where(o => o.SlipNumber != slip.SlipNumber)], SettlementChangeSeenAt = ChangeSeenAt };

    /// <summary>R18, A06: whether getPayment is to be asked: a slip waits for an authorisation that getOrder does not show, and the attempts were not read, or are read again.</summary>
    /// <param name="decisions">What the rules say of the slips.</param>
    /// <param name="again">Whether attempts that were read before are read again.</param>
    public bool WantsPayments(IEnumerable<SyncDecision> decisions, bool again)
    {
        if (!decisions.Any(static d => d.Reason is Reason.StaleAuthorisation or Reason.AwaitingResult)) return false;
        var unasked = again ? new(KeptOrder.Of(Order with { Payments = null }), Slips, ChangeSeenAt, shop, now) : this;
        return Slips.Any(s => Freshness.WantsPayments(unasked.Of(s)));
    }
}
