using RakutenOps.Core.Runs;
using RakutenOps.Core.Sync;
using RakutenOps.Core.Tests.Storage;
using RakutenOps.Core.Tests.Sync;
using RakutenOps.Emulator.Orders;
using static RakutenOps.Core.Tests.Sync.World;

namespace RakutenOps.Core.Tests.Runs;

/// <summary>This machine's clock is set back an hour between two cycles, while Rakuten's goes on: no order is lost, none is paid twice, and no cycle stands still.</summary>
public sealed class ClockTests : IDisposable
{
    static readonly TimeSpan Tick = TimeSpan.FromMinutes(15), Hour = TimeSpan.FromHours(1);

    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public async Task Each_order_is_paid_once_though_the_clock_jumps(int hours)
    {
        await using var world = await OnAsync("2025-07-01 12:00");
        var cycle = new CycleServices(world.Options, new() { Job = "job", LockFolder = folder.Path, LogFolder = Path.Combine(folder.Path, "logs") });
        var orders = new List<string>();
        for (var tick = 0; tick < 16; tick++)
        {
            if (tick == 4) Jump(world, TimeSpan.FromHours(hours));
            // Settled before this cycle, and one that is settled only before the next.
            orders.Add(Order(world));
            world.Fire(orders[^1], OrderEventKind.AuthoriseOk);
            if (orders.Count > 1) world.Fire(orders[^2], OrderEventKind.AuthoriseOk);
            orders.Add(Order(world));
            (await RunAsync(cycle)).Exit.ShouldBe(CycleExit.Done, $"tick {tick}");
            if (tick < 15) world.Clock.Advance(Tick);
        }
        world.Fire(orders[^1], OrderEventKind.AuthoriseOk);
        world.Clock.Advance(Hour + Tick);   // as late as the clock was wrong
        await RunAsync(cycle);

        world.Store.Find(new()).Select(static s => s.OrderNumber).Order().ShouldBe(orders.Order(), "each order has its one slip");
        world.Store.Find(new()).ShouldAllBe(static s => s.DepositStatus == DepositStatus.Paid);
        world.Store.History(new()).Count(static h => h.Field == nameof(OrderSlip.DepositStatus)).ShouldBe(orders.Count, "each was paid once");
    }

    [Fact]
    public async Task A_shop_is_not_taken_for_worked_because_of_a_run_of_the_hour_that_comes_again()
    {
        await using var world = await OnAsync("2025-07-01 13:01");
        await OncePerQuarterAsync(world);
        var began = world.Store.Runs().Count();
        await OncePerQuarterAsync(world);
        world.Store.Runs().Count().ShouldBe(began, "another machine of the same quarter of an hour");

        Jump(world, -Hour);
        await OncePerQuarterAsync(world);

        world.Store.Runs().Count().ShouldBe(began + 1);
    }

    static Task<List<SyncDecision>> OncePerQuarterAsync(World world) => world.RunAsync(world.Services.PaymentsAsync(Request with { DueBefore = JapanTime.Floor(JapanTime.At(world.Now), Tick) }, TestContext.Current.CancellationToken));

    static void Jump(World world, TimeSpan by)
    {
        world.Clock.AdjustTime(world.Now + by);
        world.Rms.State.Clock.Advance(-by);
    }

    static string Order(World world)
    {
        var at = world.Rms.State.Clock.GetUtcNow();
        return world.Rms.State.CreateOrder(new() { OrderedAt = at, SettlementMethodCode = 1, RequestPrice = 3000, Events = [new() { Event = OrderEventKind.Confirm, At = at }] });
    }

    static async Task<RakutenCycleReport> RunAsync(CycleServices cycle)
    {
        RakutenCycleReport? report = null;
        await foreach (var happened in cycle.RunAsync(Request, TestContext.Current.CancellationToken))
        {
            if (happened is SyncBatch batch) batch.ApproveAll();
            if (happened is CycleFinished finished) report = finished.Report;
        }
        return report.ShouldNotBeNull();
    }
}
