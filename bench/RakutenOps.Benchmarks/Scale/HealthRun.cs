using System.Diagnostics;
using RakutenOps.Benchmarks.Stores;
using RakutenOps.Core;
using RakutenOps.Core.Runs;
using RakutenOps.Core.Storage;

namespace RakutenOps.Benchmarks.Scale;

/// <summary>How every shop stands, in a process that has done nothing else.</summary>
/// <param name="Store">The store.</param>
internal sealed record HealthRun(string Store)
{
    /// <summary>Looks.</summary>
    public async Task<HealthResult> RunAsync()
    {
        var options = new WorkspaceOptions { Clock = new BenchClock(SlipFile.Now), OpenStore = () => StoreLocation.Parse(Store).Open(create: false), OpenClient = static (_, _) => throw new InvalidOperationException("Health asks no RMS.") };
        RakutenHealth? health = null;
        var sample = await Sample.OfAsync(async () =>
        {
            IReadOnlyList<RakutenShop> shops;
            using (var store = options.OpenStore()) shops = store.Shops();
            health = await new HealthCheck(options, TimeSpan.FromHours(1), windowDays: 1).LookAsync(shops, CancellationToken.None);
        });
        using var me = Process.GetCurrentProcess();
        return new(sample, me.PeakWorkingSet64, health!.Shops.Count, health.StoreBytes ?? 0);
    }
}

/// <summary>What it took.</summary>
/// <param name="Sample">Time and allocations.</param>
/// <param name="PeakMemory">Most bytes resident, of the whole process.</param>
/// <param name="Shops">Shops that were looked at.</param>
/// <param name="StoreBytes">The store's size.</param>
internal sealed record HealthResult(Sample Sample, long PeakMemory, int Shops, long StoreBytes);
