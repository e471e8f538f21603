namespace RakutenOps.Core.Storage;

public abstract partial class SqlStore
{
    /// <inheritdoc/>
    public IEnumerable<string> OpenOrders(string shop)
    {
        var sql = $"""
            SELECT DISTINCT root_order_number FROM order_slip {session.Dialect.By("live_slip")}
            WHERE shop = @shop AND cancel_kind = 0 AND status < 50 AND root_order_number > @last
            ORDER BY root_order_number LIMIT {NumbersAtOnce}
            """;
        var last = "";
        List<string> page;
        do
        {
            page = session.Query(sql, static row => row.GetString(0), ("@shop", shop), ("@last", last));
            foreach (var number in page) yield return number;
            if (page.Count > 0) last = page[^1];
        }
        while (page.Count == NumbersAtOnce);
    }

    /// <inheritdoc/>
    public IReadOnlyList<RuleCount> RuleCounts(IReadOnlyCollection<string> rules, DateTimeOffset since)
    {
        ArgumentNullException.ThrowIfNull(rules);
        var sql = session.Dialect;
        // A change has a row for each field; the amount is text in SQLite, exact in PostgreSQL, and yen have no fraction that a sum could lose.
        return session.Query(
            $"""
            SELECT s.shop, d.day, d.rule, count(*), sum(CAST(s.total_amount AS NUMERIC))
            FROM (
              SELECT DISTINCT (c.at + @offset) / @ticks AS day, h.rule, c.change_id, c.slip_number FROM slip_change c {sql.Join} slip_history h ON h.change_id = c.change_id
              WHERE c.at >= @since AND h.rule IN {sql.Texts("@rules")}
            ) AS d {sql.Join} order_slip s ON s.slip_number = d.slip_number
            GROUP BY s.shop, d.day, d.rule ORDER BY s.shop, d.day, d.rule
            """,
            static row => new RuleCount(row.GetString(0), Epoch.AddDays((int)row.GetInt64(1)), row.GetString(2), row.GetInt32(3), row.Yen(4)),
            ("@offset", JapanTime.Offset.Ticks), ("@ticks", TimeSpan.TicksPerDay), ("@since", StoredValues.Of(since)), ("@rules", StoreJson.Of(rules)));
    }

    static readonly DateOnly Epoch = DateOnly.FromDateTime(DateTime.UnixEpoch);

    internal const string RefusedSql = "SELECT order_number FROM order_sighting WHERE shop = @shop AND refused_on >= @since";

    /// <inheritdoc/>
    public IEnumerable<OrderSighting> Refused(string shop, DateOnly since)
    {
        // Numbers first: between two pages nothing is open.
        var numbers = session.Query(RefusedSql, static row => row.GetString(0), ("@shop", shop), ("@since", since));
        return numbers.Chunk(RowsAtOnce).SelectMany(chunk => Sightings(shop, chunk).Values);
    }
}
