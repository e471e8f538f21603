using Microsoft.Data.Sqlite;
using RakutenOps.Core.Sync;
using RakutenOps.Emulator.Orders;
using static RakutenOps.Core.Tests.Sync.World;
using Outcome = RakutenOps.Outcome;

namespace RakutenOps.Core.Tests.Sync;

/// <summary>R2 and R24: a cycle is idempotent, a rehearsal writes nothing, and a person's edit is never overwritten.</summary>
public sealed class RepeatTests
{
    [Fact]
    public async Task The_same_cycle_twice_leaves_slips_history_map_and_settings_equal_row_for_row()
    {
        await using var world = await BusyAsync();
        await world.SyncAsync();
        var first = Dump(world, "order_slip", "order_line", "slip_history", "payment_method_map", "shippable_setting", "shop");

        await world.SyncAsync();

        Dump(world, "order_slip", "order_line", "slip_history", "payment_method_map", "shippable_setting", "shop").ShouldBe(first);
    }

    [Fact]
    public async Task A_rehearsal_shows_the_true_plan_and_leaves_the_whole_database_equal()
    {
        await using var world = await BusyAsync();
        var before = Dump(world);

        var planned = await world.SyncAsync(dryRun: true);

        Dump(world).ShouldBe(before);
        var done = await world.SyncAsync();
        planned.Select(d => (d.SlipNumber, d.Outcome, d.Reason)).ShouldBe(done.Select(d => (d.SlipNumber, d.Outcome, d.Reason)), ignoreOrder: true);
    }

    [Fact]
    public async Task R24_a_slip_that_a_person_changed_between_read_and_write_is_left_and_tried_again()
    {
        await using var world = await OnAsync("2025-01-05 13:00");
        var order = world.Order("2025-01-05 12:00");
        await world.SlipOfAsync(order);
        world.Fire(order, OrderEventKind.AuthoriseOk);
        var decisions = new List<SyncDecision>();
        await foreach (var happened in world.Services.PaymentsAsync(Request, TestContext.Current.CancellationToken))
        {
            if (happened is SyncBatch batch)
            {
                world.Edit(world.Slip(order), s => s with { PlannedShipDate = Day("2025-01-09") });
                batch.ApproveAll();
            }
            if (happened is SyncResult result) decisions.AddRange(result.Decisions);
        }

        decisions.ShouldHaveSingleItem().Reason.ShouldBe(Reason.ConflictRetry);
        world.Slip(order).DepositStatus.ShouldBe(DepositStatus.Unpaid);
        (await world.SyncAsync(order)).Outcome.ShouldBe(Outcome.Paid);
        world.Slip(order).PlannedShipDate.ShouldBe(Day("2025-01-09"));
    }

    [Fact]
    public async Task What_the_caller_does_not_approve_is_not_written()
    {
        await using var world = await OnAsync("2025-01-05 13:00");
        var order = world.Order("2025-01-05 12:00");
        var before = await world.SlipOfAsync(order);
        world.Fire(order, OrderEventKind.AuthoriseOk);
        await foreach (var happened in world.Services.PaymentsAsync(Request, TestContext.Current.CancellationToken))
        {
            if (happened is SyncBatch batch) batch.Approve(_ => false);
        }

        world.Slip(order).ShouldBeEquivalentTo(before);
        world.Store.Sightings(Shop, [order])[order].Held.ShouldBe(Reason.ConflictRetry, "the next cycle reads it directly, however many orders wait");
    }

