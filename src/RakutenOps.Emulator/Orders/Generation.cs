namespace RakutenOps.Emulator.Orders;

/// <summary>Many orders at once, kept as columns and drawn when they are asked for. They stand still until something touches them.</summary>
public sealed record GenerationSpec
{
    /// <summary>The shop; null is the first.</summary>
    public string? Shop { get; init; }

    /// <summary>How many.</summary>
    public required int Count { get; init; }

    /// <summary>Order time of the first; null is 30 days ago.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Order time up to which the others are spread evenly; null is an hour ago.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Share of each progress; what is left of 1 is at 200.</summary>
    public IReadOnlyDictionary<int, double> Progress { get; init; } = new Dictionary<int, double>();

    /// <summary>Share of each settlementMethodCode; what is left of 1 is cards.</summary>
    public IReadOnlyDictionary<int, double> Methods { get; init; } = new Dictionary<int, double>();

    /// <summary>Seed of which order gets which.</summary>
    public ulong Seed { get; init; } = 1;
}

/// <summary>Moves generated orders on, many at once: 200 → 300 pays for them.</summary>
public sealed record BulkMove
{
    /// <summary>The shop; null is the first.</summary>
    public string? Shop { get; init; }

    /// <summary>The progress they are at.</summary>
    public int From { get; init; } = Orders.Progress.Processing;

    /// <summary>The progress they go to: later in life than <see cref="From"/>.</summary>
    public int To { get; init; } = Orders.Progress.AwaitingShipment;

    /// <summary>How many; fewer when there are fewer.</summary>
    public required int Count { get; init; }

    /// <summary>When; null is now on the emulator's clock.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>Seed of which ones.</summary>
    public ulong Seed { get; init; } = 1;
}
