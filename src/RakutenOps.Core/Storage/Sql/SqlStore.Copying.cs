using System.Data.Common;
using System.Globalization;
using RakutenOps.Core.Text;

namespace RakutenOps.Core.Storage;

public abstract partial class SqlStore
{
    /// <summary>Every table that is copied, those that others name first, with the key it is walked by. Leases are of processes that run now: they are not copied.</summary>
    static readonly (string Name, string[] Key)[] Tables =
    [
        ("shop", ["name"]), ("payment_method_map", ["shop", "settlement_code"]), ("shippable_setting", ["shop", "payment_method"]), ("order_slip", ["slip_number"]),
        ("order_line", ["slip_number", "line_number"]), ("slip_change", ["change_id"]), ("slip_history", ["change_id", "history_id"]), ("order_sighting", ["shop", "order_number"]),
        ("sync_run", ["run_id"]), ("notice", ["shop", "cause"]), ("sync_cursor", ["shop"]),
    ];

    const int RowsCopiedAtOnce = 1000;

    /// <inheritdoc/>
    public IReadOnlyList<(string Table, long Rows)> CopyTo(IOrderSlipStore destination, Action<CopyStep>? progress, CancellationToken cancel)
    {
        if (destination is not SqlStore to) throw new ArgumentException("Stores are copied between files and servers.", nameof(destination));
        return session.Read(() => to.session.Write([], () =>
        {
            if (to.Shops().Count > 0 || to.Find(new()).Any())
            {
                throw new StoreException("StoreNotEmpty", Sentence.Of("StoreNotEmpty", to.Describe().Location), Sentence.Of("StoreNotEmpty_Advice"));
            }
            to.session.Execute(to.session.Dialect.DeferReferences);
            List<(string, long)> copied = [];
            foreach (var (table, key) in Tables)
            {
                var columns = to.ColumnsOf(table);
                var insert = to.InsertOf(table, columns);
                var rows = 0L;
                var all = progress is null ? 0 : session.Query($"SELECT count(*) FROM {table}", static row => row.GetInt64(0))[0];
                foreach (var page in Pages(table, columns, key))
                {
                    cancel.ThrowIfCancellationRequested();
                    to.session.Execute(insert, ("@rows", StoreJson.Of(page)));
                    rows += page.Count;
                    progress?.Invoke(new(table, IsCompared: false, rows, all));
                }
                RefuseDifference(to, table, columns, key, done => progress?.Invoke(new(table, IsCompared: true, done, rows)), cancel);
                copied.Add((table, rows));
            }
            to.AfterCopy();
            return copied;
        }));
    }

    /// <summary>Sets what counts on after the rows that came from elsewhere.</summary>
    internal virtual void AfterCopy()
    {
    }

    List<(string Name, string Type)> ColumnsOf(string table) => session.Query(session.Dialect.Columns, static row => (row.GetString(0), row.GetString(1)), ("@table", table));

    string InsertOf(string table, List<(string Name, string Type)> columns) =>
        $"INSERT INTO {table} ({string.Join(", ", columns.Select(static c => c.Name))}) " +
        $"SELECT {string.Join(", ", columns.Select(static (c, i) => string.Create(CultureInfo.InvariantCulture, $"CAST(value ->> {i} AS {c.Type})")))} FROM {session.Dialect.Rows("@rows")}";

    void RefuseDifference(SqlStore to, string table, List<(string Name, string Type)> columns, string[] key, Action<long> progress, CancellationToken cancel)
    {
        var same = 0L;
        using var here = Pages(table, columns, key).SelectMany(static page => page).GetEnumerator();
        using var there = to.Pages(table, columns, key).SelectMany(static page => page).GetEnumerator();
        while (true)
        {
            cancel.ThrowIfCancellationRequested();
            var (more, moreThere) = (here.MoveNext(), there.MoveNext());
            if (more != moreThere || (more && !here.Current.AsSpan().SequenceEqual(there.Current)))
            {
                throw new StoreException("StoreDamaged", Sentence.Of("StoreCopyDiffers", table), Sentence.Of("StoreCopyDiffers_Advice"));
            }
            if (!more) break;
            if (++same % RowsCopiedAtOnce == 0) progress(same);
        }
        progress(same);
    }

    /// <summary>The rows of a table in order of its key, some at a time.</summary>
    IEnumerable<List<object?[]>> Pages(string table, List<(string Name, string Type)> columns, string[] key)
    {
        var (names, order) = (string.Join(", ", columns.Select(static c => c.Name)), string.Join(", ", key));
        var places = key.Select(k => columns.FindIndex(c => c.Name == k)).ToArray();
        List<object?[]> page = [];
        do
        {
            var after = page.Count == 0 ? [] : key.Select((k, i) => ("@" + k, page[^1][places[i]])).ToArray();
            page = session.Query(
                $"SELECT {names} FROM {table} {(after.Length == 0 ? "" : $"WHERE ({order}) > ({string.Join(", ", key.Select(static k => "@" + k))})")} ORDER BY {order} LIMIT {RowsCopiedAtOnce}",
                Cells, after);
            if (page.Count > 0) yield return page;
        }
        while (page.Count == RowsCopiedAtOnce);
    }

    /// <summary>A row as numbers, texts and nulls, the same from either kind of store.</summary>
    static object?[] Cells(DbDataReader row)
    {
        var cells = new object?[row.FieldCount];
        for (var i = 0; i < cells.Length; i++)
        {
            cells[i] = row.GetValue(i) switch
            {
                DBNull => null,
                DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                DateTime day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                decimal yen => yen.ToString(CultureInfo.InvariantCulture),
                var other => other,
            };
        }
        return cells;
    }
}
