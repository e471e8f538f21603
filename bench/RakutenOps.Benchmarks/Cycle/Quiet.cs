using System.Diagnostics;
using RakutenOps.Benchmarks.Stores;
using RakutenOps.Core.Storage;

namespace RakutenOps.Benchmarks.Cycle;

/// <summary>Cycles in which nothing has happened, at the moment of the last one, so that no slice of the sweep is due; and how the slice of a quarter of an hour is found.</summary>
/// <param name="Store">The store; the cycles write to it.</param>
/// <param name="Shop">The shop.</param>
/// <param name="Rounds">How often.</param>
internal sealed record Quiet(string Store, string Shop, int Rounds)
{
    const int Warming = 5;

    public async Task<QuietResult> RunAsync()
    {
        var clock = new BenchClock(SlipFile.LastCycle);
        List<Sample> cycles = [], slices = [];
        var requests = 0;
        for (var round = 0; round < Rounds + Warming; round++)
        {
            var cycle = await Sample.OfAsync(async () => requests = (await CycleRun.PaymentsAsync(Store, clock, [Shop])).Sent);
            if (round >= Warming) cycles.Add(cycle);
        }
        // Afterwards: what a slice of a large store leaves behind in memory would be the next cycle's to clear.
        for (var round = 0; round < Rounds + Warming; round++)
        {
            var slice = await Sample.OfAsync(() =>
            {
                using var store = StoreLocation.Parse(Store).Open(create: false);
                var count = store.CountWaitingBetween(Shop, SlipFile.Now.AddDays(-180), DateTimeOffset.MaxValue) / 24;
                store.Waiting(Shop, SlipFile.Now.AddDays(-180), DateTimeOffset.MaxValue, new(SlipFile.Now.AddDays(-6), 0), count);
                return Task.CompletedTask;
            });
            if (round >= Warming) slices.Add(slice);
        }
        using var me = Process.GetCurrentProcess();
        return new(Sample.Median(cycles), Sample.Median(slices), me.PeakWorkingSet64, requests);
    }
}

/// <summary>Medians, the whole process's memory, and the requests of one cycle.</summary>
internal sealed record QuietResult(Sample Sample, Sample Slice, long PeakMemory, int Requests);
