namespace RakutenOps.Core.Tests.Unattended;

/// <summary>
/// A clock whose hands stand where they are set, so that two ways to the same end give the same rows, and whose timers run. On a clock whose timers stand too, a cycle that meets
/// a fault waits for ever before it asks RMS again.
/// </summary>
internal sealed class StandingClock(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now.ToUniversalTime();
}
