using System.Globalization;

namespace RakutenOps.Core.Storage;

/// <summary>A question for slips as SQL: which numbers fit, and which of its conditions a slip may have left when it is read.</summary>
/// <param name="NumbersSql">Gives slip numbers after <c>@last</c>, in order.</param>
/// <param name="Parameters">What the SQL names, but for <c>@last</c>.</param>
/// <param name="Changeable">The conditions on codes, asked again when the slip is read.</param>
internal sealed record SlipFilter(string NumbersSql, IReadOnlyList<(string, object?)> Parameters, string Changeable)
{
    public static SlipFilter Of(SlipQuery query, SqlDialect sql)
    {
        List<string> conditions = [];
        List<string> changeable = [];
        List<(string, object?)> parameters = [];

        if (query.Shops is { } shops) Among("s.shop", sql.Texts("@shops"), "@shops", StoreJson.Of(shops));
        if (query.SlipNumbers is { } numbers) Among("s.slip_number", sql.Numbers("@slips"), "@slips", StoreJson.Of(numbers));
        if (query.OrderNumbers is { } orders)
        {
            Among("s.root_order_number", sql.Texts("@roots"), "@roots", StoreJson.Of([.. orders.Select(OrderNumbers.Root).Distinct()]));
            conditions.Add($"(s.order_number IN {sql.Texts("@orders")} OR s.root_order_number IN {sql.Texts("@orders")})");
            parameters.Add(("@orders", StoreJson.Of(orders)));
        }
        if (query.OrderedFrom is { } from) Compare("s.ordered_at >= @from", "@from", from);
        if (query.OrderedBefore is { } before) Compare("s.ordered_at < @before", "@before", before);
        if (query.MergedInto is { } survivors) Among("s.merged_into", sql.Numbers("@merged"), "@merged", StoreJson.Of(survivors));

        // Codes are written out, for the database to see which partial index holds what fits.
        if (query.Live is { } live) changeable.Add(live ? "s.cancel_kind = 0" : "s.cancel_kind <> 0");
        if (query.Statuses is { } statuses)
        {
            changeable.Add(statuses.Count == 0 ? "FALSE" : $"s.status IN ({string.Join(", ", statuses.Select(static s => ((int)s).ToString(CultureInfo.InvariantCulture)))})");
            if (statuses.All(static s => s < SlipStatus.Shipped)) changeable.Add("s.status < 50");
        }
        if (query.DepositStatus is { } deposit) changeable.Add(string.Create(CultureInfo.InvariantCulture, $"s.deposit_status = {(int)deposit}"));

        var index = Index(query);
        if (index is not null && query.Shops is null) conditions.Add("s.shop IN (SELECT name FROM shop)");
        var where = string.Join(" AND ", [.. conditions, .. changeable, "s.slip_number > @last"]);
        return new($"SELECT s.slip_number FROM order_slip s {(index is null ? "" : sql.By(index))} WHERE {where} ORDER BY s.slip_number",
            parameters, changeable.Count == 0 ? "TRUE" : string.Join(" AND ", changeable));

        void Among(string column, string set, string parameter, string json)
        {
            conditions.Add($"{column} IN {set}");
            parameters.Add((parameter, json));
        }

        void Compare(string condition, string parameter, DateTimeOffset moment)
        {
            conditions.Add(condition);
            parameters.Add((parameter, StoredValues.Of(moment)));
        }
    }

    /// <summary>Numbers are looked up. Without numbers, the live slips are few beside all that were ever shipped, and an index has them; else the time of order narrows.</summary>
    static string? Index(SlipQuery query) =>
        query.SlipNumbers is not null || query.OrderNumbers is not null || query.MergedInto is not null ? null
        : query.Live == true && query.Statuses is { } statuses && statuses.All(static s => s < SlipStatus.Shipped) ? "live_slip"
        : query.OrderedFrom is not null || query.OrderedBefore is not null ? "slip_by_time"
        : null;
}

/// <summary>A question for history as SQL: which changes fit. A rule is asked of the rows.</summary>
/// <param name="NumbersSql">Gives change numbers after <c>@last</c>, in order.</param>
/// <param name="Parameters">What the SQL names, but for <c>@last</c>.</param>
internal sealed record HistoryFilter(string NumbersSql, IReadOnlyList<(string, object?)> Parameters)
{
    public static HistoryFilter Of(HistoryQuery query, SqlDialect sql)
    {
        List<string> conditions = [];
        List<(string, object?)> parameters = [];
        if (query.SlipNumbers is { } slips) Add($"c.slip_number IN {sql.Numbers("@slips")}", "@slips", StoreJson.Of(slips));
        if (query.Shop is { } shop) Add("(SELECT s.shop FROM order_slip s WHERE s.slip_number = c.slip_number) = @shop", "@shop", shop);
        if (query.Since is { } since) Add("c.at >= @since", "@since", StoredValues.Of(since));
        if (query.RunId is { } run) Add("c.run_id = @run", "@run", run);
        if (query.ChangeId is { } change)
        {
            // A change bears the number of its first row, so the change a row belongs to is the last that begins at or before it.
            Add("c.change_id = (SELECT max(f.change_id) FROM slip_change f WHERE f.change_id <= @change)", "@change", change);
            conditions.Add("EXISTS (SELECT 1 FROM slip_history h WHERE h.change_id = c.change_id AND h.history_id = @change)");
        }
        conditions.Add("c.change_id > @last");
        return new($"SELECT c.change_id FROM slip_change c WHERE {string.Join(" AND ", conditions)} ORDER BY c.change_id", parameters);

        void Add(string condition, string parameter, object value)
        {
            conditions.Add(condition);
            parameters.Add((parameter, value));
        }
    }
}
