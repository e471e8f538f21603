using RakutenOps.Core.Rms;
using RakutenOps.Core.Storage;
using RakutenOps.Rules;

namespace RakutenOps.Core.Sync;

/// <summary>Decides on the slips of the orders that one getOrder gave, and carries the decisions out.</summary>
internal sealed class OrderBatch(ShopRun run, Func<Situation, SyncDecision?> decide)
{
    // Reasons for which the searches would not find the order again: it is read directly in the next cycle.
    static readonly HashSet<Reason> Holding = [Reason.PaymentUnmapped, Reason.StaleAuthorisation, Reason.ShipInstMissing, Reason.AwaitingResult, Reason.OrderNotRead, Reason.ConflictRetry];

    readonly Dictionary<long, OrderSlip> before = [];
    readonly List<SyncDecision> decisions = [];
    readonly List<OrderSighting> sightings = [];

    /// <summary>Decides and carries out.</summary>
    /// <param name="asked">The order numbers that were asked for.</param>
    /// <param name="read">What RMS gave.</param>
    /// <param name="turn">Orders whose turn in the sweep it is.</param>
    /// <param name="cancel">Ends it at once.</param>
    public async Task DecideAsync(IReadOnlyCollection<string> asked, OrdersRead read, IReadOnlySet<string> turn, CancellationToken cancel)
    {
        var slips = run.Store.SlipsOf(run.Shop, asked).ToLookup(static s => s.RootOrderNumber, StringComparer.Ordinal);
        var seen = run.Store.Sightings(run.Shop, asked);
        foreach (var order in read.Orders)
        {
            await OneOrderAsync(order, [.. slips[order.OrderNumber]], seen.GetValueOrDefault(order.OrderNumber), turn.Contains(order.OrderNumber), cancel).ConfigureAwait(false);
        }
        foreach (var (number, why) in read.Missing.Select(static n => (n, "RMS does not know the order (any more)")).Concat(read.Unreadable.Select(static u => (u.OrderNumber, u.Why))))
        {
            NotRead(number, slips[number], seen.GetValueOrDefault(number));
            await run.EmitAsync(new OrderFailed(run.Shop, number, why), cancel).ConfigureAwait(false);
        }
        await run.CarryOutAsync(decisions, d => before.GetValueOrDefault(d.SlipNumber), sightings, read.Orders.Count, cancel).ConfigureAwait(false);
    }

    async Task OneOrderAsync(RakutenOrder order, IReadOnlyList<OrderSlip> slips, OrderSighting? last, bool turn, CancellationToken cancel)
    {
        var changeSeen = ChangeSeen(order, slips, last);
        if (last?.Order is { } known && known.SaysTheSameAs(order)) order = order with { Payments = known.Payments };
        var verdicts = Verdicts(order, slips, changeSeen);
        if (ShouldAskPayments(order, slips, changeSeen, verdicts, turn))
        {
            run.Requests.Payments++;
            order = order with { Payments = await PaymentsAsync(order.OrderNumber, cancel).ConfigureAwait(false) };
            verdicts = Verdicts(order, slips, changeSeen);
        }
        foreach (var slip in slips) before[slip.SlipNumber] = slip;
        decisions.AddRange(verdicts.Select(d => d.Outcome == Outcome.NeedsAttention && PaymentCycle.WasTold(last, d) ? d with { Outcome = Outcome.Waiting } : d));
        MergedInto(order, slips);
        sightings.Add(new()
        {
            Shop = run.Shop,
            OrderNumber = order.OrderNumber,
            SeenAt = run.Now,
            Order = order,
            SettlementChangeSeenAt = changeSeen,
            Held = verdicts.Select(static d => (Reason?)d.Reason).FirstOrDefault(static r => Holding.Contains(r!.Value)),
            Told = PaymentCycle.TellOnce(last, verdicts),
        });
    }

    List<SyncDecision> Verdicts(RakutenOrder order, IReadOnlyList<OrderSlip> slips, DateTimeOffset? changeSeen)
    {
        var verdicts = new List<SyncDecision>(slips.Count);
        foreach (var slip in slips)
        {
            if (decide(Situation(slip, order, slips, changeSeen)) is { } verdict) verdicts.Add(verdict);
        }
        return verdicts;
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

    // R18, A06: getPayment is asked where 発送指示日時 is not fresh, when the order's answer is new, else with each sweep.
    bool ShouldAskPayments(RakutenOrder order, IReadOnlyList<OrderSlip> slips, DateTimeOffset? changeSeen, List<SyncDecision> verdicts, bool turn)
    {
        if (run.Requests.Payments >= PaymentCycle.MostPayments) return false;
        if (!verdicts.Any(static d => d.Reason is Reason.StaleAuthorisation or Reason.AwaitingResult)) return false;
        var unasked = order.Payments is null || turn ? order with { Payments = null } : order;
        return slips.Any(s => Freshness.WantsPayments(Situation(s, unasked, slips, changeSeen)));
    }

    Situation Situation(OrderSlip slip, RakutenOrder order, IReadOnlyList<OrderSlip> slips, DateTimeOffset? changeSeen) =>
        new(slip, order, run.Policy, run.Now) { Siblings = [.. slips.Where(o => o.SlipNumber != slip.SlipNumber)], SettlementChangeSeenAt = changeSeen };

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
        sightings.Add((last ?? new() { Shop = run.Shop, OrderNumber = number, SeenAt = run.Now }) with { Held = Reason.OrderNotRead });
    }

    // A20: the time at which a sync first saw another code than the slip was imported with.
    DateTimeOffset? ChangeSeen(RakutenOrder order, IReadOnlyList<OrderSlip> slips, OrderSighting? last)
    {
        var known = last?.Order is { } seen ? seen.SettlementCode : slips.FirstOrDefault(static s => s.SettlementCode is not null)?.SettlementCode;
        return known is { } before && order.SettlementCode is { } now && before != now ? run.Now : last?.SettlementChangeSeenAt;
    }
}
