namespace RakutenOps;

/// <summary>A registered schedule of the cycle, as the machine's scheduler has it.</summary>
public sealed record RakutenSyncSchedule
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }
    /// <summary>systemd or TaskScheduler.</summary>
    public required string Scheduler { get; init; }
    /// <summary>What it runs.</summary>
    public required string Command { get; init; }
    /// <summary>How often.</summary>
    public TimeSpan? Every { get; init; }
    /// <summary>Whether it is on; null when the scheduler does not answer.</summary>
    public bool? IsActive { get; init; }
    /// <summary>When it ran last; null when it has not, or is not known.</summary>
    public DateTimeOffset? LastRunAt { get; init; }
    /// <summary>The exit code of its last run; null when not known.</summary>
    public int? LastExitCode { get; init; }
    /// <summary>When it runs next; null when not known.</summary>
    public DateTimeOffset? NextRunAt { get; init; }
    /// <summary>The file that defines it, or its path in the scheduler.</summary>
    public required string Location { get; init; }
}
