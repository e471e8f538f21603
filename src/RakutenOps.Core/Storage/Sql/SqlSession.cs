using System.Data;
using System.Data.Common;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace RakutenOps.Core.Storage;

/// <summary>
/// One open connection: statements are made once and kept, work runs in a transaction or not at all, and what the database refuses comes out as a <see cref="StoreException"/>.
/// No reader outlives a call, so that a stream left half-read holds nothing.
/// </summary>
internal abstract class SqlSession(DbConnection connection, SqlDialect dialect) : IDisposable
{
    readonly Dictionary<string, DbCommand> statements = new(StringComparer.Ordinal);
    bool inTransaction;
    volatile bool isWriting;
    volatile bool isStopped;
    volatile DbCommand? running;

    public SqlDialect Dialect => dialect;

    /// <summary>Runs reads that must see one state of the store.</summary>
    public T Read<T>(Func<T> work) => InTransaction(BeginRead, [], work);

    /// <summary>
    /// Ends the read that is under way, and each wait for another program's lock, from any thread: with an <see cref="OperationCanceledException"/>. A write under way is left to its end.
    /// </summary>
    public void Interrupt()
    {
        isStopped = true;
        if (running is { } command && !isWriting) Interrupt(command);
    }

    /// <summary>Runs writes that stand or fall together; nobody else writes to these shops between the first read and the end, so nothing it read can change under it.</summary>
    public T Write<T>(IEnumerable<string> shops, Func<T> work) => InTransaction(BeginWrite, shops, work);

    public int Execute(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters) => Run(Prepared(sql, parameters), static command => command.ExecuteNonQuery());

    /// <summary>Runs a script, which takes as long as the store is large: no limit of time ends it.</summary>
    public void ExecuteScript(string sql) => Run(Unlimited(Prepared(sql, [])), static command =>
    {
        // To the end of each statement: ExecuteNonQuery of SQLite's driver keeps to itself what goes wrong after the first statement with a result, and ALTER TABLE of a strict table is one.
        using var reader = command.ExecuteReader();
        while (reader.NextResult())
        {
        }
        return 0;
    });

    public List<T> Query<T>(string sql, Func<DbDataReader, T> read, params ReadOnlySpan<(string Name, object? Value)> parameters) => Run(Prepared(sql, parameters), command => Rows(command, read));

    /// <summary>As <see cref="Query"/>, for what takes as long as the store is large: no limit of time ends it.</summary>
    public List<T> QueryAtLength<T>(string sql, Func<DbDataReader, T> read)
    {
        if (isStopped) throw new OperationCanceledException("The store was told to stop.");
        return Run(Unlimited(Prepared(sql, [])), command => Rows(command, read));
    }

    /// <summary>Numbers and texts of one column, each once.</summary>
    public HashSet<string> Set(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters) =>
        [.. Query(sql, static row => row.GetString(0), parameters)];

    public void Dispose()
    {
        foreach (var statement in statements.Values) statement.Dispose();
        connection.Dispose();
    }

    /// <summary>Begins a transaction that sees one state of the store.</summary>
    protected abstract string BeginRead { get; }

    /// <summary>Begins a transaction that writes.</summary>
    protected abstract string BeginWrite { get; }

    /// <summary>Keeps other writers off the shops until the transaction ends.</summary>
    protected abstract void Lock(IEnumerable<string> shops);

    /// <summary>Whether a transaction that was not committed is still open: after a full disk or a lost connection the database has rolled back by itself.</summary>
    protected abstract bool IsStillOpen { get; }

    /// <summary>Ends a statement that is under way.</summary>
    protected abstract void Interrupt(DbCommand command);

    /// <summary>Whether a statement was ended by <see cref="Interrupt(DbCommand)"/>, or was waiting for a lock.</summary>
    protected abstract bool EndsWhenStopped(DbException error);

    /// <summary>Whether a statement that was refused for another program's lock may be tried again.</summary>
    /// <param name="error">The refusal.</param>
    /// <param name="waited">How long it has been waited for.</param>
    protected virtual bool WaitsOn(DbException error, TimeSpan waited) => false;

    /// <summary>Takes a database's limit of time off a statement.</summary>
    protected virtual void Unlimit(DbCommand command)
    {
    }

    /// <summary>A value as the driver takes it.</summary>
    protected virtual object Bound(object? value) => value ?? DBNull.Value;

    /// <summary>What the database's refusal means to a person.</summary>
    protected abstract StoreException Refused(DbException error);

    /// <summary>Whether reading a value failed because it cannot be what the program wrote.</summary>
    public static bool IsNoneOfOurs(Exception error) => error is FormatException or JsonException or InvalidCastException or OverflowException or ArgumentException;

    /// <summary>What stands in the store cannot be what the program wrote.</summary>
    public abstract StoreException Damaged(Exception cause);

    T Run<T>(DbCommand command, Func<DbCommand, T> work)
    {
        var began = Stopwatch.GetTimestamp();
        running = command;
        try
        {
            while (true)
            {
                try
                {
                    // A server that was restarted between two calls is reached again; within a transaction what was lost stays lost.
                    if (connection.State == ConnectionState.Closed && !inTransaction) connection.Open();
                    return work(command);
                }
                catch (DbException e) when (!isStopped && WaitsOn(e, Stopwatch.GetElapsedTime(began)))
                {
                    // Each try waits for a while itself.
                }
            }
        }
        catch (DbException e) when (isStopped && EndsWhenStopped(e))
        {
            throw new OperationCanceledException("The store was told to stop.", e);
        }
        catch (DbException e)
        {
            throw Refused(e);
        }
        finally
        {
            running = null;
        }
    }

    List<T> Rows<T>(DbCommand command, Func<DbDataReader, T> read)
    {
        try
        {
            var rows = new List<T>();
            using var reader = command.ExecuteReader();
            while (reader.Read()) rows.Add(read(reader));
            return rows;
        }
        catch (Exception e) when (IsNoneOfOurs(e))
        {
            throw Damaged(e);
        }
    }

    DbCommand Unlimited(DbCommand command)
    {
        Unlimit(command);
        return command;
    }

    T InTransaction<T>(string begin, IEnumerable<string> shops, Func<T> work)
    {
        if (inTransaction) return work();
        Execute(begin);
        inTransaction = true;
        var isCommitted = false;
        try
        {
            Lock(shops);
            isWriting = begin == BeginWrite;
            var result = work();
            Execute("COMMIT");
            isCommitted = true;
            return result;
        }
        finally
        {
            (inTransaction, isWriting) = (false, false);
            if (!isCommitted && IsStillOpen) Execute("ROLLBACK");
        }
    }

    [SuppressMessage("Security", "CA2100", Justification = "Statements are this assembly's own text; values go by parameter.")]
    DbCommand Prepared(string sql, ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        if (!statements.TryGetValue(sql, out var command))
        {
            command = connection.CreateCommand();
            command.CommandText = sql;
            foreach (var (name, _) in parameters)
            {
                var parameter = command.CreateParameter();
                parameter.ParameterName = name;
                command.Parameters.Add(parameter);
            }
            statements.Add(sql, command);
        }
        for (var i = 0; i < parameters.Length; i++) command.Parameters[i].Value = Bound(parameters[i].Value);
        return command;
    }
}
