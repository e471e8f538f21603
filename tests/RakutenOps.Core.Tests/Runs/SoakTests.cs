using RakutenOps.Core.Runs;
using RakutenOps.Core.Sync;
using RakutenOps.Core.Tests.Storage;
using RakutenOps.Core.Tests.Sync;
using RakutenOps.Emulator.Orders;
using static RakutenOps.Core.Tests.Sync.World;

namespace RakutenOps.Core.Tests.Runs;

/// <summary>The suites that measure the process and so run beside no other.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;

/// <summary>
/// Days of 96 cycles over engine, store, log and emulator, all living by one clock: each day brings the same orders, and costs no more than the day before.
/// </summary>
[Trait(Proof.Trait, Proof.Long)]
[Collection(nameof(Alone))]
public sealed class SoakTests(ITestOutputHelper output) : IDisposable
{
    const int CyclesADay = 96, OrdersADay = 48;

    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Day_after_day_costs_the_same_memory_store_and_requests()
    {
        var days = Proof.SoakDays;
        await using var world = await OnAsync("2025-01-05 00:00");
        var cycle = new CycleServices(world.Options, new() { Job = "soak", LockFolder = folder.Path, LogFolder = Path.Combine(folder.Path, "logs"), Keep = TimeSpan.FromDays(2) });
        var figures = new List<Day>();
        for (var day = 0; day < days; day++) figures.Add(await DayAsync(world, cycle, day));
        foreach (var f in figures) output.WriteLine(FormattableString.Invariant($"day {f.Number}: {f.Changed} slips changed, {f.Requests} requests, store +{f.Store / 1024} KB, runs {f.Runs}, heap {f.Heap / 1024 / 1024.0:0.0} MB, log +{f.Log / 1024} KB"));

        // Every order was placed, imported and paid the same day.
        figures.ShouldAllBe(f => f.Changed == OrdersADay && f.Bad == 0);
        // The first day warms up; rows of runs are kept for two days, so their number stands from the third.
        var steady = figures.Skip(days > 3 ? 3 : 1).ToList();
        steady.Max(f => f.Requests).ShouldBeLessThanOrEqualTo(steady.Min(f => f.Requests) + CyclesADay, "requests");
        steady.Max(f => f.Store).ShouldBeLessThan(600 * 1024, "the store grows by the day's slips and history alone");
        steady.Max(f => f.Runs).ShouldBeLessThanOrEqualTo(3 * 2 * CyclesADay, "rows of runs");
        (steady[^1].Heap - steady[0].Heap).ShouldBeLessThan(8L * 1024 * 1024 + 64 * 1024L * days, "memory");
    }

    async Task<Day> DayAsync(World world, CycleServices cycle, int number)
    {
        var (storeBefore, logBefore) = (StoreSize(world), LogSize());
        var (changed, requests, bad) = (0, 0, 0);
        for (var tick = 0; tick < CyclesADay; tick++)
        {
            if (tick % 2 == 0)
            {
                var order = world.Rms.State.CreateOrder(new() { OrderedAt = world.Now, SettlementMethodCode = 1, RequestPrice = 3000, Events = [new() { Event = OrderEventKind.Confirm, At = world.Now }] });
                world.Fire(order, OrderEventKind.AuthoriseOk);
            }
            await foreach (var happened in cycle.RunAsync(Request, TestContext.Current.CancellationToken))
            {
                if (happened is SyncBatch batch) batch.ApproveAll();
                if (happened is not CycleFinished { Report: var report }) continue;
                (changed, requests) = (changed + report.SlipsChanged, requests + report.Requests);
                if (report.Exit != CycleExit.Done) bad++;
            }
            world.Clock.Advance(TimeSpan.FromMinutes(15));
        }
        return new(number, changed, requests, bad, StoreSize(world) - storeBefore, world.Store.Runs().Count(), GC.GetTotalMemory(forceFullCollection: true), LogSize() - logBefore);
    }

    // Pages in use: the file and its log grow in steps of their own.
    static long StoreSize(World world)
    {
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={world.File};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT (SELECT page_count FROM pragma_page_count) * (SELECT page_size FROM pragma_page_size) - (SELECT freelist_count FROM pragma_freelist_count) * (SELECT page_size FROM pragma_page_size)";
        return (long)command.ExecuteScalar()!;
    }

    long LogSize() => Directory.Exists(Path.Combine(folder.Path, "logs")) ? Directory.GetFiles(Path.Combine(folder.Path, "logs")).Sum(static f => new FileInfo(f).Length) : 0;

    sealed record Day(int Number, int Changed, int Requests, int Bad, long Store, int Runs, long Heap, long Log);
}
