using System.Diagnostics;
using System.Diagnostics.Metrics;
using RakutenOps.Core.Runs;
using RakutenOps.Core.Tests.Sync;
using RakutenOps.Emulator.Orders;
using static RakutenOps.Core.Tests.Sync.World;

namespace RakutenOps.Core.Tests.Runs;

/// <summary>What a monitor sees: health from the store alone, and measurements.</summary>
public sealed class HealthTests
{
    [Fact]
    public async Task All_is_well_after_a_whole_run()
    {
        await using var world = await OnAsync("2025-01-05 13:00");
        await world.SlipOfAsync(world.Order("2025-01-05 12:00"));
        await world.SyncAsync();

        var health = await LookAsync(world);

        health.State.ShouldBe(HealthState.Ok);
        health.StoreBytes!.Value.ShouldBeGreaterThan(1000);
        var shop = health.Shops.ShouldHaveSingleItem();
        (shop.LastSuccessAt, shop.Waiting).ShouldBe((world.Now, new WaitingAges(1, 0, 0, 0, 0)));
    }

    [Theory]
    [InlineData("2025-01-05 14:00", HealthState.Ok)]
    [InlineData("2025-01-05 14:01", HealthState.Warning)]
    [InlineData("2025-01-05 19:01", HealthState.Critical)]
    public async Task A_shop_that_was_not_worked_for_long_is_told(string now, HealthState state)
    {
        await using var world = await OnAsync("2025-01-05 13:00");
        await world.SyncAsync();

        (await LookAsync(world.At(now))).State.ShouldBe(state);
    }

    [Fact]
    public async Task Orders_that_wait_are_counted_by_their_age_in_Japanese_days()
    {
        await using var world = await OnAsync("2025-01-21 13:00");
        foreach (var day in new[] { "21 00:00", "20 00:00", "19 23:59", "18 00:00", "17 23:59", "14 00:00", "13 23:59", "06 00:00", "05 23:59" }) world.Order("2025-01-" + day);
        await world.ImportAsync("2025-01-01");

        (await LookAsync(world)).Shops[0].Waiting.ShouldBe(new WaitingAges(2, 2, 2, 2, 1));
    }

    [Fact]
    public async Task A_window_that_closes_a_licence_that_ends_and_a_run_that_failed_are_told()
    {
        await using var world = await OnAsync("2025-01-05 13:00");
        var order = world.Order("2025-01-05 12:00");
        await world.SlipOfAsync(order);
        world.At("2025-01-20 13:00");
        await world.SyncAsync();
        world.Change(s => s with { LicenseExpiresAt = Jst("2025-01-22 23:59") });
        world.Store.Save(new SyncRun { RunId = "x", Shop = World.Shop, Kind = "Import", StartedAt = world.Now.AddMinutes(1), EndedAt = world.Now.AddMinutes(2), Error = "RmsUnreachable" });

        var health = await LookAsync(world.At("2025-01-20 13:05"));

        health.State.ShouldBe(HealthState.Critical);
        health.Problems.Select(static p => p.Code).ShouldBe(["Licence", "Failing", "Window"]);
        health.Closing.ShouldHaveSingleItem().OrderNumber.ShouldBe(order);
    }

    [Fact]
    public async Task A_slip_past_its_window_is_told_until_a_notice_has_told_somebody()
    {
        await using var world = await OnAsync("2025-01-05 13:00");
        var order = world.Order("2025-01-05 12:00");
        var slip = await world.SlipOfAsync(order);
        world.At("2025-01-21 00:00").Fire(order, OrderEventKind.AuthoriseOk);
        await world.SyncAsync();

        var problem = (await LookAsync(world)).Problems.Single(static p => p.Code == "Untold");
        problem.Message.ShouldContain(order);

        world.Store.NoteCauses(World.Shop, [$"slip:{slip.SlipNumber}:outside_period"], world.Now, world.Now.AddDays(-1));
        (await LookAsync(world)).Problems.ShouldNotContain(static p => p.Code == "Untold");
    }

    [Fact]
    public async Task A_collector_sees_runs_requests_and_slips_by_the_name_RakutenOps()
    {
        await using var world = await OnAsync("2025-01-05 13:00");
        var order = world.Order("2025-01-05 12:00");
        await world.SlipOfAsync(order);
        world.Fire(order, OrderEventKind.AuthoriseOk);
        var spans = new System.Collections.Concurrent.ConcurrentBag<string>();
        var counted = new System.Collections.Concurrent.ConcurrentDictionary<string, long>();
        using var activities = new ActivityListener
        {
            ShouldListenTo = static s => s.Name == Telemetry.Name,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = a => spans.Add(a.OperationName),
        };
        ActivitySource.AddActivityListener(activities);
        using var meters = new MeterListener { InstrumentPublished = static (i, l) => { if (i.Meter.Name == Telemetry.Name) l.EnableMeasurementEvents(i); } };
        meters.SetMeasurementEventCallback<long>((i, n, _, _) => counted.AddOrUpdate(i.Name, n, (_, before) => before + n));
        meters.Start();

        await world.SyncAsync();

        // Other tests may run beside this one, so the counts are at least its own.
        spans.ShouldContain("run Payment");
        spans.ShouldContain("rms getOrder");
        counted["rakutenops.runs"].ShouldBeGreaterThanOrEqualTo(1);
        counted["rakutenops.rms.requests"].ShouldBeGreaterThanOrEqualTo(2);
        counted["rakutenops.slips.changed"].ShouldBeGreaterThanOrEqualTo(1);
    }

    static Task<RakutenHealth> LookAsync(World world) =>
        new HealthCheck(world.Options, TimeSpan.FromHours(1), windowDays: 1).LookAsync([world.Store.Shops().Single()], TestContext.Current.CancellationToken);
}
