using System.Data;
using System.Data.Common;
using Npgsql;

namespace RakutenOps.Core.Storage;

/// <summary>A connection to a PostgreSQL server. Writers keep out of each other's way shop by shop, so that a machine that hangs in one shop's write stops no other shop.</summary>
internal sealed class PostgresSession(NpgsqlConnection connection, string server) : SqlSession(connection, PostgresDialect.Instance)
{
    public NpgsqlConnection Connection => connection;

    /// <summary>The server without any secret.</summary>
    public string Server => server;

    /// <summary>Every statement of a reading transaction sees the same state.</summary>
    protected override string BeginRead => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

    /// <summary>Each statement sees what others have committed; with the shop locked, that stands still.</summary>
    protected override string BeginWrite => "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE";

    /// <summary>One after the other in the same order everywhere, so that two writers of the same shops never wait for each other.</summary>
    protected override void Lock(IEnumerable<string> shops)
    {
        foreach (var shop in shops.Order(StringComparer.Ordinal)) Query("SELECT pg_advisory_xact_lock(hashtextextended('RakutenOps ' || @shop, 0))", static _ => 0, ("@shop", shop));
    }

    protected override bool IsStillOpen => connection.State == ConnectionState.Open;

    protected override StoreException Refused(DbException error) => PostgresErrors.Of(error, server);

    public override StoreException Damaged(Exception cause) => PostgresErrors.Damaged(server, cause);
}
