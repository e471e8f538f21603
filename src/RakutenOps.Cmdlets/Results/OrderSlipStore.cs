namespace RakutenOps;

/// <summary>The store of this session and what it holds.</summary>
public sealed record OrderSlipStore
{
    /// <summary>sqlite or postgresql.</summary>
    public required string Kind { get; init; }
    /// <summary>The file or server, without any secret.</summary>
    public required string Location { get; init; }
    /// <summary>The schema's version.</summary>
    public required int SchemaVersion { get; init; }
    /// <summary>How many shops.</summary>
    public required int Shops { get; init; }
    /// <summary>How many slips.</summary>
    public required long Slips { get; init; }
    /// <summary>Size in bytes; null when not known.</summary>
    public long? SizeBytes { get; init; }
}
