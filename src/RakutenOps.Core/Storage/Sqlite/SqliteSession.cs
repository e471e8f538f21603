using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace RakutenOps.Core.Storage;

/// <summary>
/// One open connection: statements are prepared once and kept, work runs in a transaction or not at all, and what SQLite refuses comes out as a <see cref="StoreException"/>.
/// No reader outlives a call, so that a stream left half-read holds nothing.
/// </summary>
internal sealed class SqliteSession(SqliteConnection connection, string path) : IDisposable
{
    readonly Dictionary<string, SqliteCommand> statements = new(StringComparer.Ordinal);
    bool inTransaction;

    public string Path => path;
    public SqliteConnection Connection => connection;

    /// <summary>Runs reads that must see one state of the store.</summary>
    public T Read<T>(Func<T> work) => InTransaction("BEGIN", work);

    /// <summary>Runs writes that stand or fall together; takes the write lock before the first read, so that nothing it read can change under it.</summary>
    public T Write<T>(Func<T> work) => InTransaction("BEGIN IMMEDIATE", work);

    public int Execute(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        try
        {
            return Prepare(sql, parameters).ExecuteNonQuery();
        }
        catch (SqliteException e)
        {
            throw SqliteErrors.Of(e, path);
        }
    }

    public List<T> Query<T>(string sql, Func<DbDataReader, T> read, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        try
        {
            var rows = new List<T>();
            using var reader = Prepare(sql, parameters).ExecuteReader();
            while (reader.Read()) rows.Add(read(reader));
            return rows;
        }
        catch (SqliteException e)
        {
            throw SqliteErrors.Of(e, path);
        }
        catch (Exception e) when (e is FormatException or JsonException or InvalidCastException or OverflowException or ArgumentException)
        {
            throw SqliteErrors.Damaged(path, e);
        }
    }

    /// <summary>Numbers and texts of one column, each once.</summary>
    public HashSet<string> Set(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters) =>
        [.. Query(sql, static row => row.GetString(0), parameters)];

    public void Dispose()
    {
        foreach (var statement in statements.Values) statement.Dispose();
        connection.Dispose();
    }

    T InTransaction<T>(string begin, Func<T> work)
    {
        if (inTransaction) return work();
        Execute(begin);
        inTransaction = true;
        try
        {
            var result = work();
            Execute("COMMIT");
            return result;
        }
        finally
        {
            inTransaction = false;
            RollBackWhatIsOpen();
        }
    }

    /// <summary>After COMMIT nothing is open; after a full disk SQLite may have rolled back by itself.</summary>
    void RollBackWhatIsOpen()
    {
        if (SQLitePCL.raw.sqlite3_get_autocommit(connection.Handle) == 0) Execute("ROLLBACK");
    }

    [SuppressMessage("Security", "CA2100", Justification = "Statements are this assembly's own text; values go by parameter.")]
    SqliteCommand Prepare(string sql, ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        if (!statements.TryGetValue(sql, out var command))
        {
            command = connection.CreateCommand();
            command.CommandText = sql;
            foreach (var (name, _) in parameters) command.Parameters.Add(new SqliteParameter { ParameterName = name });
            statements.Add(sql, command);
        }
        for (var i = 0; i < parameters.Length; i++) command.Parameters[i].Value = parameters[i].Value ?? DBNull.Value;
        return command;
    }
}
