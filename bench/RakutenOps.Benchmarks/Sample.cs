using System.Diagnostics;

namespace RakutenOps.Benchmarks;

/// <summary>What one piece of work took of this process.</summary>
/// <param name="Wall">Milliseconds by the clock.</param>
/// <param name="Cpu">Milliseconds of CPU over all threads: garbage collection and compilation are in it.</param>
/// <param name="Allocated">Bytes allocated.</param>
internal sealed record Sample(double Wall, double Cpu, long Allocated)
{
    /// <summary>Measures a piece of work, after what earlier work left behind was collected.</summary>
    public static async Task<Sample> OfAsync(Func<Task> work)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var (allocated, cpu, start) = (GC.GetTotalAllocatedBytes(precise: true), Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());
        await work();
        return new(Stopwatch.GetElapsedTime(start).TotalMilliseconds, (Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds, GC.GetTotalAllocatedBytes(precise: true) - allocated);
    }

    /// <summary>The median of each figure.</summary>
    public static Sample Median(IReadOnlyCollection<Sample> samples) => new(Middle(samples.Select(static s => s.Wall)), Middle(samples.Select(static s => s.Cpu)), (long)Middle(samples.Select(static s => (double)s.Allocated)));

    /// <summary>The middle of some figures.</summary>
    public static double Middle(IEnumerable<double> figures)
    {
        double[] sorted = [.. figures.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
