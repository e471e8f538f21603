namespace RakutenOps;

/// <summary>One table of a store that was copied and compared.</summary>
public sealed record OrderSlipStoreCopy
{
    /// <summary>The store it was copied to, without any secret.</summary>
    public required string Location { get; init; }
    /// <summary>The table.</summary>
    public required string Table { get; init; }
    /// <summary>How many rows it has, the same in both stores.</summary>
    public required long Rows { get; init; }
}
