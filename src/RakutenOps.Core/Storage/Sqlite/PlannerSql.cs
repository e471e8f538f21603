namespace RakutenOps.Core.Storage;

/// <summary>
/// What the planner asks of a SQLite store (design.md §3). Every question is answered from an index that holds nothing but slips that fit, or by looking up the orders it names:
/// a test asks EXPLAIN QUERY PLAN of each.
/// </summary>
internal static class PlannerSql
{
    /// <summary>R4 with R6, word for word as the partial indexes have it.</summary>
    const string Waiting = """
        origin = 'api' AND excluded_reason = 0 AND cancel_kind = 0 AND status = 2 AND deposit_status = 0 AND approval_status = 10 AND approval_date IS NULL
        """;
    const string Live = "cancel_kind = 0 AND status < 50";
    const string Given = "(SELECT value FROM json_each(@numbers))";

    public const string CountWaiting =
        $"SELECT count(*) FROM (SELECT DISTINCT root_order_number FROM order_slip WHERE shop = @shop AND {Waiting} LIMIT @limit)";

    public const string CountWaitingBetween =
        $"SELECT count(DISTINCT root_order_number) FROM order_slip WHERE shop = @shop AND {Waiting} AND ordered_at >= @from AND ordered_at < @before";

    /// <summary>
    /// An order that waits with several slips comes once, at the place of its first. Left to itself SQLite would look for an earlier slip among all that are earlier,
    /// and a page late in the sweep would cost as many times its rows as lie before it.
    /// </summary>
    public const string WaitingOrders = $"""
        SELECT root_order_number, ordered_at, slip_number FROM order_slip s
        WHERE shop = @shop AND {Waiting} AND ordered_at < @before AND (ordered_at, slip_number) > (@after_at, @after_slip)
          AND NOT EXISTS (SELECT 1 FROM order_slip o INDEXED BY waiting_order WHERE o.shop = @shop AND o.root_order_number = s.root_order_number AND {Waiting}
            AND (o.ordered_at, o.slip_number) < (s.ordered_at, s.slip_number))
        ORDER BY ordered_at, slip_number LIMIT @limit
        """;

    public const string WaitingAmong = $"SELECT DISTINCT root_order_number FROM order_slip WHERE shop = @shop AND {Waiting} AND root_order_number IN {Given}";

    /// <summary>Edited, once approved, or held waiting orders, and orders merged into a live slip, over any number of merges (A16).</summary>
    public const string Direct = $"""
        WITH RECURSIVE absorbed (slip_number, root_order_number) AS (
          SELECT m.slip_number, m.root_order_number FROM order_slip s CROSS JOIN order_slip m ON m.merged_into = s.slip_number
          WHERE s.shop = @shop AND s.has_absorbed = 1 AND s.cancel_kind = 0 AND s.status < 50 AND m.shop = @shop AND m.cancel_kind <> 0
          UNION
          SELECT m.slip_number, m.root_order_number FROM absorbed a CROSS JOIN order_slip m ON m.merged_into = a.slip_number
          WHERE m.shop = @shop AND m.cancel_kind <> 0
        )
        SELECT root_order_number FROM order_slip WHERE shop = @shop AND {Waiting} AND edited_at >= @since
        UNION
        SELECT root_order_number FROM order_slip WHERE shop = @shop AND {Waiting} AND last_evidence_at IS NOT NULL
        UNION
        SELECT s.root_order_number FROM order_sighting h CROSS JOIN order_slip s ON s.shop = h.shop AND s.root_order_number = h.order_number
        WHERE h.shop = @shop AND h.held IS NOT NULL AND {Waiting}
        UNION
        SELECT root_order_number FROM absorbed
        ORDER BY root_order_number
        """;

    public const string LongLead = """
        SELECT DISTINCT root_order_number FROM order_slip
        WHERE shop = @shop AND cancel_kind = 0 AND excluded_reason = 0 AND status IN (2, 20, 30, 40) AND print_instruct_date IS NOT NULL
          AND print_instruct_date >= @first AND print_instruct_date <= @last AND payment_method IN (SELECT value FROM json_each(@methods))
        ORDER BY root_order_number
        """;

    /// <summary>From each slip of the orders named up to the slip that absorbed it, over any number of merges.</summary>
    public const string CancellableAmong = $"""
        WITH RECURSIVE carrier (root_order_number, slip_number) AS (
          SELECT root_order_number, slip_number FROM order_slip WHERE shop = @shop AND root_order_number IN {Given}
          UNION
          SELECT c.root_order_number, m.merged_into FROM carrier c CROSS JOIN order_slip m ON m.slip_number = c.slip_number
          WHERE m.merged_into IS NOT NULL AND m.cancel_kind <> 0
        )
        SELECT DISTINCT c.root_order_number FROM carrier c CROSS JOIN order_slip s ON s.slip_number = c.slip_number
        WHERE s.cancel_kind = 0 AND s.status <= 40 AND s.cancel_synced_at IS NULL
        """;

    public const string PaidAmong =
        $"SELECT DISTINCT root_order_number FROM order_slip WHERE shop = @shop AND root_order_number IN {Given} AND {Live} AND deposit_status = 2";

    // For min() SQLite would rather walk slip_by_time from its oldest end, past everything ever shipped.
    public const string OldestLive = $"SELECT min(ordered_at) FROM order_slip INDEXED BY live_slip WHERE shop = @shop AND {Live}";
    public const string OldestWaiting = $"SELECT min(ordered_at) FROM order_slip INDEXED BY waiting_by_time WHERE shop = @shop AND {Waiting}";
    public const string OldestPaid = $"SELECT min(ordered_at) FROM order_slip INDEXED BY paid_slip WHERE shop = @shop AND {Live} AND deposit_status = 2";

    public const string Known = $"SELECT DISTINCT root_order_number FROM order_slip WHERE shop = @shop AND root_order_number IN {Given}";
    public const string SlipNumbersOf = $"SELECT slip_number FROM order_slip WHERE shop = @shop AND root_order_number IN {Given} ORDER BY slip_number";
    public const string Sightings =
        $"SELECT order_number, seen_at, order_json, settlement_change_seen_at, held, told FROM order_sighting WHERE shop = @shop AND order_number IN {Given}";
}
