using RakutenOps.Core.Sync;
using RakutenOps.Emulator.Orders;
using static RakutenOps.Core.Tests.Sync.World;
using Outcome = RakutenOps.Outcome;

namespace RakutenOps.Core.Tests.Sync;

/// <summary>A process that died leaves its run's row open: it is noticed, named, and its work finished.</summary>
public sealed class KilledRunTests
{
    // Machine, process, start and run, as a lease names its holder; no process of this machine began at tick 1.
    static readonly string DeadOwner = $"{Environment.MachineName}|{Environment.ProcessId}|1|x";
    static readonly SyncRun Dead = new() { RunId = "dead", Shop = Shop, Kind = "Payment", StartedAt = Jst("2025-01-05 12:45"), Host = "batch01:4711", Requests = 3, SlipsChanged = 1 };

    [Fact]
    public async Task The_next_run_says_so_marks_it_and_finishes_its_work()
    {
        await using var world = await OnAsync("2025-01-05 13:00");
        var order = world.Order("2025-01-05 12:00");
        await world.SlipOfAsync(order);
        world.Fire(order, OrderEventKind.AuthoriseOk);
        world.Store.Save(Dead);
        world.Store.TakeLease(Shop, DeadOwner, world.Now, world.Now.AddMinutes(4));

        (await world.SyncAsync(order)).Outcome.ShouldBe(Outcome.Paid);

        world.Events.OfType<SyncNotice>().ShouldHaveSingleItem().Text.ToString().ShouldContain("batch01:4711");
        world.Store.Runs(Shop).Single(r => r.RunId == "dead").ShouldBe(Dead with { Error = "Killed" });
        await world.SyncAsync();
        world.Events.OfType<SyncNotice>().ShouldBeEmpty("it is told once");
    }

    [Fact]
    public async Task A_rehearsal_leaves_it_as_it_is()
    {
        await using var world = await OnAsync("2025-01-05 13:00");
        world.Store.Save(Dead);

        await world.SyncAsync(dryRun: true);

        world.Store.OpenRuns(Shop).ShouldBe([Dead]);
    }

    [Fact]
    public async Task An_open_run_is_told_as_killed_unless_a_living_process_holds_the_shop()
    {
        await using var world = await OnAsync("2025-01-05 13:00");
        world.Store.Save(Dead);
        State().ShouldBe(RunState.Killed, "nobody holds the shop");

        world.Store.TakeLease(Shop, DeadOwner, world.Now, world.Now.AddMinutes(4));
        State().ShouldBe(RunState.Killed, "its holder is gone from this machine");

        world.Store.ReleaseLease(Shop, DeadOwner);
        world.Store.TakeLease(Shop, "another-machine|1|1|x", world.Now, world.Now.AddMinutes(4));
        State().ShouldBe(RunState.Running);
        world.At("2025-01-05 13:05");
        State().ShouldBe(RunState.Killed, "its time is over");

        RunState State() => PastRuns.Of(world.Store, Shop, null, world.Now).Single().State;
    }

    [Theory]
    [InlineData("", RunState.Running)]
    [InlineData("0", RunState.Killed)]   // The number was given to another process since.
    public async Task A_living_holder_of_this_machine_is_known_by_when_it_started(string otherStart, RunState state)
    {
        await using var world = await OnAsync("2025-01-05 13:00");
        world.Store.Save(Dead);
        using var me = System.Diagnostics.Process.GetCurrentProcess();
        var start = ShopLease.StartOf(me) + otherStart;

        world.Store.TakeLease(Shop, $"{Environment.MachineName}|{Environment.ProcessId}|{start}|x", world.Now, world.Now.AddMinutes(4));

        PastRuns.Of(world.Store, Shop, null, world.Now).Single().State.ShouldBe(state);
    }

    [Fact]
    public async Task While_a_run_goes_on_it_is_running_and_then_completed_with_its_duration()
    {
        await using var world = await OnAsync("2025-01-05 13:00");
        world.Order("2025-01-05 12:00");
        var states = new List<RunState>();
        await foreach (var happened in world.Services.ImportAsync(Request, Jst("2025-01-05 00:00"), TestContext.Current.CancellationToken))
        {
            states.Add(PastRuns.Of(world.Store, Shop, null, world.Now).Single().State);
            if (happened is not SyncBatch batch) continue;
            world.Clock.Advance(TimeSpan.FromSeconds(7));
            batch.ApproveAll();
        }

        states[0].ShouldBe(RunState.Running);
        var run = PastRuns.Of(world.Store, Shop, null, world.Now).Single();
        (run.State, run.Duration).ShouldBe((RunState.Completed, TimeSpan.FromSeconds(7)));
    }
}
