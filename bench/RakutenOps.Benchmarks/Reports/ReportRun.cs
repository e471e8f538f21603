using System.Diagnostics;
using RakutenOps.Benchmarks.Stores;
using RakutenOps.Core;
using RakutenOps.Core.Reports;
using RakutenOps.Core.Storage;

namespace RakutenOps.Benchmarks.Reports;

/// <summary>One report of every shop, in a process that has done nothing else.</summary>
/// <param name="Store">The store.</param>
/// <param name="Shops">The shops.</param>
internal sealed record ReportRun(string Store, IReadOnlyList<string> Shops)
{
    /// <summary>Makes it.</summary>
    public async Task<ReportResult> RunAsync()
    {
        var options = new WorkspaceOptions { Clock = new BenchClock(SlipFile.Now), OpenStore = () => SqliteStore.Open(Store), OpenClient = static (_, _) => throw new InvalidOperationException("A report asks no RMS.") };
        Core.Reports.Report? report = null;
        var sample = await Sample.OfAsync(async () => report = await new ReportReader(options).ReadAsync(new() { Shops = Shops }, CancellationToken.None));
        using var me = Process.GetCurrentProcess();
        return new(sample, me.PeakWorkingSet64, report!.Waiting.Total.Slips, report.Refusals.Refused.Slips, report.Outcomes.Sum(static d => d.Total.Slips));
    }
}

/// <summary>What it took.</summary>
/// <param name="Sample">Time and allocations.</param>
/// <param name="PeakMemory">Most bytes resident, of the whole process.</param>
/// <param name="Waiting">Slips that wait, by the report.</param>
/// <param name="Refused">Orders refused in the period, by the report.</param>
/// <param name="Outcomes">Slips changed in the period, by the report.</param>
internal sealed record ReportResult(Sample Sample, long PeakMemory, int Waiting, int Refused, int Outcomes);
