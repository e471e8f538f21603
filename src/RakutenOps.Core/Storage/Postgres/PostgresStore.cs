namespace RakutenOps.Core.Storage;

/// <summary>Order slips in a PostgreSQL database: any number of machines.</summary>
public sealed class PostgresStore : SqlStore
{
    /// <summary>How far the schema's change_number steps: a change has no more rows than that.</summary>
    const int NumbersOfAChange = 64;

    readonly PostgresSession session;

    PostgresStore(PostgresSession session) : base(session) => this.session = session;

    internal PostgresSession Session => session;

    /// <summary>Opens a store, and makes or upgrades it where it is new or older.</summary>
    /// <param name="address">The server and its database, <c>postgresql://[user@]host[:port]/database[?sslmode=…]</c>; the database is there already.</param>
    /// <param name="create">Whether a store that is not there is made; else StoreNotFound.</param>
    /// <exception cref="StoreException">
    /// StoreLocationInvalid, StoreUnreachable, StoreUnauthorised, StoreNotFound, StoreNewer, StoreReadOnly, StoreUnsupported, StoreLocked or StoreFull; the database is then as it was.
    /// </exception>
    public static PostgresStore Open(string address, bool create = true) => Open(PostgresAddress.Parse(address), create);

    internal static PostgresStore Open(PostgresAddress address, bool create) => new(PostgresSchema.Open(address, create));

    /// <inheritdoc/>
    public override StoreInfo Describe()
    {
        var (version, shops, slips, size) = session.Query(
            $"""
            SELECT (SELECT max(version) FROM schema_version), (SELECT count(*) FROM shop), (SELECT count(*) FROM order_slip),
              (SELECT sum(pg_total_relation_size(c.oid)) FROM pg_class c WHERE c.relnamespace = '{PostgresSchema.Name}'::regnamespace AND c.relkind = 'r')::bigint
            """,
            static row => (row.GetInt32(0), row.GetInt32(1), row.GetInt64(2), row.GetInt64(3)))[0];
        return new("postgresql", session.Server, version, shops, slips, size);
    }

    /// <summary>From a sequence: shops are written side by side, and no number waits for another shop's transaction.</summary>
    private protected override Func<int, long> HistoryNumbers(int changes)
    {
        var numbers = new Queue<long>(session.Query("SELECT nextval('change_number') FROM generate_series(1, @changes)", static row => row.GetInt64(0), ("@changes", (long)changes)));
        return rows => rows <= NumbersOfAChange
            ? numbers.Dequeue()
            : throw new ArgumentOutOfRangeException(nameof(rows), rows, $"A change of a slip has at most {NumbersOfAChange} rows of history.");
    }
}
