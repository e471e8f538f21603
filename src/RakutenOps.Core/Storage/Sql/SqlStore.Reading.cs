using System.Data.Common;

namespace RakutenOps.Core.Storage;

public abstract partial class SqlStore
{
    // Streams list the numbers that fit first (eight bytes each), then read rows by number, some hundreds at a time: between two rows nothing is open, so whoever pulls
    // may write, dawdle or leave.
    const int NumbersAtOnce = 50_000;
    const int RowsAtOnce = 500;

    /// <inheritdoc/>
    public IEnumerable<OrderSlip> Find(SlipQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        var filter = SlipFilter.Of(query, session.Dialect);
        return Numbers(filter.NumbersSql, filter.Parameters).Chunk(RowsAtOnce).SelectMany(numbers => Slips(numbers, filter.Changeable));
    }

    /// <inheritdoc/>
    public OrderSlip? Slip(long slipNumber) => Slips([slipNumber], "TRUE").FirstOrDefault();

    /// <inheritdoc/>
    public IReadOnlyList<OrderSlip> SlipsOf(string shop, IReadOnlyCollection<string> rootOrderNumbers)
    {
        ArgumentNullException.ThrowIfNull(rootOrderNumbers);
        if (rootOrderNumbers.Count == 0) return [];
        return session.Read(() => Slips(
            session.Query(planner.SlipNumbersOf, static row => row.GetInt64(0), ("@shop", shop), ("@numbers", StoreJson.Of(rootOrderNumbers))), "TRUE"));
    }

    /// <inheritdoc/>
    public IEnumerable<SlipHistory> History(HistoryQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        var filter = HistoryFilter.Of(query, session.Dialect);
        var sql = session.Dialect;
        return Numbers(filter.NumbersSql, filter.Parameters).Chunk(RowsAtOnce).SelectMany(changes => session.Query(
            $"""
            SELECT h.history_id, h.change_id, c.slip_number, s.shop, s.order_number, c.at, h.rule, h.field, h.before_value, h.after_value, c.run_id, c.evidence, c.changed_by
            FROM slip_change c {sql.Join} order_slip s ON s.slip_number = c.slip_number {sql.Join} slip_history h ON h.change_id = c.change_id
            WHERE c.change_id IN {sql.Numbers("@numbers")} {(query.Rule is null ? "" : "AND h.rule = @rule")}
            ORDER BY h.change_id, h.history_id
            """,
            HistoryRow, [("@numbers", StoreJson.Of((IReadOnlyCollection<long>)changes)), .. query.Rule is { } rule ? [("@rule", rule)] : Array.Empty<(string, object?)>()]));
    }

    /// <summary>The slips of the given numbers that fit, with their lines: two queries under one state of the store, joined as they come.</summary>
    List<OrderSlip> Slips(IReadOnlyCollection<long> numbers, string condition) => session.Read(() =>
    {
        var json = StoreJson.Of(numbers);
        var lines = session.Query(
            $"SELECT {SlipColumns.SelectLine} FROM order_line WHERE slip_number IN {session.Dialect.Numbers("@numbers")} ORDER BY slip_number, line_number",
            static row => (Slip: row.GetInt64(0), Line: SlipColumns.Line(row)), ("@numbers", json));
        var next = 0;
        return session.Query(
            $"SELECT {SlipColumns.Select} FROM order_slip s WHERE s.slip_number IN {session.Dialect.Numbers("@numbers")} AND {condition} ORDER BY s.slip_number",
            row =>
            {
                var slip = row.GetInt64(0);
                while (next < lines.Count && lines[next].Slip < slip) next++;
                var first = next;
                while (next < lines.Count && lines[next].Slip == slip) next++;
                return SlipColumns.Slip(row, lines.GetRange(first, next - first).ConvertAll(static l => l.Line));
            },
            ("@numbers", json));
    });

    /// <summary>The numbers a query gives in order, in pages: the query names <c>@last</c>, the number the page comes after.</summary>
    IEnumerable<long> Numbers(string sql, IReadOnlyList<(string, object?)> parameters)
    {
        var last = long.MinValue;
        List<long> page;
        do
        {
            page = session.Query($"{sql} LIMIT {NumbersAtOnce}", static row => row.GetInt64(0), [.. parameters, ("@last", last)]);
            foreach (var number in page) yield return number;
            if (page.Count > 0) last = page[^1];
        }
        while (page.Count == NumbersAtOnce);
    }

    static SlipHistory HistoryRow(DbDataReader row) => new()
    {
        HistoryId = row.GetInt64(0),
        ChangeId = row.GetInt64(1),
        SlipNumber = row.GetInt64(2),
        Shop = row.GetString(3),
        OrderNumber = row.GetString(4),
        At = row.Moment(5),
        Rule = row.GetString(6),
        Field = row.GetString(7),
        Before = row.TextOrNull(8),
        After = row.TextOrNull(9),
        RunId = row.TextOrNull(10),
        Evidence = row.TextOrNull(11),
        By = row.GetString(12),
    };
}
