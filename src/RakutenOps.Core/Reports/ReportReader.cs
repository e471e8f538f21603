using RakutenOps.Core.Storage;
using RakutenOps.Core.Sync;
using RakutenOps.Rules;

namespace RakutenOps.Core.Reports;

/// <summary>
/// Reads a report from the store alone: RMS is not asked and nothing is written. Slips that are live and not shipped are looked at one by one, by the same rules as the sync and Test-ReauthWindow; what is
/// over is counted by the database. What is kept meanwhile does not grow with the store.
/// </summary>
/// <param name="options">The way to the store, and the clock.</param>
public sealed class ReportReader(WorkspaceOptions options)
{
    const int SlipsAtOnce = 200;

    int slips;

    /// <summary>How many slips it has looked at so far; may be asked from another thread while it reads.</summary>
    public int Slips => Volatile.Read(ref slips);

    /// <summary>Reads a report.</summary>
    /// <param name="request">What it is about.</param>
    /// <param name="cancel">Ends it at once.</param>
    public Task<Report> ReadAsync(ReportRequest request, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        // The store answers on the thread that asks; the caller is let go at once when it cancels, also within a long query.
        return Task.Run(() => ReadAllAsync(request, cancel), cancel).WaitAsync(cancel);
    }

    async Task<Report> ReadAllAsync(ReportRequest request, CancellationToken cancel)
    {
        using var store = await options.OpenStoreAsync(cancel).ConfigureAwait(false);
        var now = options.Clock.GetUtcNow();
        var today = JapanTime.Day(now);
        var from = today.AddDays(1 - request.Days);
        var policies = store.Shops().Where(s => request.Shops.Contains(s.Name)).Select(s => new ShopPolicy(s, store.PaymentMap(), store.ShippableSettings())).ToList();
        var open = new OpenSlips(today, request);
        await open.LookAsync(InTurn(policies, store), options.OpenStore, now, () => Interlocked.Increment(ref slips), cancel).ConfigureAwait(false);
        var refusals = new RefusalFunnel();
        foreach (var shop in policies) Add(refusals, store, shop.Shop.Name, from, cancel);
        return new()
        {
            At = JapanTime.At(now),
            From = from,
            ExpiringWithin = request.ExpiringWithin,
            Shops = [.. policies.Select(p => Figures(store, p.Shop, open.Waiting, now))],
            Waiting = open.Waiting,
            Outcomes = DayOutcomes.Read(store, request.Shops, from, today),
            Deadlines = open.Deadlines,
            Refusals = refusals,
            Runs = RunFigures.Of(PastRuns.Of(store, null, JapanTime.Start(from), now).Where(r => request.Shops.Contains(r.Shop)), cancel),
            Attention = open.Attention,
            Closing = open.Closing,
            Differences = open.Differences,
        };
    }

    // A part of every shop, then the next of each: what the shops sold in the same days lies side by side in the store, and is read from the disk once.
    static IEnumerable<(ShopPolicy Shop, string[] Orders)> InTurn(IEnumerable<ShopPolicy> policies, IOrderSlipStore store)
    {
        var shops = new Queue<(ShopPolicy Shop, IEnumerator<string[]> Parts)>(policies.Select(p => (p, store.OpenOrders(p.Shop.Name).Chunk(SlipsAtOnce).GetEnumerator())));
        while (shops.TryDequeue(out var next))
        {
            if (!next.Parts.MoveNext()) continue;
            yield return (next.Shop, next.Parts.Current);
            shops.Enqueue(next);
        }
    }

    static void Add(RefusalFunnel refusals, IOrderSlipStore store, string shop, DateOnly from, CancellationToken cancel)
    {
        foreach (var sightings in store.Refused(shop, from).Chunk(SlipsAtOnce))
        {
            cancel.ThrowIfCancellationRequested();
            var slips = store.SlipsOf(shop, [.. sightings.Select(static s => s.OrderNumber)]).ToLookup(static s => s.RootOrderNumber, StringComparer.Ordinal);
            foreach (var sighting in sightings) refusals.Add(sighting.Order!, [.. slips[sighting.OrderNumber]]);
        }
    }

    static ShopFigures Figures(IOrderSlipStore store, RakutenShop shop, WaitingMoney waiting, DateTimeOffset now)
    {
        var success = PastRuns.Of(store, shop.Name, null, now).FirstOrDefault(static r => r is { Kind: "Payment", State: RunState.Completed });
        return new(shop.Name, shop.OrderImport, waiting.Of(shop.Name), success?.StartedAt, RakutenLicense.Of(shop, now));
    }
}
