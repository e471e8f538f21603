namespace RakutenOps.Core.Reports;

/// <summary>Requests and duration of the runs of a period: the last runs one by one, and the middle and the highest of each day.</summary>
/// <param name="Latest">The last runs, the newest first.</param>
/// <param name="Days">The days on which anything ran, the first first.</param>
public sealed record RunFigures(IReadOnlyList<SyncRun> Latest, IReadOnlyList<DayRuns> Days)
{
    const int MostLatest = 24;

    /// <summary>All runs of the period.</summary>
    public int Count => Days.Sum(static d => d.Runs);

    /// <summary>Runs of the period that ended before their work did: failed, killed or stopped.</summary>
    public int Unfinished => Days.Sum(static d => d.Unfinished);

    /// <summary>Takes runs, the newest first; no more than those of one day are held at a time.</summary>
    internal static RunFigures Of(IEnumerable<SyncRun> runs, CancellationToken cancel)
    {
        var (latest, days, ofDay) = (new List<SyncRun>(), new List<DayRuns>(), new List<SyncRun>());
        foreach (var run in runs)
        {
            cancel.ThrowIfCancellationRequested();
            if (latest.Count < MostLatest) latest.Add(run);
            if (ofDay.Count > 0 && JapanTime.Day(ofDay[0].StartedAt) != JapanTime.Day(run.StartedAt)) EndDay();
            ofDay.Add(run);
        }
        if (ofDay.Count > 0) EndDay();
        days.Reverse();
        return new(latest, days);

        void EndDay()
        {
            days.Add(DayRuns.Of(ofDay));
            ofDay.Clear();
        }
    }
}

/// <summary>The runs of one day, over all shops and kinds.</summary>
/// <param name="Day">The JST day on which they began.</param>
/// <param name="Runs">How many.</param>
/// <param name="Unfinished">How many failed, were killed or were stopped.</param>
/// <param name="Requests">Requests to RMS of one run.</param>
/// <param name="Seconds">Seconds that one run took; of runs that ended.</param>
public sealed record DayRuns(DateOnly Day, int Runs, int Unfinished, Spread Requests, Spread Seconds)
{
    internal static DayRuns Of(IReadOnlyCollection<SyncRun> runs) => new(
        JapanTime.Day(runs.First().StartedAt),
        runs.Count,
        runs.Count(static r => r.State is RunState.Failed or RunState.Killed or RunState.Stopped),
        Spread.Of(runs.Select(static r => (double)r.Requests)),
        Spread.Of(runs.Where(static r => r.Duration is not null).Select(static r => r.Duration!.Value.TotalSeconds)));
}

/// <summary>The middle and the highest of some figures; both 0 when there are none.</summary>
/// <param name="Median">As many are below as above.</param>
/// <param name="Highest">The highest.</param>
public readonly record struct Spread(double Median, double Highest)
{
    internal static Spread Of(IEnumerable<double> figures)
    {
        double[] sorted = [.. figures.Order()];
        return sorted.Length == 0 ? default : new((sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2, sorted[^1]);
    }
}
