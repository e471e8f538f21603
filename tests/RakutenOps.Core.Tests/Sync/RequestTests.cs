using RakutenOps.Core.Storage;
using RakutenOps.Core.Sync;
using RakutenOps.Emulator.Orders;
using static RakutenOps.Core.Tests.Sync.World;
using Outcome = RakutenOps.Outcome;

namespace RakutenOps.Core.Tests.Sync;

/// <summary>How many requests a cycle costs (design.md §§3, 10), by the emulator's own count.</summary>
public sealed class RequestTests(ITestOutputHelper output)
{
    [Fact]
    public async Task A_quiet_cycle_over_10000_waiting_slips_asks_three_searches_and_its_slice_of_the_sweep()
    {
        await using var world = await OnAsync("2025-01-10 09:00");
        Waiting(world, 10_000);
        await world.SyncAsync();
        world.At("2025-01-10 09:15");
        world.Rms.State.Requests.Reset();

        await world.SyncAsync();

        var counted = world.Finished!.Requests;
        output.WriteLine($"{counted}; emulator: {world.Rms.State.Requests.Count("searchOrder")} searchOrder, {world.Rms.State.Requests.Count("getOrder")} getOrder");
        world.Rms.State.Requests.Count("searchOrder").ShouldBeLessThanOrEqualTo(3);
        (counted.Orders, counted.Further, counted.Payments).ShouldBe((0, 0, 0));
        // 10,000 in a day is 105 in a quarter of an hour, and those at 300 are searched for.
        world.Rms.State.Requests.Count("getOrder").ShouldBe(2);
        counted.Sweep.ShouldBe(3);
    }

    [Fact]
    public async Task Of_10000_waiting_slips_120_that_were_paid_cost_two_reads_more()
    {
        await using var world = await OnAsync("2025-01-10 09:00");
        var orders = Waiting(world, 10_000);
        await world.SyncAsync();
        world.At("2025-01-10 09:10");
        foreach (var order in orders.Where((_, i) => i % 83 == 0).Take(120)) world.Fire(order, OrderEventKind.AuthoriseOk);
        world.At("2025-01-10 09:15");
        world.Rms.State.Requests.Reset();

        var decisions = await world.SyncAsync();

        decisions.Count(d => d.Outcome == Outcome.Paid).ShouldBe(120);
        var counted = world.Finished!.Requests;
        output.WriteLine($"{counted}; emulator: {world.Rms.State.Requests.Count("searchOrder")} searchOrder, {world.Rms.State.Requests.Count("getOrder")} getOrder");
        world.Rms.State.Requests.Count("searchOrder").ShouldBeLessThanOrEqualTo(3);
        counted.Orders.ShouldBe(2);
        world.Rms.State.Requests.Total.ShouldBeLessThanOrEqualTo(3 + 2 + 5);
    }

