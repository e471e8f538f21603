namespace RakutenOps.Core.Sync;

/// <summary>The runs over shops. Each is pulled: nothing happens until the caller asks for the next event, and disposing the enumeration ends the run at once.</summary>
public interface ISyncServices
{
    /// <summary>One payment cycle (R25): cancel, standard import, long-lead.</summary>
    IAsyncEnumerable<SyncEvent> PaymentsAsync(SyncRequest request, CancellationToken cancel);

    /// <summary>R23 alone.</summary>
    IAsyncEnumerable<SyncEvent> CancellationsAsync(SyncRequest request, CancellationToken cancel);

    /// <summary>Imports orders that RMS has and the store has not: from the last completed import, or since a moment.</summary>
    IAsyncEnumerable<SyncEvent> ImportAsync(SyncRequest request, DateTimeOffset? since, CancellationToken cancel);

    /// <summary>注文確認: the orders at 100 of the shops; of a shop that has a key in <paramref name="orders"/>, the orders that stand there.</summary>
    IAsyncEnumerable<SyncEvent> ConfirmAsync(SyncRequest request, ILookup<string, string> orders, CancellationToken cancel);

    /// <summary>Registers 発送日 of slips' orders on RMS, and the same date as 納品書印刷指示日; the wishes are for slips of any of the request's shops.</summary>
    IAsyncEnumerable<SyncEvent> ShippingDatesAsync(SyncRequest request, IReadOnlyCollection<ShippingDateWish> wishes, CancellationToken cancel);

    /// <summary>What RMS says now of the given orders of one shop, in the order asked for; an order that RMS does not give comes with a null order and why; with an order, why says what kept its payments from being read.</summary>
    /// <param name="shop">The shop.</param>
    /// <param name="orderNumbers">Root numbers; any number of them.</param>
    /// <param name="withPayments">Whether getPayment is asked too, one request per order.</param>
    /// <param name="cancel">Ends it at once.</param>
    IAsyncEnumerable<(string OrderNumber, RakutenOrder? Order, string? Why)> OrdersAsync(RakutenShop shop, IReadOnlyCollection<string> orderNumbers, bool withPayments, CancellationToken cancel);

    /// <summary>What the rules say of slips, from what the last sync saw of their orders or from RMS now; nothing is written.</summary>
    /// <param name="slips">The slips.</param>
    /// <param name="online">Reads RMS now.</param>
    /// <param name="asOf">The JST day on which it would hold; null is now.</param>
    /// <param name="cancel">Ends it at once.</param>
    IAsyncEnumerable<(OrderSlip Slip, SyncDecision Decision, IReadOnlyList<ReauthWindow> Windows)> ExplainAsync(IEnumerable<OrderSlip> slips, bool online, DateOnly? asOf, CancellationToken cancel);
}
