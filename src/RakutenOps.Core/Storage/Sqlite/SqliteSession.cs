using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace RakutenOps.Core.Storage;

/// <summary>A connection to a SQLite file. One program at a time writes to a file, whatever the shop.</summary>
internal sealed class SqliteSession(SqliteConnection connection, string path, TimeSpan lockWait) : SqlSession(connection, SqliteDialect.Instance)
{
    public string Path => path;
    public SqliteConnection Connection => connection;

    protected override string BeginRead => "BEGIN";

    /// <summary>Takes the write lock before the first read.</summary>
    protected override string BeginWrite => "BEGIN IMMEDIATE";

    protected override void Lock(IEnumerable<string> shops)
    {
    }

    protected override bool IsStillOpen => sqlite3_get_autocommit(connection.Handle) == 0;

    protected override void Interrupt(DbCommand command)
    {
        try
        {
            sqlite3_interrupt(connection.Handle);
        }
        catch (ObjectDisposedException)
        {
            // It ended by itself just now.
        }
    }

    protected override bool EndsWhenStopped(DbException error) => error is SqliteException { SqliteErrorCode: SQLITE_INTERRUPT or SQLITE_BUSY };

    /// <summary>SQLite's own wait cannot be stopped, so it waits for a short while, again and again (<see cref="SqliteSchema"/>).</summary>
    protected override bool WaitsOn(DbException error, TimeSpan waited) => error is SqliteException { SqliteErrorCode: SQLITE_BUSY, SqliteExtendedErrorCode: not SQLITE_BUSY_SNAPSHOT } && waited < lockWait;

    /// <summary>Amounts are exact text: SQLite has no decimal.</summary>
    protected override object Bound(object? value) => value is decimal yen ? yen.ToString(CultureInfo.InvariantCulture) : base.Bound(value);

    protected override StoreException Refused(DbException error) => SqliteErrors.Of((SqliteException)error, path);

    public override StoreException Damaged(Exception cause) => SqliteErrors.Damaged(path, cause);
}
