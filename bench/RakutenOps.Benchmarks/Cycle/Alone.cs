using System.Diagnostics;
using RakutenOps.Benchmarks.Stores;
using RakutenOps.Core.Sync;

namespace RakutenOps.Benchmarks.Cycle;

/// <summary>One run in a process that has done nothing else: its whole memory, and what a scheduled job pays for starting cold.</summary>
/// <param name="Kind">Payment or Import.</param>
/// <param name="Store">The store; the run writes to it.</param>
/// <param name="Shops">The shops.</param>
/// <param name="Throttle">Shops side by side.</param>
/// <param name="Spacing">Time between two requests of a shop; waits are jumped over and counted.</param>
/// <param name="Since">From when an import looks.</param>
internal sealed record Alone(string Kind, string Store, IReadOnlyList<string> Shops, int Throttle = 1, TimeSpan Spacing = default, DateTimeOffset? Since = null)
{
    /// <summary>Runs it.</summary>
    public async Task<AloneResult> RunAsync()
    {
        var clock = new BenchClock(SlipFile.Now, jumps: Spacing > TimeSpan.Zero);
        CycleRun? run = null;
        var sample = await Sample.OfAsync(async () => run = Kind == "Import"
            ? await CycleRun.ImportAsync(Store, clock, Shops[0], Since!.Value, Spacing)
            : await CycleRun.PaymentsAsync(Store, clock, Shops, Throttle, Spacing));
        using var me = Process.GetCurrentProcess();
        return new(sample, me.PeakWorkingSet64, run!.Requests, run.Changed, run.Orders, (clock.GetUtcNow() - SlipFile.Now).TotalSeconds + (sample.Wall / 1000));
    }
}

/// <summary>What it took.</summary>
/// <param name="Sample">Time and allocations.</param>
/// <param name="PeakMemory">Most bytes resident, of the whole process.</param>
/// <param name="Requests">Requests by what they were for.</param>
/// <param name="Changed">Slips changed.</param>
/// <param name="Orders">Orders read.</param>
/// <param name="Paced">Seconds by the wall with the waits for RMS's rate.</param>
internal sealed record AloneResult(Sample Sample, long PeakMemory, RequestCount Requests, int Changed, int Orders, double Paced);