    [Fact]
    public async Task A_second_run_on_a_shop_that_is_being_worked_says_who_holds_it_and_does_nothing()
    {
        await using var world = await BusyAsync();
        await foreach (var happened in world.Services.PaymentsAsync(Request, TestContext.Current.CancellationToken))
        {
            if (happened is not SyncBatch batch) continue;
            var error = await Should.ThrowAsync<InvalidOperationException>(() => world.RunAsync(world.Services.PaymentsAsync(Request, TestContext.Current.CancellationToken)));
            var busy = error.InnerException.ShouldBeOfType<ShopException>();
            busy.Id.ShouldBe("ShopBusy");
            busy.Message.ShouldContain(Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture));
            batch.ApproveAll();
        }
    }

    [Fact]
    public async Task R1_a_shop_whose_import_is_off_is_not_even_asked_about()
    {
        await using var world = await BusyAsync();
        world.Change(s => s with { OrderImport = false });
        world.Rms.State.Requests.Reset();

        var error = await Should.ThrowAsync<InvalidOperationException>(() => world.SyncAsync());

        error.InnerException.ShouldBeOfType<ShopException>().Id.ShouldBe("ShopImportOff");
        world.Rms.State.Requests.Total.ShouldBe(0);
    }

    [Fact]
    public async Task One_bad_shop_never_stops_the_rest()
    {
        await using var world = await BusyAsync();
        world.Store.Save(world.Settings with { Name = "osaka" });
        Slip(world, "osaka");
        var events = new List<SyncEvent>();
        await foreach (var happened in world.Services.PaymentsAsync(Request with { Shops = ["osaka", Shop], ThrottleLimit = 1 }, TestContext.Current.CancellationToken))
        {
            events.Add(happened);
            if (happened is SyncBatch batch) batch.ApproveAll();
        }

        events.OfType<ShopFailed>().ShouldHaveSingleItem().Error.ShouldBeOfType<RakutenOps.Core.Rms.RmsException>().Trouble.ShouldBe(RakutenOps.Core.Rms.RmsTrouble.Unauthorised);
        events.OfType<ShopFinished>().ShouldContain(f => f.Shop == Shop && f.Run.Completed && f.Run.SlipsChanged > 0);
    }

    [Fact]
    public async Task Leaving_a_run_early_ends_it_and_frees_the_shop()
    {
        await using var world = await BusyAsync();
        await foreach (var happened in world.Services.PaymentsAsync(Request, TestContext.Current.CancellationToken))
        {
            if (happened is SyncBatch) break;
        }

        (await world.SyncAsync()).ShouldContain(d => d.Outcome == Outcome.Paid);
        world.Store.Runs(Shop).ShouldContain(r => r.Error == "Stopped" && !r.Completed);
    }

    static void Slip(World world, string shop) =>
        world.Add(new() { Shop = shop, OrderNumber = "123456-20250105-0000000001", OrderedAt = world.Now, PaymentMethod = "クレジットカード", SettlementCode = 1 });

    // A shop in which something of everything happens.
    static async Task<World> BusyAsync()
    {
        var world = await OnAsync("2025-01-05 13:00");
        var paid = world.Order("2025-01-05 12:00");
        world.Order("2025-01-05 12:01");
        var cancelled = world.Order("2025-01-05 12:02");
        var stale = world.Order("2025-01-05 12:03");
        world.Order("2025-01-05 12:04", code: 14);
        var shipped = world.Order("2025-01-05 12:05");
        await world.ImportAsync("2025-01-05 00:00");
        world.Fire(stale, OrderEventKind.AuthoriseOk);
        world.Fire(shipped, OrderEventKind.AuthoriseOk);
        await world.SyncAsync();
        world.At("2025-01-06 09:00");
        world.Reset(world.Slip(stale), 4000);
        world.Fire(paid, OrderEventKind.AuthoriseOk);
        world.Fire(cancelled, OrderEventKind.Cancel);
        world.Fire(shipped, OrderEventKind.Ship);
        return world;
    }

    static string Dump(World world, params string[] only)
    {
        using var connection = new SqliteConnection($"Data Source={world.File};Mode=ReadOnly");
        connection.Open();
        var tables = only.Length > 0 ? only : [.. Query(connection, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").Select(r => r[0])];
        return string.Join('\n', tables.SelectMany(t => Query(connection, $"SELECT * FROM \"{t}\" ORDER BY 1, 2").Select(r => t + "|" + string.Join('|', r))));
    }

    static List<string[]> Query(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string[]>();
        while (reader.Read()) rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? "NULL" : reader.GetString(i))]);
        return rows;
    }
}
