namespace RakutenOps.Emulator.Faults;

/// <summary>What goes wrong with an answer.</summary>
public enum FaultKind
{
    /// <summary>429 without a body; Retry-After when <see cref="FaultRule.RetryAfter"/> says so.</summary>
    TooManyRequests,

    /// <summary>500 without a body.</summary>
    ServerError,

    /// <summary>503 with an HTML page, as overload and maintenance may answer (§1.4).</summary>
    Unavailable,

    /// <summary>No answer for <see cref="FaultRule.Delay"/>, or until the client gives up.</summary>
    Hang,

    /// <summary>The connection is reset before the first byte.</summary>
    Reset,

    /// <summary>The connection is reset in the middle of the body.</summary>
    BrokenOff,

    /// <summary>A whole answer whose JSON ends in the middle.</summary>
    CutOff,

    /// <summary>The body trickles for <see cref="FaultRule.Delay"/> (5 seconds when not said).</summary>
    SlowBody,

    /// <summary>Numbers where words belong and the other way round; of a getOrder answer the first order only.</summary>
    WrongTypes,

    /// <summary>Order numbers of a shop that is not the one that asked.</summary>
    WrongShop,
}

/// <summary>When something goes wrong. The same rule under the same requests always hits the same ones.</summary>
public sealed record FaultRule
{
    /// <summary>What goes wrong.</summary>
    public required FaultKind Kind { get; init; }

    /// <summary>The function hit, such as <c>getOrder</c>; null for all.</summary>
    public string? Function { get; init; }

    /// <summary>The shop hit; null for all.</summary>
    public string? Shop { get; init; }

    /// <summary>Share of matching requests that are hit, 0 to 1.</summary>
    public double Rate { get; init; } = 1;

    /// <summary>Seed of which ones.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Matching requests that are let through first.</summary>
    public int Skip { get; init; }

    /// <summary>Hits after which the rule is spent; null for never.</summary>
    public int? Count { get; init; }

    /// <summary>Retry-After of 429 and 503; null leaves it out.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>How long <see cref="FaultKind.Hang"/> and <see cref="FaultKind.SlowBody"/> take, in real time.</summary>
    public TimeSpan? Delay { get; init; }

    /// <summary>True: the request takes effect though its answer is lost. Faults in the body always come after the effect.</summary>
    public bool TakesEffect { get; init; }
}
