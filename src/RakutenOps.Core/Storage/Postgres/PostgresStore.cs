using RakutenOps.Core.Text;

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

    /// <inheritdoc/>
    public override void Backup(string path, bool overwrite, Action<BackupStep>? progress, CancellationToken cancel) => throw new StoreException("StoreUnsupported",
        Sentence.Of("StoreBackup", session.Server), Sentence.Of("StoreBackup_Advice", PostgresSchema.Name));

    /// <summary>The server checks its pages as it reads them; what is left to look for are indexes that it has given up.</summary>
    private protected override List<string> IntegrityFaults() => session.Query(
        $"SELECT c.relname::text FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid WHERE c.relnamespace = '{PostgresSchema.Name}'::regnamespace AND NOT (i.indisvalid AND i.indisready)",
        static row => Sentence.Of("Fault_Index", row.GetString(0)));

    /// <summary>The server holds these itself, unless someone has switched its triggers off.</summary>
    private protected override List<string> ReferenceFaults() =>
    [
        .. Dangling("order_slip", "shop", "shop", "name"), .. Dangling("order_slip", "divided_from", "order_slip", "slip_number"),
        .. Dangling("order_slip", "copied_from", "order_slip", "slip_number"), .. Dangling("order_slip", "merged_into", "order_slip", "slip_number"),
        .. Dangling("order_line", "slip_number", "order_slip", "slip_number"), .. Dangling("slip_change", "slip_number", "order_slip", "slip_number"),
        .. Dangling("slip_history", "change_id", "slip_change", "change_id"), .. Dangling("order_sighting", "shop", "shop", "name"), .. Dangling("sync_cursor", "shop", "shop", "name"),
    ];

    List<string> Dangling(string table, string column, string parent, string key) => session.QueryAtLength(
        $"SELECT t.{column}::text FROM {table} t WHERE t.{column} IS NOT NULL AND NOT EXISTS (SELECT 1 FROM {parent} p WHERE p.{key} = t.{column})",
        row => Sentence.Of("Fault_Reference", table, $"{column} {row.GetString(0)}", parent));

    internal override void AfterCopy()
    {
        session.Query("SELECT setval(pg_get_serial_sequence('order_slip', 'slip_number'), max(slip_number)) FROM order_slip", static _ => 0);
        session.Query("SELECT setval('change_number', max(history_id)) FROM slip_history WHERE change_id = (SELECT max(change_id) FROM slip_change)", static _ => 0);
        session.ExecuteScript("ANALYZE");
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
