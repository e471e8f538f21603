namespace RakutenOps.Core.Storage;

/// <summary>
/// What the planner asks of a store (design.md §3). Every question is answered from an index that holds nothing but slips that fit, or by looking up the orders it names:
/// a test asks EXPLAIN of each.
/// </summary>
internal sealed class PlannerSql(SqlDialect sql)
{
    /// <summary>R4 with R6, word for word as the partial indexes have it.</summary>
    public const string Waiting = """
        origin = 'api' AND excluded_reason = 0 AND cancel_kind = 0 AND status = 2 AND deposit_status = 0 AND approval_status = 10 AND approval_date IS NULL
        """;
    const string Live = "cancel_kind = 0 AND status < 50";
    /// <summary>What paid slips are held for: until the order has moved on, or has its ship date.</summary>
    const string HeldWhilePaid = "'returned_to_processing', 'cancel_not_final', 'shipping_date_missing'";

    public string CountWaiting { get; } =
        $"SELECT count(*) FROM (SELECT DISTINCT root_order_number FROM order_slip WHERE shop = @shop AND {Waiting} LIMIT @limit) AS waiting";

    public string CountWaitingBetween { get; } =
        $"SELECT count(*) FROM order_slip WHERE shop = @shop AND {Waiting} AND ordered_at >= @from AND ordered_at < @before";

    /// <summary>
    /// An order that waits with several slips comes once, at the place of its first. Left to itself SQLite would look for an earlier slip among all that are earlier,
    /// and a page late in the sweep would cost as many times its rows as lie before it.
    /// </summary>
    public string WaitingOrders { get; } = $"""
        SELECT root_order_number, ordered_at, slip_number FROM order_slip s
        WHERE shop = @shop AND {Waiting} AND ordered_at < @before AND (ordered_at, slip_number) > (@after_at, @after_slip)
          AND NOT EXISTS (SELECT 1 FROM order_slip o {sql.By("waiting_order")} WHERE o.shop = @shop AND o.root_order_number = s.root_order_number AND {Waiting}
            AND (o.ordered_at, o.slip_number) < (s.ordered_at, s.slip_number))
        ORDER BY ordered_at, slip_number LIMIT @limit
        """;

    public string WaitingAmong { get; } = $"SELECT DISTINCT root_order_number FROM order_slip WHERE shop = @shop AND {Waiting} AND root_order_number IN {sql.Texts("@numbers")}";

    /// <summary>Edited, once approved, or held waiting orders, and orders merged into a live slip, over any number of merges (A16).</summary>
    public string Direct { get; } = $"""
        WITH RECURSIVE absorbed (slip_number, root_order_number) AS (
          SELECT m.slip_number, m.root_order_number FROM order_slip s {sql.Join} order_slip m ON m.merged_into = s.slip_number
          WHERE s.shop = @shop AND s.has_absorbed = 1 AND s.cancel_kind = 0 AND s.status < 50 AND m.shop = @shop AND m.cancel_kind <> 0
          UNION
          SELECT m.slip_number, m.root_order_number FROM absorbed a {sql.Join} order_slip m ON m.merged_into = a.slip_number
          WHERE m.shop = @shop AND m.cancel_kind <> 0
        )
        SELECT root_order_number FROM order_slip WHERE shop = @shop AND {Waiting} AND edited_at >= @since
        UNION
        SELECT root_order_number FROM order_slip WHERE shop = @shop AND {Waiting} AND last_evidence_at IS NOT NULL
        UNION
        SELECT s.root_order_number FROM order_sighting h {sql.Join} order_slip s ON s.shop = h.shop AND s.root_order_number = h.order_number
        WHERE h.shop = @shop AND h.held IS NOT NULL AND ({Waiting} OR h.held IN ({HeldWhilePaid}) AND {Live})
        UNION
        SELECT root_order_number FROM absorbed
        ORDER BY root_order_number
        """;

    public string LongLead { get; } = $"""
        SELECT DISTINCT root_order_number FROM order_slip
        WHERE shop = @shop AND cancel_kind = 0 AND excluded_reason = 0 AND status IN (2, 20, 30, 40) AND print_instruct_date IS NOT NULL
          AND print_instruct_date >= @first AND print_instruct_date <= @last
          AND (payment_method IN {sql.Texts("@methods")} OR settlement_code IN {sql.Numbers("@codes")})
        ORDER BY root_order_number
        """;

    /// <summary>From each slip of the orders named up to the slip that absorbed it, over any number of merges.</summary>
    public string CancellableAmong { get; } = $"""
        WITH RECURSIVE carrier (root_order_number, slip_number) AS (
          SELECT root_order_number, slip_number FROM order_slip WHERE shop = @shop AND root_order_number IN {sql.Texts("@numbers")}
          UNION
          SELECT c.root_order_number, m.merged_into FROM carrier c {sql.Join} order_slip m ON m.slip_number = c.slip_number
          WHERE m.merged_into IS NOT NULL AND m.cancel_kind <> 0
        )
        SELECT DISTINCT c.root_order_number FROM carrier c {sql.Join} order_slip s ON s.slip_number = c.slip_number
        WHERE s.cancel_kind = 0 AND s.status <= 40 AND s.cancel_synced_at IS NULL
        """;

    public string PaidAmong { get; } =
        $"SELECT DISTINCT root_order_number FROM order_slip WHERE shop = @shop AND root_order_number IN {sql.Texts("@numbers")} AND {Live} AND deposit_status = 2";

    // For min() SQLite would rather walk slip_by_time from its oldest end, past everything ever shipped.
    public string OldestLive { get; } = $"SELECT min(ordered_at) FROM order_slip {sql.By("live_slip")} WHERE shop = @shop AND {Live}";
    public string OldestWaiting { get; } = $"SELECT min(ordered_at) FROM order_slip {sql.By("waiting_by_time")} WHERE shop = @shop AND {Waiting}";
    public string OldestPaid { get; } = $"SELECT min(ordered_at) FROM order_slip {sql.By("paid_slip")} WHERE shop = @shop AND {Live} AND deposit_status = 2";

    public string Known { get; } = $"SELECT DISTINCT root_order_number FROM order_slip WHERE shop = @shop AND root_order_number IN {sql.Texts("@numbers")}";
    public string SlipNumbersOf { get; } = $"SELECT slip_number FROM order_slip WHERE shop = @shop AND root_order_number IN {sql.Texts("@numbers")} ORDER BY slip_number";
    public string Sightings { get; } =
        $"SELECT order_number, seen_at, order_json, settlement_change_seen_at, held, told FROM order_sighting WHERE shop = @shop AND order_number IN {sql.Texts("@numbers")}";
}
