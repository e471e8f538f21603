using RakutenOps.Core.Text;

namespace RakutenOps.Core.Schedules;

/// <summary>What a scheduler shall run, and how often.</summary>
public sealed record JobSchedule
{
    /// <summary>Its name: letters, digits and dashes.</summary>
    public required string Name { get; init; }
    /// <summary>The program, by full path.</summary>
    public required string Program { get; init; }
    /// <summary>Its arguments, one by one. No secret is among them: they are references.</summary>
    public required IReadOnlyList<string> Arguments { get; init; }
    /// <summary>Environment variables the job needs; never a secret.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();
    /// <summary>How often: minutes that divide an hour.</summary>
    public int EveryMinutes { get; init; } = 15;
    /// <summary>systemd credentials that the unit loads, as <c>NAME:/path</c>.</summary>
    public IReadOnlyList<string> LoadCredentials { get; init; } = [];
    /// <summary>Windows: the account that it runs as, without whom it runs only while its owner is logged on; null is the owner.</summary>
    public string? Account { get; init; }

    /// <summary>How long one run may take: a minute less than the time between two.</summary>
    public int LimitMinutes => Math.Max(1, EveryMinutes - 1);
}

/// <summary>A scheduler does not do what was asked.</summary>
public sealed class ScheduleException : Exception
{
    /// <summary>Says what went wrong.</summary>
    /// <param name="id">ScheduleRefused, ScheduleUnsupported or ScheduleNotFound.</param>
    /// <param name="message">What happened.</param>
    /// <param name="advice">What to do.</param>
    public ScheduleException(string id, string message, string advice) : base(message) => (Id, Advice) = (id, advice);

    /// <summary>Error id, stable.</summary>
    public string Id { get; }
    /// <summary>What to do.</summary>
    public string Advice { get; }
}

/// <summary>The machine's scheduler.</summary>
public interface IJobScheduler
{
    /// <summary>What a registration would write, as text.</summary>
    string Define(JobSchedule schedule);
    /// <summary>Registers a schedule, or makes one of that name as this one is; what a person should know about it.</summary>
    /// <exception cref="ScheduleException">The scheduler refuses (ScheduleRefused).</exception>
    IReadOnlyList<Phrase> Register(JobSchedule schedule, string? password = null);
    /// <summary>The schedules of this module.</summary>
    IReadOnlyList<RakutenSyncSchedule> List();
    /// <summary>Takes a schedule away; false when there is none of that name.</summary>
    /// <exception cref="ScheduleException">The scheduler refuses (ScheduleRefused).</exception>
    bool Remove(string name);
}

/// <summary>Which scheduler this machine has.</summary>
public static class JobSchedulers
{
    /// <summary>The scheduler of this machine.</summary>
    /// <exception cref="ScheduleException">There is none that this module knows (ScheduleUnsupported).</exception>
    public static IJobScheduler OfThisMachine() =>
        OperatingSystem.IsWindows() ? new TaskScheduler()
        : OperatingSystem.IsLinux() ? new SystemdScheduler()
        : throw new ScheduleException("ScheduleUnsupported", Sentence.Of("ScheduleUnsupported"), Sentence.Of("ScheduleUnsupported_Advice"));
}
