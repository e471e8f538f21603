using RakutenOps.Core.Storage;
using RakutenOps.Rules;

namespace RakutenOps.Core.Sync;

/// <summary>The orders behind slips of one shop: every slip of each, and what the last sync saw of it, or RMS says now. What explains a slip looks at these, and at nothing else.</summary>
internal sealed class OrdersOfSlips
{
    readonly ShopPolicy shop;
    readonly DateTimeOffset now;
    readonly ILookup<string, OrderSlip> family;
    readonly IReadOnlyDictionary<string, OrderSighting> seen;
    IReadOnlyDictionary<string, OrderSight>? asked;

    OrdersOfSlips(ShopPolicy shop, IReadOnlyCollection<string> numbers, IReadOnlyList<OrderSlip> slips, IReadOnlyDictionary<string, OrderSighting> seen, DateTimeOffset now)
    {
        (this.shop, this.seen, this.now, Numbers, Slips) = (shop, seen, now, numbers, slips);
        family = slips.ToLookup(static s => s.RootOrderNumber, StringComparer.Ordinal);
    }

    /// <summary>Root numbers of the orders.</summary>
    public IReadOnlyCollection<string> Numbers { get; }

    /// <summary>Every slip of the orders, whatever its state.</summary>
    public IReadOnlyList<OrderSlip> Slips { get; }

    /// <summary>What the store knows of orders.</summary>
    /// <param name="store">The store.</param>
    /// <param name="shop">The shop and its settings.</param>
    /// <param name="numbers">Root numbers.</param>
    /// <param name="now">The moment for which it is explained.</param>
    public static OrdersOfSlips Read(IOrderSlipStore store, ShopPolicy shop, IReadOnlyCollection<string> numbers, DateTimeOffset now) =>
        new(shop, numbers, store.SlipsOf(shop.Shop.Name, numbers), store.Sightings(shop.Shop.Name, numbers), now);

    /// <summary>The sight of an answer that RMS gives of one of the orders.</summary>
    public OrderSight SightOf(RakutenOrder order) => OrderSight.Of(order, [.. family[order.OrderNumber]], seen.GetValueOrDefault(order.OrderNumber), shop, now);

    /// <summary>Takes what RMS says now in place of what was last seen.</summary>
    public void Take(IEnumerable<OrderSight> fresh) => asked = fresh.ToDictionary(static s => s.Order.OrderNumber, StringComparer.Ordinal);

    /// <summary>The slips of the same order as a slip, itself included.</summary>
    public IReadOnlyList<OrderSlip> FamilyOf(OrderSlip slip) => [.. family[slip.RootOrderNumber]];

    /// <summary>The situation of one of the slips.</summary>
    public Situation Of(OrderSlip slip) => SightOf(slip.RootOrderNumber)?.Of(slip)
        ?? new(slip, null, shop, now) { Siblings = [.. family[slip.RootOrderNumber].Where(o => o.SlipNumber != slip.SlipNumber)] };

    OrderSight? SightOf(string number)
    {
        if (asked is not null) return asked.GetValueOrDefault(number);
        return seen.GetValueOrDefault(number)?.Order is { } order ? SightOf(order) : null;
    }

    /// <summary>What the rules say of a situation. Not read is one thing after a sync that could not, another before the first.</summary>
    public SyncDecision Decide(Situation situation)
    {
        var decision = PaymentRules.Decide(situation);
        return asked is null && decision.Reason == Reason.OrderNotRead && !seen.ContainsKey(situation.Slip.RootOrderNumber) ? decision with { Text = new("Say_NeverSeen") } : decision;
    }
}
