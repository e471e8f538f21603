using RakutenOps.Core.Storage;
using RakutenOps.Core.Sync;
using RakutenOps.Core.Tests.Storage;

namespace RakutenOps.Core.Tests.Unattended;

/// <summary>Many workers on one server, and a server that goes away under one.</summary>
[Trait(Proof.Trait, Proof.Long)]
public sealed class PostgresWorkerTests(ITestOutputHelper output, PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    const int Workers = 10;
    const int OrdersEach = 120;

    static readonly int Shops = Proof.SharedShops;

    [Fact]
    public async Task Ten_workers_work_each_of_many_shops_exactly_once_though_two_are_killed()
    {
        database.Clear();
        await using var office = await BackOffice.OpenAsync(Shops, OrdersEach);
        await office.FillAsync(database.Address);
        var cycle = BackOffice.Now.AddMinutes(-1);
        office.Rms.State.Requests.Reset();

        var workers = Enumerable.Range(0, Workers).Select(_ => new WorkerProcess(database.Address, BackOffice.Now, cycle)).ToList();
        try
        {
            foreach (var (victim, requests) in new[] { (3, 8), (7, 20) })
            {
                await Patience.Until(() => office.Rms.State.Requests.Total >= requests || workers[victim].HasExited, $"{requests} requests of the workers");
                workers[victim].Kill();
            }
            foreach (var worker in workers.Where((_, i) => i is not (3 or 7))) (await worker.EndAsync()).ShouldBe((0, ""));
            // The next to come within the same cycle finds what the killed left, should the others have gone by before.
            using var next = new WorkerProcess(database.Address, BackOffice.Now, cycle);
            (await next.EndAsync()).ShouldBe((0, ""));
        }
        finally
        {
            workers.ForEach(static w => w.Dispose());
        }

        using var store = PostgresStore.Open(database.Address, create: false);
        var runs = store.Runs(null, cycle).Where(r => r.Kind == "Payment").ToList();
        output.WriteLine(string.Join("; ", runs.GroupBy(r => r.Host).Select(g => $"{g.Key}: {g.Count(r => r.Completed)} shops")));
        output.WriteLine($"killed runs: {string.Join(", ", runs.Where(r => r.State == RunState.Killed).Select(r => r.Shop))}");
        foreach (var shop in office.Shops)
        {
            var ofShop = runs.Where(r => r.Shop == shop).ToList();
            ofShop.Count(r => r.Completed).ShouldBe(1, shop);
            ofShop.ShouldAllBe(r => r.Completed || r.State == RunState.Killed);
        }
        runs.Where(r => r.Completed).Select(r => r.Host).Distinct().Count().ShouldBeGreaterThan(1, "workers that shared the work");
        BackOffice.Paid(store).ShouldBe(Shops * OrdersEach);
        BackOffice.ShouldBeWhole(store);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_server_that_crashes_or_is_restarted_within_a_cycle_loses_nothing_and_the_next_run_does_the_rest(bool comesBack)
    {
        using var server = PostgresServer.StartNew();
        await using var office = await BackOffice.OpenAsync(1, 1000);
        await office.FillAsync(server.CreateDatabase("begin"));
        Npgsql.NpgsqlConnection.ClearAllPools();
        await office.SyncAsync(server.CreateDatabase("whole", "begin"));
        var wanted = Rows(office, server.Address("whole"));
        Npgsql.NpgsqlConnection.ClearAllPools();
        var store = server.CreateDatabase("slips", "begin");

        var target = office.Rms.State.Requests.Total + 7;
        using (var worker = new WorkerProcess(store, BackOffice.Now))
        {
            await Patience.Until(() => office.Rms.State.Requests.Total >= target || worker.HasExited, "seven requests of a worker");
            if (comesBack) server.Restart();
            else server.Crash();
            var (exit, told) = await worker.EndAsync();
            exit.ShouldBe(1);
            told.ShouldContain("cannot be reached");
            told.ShouldNotContain(PostgresServer.Password);
        }
        if (!comesBack) server.Start();

        using (var found = PostgresStore.Open(store, create: false)) BackOffice.Paid(found).ShouldBeInRange(1, 999);
        (await office.SyncAsync(store)).OfType<ShopFailed>().ShouldBeEmpty();
        BackOffice.ShouldBeSame(Rows(office, store), wanted);
    }

    static List<string> Rows(BackOffice office, string location)
    {
        using var store = PostgresStore.Open(location, create: false);
        BackOffice.ShouldBeWhole(store);
        return office.Rows(store);
    }
}
