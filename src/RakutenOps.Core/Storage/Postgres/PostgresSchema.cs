using Npgsql;

namespace RakutenOps.Core.Storage;

/// <summary>Opens a store in a PostgreSQL database, makes or upgrades its schema, and refuses what is newer or cannot be written, untouched. The store's tables have a schema of their own.</summary>
internal static class PostgresSchema
{
    public const string Name = "rakutenops";

    static readonly SchemaScripts Scripts = new("Postgres");

    public static PostgresSession Open(PostgresAddress address, bool create)
    {
        var session = new PostgresSession(new NpgsqlConnection(address.ConnectionString), address.Display);
        try
        {
            var version = Version(session);
            if (version is null && !create) throw PostgresErrors.NotFound(address.Display, null);
            if (version > Scripts.Version) throw PostgresErrors.Newer(address.Display, version.Value, Scripts.Version);
            if (version is null || version < Scripts.Version) Upgrade(session);
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>The schema's version, by one query where it is up to date; null where there is no store yet.</summary>
    static int? Version(PostgresSession session)
    {
        try
        {
            var (version, isWritable) = session.Query(
                "SELECT max(version), current_setting('transaction_read_only') = 'off' AND has_table_privilege('order_slip', 'UPDATE') FROM schema_version",
                static row => (row.NumberOrNull(0), row.GetBoolean(1)))[0];
            return isWritable ? version : throw PostgresErrors.ReadOnly(session.Server, null);
        }
        catch (StoreException e) when (e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UndefinedTable })
        {
            return null;
        }
    }

    /// <summary>Any number of processes may come here at once: the scripts run under one lock of the database, and the version is read again beneath it.</summary>
    static void Upgrade(PostgresSession session)
    {
        session.Write([], () =>
        {
            session.Query("SELECT pg_advisory_xact_lock(hashtextextended('RakutenOps schema', 0))", static _ => 0);
            var encoding = session.Query("SELECT current_setting('server_encoding')", static row => row.GetString(0))[0];
            if (encoding != "UTF8") throw PostgresErrors.NotUtf8(session.Server, encoding);
            session.Execute($"CREATE SCHEMA IF NOT EXISTS {Name}");
            session.Execute($"CREATE TABLE IF NOT EXISTS {Name}.schema_version (version BIGINT PRIMARY KEY, since TIMESTAMPTZ NOT NULL DEFAULT now())");
            var version = session.Query("SELECT coalesce(max(version), 0) FROM schema_version", static row => row.GetInt32(0))[0];
            for (; version < Scripts.Version; version++)
            {
                session.ExecuteScript(Scripts.From(version));
                session.Execute("INSERT INTO schema_version (version) VALUES (@version)", ("@version", version + 1L));
            }
            return version;
        });
    }
}
