using RakutenOps.Core.Text;

namespace RakutenOps.Core.Storage;

/// <summary>Order slips in a SQLite file: one machine, any number of processes (WAL). The default store.</summary>
public sealed class SqliteStore : SqlStore
{
    /// <summary>How long a call waits for another program's write before it says StoreLocked.</summary>
    static readonly TimeSpan DefaultLockWait = TimeSpan.FromSeconds(20);

    SqliteStore(SqliteSession session) : base(session) => Session = session;

    internal SqliteSession Session { get; }

    /// <summary>Opens a store, and makes or upgrades it where it is new or older.</summary>
    /// <param name="path">The file.</param>
    /// <param name="create">Whether a file (and its folder) that is not there is made; else StoreNotFound.</param>
    /// <param name="lockWait">How long a call waits for another program's write; 20 seconds when null.</param>
    /// <exception cref="StoreException">StoreNotFound, StoreForeign, StoreNewer, StoreDamaged, StoreLocked, StoreReadOnly, StoreFull or StoreUnreachable; the file is then as it was.</exception>
    public static SqliteStore Open(string path, bool create = true, TimeSpan? lockWait = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return new(SqliteSchema.Open(Path.GetFullPath(path), create, lockWait ?? DefaultLockWait));
    }

    /// <inheritdoc/>
    public override StoreInfo Describe()
    {
        var (version, shops, slips) = Session.Query(
            "SELECT (SELECT user_version FROM pragma_user_version), (SELECT count(*) FROM shop), (SELECT count(*) FROM order_slip)",
            static row => (row.GetInt32(0), row.GetInt32(1), row.GetInt64(2)))[0];
        return new("sqlite", Session.Path, version, shops, slips, SizeOf(Session.Path) + SizeOf(Session.Path + "-wal"));
    }

    static long SizeOf(string path) => new FileInfo(path) is { Exists: true } file ? file.Length : 0;

    /// <inheritdoc/>
    public override void Backup(string path, bool overwrite, Action<BackupStep>? progress, CancellationToken cancel) => SqliteBackup.Write(Session, Path.GetFullPath(path), overwrite, progress, cancel);

    private protected override List<string> IntegrityFaults() => [.. Session.QueryAtLength("PRAGMA integrity_check", static row => row.GetString(0)).Where(static found => found != "ok")];

    private protected override List<string> ReferenceFaults() => Session.QueryAtLength(
        "SELECT \"table\", coalesce(rowid, 0), parent FROM pragma_foreign_key_check",
        static row => Sentence.Of("Fault_Reference", row.GetString(0), row.GetInt64(1), row.GetString(2)));

    /// <summary>On from the last number: nobody else writes meanwhile.</summary>
    private protected override Func<int, long> HistoryNumbers(int changes)
    {
        var next = 1 + Session.Query(
            "SELECT coalesce(max(history_id), 0) FROM slip_history WHERE change_id = (SELECT max(change_id) FROM slip_change)", static row => row.GetInt64(0))[0];
        return rows => (next += rows) - rows;
    }
}
