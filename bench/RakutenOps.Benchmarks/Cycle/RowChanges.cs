using Microsoft.Data.Sqlite;

namespace RakutenOps.Benchmarks.Cycle;

/// <summary>The rows in which a store after a cycle differs from the store before it, as the fewest prepared statements that write them.</summary>
internal sealed class RowChanges
{
    readonly Dictionary<string, List<object[]>> statements = new(StringComparer.Ordinal);

    /// <summary>Rows inserted or updated.</summary>
    public int Rows => statements.Values.Sum(static rows => rows.Count);

    /// <summary>Compares two stores, table by table and column by column.</summary>
    public static RowChanges Between(string before, string after)
    {
        var changes = new RowChanges();
        using var connection = Open(after);
        Execute(connection, $"ATTACH '{before}' AS old");
        foreach (var table in Read(connection, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY rowid").Select(static r => (string)r[0])) changes.Compare(connection, table);
        return changes;
    }

    /// <summary>Writes all of them in one transaction that is on the disk at its end.</summary>
    public void WriteTo(string file)
    {
        using var connection = Open(file);
        Execute(connection, "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; BEGIN IMMEDIATE");
        foreach (var (sql, rows) in statements)
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            for (var i = 0; i < rows[0].Length; i++) command.Parameters.Add(new() { ParameterName = "@" + i });
            foreach (var row in rows)
            {
                for (var i = 0; i < row.Length; i++) command.Parameters[i].Value = row[i];
                command.ExecuteNonQuery();
            }
        }
        Execute(connection, "COMMIT");
    }

    void Compare(SqliteConnection connection, string table)
    {
        var columns = Read(connection, $"SELECT name, pk FROM pragma_table_info('{table}')");
        string[] names = [.. columns.Select(static c => (string)c[0])];
        int[] keys = [.. Enumerable.Range(0, names.Length).Where(i => (long)columns[i][1] > 0)];
        var match = string.Join(" AND ", keys.Select(i => $"n.{names[i]} = o.{names[i]}"));
        var list = string.Join(", ", names.Select(static n => "n." + n).Concat(names.Select(static n => "o." + n)));
        var differs = string.Join(" OR ", names.Select(static n => $"n.{n} IS NOT o.{n}"));
        foreach (var row in Read(connection, $"SELECT {list} FROM main.{table} n LEFT JOIN old.{table} o ON {match} WHERE {differs}"))
        {
            var (now, was) = (row[..names.Length], row[names.Length..]);
            if (was[keys[0]] is DBNull) Add($"INSERT INTO {table} ({string.Join(", ", names)}) VALUES ({string.Join(", ", names.Select(static (_, i) => "@" + i))})", now);
            else Update(table, names, keys, now, was);
        }
    }

    void Update(string table, string[] names, int[] keys, object[] now, object[] was)
    {
        int[] changed = [.. Enumerable.Range(0, names.Length).Where(i => !now[i].Equals(was[i]))];
        var set = string.Join(", ", changed.Select((column, i) => $"{names[column]} = @{i}"));
        var where = string.Join(" AND ", keys.Select((column, i) => $"{names[column]} = @{changed.Length + i}"));
        Add($"UPDATE {table} SET {set} WHERE {where}", [.. changed.Concat(keys).Select(i => now[i])]);
    }

    void Add(string sql, object[] row)
    {
        if (!statements.TryGetValue(sql, out var rows)) statements[sql] = rows = [];
        rows.Add(row);
    }

    static SqliteConnection Open(string file)
    {
        var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        return connection;
    }

    static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    static List<object[]> Read(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<object[]>();
        while (reader.Read())
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            rows.Add(row);
        }
        return rows;
    }
}
