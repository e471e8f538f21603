using System.Runtime.CompilerServices;
using RakutenOps.Core.Rms;
using RakutenOps.Core.Storage;
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
    public IAsyncEnumerable<SyncEvent> ConfirmAsync(SyncRequest request, IReadOnlyCollection<string>? orderNumbers, CancellationToken cancel) =>
        runner.RunAsync("Confirm", request, (run, token) => new ConfirmCycle(run, orderNumbers).RunAsync(token), cancel);

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
                if (!orders.TryGetValue(number, out var order)) yield return (number, null, unreadable[number].FirstOrDefault() ?? "RMS does not know this order");
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
        using var store = options.OpenStore();
        var now = asOf is { } day ? JapanTime.Start(day) + TimeOnly.MaxValue.ToTimeSpan() : options.Clock.GetUtcNow();
        var policies = store.Shops().ToDictionary(static s => s.Name, s => new ShopPolicy(s, store.PaymentMap(), store.ShippableSettings()), StringComparer.Ordinal);
        foreach (var chunk in slips.Chunk(PaymentCycle.BatchSize))
        {
            foreach (var shop in chunk.GroupBy(static s => s.Shop, StringComparer.Ordinal))
            {
                var roots = shop.Select(static s => s.RootOrderNumber).Distinct(StringComparer.Ordinal).ToList();
                var family = store.SlipsOf(shop.Key, roots).ToLookup(static s => s.RootOrderNumber, StringComparer.Ordinal);
                var seen = store.Sightings(shop.Key, roots);
                var orders = seen.Where(static s => s.Value.Order is not null).ToDictionary(static s => s.Key, static s => s.Value.Order!, StringComparer.Ordinal);
                if (online) orders = await ReadNowAsync(policies[shop.Key].Shop, roots, orders, cancel).ConfigureAwait(false);
                foreach (var slip in shop)
                {
                    var situation = new Situation(slip, orders.GetValueOrDefault(slip.RootOrderNumber), policies[shop.Key], now)
                    {
                        Siblings = [.. family[slip.RootOrderNumber].Where(o => o.SlipNumber != slip.SlipNumber)],
                        SettlementChangeSeenAt = seen.GetValueOrDefault(slip.RootOrderNumber)?.SettlementChangeSeenAt,
                    };
                    yield return (slip, PaymentRules.Decide(situation), ReauthWindows.Of(situation));
                }
            }
        }
    }

    async Task<Dictionary<string, RakutenOrder>> ReadNowAsync(RakutenShop shop, IReadOnlyCollection<string> roots, Dictionary<string, RakutenOrder> seen, CancellationToken cancel)
    {
        var now = new Dictionary<string, RakutenOrder>(StringComparer.Ordinal);
        await foreach (var (number, order, _) in OrdersAsync(shop, roots, withPayments: false, cancel).ConfigureAwait(false))
        {
            if (order is not null) now[number] = order with { Payments = seen.GetValueOrDefault(number)?.Payments };
        }
        return now;
    }
}
