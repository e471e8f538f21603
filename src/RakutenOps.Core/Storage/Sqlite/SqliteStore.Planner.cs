namespace RakutenOps.Core.Storage;

public sealed partial class SqliteStore
{
    /// <summary>R19's window: 納品書印刷指示日 from today to this many days on.</summary>
    const int LongLeadWindow = 7;

    /// <inheritdoc/>
    public IReadOnlySet<string> Known(string shop, IReadOnlyCollection<string> rootOrderNumbers) => Among(PlannerSql.Known, shop, rootOrderNumbers);

    /// <inheritdoc/>
    public int CountWaiting(string shop, int limit = int.MaxValue) =>
        session.Query(PlannerSql.CountWaiting, static row => row.GetInt32(0), ("@shop", shop), ("@limit", (long)limit))[0];

    /// <inheritdoc/>
    public IReadOnlyList<WaitingOrder> Waiting(string shop, DateTimeOffset orderedFrom, DateTimeOffset orderedBefore, SweepPosition? after, int limit)
    {
        var (at, slip) = after is { } place && place.OrderedAt >= orderedFrom ? (place.OrderedAt, place.SlipNumber) : (orderedFrom, -1);
        return session.Query(PlannerSql.WaitingOrders, static row => new WaitingOrder(row.GetString(0), new(row.Moment(1), row.GetInt64(2))),
            ("@shop", shop), ("@before", StoredValues.Of(orderedBefore)), ("@after_at", StoredValues.Of(at)), ("@after_slip", slip), ("@limit", (long)limit));
    }

    /// <inheritdoc/>
    public int CountWaitingBetween(string shop, DateTimeOffset orderedFrom, DateTimeOffset orderedBefore) =>
        session.Query(PlannerSql.CountWaitingBetween, static row => row.GetInt32(0),
            ("@shop", shop), ("@from", StoredValues.Of(orderedFrom)), ("@before", StoredValues.Of(orderedBefore)))[0];

    /// <inheritdoc/>
    public IReadOnlySet<string> WaitingAmong(string shop, IReadOnlyCollection<string> rootOrderNumbers) => Among(PlannerSql.WaitingAmong, shop, rootOrderNumbers);

    /// <inheritdoc/>
    public IReadOnlyList<string> Direct(string shop, DateTimeOffset? editedSince) =>
        session.Query(PlannerSql.Direct, static row => row.GetString(0), ("@shop", shop), ("@since", StoredValues.Of(editedSince) ?? long.MinValue));

    /// <inheritdoc/>
    public IReadOnlyList<string> LongLead(string shop, IReadOnlyCollection<string> cardMethods, DateOnly today) =>
        session.Query(PlannerSql.LongLead, static row => row.GetString(0),
            ("@shop", shop), ("@first", StoredValues.Of(today)), ("@last", StoredValues.Of(today.AddDays(LongLeadWindow))), ("@methods", StoreJson.Of(cardMethods)));

    /// <inheritdoc/>
    public IReadOnlySet<string> CancellableAmong(string shop, IReadOnlyCollection<string> rootOrderNumbers) => Among(PlannerSql.CancellableAmong, shop, rootOrderNumbers);

    /// <inheritdoc/>
    public IReadOnlySet<string> PaidAmong(string shop, IReadOnlyCollection<string> rootOrderNumbers) => Among(PlannerSql.PaidAmong, shop, rootOrderNumbers);

    /// <inheritdoc/>
    public DateTimeOffset? OldestLive(string shop) => Oldest(PlannerSql.OldestLive, shop);

    /// <inheritdoc/>
    public DateTimeOffset? OldestWaiting(string shop) => Oldest(PlannerSql.OldestWaiting, shop);

    /// <inheritdoc/>
    public DateTimeOffset? OldestPaid(string shop) => Oldest(PlannerSql.OldestPaid, shop);

    HashSet<string> Among(string sql, string shop, IReadOnlyCollection<string> rootOrderNumbers)
    {
        ArgumentNullException.ThrowIfNull(rootOrderNumbers);
        return rootOrderNumbers.Count == 0 ? [] : session.Set(sql, ("@shop", shop), ("@numbers", StoreJson.Of(rootOrderNumbers)));
    }

    DateTimeOffset? Oldest(string sql, string shop) => session.Query(sql, static row => row.MomentOrNull(0), ("@shop", shop))[0];
}
