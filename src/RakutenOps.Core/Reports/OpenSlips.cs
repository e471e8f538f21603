using System.Collections.Concurrent;
using RakutenOps.Core.Storage;
using RakutenOps.Core.Sync;
using RakutenOps.Rules;

namespace RakutenOps.Core.Reports;

/// <summary>What the slips that are live and not shipped tell a report.</summary>
/// <param name="today">The JST day of the report.</param>
/// <param name="request">What the report is about.</param>
sealed class OpenSlips(DateOnly today, ReportRequest request)
{
    // A connection has a cache of its own; more of them than this would cost memory for little.
    const int MostAtOnce = 4;

    readonly Lock counting = new();

    public WaitingMoney Waiting { get; } = new();
    public DeadlineCalendar Deadlines { get; } = new(today);
    public Worklist<AttentionItem> Attention { get; } = new(request.Rows, static i => (i.Slip.OrderDate, i.Slip.SlipNumber));
    public Worklist<WindowItem> Closing { get; } = new(request.Rows, static i => (i.Window.ClosesOn!.Value, i.Slip.SlipNumber));
    public Worklist<DifferenceItem> Differences { get; } = new(request.Rows, static i => (i.Slip.OrderDate, i.Slip.SlipNumber));

    /// <summary>Looks at the slips of orders, part by part; some parts side by side, each over a connection of its own.</summary>
    /// <param name="parts">Orders of one shop each.</param>
    /// <param name="open">Opens the store.</param>
    /// <param name="now">The moment of the report.</param>
    /// <param name="looked">Told of every slip that was looked at, by any of the threads.</param>
    /// <param name="cancel">Ends it at once.</param>
    public Task LookAsync(IEnumerable<(ShopPolicy Shop, string[] Orders)> parts, Func<IOrderSlipStore> open, DateTimeOffset now, Action looked, CancellationToken cancel)
    {
        var shared = Partitioner.Create(parts, EnumerablePartitionerOptions.NoBuffering).GetDynamicPartitions();
        return Task.WhenAll(Enumerable.Range(0, Math.Min(MostAtOnce, Environment.ProcessorCount)).Select(_ => Task.Run(LookOn, cancel)));

        void LookOn()
        {
            using var store = open();
            foreach (var (shop, numbers) in shared)
            {
                cancel.ThrowIfCancellationRequested();
                Look(store, shop, numbers);
            }
        }

        // Each is counted at once: what a slip was judged by is a hundred times what is kept of it.
        void Look(IOrderSlipStore store, ShopPolicy shop, string[] numbers)
        {
            var orders = OrdersOfSlips.Read(store, shop, numbers, now);
            var carriers = store.CarriersAmong(orders.Slips);
            foreach (var slip in orders.Slips.Where(static s => s is { IsLive: true, Status: < SlipStatus.Shipped }))
            {
                var judged = Judge(slip, orders, shop, MergedSlips.IsMerged(orders.FamilyOf(slip), carriers));
                lock (counting) Count(judged);
                looked();
            }
        }
    }

    Judged Judge(OrderSlip slip, OrdersOfSlips orders, ShopPolicy shop, bool isMerged)
    {
        var situation = orders.Of(slip);
        return new(slip, Funnel.StageOf(slip, shop.ShippableFor(slip.PaymentMethod), today), orders.Decide(situation), ReauthWindows.All(situation), Rules.Differences.Of(situation, isMerged));
    }

    void Count(Judged judged)
    {
        var (slip, stage, decision, windows, differences) = judged;
        if (stage == Stage.AwaitingPayment) Waiting.Add(slip, decision.Reason, today);
        if (decision.Outcome == Outcome.NeedsAttention) Attention.Add(new(slip, decision.Reason, decision.Text));
        foreach (var window in windows)
        {
            Deadlines.Add(window);
            if (window.ClosesWithin(request.ExpiringWithin)) Closing.Add(new(slip, window));
        }
        foreach (var difference in differences) Differences.Add(new(slip, difference));
    }

    /// <summary>A slip with all that the rules say of it.</summary>
    sealed record Judged(OrderSlip Slip, Stage Stage, SyncDecision Decision, IReadOnlyList<ReauthWindow> Windows, IReadOnlyList<SlipDifference> Differences);
}
