using System.Management.Automation;

namespace RakutenOps.Hosting;

/// <summary>One activity's progress: real counts, at most five updates a second, and Completed always sent.</summary>
sealed class ProgressMeter(Cmdlet cmdlet, TimeProvider clock, string activity) : IDisposable
{
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    const int ActivityId = 7_300;
    long? shownAt;

    /// <summary>Shows how far the work is, unless it was shown a moment ago.</summary>
    /// <param name="status">What is being done.</param>
    /// <param name="done">How many are done.</param>
    /// <param name="total">How many there are; 0 when not known.</param>
    public void Report(string status, int done, int total)
    {
        if (shownAt is { } last && clock.GetElapsedTime(last) < Pause) return;
        shownAt = clock.GetTimestamp();
        cmdlet.WriteProgress(new(ActivityId, activity, status) { PercentComplete = total > 0 ? (int)Math.Clamp(100L * done / total, 0, 100) : -1 });
    }

    /// <summary>Takes the progress away.</summary>
    public void Dispose()
    {
        if (shownAt is not null) cmdlet.WriteProgress(new(ActivityId, activity, " ") { RecordType = ProgressRecordType.Completed });
        shownAt = null;
    }
}
