namespace RakutenOps.Core.Storage;

/// <summary>What the prompt asks of a store while a number is typed. As with the planner, a test asks EXPLAIN of each question.</summary>
internal sealed class PromptSql(SqlDialect sql)
{
    public string WaitingSlips { get; } =
        $"SELECT slip_number FROM order_slip {sql.By("waiting_by_time")} WHERE shop = @shop AND {PlannerSql.Waiting} AND CAST(slip_number AS TEXT) LIKE @digits ORDER BY ordered_at, slip_number LIMIT @limit";

    public string SlipsBetween { get; } = "SELECT slip_number FROM order_slip WHERE slip_number >= @lowest AND slip_number <= @highest ORDER BY slip_number LIMIT @limit";

    public string WaitingOrders { get; } =
        $"SELECT slip_number FROM order_slip {sql.By("waiting_order")} WHERE shop = @shop AND {PlannerSql.Waiting} AND root_order_number >= @beginning AND root_order_number < @beyond ORDER BY root_order_number LIMIT @limit";

    public string OrdersBetween { get; } =
        "SELECT slip_number FROM order_slip WHERE root_order_number >= @beginning AND root_order_number < @beyond ORDER BY root_order_number, shop LIMIT @limit";
}
