namespace RakutenOps.Core.Storage;

public abstract partial class SqlStore
{
    /// <summary>R19's window: 納品書印刷指示日 from today to this many days on.</summary>
    const int LongLeadWindow = 7;

    /// <inheritdoc/>
    public IReadOnlySet<string> Known(string shop, IReadOnlyCollection<string> rootOrderNumbers) => Among(planner.Known, shop, rootOrderNumbers);

    /// <inheritdoc/>
    public int CountWaiting(string shop, int limit = int.MaxValue) =>
        session.Query(planner.CountWaiting, static row => row.GetInt32(0), ("@shop", shop), ("@limit", (long)limit))[0];

    /// <inheritdoc/>
    public IReadOnlyList<WaitingOrder> Waiting(string shop, DateTimeOffset orderedFrom, DateTimeOffset orderedBefore, SweepPosition? after, int limit)
    {
        var (at, slip) = after is { } place && place.OrderedAt >= orderedFrom ? (place.OrderedAt, place.SlipNumber) : (orderedFrom, -1);
        return session.Query(planner.WaitingOrders, static row => new WaitingOrder(row.GetString(0), new(row.Moment(1), row.GetInt64(2))),
            ("@shop", shop), ("@before", StoredValues.Of(orderedBefore)), ("@after_at", StoredValues.Of(at)), ("@after_slip", slip), ("@limit", (long)limit));
    }

    /// <inheritdoc/>
    public int CountWaitingBetween(string shop, DateTimeOffset orderedFrom, DateTimeOffset orderedBefore) =>
        session.Query(planner.CountWaitingBetween, static row => row.GetInt32(0),
            ("@shop", shop), ("@from", StoredValues.Of(orderedFrom)), ("@before", StoredValues.Of(orderedBefore)))[0];

    /// <inheritdoc/>
    public IReadOnlySet<string> WaitingAmong(string shop, IReadOnlyCollection<string> rootOrderNumbers) => Among(planner.WaitingAmong, shop, rootOrderNumbers);

    /// <inheritdoc/>
    public IReadOnlyList<string> Direct(string shop, DateTimeOffset? editedSince) =>
        session.Query(planner.Direct, static row => row.GetString(0), ("@shop", shop), ("@since", StoredValues.Of(editedSince) ?? long.MinValue));

    /// <inheritdoc/>
    public IReadOnlyList<string> LongLead(string shop, IReadOnlyCollection<string> cardMethods, IReadOnlyCollection<int> cardCodes, DateOnly today) =>
        session.Query(planner.LongLead, static row => row.GetString(0),
            ("@shop", shop), ("@first", StoredValues.Of(today)), ("@last", StoredValues.Of(today.AddDays(LongLeadWindow))), ("@methods", StoreJson.Of(cardMethods)),
            ("@codes", StoreJson.Of([.. cardCodes.Select(static c => (long)c)])));

    /// <inheritdoc/>
    public IReadOnlySet<string> CancellableAmong(string shop, IReadOnlyCollection<string> rootOrderNumbers) => Among(planner.CancellableAmong, shop, rootOrderNumbers);

    /// <inheritdoc/>
    public IReadOnlySet<string> PaidAmong(string shop, IReadOnlyCollection<string> rootOrderNumbers) => Among(planner.PaidAmong, shop, rootOrderNumbers);

    /// <inheritdoc/>
    public DateTimeOffset? OldestLive(string shop) => Oldest(planner.OldestLive, shop);

    /// <inheritdoc/>
    public DateTimeOffset? OldestWaiting(string shop) => Oldest(planner.OldestWaiting, shop);

    /// <inheritdoc/>
    public DateTimeOffset? OldestPaid(string shop) => Oldest(planner.OldestPaid, shop);

    HashSet<string> Among(string sql, string shop, IReadOnlyCollection<string> rootOrderNumbers)
    {
        ArgumentNullException.ThrowIfNull(rootOrderNumbers);
        return rootOrderNumbers.Count == 0 ? [] : session.Set(sql, ("@shop", shop), ("@numbers", StoreJson.Of(rootOrderNumbers)));
    }

    DateTimeOffset? Oldest(string sql, string shop) => session.Query(sql, static row => row.MomentOrNull(0), ("@shop", shop))[0];
}
