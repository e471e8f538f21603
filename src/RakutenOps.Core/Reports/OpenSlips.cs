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
    public WaitingMoney Waiting { get; } = new();
    public DeadlineCalendar Deadlines { get; } = new(today);
    public Worklist<AttentionItem> Attention { get; } = new(request.Rows, static i => (i.Slip.OrderDate, i.Slip.SlipNumber));
    public Worklist<WindowItem> Closing { get; } = new(request.Rows, static i => (i.Window.ClosesOn!.Value, i.Slip.SlipNumber));
    public Worklist<DifferenceItem> Differences { get; } = new(request.Rows, static i => (i.Slip.OrderDate, i.Slip.SlipNumber));

    /// <summary>Looks at the slips of one shop, those of so many orders at a time: they are read one after the other, judged side by side, and counted here.</summary>
    public void Add(IOrderSlipStore store, ShopPolicy shop, DateTimeOffset now, int atOnce, Action onSlip, CancellationToken cancel)
    {
        var read = store.OpenOrders(shop.Shop.Name).Chunk(atOnce).Select(numbers =>
        {
            var orders = OrdersOfSlips.Read(store, shop, numbers, now);
            return (Orders: orders, Carriers: store.CarriersAmong(orders.Slips));
        });
        var judged = Partitioner.Create(read, EnumerablePartitionerOptions.NoBuffering).AsParallel().WithCancellation(cancel).WithMergeOptions(ParallelMergeOptions.NotBuffered)
            .SelectMany(r => r.Orders.Slips.Where(static s => s is { IsLive: true, Status: < SlipStatus.Shipped }).Select(s => Judge(s, r.Orders, shop, MergedSlips.IsMerged(r.Orders.FamilyOf(s), r.Carriers))));
        foreach (var slip in judged)
        {
            Count(slip);
            onSlip();
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
