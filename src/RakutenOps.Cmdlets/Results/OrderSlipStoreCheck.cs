namespace RakutenOps;

/// <summary>One thing that Test-OrderSlipStore looked at.</summary>
public sealed record OrderSlipStoreCheck
{
    /// <summary>What was looked at: Integrity, References or History.</summary>
    public required string Check { get; init; }
    /// <summary>Whether it is as it should be.</summary>
    public required bool Passed { get; init; }
    /// <summary>What was found, in a sentence.</summary>
    public required string Message { get; init; }
    /// <summary>Every fault that was found; empty when there is none.</summary>
    public required IReadOnlyList<string> Faults { get; init; }
    /// <summary>What to do; null when nothing needs doing.</summary>
    public string? Advice { get; init; }
}