    [Fact]
    public async Task Slips_that_are_paid_and_not_yet_shipped_cost_the_same_however_many_wait()
    {
        await using var world = await OnAsync("2025-01-10 09:00");
        var orders = Waiting(world, 3_000);
        world.Fire(orders[1_500], OrderEventKind.AuthoriseOk);
        await world.SyncAsync();
        world.At("2025-01-10 09:15");
        world.Rms.State.Requests.Reset();

        await world.SyncAsync();

        var counted = world.Finished!.Requests;
        output.WriteLine($"{counted}");
        counted.Search.ShouldBe(3);
        counted.Orders.ShouldBe(0);
        counted.Further.ShouldBe(0);
        // One getOrder in a quarter of an hour, and that part of six hours of the days of order is searched at 200 and at 300.
        counted.Sweep.ShouldBeLessThanOrEqualTo(1 + 2 + 1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_paid_order_that_went_back_to_200_is_told_at_once_where_RMS_keeps_its_stamps_and_else_within_six_hours(bool keeps)
    {
        await using var world = await OnAsync("2025-01-10 09:00");
        var orders = Waiting(world, 300);
        world.Fire(orders[237], OrderEventKind.AuthoriseOk, "2025-01-10 09:00");
        await world.SyncAsync();
        world.At("2025-01-10 09:05");
        world.Rms.State.Change(orders[237], o => (o.Progress, o.FixedAt, o.ShippingInstructedAt) = (200, keeps ? o.FixedAt : null, keeps ? o.ShippingInstructedAt : null));
        var told = new List<int>();
        for (var cycle = 1; cycle <= 24; cycle++)
        {
            world.Clock.Advance(TimeSpan.FromMinutes(15));
            if ((await world.SyncAsync()).Any(d => d.OrderNumber == orders[237] && d.Reason == Reason.ReturnedToProcessing)) told.Add(cycle);
        }

        told.ShouldNotBeEmpty();
        if (keeps) told.ShouldBe(Enumerable.Range(1, 24));
    }

    [Fact]
    public async Task Up_to_100_waiting_orders_are_simply_read_in_one_request()
    {
        await using var world = await OnAsync("2025-01-10 09:00");
        Waiting(world, 100);

        await world.SyncAsync();

        world.Rms.State.Requests.Count("getOrder").ShouldBe(1);
        world.Rms.State.Requests.Count("searchOrder").ShouldBe(1);
    }

    [Fact]
    public async Task A_shop_without_slips_asks_nothing()
    {
        await using var world = await OnAsync("2025-01-10 09:00");

        await world.SyncAsync();

        world.Rms.State.Requests.Total.ShouldBe(0);
    }

    [Fact]
    public async Task An_order_that_was_back_at_200_is_paid_at_once_when_it_is_authorised_again_under_its_old_fix_date()
    {
        await using var world = await OnAsync("2025-01-10 09:00", new() { RestampOnReauthorisation = false });
        var order = Waiting(world, 300)[237];
        await world.SyncAsync();
        world.At("2025-01-10 10:00").Fire(order, OrderEventKind.AuthoriseOk);
        world.Fire(order, OrderEventKind.ChangeAmount, amount: 500);
        world.Edit(world.Slip(order), static s => s with { PlannedShipDate = Day("2025-01-20") });   // so the order is read, and seen at 200
        await world.SyncAsync();
        world.At("2025-01-10 13:00");
        await world.SyncAsync();
        world.Slip(order).DepositStatus.ShouldBe(DepositStatus.Unpaid);

        world.At("2025-01-10 13:15").Fire(order, OrderEventKind.AuthoriseOk);
        await world.SyncAsync();

        world.Slip(order).DepositStatus.ShouldBe(DepositStatus.Paid);
    }

    [Theory]
    [InlineData(300)]
    [InlineData(2_400)]
    [InlineData(5_000)]   // more than are read again in six hours: searched for
    public async Task The_sweep_finds_within_six_hours_what_the_search_by_fix_date_cannot(int waiting)
    {
        await using var world = await OnAsync("2025-01-10 09:00");
        var orders = Waiting(world, waiting);
        await world.SyncAsync();
        // RMS moves orders to 300 without a new fix date: outside what dateType 3 can find.
        string[] hidden = [orders[0], orders[237], orders[^1]];
        foreach (var order in hidden) world.Rms.State.Change(order, o => (o.Progress, o.ShippingInstructedAt, o.FixedAt) = (300, Jst("2025-01-10 09:05"), Jst("2024-12-31 09:00")));
        for (var cycle = 1; cycle <= 24; cycle++)
        {
            world.Clock.Advance(TimeSpan.FromMinutes(15));
            await world.SyncAsync();
        }

        hidden.ShouldAllBe(order => world.Slip(order).DepositStatus == DepositStatus.Paid);
    }

    [Fact]
    public async Task Of_thousands_that_wait_each_is_read_again_within_a_day_whatever_became_of_it()
    {
        await using var world = await OnAsync("2025-01-10 09:00");
        var orders = Waiting(world, 10_000);
        await world.SyncAsync();
        string[] shipped = [orders[0], orders[5_237], orders[^1]];
        foreach (var order in shipped) world.Rms.State.Change(order, o => (o.Progress, o.ShippingInstructedAt, o.FixedAt) = (500, Jst("2025-01-10 09:05"), Jst("2024-12-31 09:00")));
        var told = new HashSet<string>();
        for (var hour = 1; hour <= 24; hour++)
        {
            world.Clock.Advance(TimeSpan.FromHours(1));
            told.UnionWith((await world.SyncAsync()).Where(static d => d.Reason == Reason.AlreadyShipped).Select(static d => d.OrderNumber));
        }

        told.ShouldBe(shipped, ignoreOrder: true);
    }

    [Fact]
    public async Task A_slip_that_a_person_reset_is_read_directly_in_the_next_cycle()
    {
        await using var world = await OnAsync("2025-01-10 09:00");
        var orders = Waiting(world, 300);
        world.Fire(orders[7], OrderEventKind.AuthoriseOk);
        await world.SyncAsync();
        world.At("2025-01-10 12:00").Fire(orders[7], OrderEventKind.ChangeAmount, amount: 9000);
        world.At("2025-01-10 12:05").Fire(orders[7], OrderEventKind.AuthoriseOk);
        world.At("2025-01-10 18:00");
        await world.SyncAsync();
        world.Reset(world.Slip(orders[7]), 9000);
        world.At("2025-01-10 18:15");

        var decisions = await world.SyncAsync();

        decisions.ShouldContain(d => d.OrderNumber == orders[7] && d.Outcome == Outcome.Paid);
    }

    [Fact]
    public async Task The_first_cycle_and_one_after_a_pause_search_back_to_the_oldest_waiting_order()
    {
        await using var world = await OnAsync("2025-01-10 09:00");
        var orders = Waiting(world, 300);
        world.Fire(orders[3], OrderEventKind.AuthoriseOk, "2025-01-10 09:00");
        (await world.SyncAsync()).ShouldContain(d => d.OrderNumber == orders[3] && d.Outcome == Outcome.Paid);
        world.Change(s => s with { OrderImport = false });
        world.At("2025-01-12 09:00").Fire(orders[4], OrderEventKind.AuthoriseOk);
        world.At("2025-01-14 09:00").Change(s => s with { OrderImport = true, ImportSwitchedOnAt = Jst("2025-01-14 09:00") });

        (await world.SyncAsync()).ShouldContain(d => d.OrderNumber == orders[4] && d.Outcome == Outcome.Paid);
    }

    // Orders at 200 with a waiting slip each, ordered over the five days before.
    static List<string> Waiting(World world, int count)
    {
        var orders = Enumerable.Range(0, count)
            .Select(i => world.Rms.State.CreateOrder(new() { OrderedAt = world.Now.AddSeconds(-i * 43), RequestPrice = 3000, Events = [new() { Event = OrderEventKind.Confirm }] }))
            .ToList();
        foreach (var chunk in orders.Chunk(1000))
        {
            world.Store.Apply(new()
            {
                At = world.Now.AddDays(-1),
                By = "test",
                Slips = [.. chunk.Select(n => new SlipWrite
                {
                    After = new() { Shop = Shop, OrderNumber = n, PaymentMethod = "クレジットカード", SettlementCode = 1, TotalAmount = 3000, OrderedAt = world.Rms.State.Read(n, o => o.OrderedAt), EditedAt = world.Now.AddDays(-1) },
                    Changes = [new("Import", "Slip", null, n)],
                })],
            });
        }
        return orders;
    }
}
