namespace RakutenOps.Benchmarks;

/// <summary>A clock that stands, for cycles that must ask the same questions each time they run; or that jumps over short waits, for the time that RMS's rate would take.</summary>
/// <param name="start">Where it stands.</param>
/// <param name="jumps">Whether waits up to a second end at once and count as time gone by; longer ones are patience, and run in real time.</param>
internal sealed class BenchClock(DateTimeOffset start, bool jumps = false) : TimeProvider
{
    static readonly TimeSpan LongestJump = TimeSpan.FromSeconds(1);
    readonly Lock gate = new();
    DateTimeOffset now = start;

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate) return now;
    }

    public void Set(DateTimeOffset moment)
    {
        lock (gate) now = moment;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (!jumps || dueTime < TimeSpan.Zero || dueTime > LongestJump) return base.CreateTimer(callback, state, dueTime, period);
        lock (gate) now += dueTime;
        return base.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}
