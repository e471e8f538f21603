using System.Diagnostics;
using System.Globalization;
using RakutenOps.Benchmarks.Cycle;
using RakutenOps.Benchmarks.Figures;
using RakutenOps.Benchmarks.Rms;
using RakutenOps.Benchmarks.Stores;
using RakutenOps.Core.Storage;
using static RakutenOps.Benchmarks.Figures.Units;

namespace RakutenOps.Benchmarks.Scale;

/// <summary>A store as large as it may become, in a file or on a server: it is filled when it is new, and measured where it stands otherwise.</summary>
internal sealed class ScaleRun(string location, int shops, long slips)
{
    /// <summary>Of each shop: what waits, and what is paid and not yet shipped.</summary>
    const int WaitingEach = 200, InHandEach = 200;

    readonly YearOfShops year = new([.. Enumerable.Range(0, shops).Select(static i => string.Create(CultureInfo.InvariantCulture, $"{900_000 + i}"))], (int)(slips / shops), WaitingEach, InHandEach, LiveDays: 13, RunDays: 90);

    /// <summary>Fills or measures.</summary>
    public async Task<int> RunAsync()
    {
        using (var store = StoreLocation.Parse(location).Open())
        {
            if (store.Shops().Count == 0) Fill((SqlStore)store);
        }
        await MeasureAsync();
        return 0;
    }

    void Fill(SqlStore store)
    {
        var start = Stopwatch.GetTimestamp();
        year.Fill(store, count =>
        {
            if (count % 500_000 == 0) Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {count:#,0} slips after {Stopwatch.GetElapsedTime(start).TotalSeconds:0} s"));
        });
        Table.Tell("filled in", Stopwatch.GetElapsedTime(start).TotalSeconds, "s");
    }

    async Task MeasureAsync()
    {
        Table.Title($"{shops:#,0} shops, {slips:#,0} slips: {WaitingEach} waiting and {InHandEach} in hand in each shop");
        await using var rms = await RmsProcess.StartAsync(SlipFile.Now, year.Shops);
        foreach (var shop in year.Shops)
        {
            await rms.GenerateAsync(shop, year.Waiting, 200);
            await rms.GenerateAsync(shop, year.InHand, 300);
        }
        AfterLastCycle(rms.Recorder);
        var quiet = await Child.RunAsync<QuietResult>("quiet", new Quiet(location, year.Shops[0], 5), compiled: true);
        Table.Tell("one shop's cycle, nothing due: wall, and CPU of the process", quiet.Sample.Wall, "ms", quiet.Sample.Cpu);
        foreach (var throttle in (int[])[4, 1, 4, 16])
        {
            AfterLastCycle(rms.Recorder);
            var run = await Child.RunAsync<AloneResult>("alone", new Alone("Payment", location, year.Shops, throttle));
            Table.Tell($"a cycle of every shop, ThrottleLimit {throttle}: wall", run.Sample.Wall / 1000, "s");
            Table.Tell("  CPU of the process", run.Sample.Cpu / 1000, "s");
            Table.Tell("  requests of a shop", (double)(run.Requests.Search + run.Requests.Orders + run.Requests.Sweep + run.Requests.Further + run.Requests.Payments) / shops);
            Table.Tell("  memory of the process", Megabytes(run.PeakMemory), "MB");
        }
        var health = await Child.RunAsync<HealthResult>("health", new HealthRun(location));
        Table.Tell("health of every shop: wall", health.Sample.Wall / 1000, "s");
        Table.Tell("  CPU of the process", health.Sample.Cpu / 1000, "s");
        Table.Tell("  memory of the process", Megabytes(health.PeakMemory), "MB");
        Table.Tell("the store", Megabytes(health.StoreBytes), "MB");
    }

    // As it stands a quarter of an hour after the last cycle, with RMS where it listens now.
    void AfterLastCycle(Uri endpoint)
    {
        using var store = StoreLocation.Parse(location).Open(create: false);
        foreach (var shop in store.Shops())
        {
            store.Save(shop with { Endpoint = endpoint });
            store.Save(SlipFile.AfterLastCycle(shop.Name));
        }
    }
}
