using System.Runtime.CompilerServices;
using RakutenOps.Core.Rms;
using RakutenOps.Core.Storage;
using RakutenOps.Core.Text;
using RakutenOps.Rules;

namespace RakutenOps.Core.Sync;

/// <summary>The runs over shops, and what the rules say without a run.</summary>
/// <param name="options">The outside world.</param>
public sealed class SyncServices(WorkspaceOptions options) : ISyncServices
{
    readonly ShopRunner runner = new(options);

    /// <inheritdoc/>
    public IAsyncEnumerable<SyncEvent> PaymentsAsync(SyncRequest request, CancellationToken cancel) =>
        runner.RunAsync("Payment", request, static (run, token) => new PaymentCycle(run).PaymentsAsync(token), cancel);

    /// <inheritdoc/>
    public IAsyncEnumerable<SyncEvent> CancellationsAsync(SyncRequest request, CancellationToken cancel) =>
        runner.RunAsync("Cancellation", request, static (run, token) => new PaymentCycle(run).CancellationsAsync(token), cancel);

    /// <inheritdoc/>
    public IAsyncEnumerable<SyncEvent> ImportAsync(SyncRequest request, DateTimeOffset? since, CancellationToken cancel) =>
        runner.RunAsync("Import", request, (run, token) => new ImportCycle(run, since).RunAsync(token), cancel);

    /// <inheritdoc/>
    public IAsyncEnumerable<SyncEvent> ConfirmAsync(SyncRequest request, ILookup<string, string> orders, CancellationToken cancel) =>
        runner.RunAsync("Confirm", request, (run, token) => new ConfirmCycle(run, orders.Contains(run.Shop) ? [.. orders[run.Shop]] : null).RunAsync(token), cancel);

    /// <inheritdoc/>
    public IAsyncEnumerable<SyncEvent> ShippingDatesAsync(SyncRequest request, IReadOnlyCollection<ShippingDateWish> wishes, CancellationToken cancel) =>
        runner.RunAsync("ShippingDate", request, (run, token) => new ShippingDates(run, byPerson: true).SetAsync(wishes, token), cancel);

    /// <inheritdoc/>
    public async IAsyncEnumerable<(string OrderNumber, RakutenOrder? Order, string? Why)> OrdersAsync(RakutenShop shop, IReadOnlyCollection<string> orderNumbers, bool withPayments, [EnumeratorCancellation] CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(shop);
        using var rms = options.OpenClient(shop, new LocalGate(options.Clock, options.SpacingOf(shop)));
        foreach (var chunk in orderNumbers.Distinct(StringComparer.Ordinal).Chunk(PaymentCycle.BatchSize))
        {
            var read = await rms.OrdersAsync(chunk, cancel).ConfigureAwait(false);
            var orders = read.Orders.ToDictionary(static o => o.OrderNumber, StringComparer.Ordinal);
            var unreadable = read.Unreadable.ToLookup(static u => u.OrderNumber, static u => u.Why, StringComparer.Ordinal);
            foreach (var number in chunk)
            {
                if (!orders.TryGetValue(number, out var order)) yield return (number, null, unreadable[number].FirstOrDefault() ?? Sentence.Of("Order_Unknown"));
                else if (!withPayments) yield return (number, order, null);
                else
                {
                    var (payments, why) = await PaymentsAsync(rms, number, cancel).ConfigureAwait(false);
                    yield return (number, order with { Payments = payments }, why);
                }
            }
        }
    }

    static async Task<(IReadOnlyList<PaymentAttempt>? Payments, string? Why)> PaymentsAsync(IRmsClient rms, string order, CancellationToken cancel)
    {
        try
        {
            return (await rms.PaymentsAsync(order, cancel).ConfigureAwait(false) ?? [], null);
        }
        catch (RmsException e) when (e.ConcernsOneOrder)
        {
            return (null, e.Message);
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<(OrderSlip Slip, SyncDecision Decision, IReadOnlyList<ReauthWindow> Windows)> ExplainAsync(IEnumerable<OrderSlip> slips, bool online, DateOnly? asOf, [EnumeratorCancellation] CancellationToken cancel)
    {
        using var store = await options.OpenStoreAsync(cancel).ConfigureAwait(false);
        var now = asOf is { } day ? JapanTime.Start(day) + TimeOnly.MaxValue.ToTimeSpan() : options.Clock.GetUtcNow();
        var policies = store.Shops().ToDictionary(static s => s.Name, s => new ShopPolicy(s, store.PaymentMap(), store.ShippableSettings()), StringComparer.Ordinal);
        foreach (var chunk in slips.Chunk(PaymentCycle.BatchSize))
        {
            foreach (var ofShop in chunk.GroupBy(static s => s.Shop, StringComparer.Ordinal))
            {
                var orders = OrdersOfSlips.Read(store, policies[ofShop.Key], [.. ofShop.Select(static s => s.RootOrderNumber).Distinct(StringComparer.Ordinal)], now);
                if (online) orders.Take(await SeeNowAsync(policies[ofShop.Key].Shop, orders, cancel).ConfigureAwait(false));
                foreach (var slip in ofShop)
                {
                    var situation = orders.Of(slip);
                    yield return (slip, orders.Decide(situation), ReauthWindows.All(situation));
                }
            }
        }
    }

    // As the cycle reads them, getPayment included where a slip waits for what getOrder does not show.
    async Task<List<OrderSight>> SeeNowAsync(RakutenShop shop, OrdersOfSlips orders, CancellationToken cancel)
    {
        using var rms = options.OpenClient(shop, new LocalGate(options.Clock, options.SpacingOf(shop)));
        var sights = new List<OrderSight>();
        foreach (var order in (await rms.OrdersAsync([.. orders.Numbers], cancel).ConfigureAwait(false)).Orders)
        {
            var sight = orders.SightOf(order);
            if (sight.WantsPayments(sight.Slips.Select(s => PaymentRules.Decide(sight.Of(s))), again: true)) sight = sight.With((await PaymentsAsync(rms, order.OrderNumber, cancel).ConfigureAwait(false)).Payments);
            sights.Add(sight);
        }
        return sights;
    }
}
