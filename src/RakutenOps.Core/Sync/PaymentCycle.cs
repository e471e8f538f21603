using RakutenOps.Core.Storage;
using RakutenOps.Rules;

namespace RakutenOps.Core.Sync;

/// <summary>One payment cycle over one shop: plan, read, decide, apply (design.md §3), in batches of one getOrder.</summary>
internal sealed class PaymentCycle(ShopRun run)
{
    /// <summary>The most orders in one getOrder (API §1.7), and in one transaction.</summary>
    public const int BatchSize = 100;

    /// <summary>The most getPayment requests in one cycle.</summary>
    public const int MostPayments = 60;

    // Alerts that a person is given once per order; the order is left alone afterwards.
    static readonly HashSet<Reason> ToldOnce = [Reason.CancelAfter62Days, Reason.CancelOutOfScope];

    /// <summary>R25: cancel, standard import, long-lead.</summary>
    public async Task PaymentsAsync(CancellationToken cancel)
    {
        var plan = await new ReadPlanner(run).PaymentsAsync(cancel).ConfigureAwait(false);
        await OutOfReachAsync(plan.OutOfReach, cancel).ConfigureAwait(false);
        var total = plan.Due.Count + plan.Swept.Count;
        await ReadAsync(plan.Due, plan.Turn, sweep: false, 0, total, PaymentRules.Decide, cancel).ConfigureAwait(false);
        await ReadAsync(plan.Swept, plan.Turn, sweep: true, plan.Due.Count, total, PaymentRules.Decide, cancel).ConfigureAwait(false);
        if (run.DryRun) return;
        var cursor = run.Store.Cursor(run.Shop);
        run.Store.Save(cursor with
        {
            PaymentCompletedFrom = run.Now,
            Sweep = plan.Next.Sweep,
            SweptAt = plan.Next.SweptAt,
            OldSweep = plan.Next.OldSweep,
            OldSweptAt = plan.Next.OldSweptAt,
            CancelWindow = (cursor.CancelWindow + 1) % 1_000_000,
            ProcessingSweptTo = plan.Next.ProcessingSweptTo,
        });
    }

    /// <summary>R23 alone.</summary>
    public async Task CancellationsAsync(CancellationToken cancel)
    {
        var due = await new ReadPlanner(run).CancellationsAsync(cancel).ConfigureAwait(false);
        await ReadAsync(due, due.ToHashSet(StringComparer.Ordinal), sweep: false, 0, due.Count, CancelSync.Decide, cancel).ConfigureAwait(false);
        if (run.DryRun) return;
        var cursor = run.Store.Cursor(run.Shop);
        run.Store.Save(cursor with { CancelWindow = (cursor.CancelWindow + 1) % 1_000_000 });
    }

    async Task ReadAsync(IReadOnlyList<string> orders, IReadOnlySet<string> turn, bool sweep, int done, int total, Func<Situation, SyncDecision?> decide, CancellationToken cancel)
    {
        foreach (var chunk in orders.Chunk(BatchSize))
        {
            await run.ProgressAsync("Read", done, total, cancel).ConfigureAwait(false);
            if (sweep) run.Requests.Sweep++;
            else run.Requests.Orders++;
            var read = await run.Rms.OrdersAsync(chunk, cancel).ConfigureAwait(false);
            await new OrderBatch(run, decide).DecideAsync(chunk, read, turn, cancel).ConfigureAwait(false);
            done += chunk.Length;
        }
        await run.ProgressAsync("Read", done, total, cancel).ConfigureAwait(false);
    }

    // RMS no longer answers for these: a person is told once, then they are left alone.
    async Task OutOfReachAsync(IReadOnlyList<string> orders, CancellationToken cancel)
    {
        if (orders.Count == 0) return;
        var sightings = run.Store.Sightings(run.Shop, orders);
        var untold = orders.Where(n => !sightings.TryGetValue(n, out var s) || !s.Told.Contains(Reason.OrderNotRead)).ToList();
        foreach (var chunk in untold.Chunk(BatchSize))
        {
            var decisions = run.Store.SlipsOf(run.Shop, chunk).Where(WaitingSlip.Holds)
                .Select(s => new Situation(s, null, run.Policy, run.Now))
                .Select(s => StandardImport.Decide(s) with { Outcome = Outcome.NeedsAttention, Text = new("Say_OutOfReach", s.Slip.OrderDate) })
                .ToList();
            var told = chunk.Select(n => (sightings.GetValueOrDefault(n) ?? new() { Shop = run.Shop, OrderNumber = n, SeenAt = run.Now }) with { Told = [Reason.OrderNotRead], Held = null }).ToList();
            await run.CarryOutAsync(decisions, static _ => null, told, sightings, 0, cancel).ConfigureAwait(false);
        }
    }

    /// <summary>Whether an alert was already given for an order.</summary>
    internal static bool WasTold(OrderSighting? sighting, SyncDecision decision) => ToldOnce.Contains(decision.Reason) && sighting?.Told.Contains(decision.Reason) == true;

    /// <summary>The alerts of an order that are given once.</summary>
    internal static IReadOnlyList<Reason> TellOnce(OrderSighting? sighting, IEnumerable<SyncDecision> decisions) =>
        [.. (sighting?.Told ?? []).Union(decisions.Where(static d => ToldOnce.Contains(d.Reason)).Select(static d => d.Reason))];
}
