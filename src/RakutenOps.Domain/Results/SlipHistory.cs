namespace RakutenOps;

/// <summary>One field of one slip that was changed: who, when, by which rule and run, and on which evidence.</summary>
public sealed record SlipHistory
{
    /// <summary>Number of the row; grows with time.</summary>
    public required long HistoryId { get; init; }
    /// <summary>Number that the rows of one change share.</summary>
    public required long ChangeId { get; init; }
    /// <summary>伝票番号.</summary>
    public required long SlipNumber { get; init; }
    /// <summary>The shop's name in this store.</summary>
    public required string Shop { get; init; }
    /// <summary>The slip's order number.</summary>
    public required string OrderNumber { get; init; }
    /// <summary>When it was written.</summary>
    public required DateTimeOffset At { get; init; }
    /// <summary>The rule that changed it, such as R8; a word such as Import or Edit where a person or an import did.</summary>
    public required string Rule { get; init; }
    /// <summary>The slip's property.</summary>
    public required string Field { get; init; }
    /// <summary>The value before; null is blank.</summary>
    public string? Before { get; init; }
    /// <summary>The value after; null is blank.</summary>
    public string? After { get; init; }
    /// <summary>The run that wrote it; null when a person did.</summary>
    public string? RunId { get; init; }
    /// <summary>What an approval rested on; null for other changes.</summary>
    public string? Evidence { get; init; }
    /// <summary>Who wrote it: the name of the cmdlet or job.</summary>
    public required string By { get; init; }
}

/// <summary>How a run stands.</summary>
public enum RunState
{
    /// <summary>Its row is open and its process lives.</summary>
    Running,
    /// <summary>It reached its end.</summary>
    Completed,
    /// <summary>An error of the whole shop ended it; see <see cref="SyncRun.Error"/>.</summary>
    Failed,
    /// <summary>A person or the machine ended it in good order (Ctrl+C, SIGTERM).</summary>
    Stopped,
    /// <summary>Its process died without a word. What it had written stays; the next run does the rest.</summary>
    Killed,
}

/// <summary>One run of an import, a sync or a confirmation over one shop. A row is written when it begins and closed when it ends; one left open is of a process that died.</summary>
public sealed record SyncRun
{
    /// <summary>Unique; sorts by time.</summary>
    public required string RunId { get; init; }
    /// <summary>The shop.</summary>
    public required string Shop { get; init; }
    /// <summary>What ran: Payment, Cancellation, Import, Confirm or ShippingDate.</summary>
    public required string Kind { get; init; }
    /// <summary>When it began.</summary>
    public required DateTimeOffset StartedAt { get; init; }
    /// <summary>When it ended; null while it runs, and for ever when it was killed.</summary>
    public DateTimeOffset? EndedAt { get; init; }
    /// <summary>Whether it reached its end without an error of the whole shop.</summary>
    public bool Completed { get; init; }
    /// <summary>What stopped it, as an error id, <see cref="StoppedMark"/> or <see cref="KilledMark"/>; null when nothing did.</summary>
    public string? Error { get; init; }
    /// <summary>Requests sent to RMS.</summary>
    public int Requests { get; init; }
    /// <summary>Orders read.</summary>
    public int OrdersRead { get; init; }
    /// <summary>Slips changed.</summary>
    public int SlipsChanged { get; init; }
    /// <summary>Slips that need a person.</summary>
    public int NeedsAttention { get; init; }
    /// <summary>The machine and process that ran it.</summary>
    public string? Host { get; init; }

    /// <summary>What stands as the error of a run that was ended in good order.</summary>
    public const string StoppedMark = "Stopped";
    /// <summary>What stands as the error of a run whose process died.</summary>
    public const string KilledMark = "Killed";

    /// <summary>How it stands.</summary>
    public RunState State => (Error, EndedAt) switch
    {
        (KilledMark, _) => RunState.Killed,
        (StoppedMark, _) => RunState.Stopped,
        (not null, _) => RunState.Failed,
        (null, null) => RunState.Running,
        _ => RunState.Completed,
    };

    /// <summary>How long it took; null while it runs, and when it was killed.</summary>
    public TimeSpan? Duration => EndedAt - StartedAt;
}
