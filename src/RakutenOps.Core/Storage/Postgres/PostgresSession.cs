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

    /// <summary>By a connection of its own, which nobody waits for: a server that is gone would hold up whoever stops.</summary>
    protected override void Interrupt(DbCommand command) => _ = Task.Run(command.Cancel);

    protected override bool EndsWhenStopped(DbException error) => error is PostgresException { SqlState: PostgresErrorCodes.QueryCanceled or PostgresErrorCodes.LockNotAvailable };

    protected override void Unlimit(DbCommand command) => command.CommandTimeout = 0;

    protected override StoreException Refused(DbException error) => PostgresErrors.Of(error, server);

    public override StoreException Damaged(Exception cause) => PostgresErrors.Damaged(server, cause);
}
