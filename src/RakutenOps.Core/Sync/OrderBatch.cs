using RakutenOps.Core.Rms;
using RakutenOps.Core.Storage;
using RakutenOps.Rules;

namespace RakutenOps.Core.Sync;

/// <summary>Decides on the slips of the orders that one getOrder gave, carries the decisions out, tells what differs, and registers the ship dates that are due.</summary>
internal sealed class OrderBatch(ShopRun run, Func<Situation, SyncDecision?> decide)
{
    // Reasons for which the searches would not find the order again, or would not show that it has moved on: it is read directly in the next cycle.
    static readonly HashSet<Reason> Holding =
    [
        Reason.PaymentUnmapped, Reason.StaleAuthorisation, Reason.ShipInstMissing, Reason.AwaitingResult, Reason.OrderNotRead, Reason.ConflictRetry, Reason.ReturnedToProcessing, Reason.CancelNotFinal,
    ];

    readonly Dictionary<long, OrderSlip> before = [];
    readonly List<SyncDecision> decisions = [];
    readonly List<OrderSighting> sightings = [];
    readonly List<SyncNotice> differences = [];
    readonly DueShippingDates due = new(run);

    /// <summary>Decides and carries out.</summary>
    /// <param name="asked">The order numbers that were asked for.</param>
    /// <param name="read">What RMS gave.</param>
    /// <param name="turn">Orders whose turn in the sweep it is.</param>
    /// <param name="cancel">Ends it at once.</param>
    public async Task DecideAsync(IReadOnlyCollection<string> asked, OrdersRead read, IReadOnlySet<string> turn, CancellationToken cancel)
    {
        var all = run.Store.SlipsOf(run.Shop, asked);
        var slips = all.ToLookup(static s => s.RootOrderNumber, StringComparer.Ordinal);
        var seen = run.Store.Sightings(run.Shop, asked);
        var news = new DifferenceNews(run, run.Store.CarriersAmong(all));
        foreach (var order in read.Orders)
        {
            var last = seen.GetValueOrDefault(order.OrderNumber);
            var (sight, verdicts) = await LookAsync(order, [.. slips[order.OrderNumber]], last, turn.Contains(order.OrderNumber), cancel).ConfigureAwait(false);
            differences.AddRange(news.Of(sight, last, verdicts));
            Take(sight, last, verdicts);
        }
        foreach (var (number, why) in read.NotRead)
        {
            NotRead(number, slips[number], seen.GetValueOrDefault(number));
            await run.EmitAsync(new OrderFailed(run.Shop, number, why), cancel).ConfigureAwait(false);
        }
        await run.CarryOutAsync(decisions, d => before.GetValueOrDefault(d.SlipNumber), sightings, seen, read.Orders.Count, cancel).ConfigureAwait(false);
        foreach (var difference in differences) await run.EmitAsync(difference, cancel).ConfigureAwait(false);
        await due.RegisterAsync(cancel).ConfigureAwait(false);
    }

    async Task<(OrderSight Sight, List<SyncDecision> Verdicts)> LookAsync(RakutenOrder order, IReadOnlyList<OrderSlip> slips, OrderSighting? last, bool turn, CancellationToken cancel)
    {
        var sight = OrderSight.Of(order, slips, last, run.Policy, run.Now);
        var verdicts = Verdicts(sight);
        if (run.Requests.Payments >= PaymentCycle.MostPayments || !sight.WantsPayments(verdicts, again: turn)) return (sight, verdicts);
        run.Requests.Payments++;
        sight = sight.With(await PaymentsAsync(order.OrderNumber, cancel).ConfigureAwait(false));
        return (sight, Verdicts(sight));
    }

    // Attempts that cannot be read cost their own order a cycle, not the others: null, so that they are asked for again.
    async Task<IReadOnlyList<PaymentAttempt>?> PaymentsAsync(string order, CancellationToken cancel)
    {
        try
        {
            return await run.Rms.PaymentsAsync(order, cancel).ConfigureAwait(false) ?? [];
        }
        catch (RmsException e) when (e.ConcernsOneOrder)
        {
            await run.EmitAsync(new OrderFailed(run.Shop, order, e.Message), cancel).ConfigureAwait(false);
            return null;
        }
    }

    List<SyncDecision> Verdicts(OrderSight sight) => [.. sight.Slips.Select(s => decide(sight.Of(s))).OfType<SyncDecision>()];

    void Take(OrderSight sight, OrderSighting? last, List<SyncDecision> verdicts)
    {
        foreach (var slip in sight.Slips) before[slip.SlipNumber] = slip;
        decisions.AddRange(verdicts.Select(d => d.Outcome == Outcome.NeedsAttention && PaymentCycle.WasTold(last, d) ? d with { Outcome = Outcome.Waiting } : d));
        MergedInto(sight.Order, sight.Slips);
        var sighting = new OrderSighting
        {
            Shop = run.Shop,
            OrderNumber = sight.Order.OrderNumber,
            SeenAt = run.Now,
            Kept = sight.Kept,
            SettlementChangeSeenAt = sight.ChangeSeenAt,
            Held = verdicts.Select(static d => (Reason?)d.Reason).FirstOrDefault(static r => Holding.Contains(r!.Value)) ?? (WasInstructed(sight) ? Reason.NotAwaitingShipment : null),
            Told = PaymentCycle.TellOnce(last, verdicts),
        };
        sightings.Add(due.Take(sight, last, verdicts, sighting));
    }

    // Back at 200 after it stood at 300: where RMS keeps the old 注文確定日, the search does not see it come to 300 again.
    static bool WasInstructed(OrderSight sight) =>
        sight.Order is { Progress: OrderProgress.RakutenProcessing, ShippingInstructedAt: not null } && sight.Slips.Any(WaitingSlip.Holds);

    // A16: an order that was merged into a slip that still ships.
    void MergedInto(RakutenOrder order, IReadOnlyList<OrderSlip> slips)
    {
        foreach (var absorbed in slips.Where(static s => s.MergedInto is not null))
        {
            if (Survivor(absorbed) is not { } survivor) continue;
            if (MergedOrders.Check(new(survivor, order, run.Policy, run.Now), absorbed) is { } alert) decisions.Add(alert);
        }
    }

    OrderSlip? Survivor(OrderSlip absorbed)
    {
        var slip = absorbed;
        for (var hops = 0; slip?.MergedInto is { } next && hops < 100; hops++) slip = run.Store.Slip(next);
        return slip == absorbed ? null : slip;
    }

    void NotRead(string number, IEnumerable<OrderSlip> slips, OrderSighting? last)
    {
        foreach (var slip in slips.Where(WaitingSlip.Holds))
        {
            decisions.Add(StandardImport.Decide(new(slip, null, run.Policy, run.Now)) with { Outcome = Outcome.NeedsAttention });
        }
        sightings.Add((last ?? new() { Shop = run.Shop, OrderNumber = number, SeenAt = run.Now }) with { Held = last?.Held == Reason.ShippingDateMissing ? last.Held : Reason.OrderNotRead });
    }
}
