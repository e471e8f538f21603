namespace RakutenOps.Core.Storage;

/// <summary>Which slips are asked for; every null is "any".</summary>
public sealed record SlipQuery
{
    /// <summary>Shops, exact names.</summary>
    public IReadOnlyCollection<string>? Shops { get; init; }
    /// <summary>Slip numbers.</summary>
    public IReadOnlyCollection<long>? SlipNumbers { get; init; }
    /// <summary>Order numbers: a root number finds every slip of the order, a suffixed one that slip.</summary>
    public IReadOnlyCollection<string>? OrderNumbers { get; init; }
    /// <summary>受注状態.</summary>
    public IReadOnlyCollection<SlipStatus>? Statuses { get; init; }
    /// <summary>入金状況.</summary>
    public DepositStatus? DepositStatus { get; init; }
    /// <summary>Live (true), cancelled (false) or both (null).</summary>
    public bool? Live { get; init; }
    /// <summary>Ordered on Rakuten at or after.</summary>
    public DateTimeOffset? OrderedFrom { get; init; }
    /// <summary>Ordered on Rakuten before.</summary>
    public DateTimeOffset? OrderedBefore { get; init; }
    /// <summary>Slips merged into one of these slip numbers.</summary>
    public IReadOnlyCollection<long>? MergedInto { get; init; }
}

/// <summary>Which history rows are asked for; every null is "any".</summary>
public sealed record HistoryQuery
{
    /// <summary>Slip numbers.</summary>
    public IReadOnlyCollection<long>? SlipNumbers { get; init; }
    /// <summary>Shop.</summary>
    public string? Shop { get; init; }
    /// <summary>Written at or after.</summary>
    public DateTimeOffset? Since { get; init; }
    /// <summary>Rule, such as R8.</summary>
    public string? Rule { get; init; }
    /// <summary>Run.</summary>
    public string? RunId { get; init; }
    /// <summary>History row or change number.</summary>
    public long? ChangeId { get; init; }
}

/// <summary>A waiting order and its place in the sweep.</summary>
/// <param name="OrderNumber">Root number.</param>
/// <param name="Position">Where the sweep stands after it.</param>
public sealed record WaitingOrder(string OrderNumber, SweepPosition Position);

/// <summary>Place in the sweep: 受注日時, then slip number.</summary>
/// <param name="OrderedAt">受注日時 of the last order swept.</param>
/// <param name="SlipNumber">Its slip.</param>
public sealed record SweepPosition(DateTimeOffset OrderedAt, long SlipNumber);
