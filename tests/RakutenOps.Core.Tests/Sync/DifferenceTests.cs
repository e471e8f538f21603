using RakutenOps.Core.Slips;
using RakutenOps.Core.Sync;
using RakutenOps.Emulator.Orders;
using static RakutenOps.Core.Tests.Sync.World;
using Outcome = RakutenOps.Outcome;

namespace RakutenOps.Core.Tests.Sync;

/// <summary>Differences between slip and order, found in passing: told when they are new, shown until they are gone, never in the way.</summary>
public sealed class DifferenceTests
{
    [Fact]
    public async Task An_amount_that_was_changed_on_RMS_alone_is_told_once_and_again_when_the_slip_is_paid()
    {
        await using var world = await OnAsync("2025-01-05 13:00");
        var order = world.Order("2025-01-05 12:00");
        await world.SlipOfAsync(order);
        await world.SyncAsync();
        Told(world).ShouldBeEmpty();
        world.At("2025-01-05 13:10").Fire(order, OrderEventKind.ChangeAmount, amount: 5000);

        await world.At("2025-01-05 13:15").SyncAsync();
        Told(world).ShouldHaveSingleItem().ShouldContain("3,000 yen here and 5,000 yen on RMS");
        Shown(world, order).ShouldBe([DifferenceKind.Amount]);
        await world.At("2025-01-05 13:30").SyncAsync();
        Told(world).ShouldBeEmpty("it was told");

        world.At("2025-01-05 14:00").Fire(order, OrderEventKind.AuthoriseOk);
        (await world.SyncAsync(order)).Outcome.ShouldBe(Outcome.Paid, "the help page pays whatever the amount is");
        Told(world).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task An_amount_that_was_changed_on_the_slip_alone_is_told_by_the_next_cycle()
    {
        await using var world = await OnAsync("2025-01-05 13:00");
        var order = world.Order("2025-01-05 12:00");
        var slip = await world.SlipOfAsync(order);
        await world.SyncAsync();
        world.At("2025-01-05 14:00").Edit(slip, s => s with { TotalAmount = 2000 });

        await world.At("2025-01-05 14:15").SyncAsync();
        Told(world).ShouldHaveSingleItem().ShouldContain("2,000 yen here");

        await world.At("2025-01-05 14:30").SyncAsync();
        Told(world).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_order_that_came_back_from_200_by_itself_differs_no_longer()
    {
        await using var world = await OnAsync("2025-01-05 13:00");
        var order = world.Order("2025-01-05 12:00");
        await world.SlipOfAsync(order);
        world.Fire(order, OrderEventKind.AuthoriseOk);
        await world.SyncAsync();
        world.At("2025-01-05 14:00").Fire(order, OrderEventKind.ReauthNg);

        (await world.SyncAsync(order)).Reason.ShouldBe(Reason.ReturnedToProcessing);
        Shown(world, order).ShouldBe([DifferenceKind.Progress]);

        world.Fire(order, OrderEventKind.ReauthOk);
        await world.At("2025-01-05 14:15").SyncAsync();
        Shown(world, order).ShouldBeEmpty("no search finds an order that has moved on from 200, so it is read directly");
        world.Rms.State.Requests.Reset();
        await world.At("2025-01-05 14:30").SyncAsync();
        world.Rms.State.Requests.Count("getOrder").ShouldBe(0);
    }

    [Fact]
    public async Task A_merged_slip_is_not_compared_by_its_amount()
    {
        await using var world = await OnAsync("2025-01-05 13:00");
        var (first, second) = (world.Order("2025-01-05 12:00"), world.Order("2025-01-05 12:01"));
        await world.ImportAsync("2025-01-05 00:00");
        var desk = new SlipService(world.Store, world.Clock);
        desk.Apply(desk.PlanMerge(world.Slip(first).SlipNumber, [world.Slip(second).SlipNumber]), "test");

        await world.SyncAsync();

        Told(world).ShouldBeEmpty();
        Shown(world, first).ShouldBeEmpty();
    }

    static List<string> Told(World world) => [.. world.Events.OfType<SyncNotice>().Select(n => n.Text.In(System.Globalization.CultureInfo.InvariantCulture))];

    static IEnumerable<DifferenceKind> Shown(World world, string order) => new SlipService(world.Store, world.Clock).Compared(world.Slips(order)).Single().Differences.Select(d => d.Kind);
}
