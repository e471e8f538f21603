namespace RakutenOps;

/// <summary>What an unattended cycle ends with, as its exit code.</summary>
public enum CycleExit
{
    /// <summary>0: done, or nothing to do.</summary>
    Done = 0,
    /// <summary>1: something that this module does not know.</summary>
    Unexpected = 1,
    /// <summary>2: a setting, a secret or the store must be put right.</summary>
    Configuration = 2,
    /// <summary>3: RMS could not be reached, or does not know a new key yet; the next cycle goes on.</summary>
    TryAgain = 3,
    /// <summary>4: some orders failed; the others went on.</summary>
    SomeOrders = 4,
    /// <summary>5: a person is needed: a slip that no rule can bring on, a window about to close, a licence that ends.</summary>
    NeedsPerson = 5,
    /// <summary>75: another run holds the lock, or a shop.</summary>
    Busy = 75,
}

/// <summary>An error of a cycle.</summary>
/// <param name="Shop">The shop; empty when it is of no shop.</param>
/// <param name="Id">Error id, stable.</param>
/// <param name="Message">What happened.</param>
public sealed record CycleProblem(string Shop, string Id, string Message);

/// <summary>Why a person is needed: told once, and again only when it has gone and come back.</summary>
/// <param name="Shop">The shop; empty when it is of no shop.</param>
/// <param name="Key">What tells it from others, such as <c>slip:12:payment_unmapped</c>.</param>
/// <param name="Text">What it is, for people.</param>
/// <param name="Urgent">Whether it makes the job's exit code 5; what has two weeks' time is only told.</param>
public sealed record CycleCause(string Shop, string Key, Phrase Text, bool Urgent = true)
{
    /// <summary>What it is, in the reader's language.</summary>
    public string Message => Text.ToString();
}

/// <summary>What one unattended cycle did.</summary>
public sealed record RakutenCycleReport
{
    /// <summary>When it began.</summary>
    public required DateTimeOffset StartedAt { get; init; }
    /// <summary>When it ended.</summary>
    public required DateTimeOffset EndedAt { get; init; }
    /// <summary>The shops it was asked for.</summary>
    public required IReadOnlyList<string> Shops { get; init; }
    /// <summary>Orders imported.</summary>
    public int OrdersImported { get; init; }
    /// <summary>Orders confirmed (注文確認).</summary>
    public int OrdersConfirmed { get; init; }
    /// <summary>Slips that payments, cancellations and authorisations changed.</summary>
    public int SlipsChanged { get; init; }
    /// <summary>Requests sent to RMS.</summary>
    public int Requests { get; init; }
    /// <summary>Why a person is needed; empty when none is.</summary>
    public IReadOnlyList<CycleCause> Causes { get; init; } = [];
    /// <summary>Errors, of shops and of orders.</summary>
    public IReadOnlyList<CycleProblem> Problems { get; init; } = [];
    /// <summary>The folder of the log; null when none is written.</summary>
    public string? Log { get; init; }
    /// <summary>How it ended; the job's exit code.</summary>
    public CycleExit Exit { get; init; }
    /// <summary>The number of <see cref="Exit"/>.</summary>
    public int ExitCode => (int)Exit;
    /// <summary>How long it took.</summary>
    public TimeSpan Duration => EndedAt - StartedAt;
}
