using System.Data.Common;
using RakutenOps.Rules;

namespace RakutenOps.Core.Storage;

public abstract partial class SqlStore
{
    /// <summary>
    /// A booking further ahead than this was made by a clock that has since been put back: no queue of processes and no Retry-After is that long,
    /// and the shop must not stand still for the hour.
    /// </summary>
    static readonly TimeSpan LongestQueue = TimeSpan.FromMinutes(15);

    const int RunsAtOnce = 500;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, OrderSighting> Sightings(string shop, IReadOnlyCollection<string> orderNumbers)
    {
        ArgumentNullException.ThrowIfNull(orderNumbers);
        if (orderNumbers.Count == 0) return new Dictionary<string, OrderSighting>();
        return session.Query(planner.Sightings, row => new OrderSighting
        {
            Shop = shop,
            OrderNumber = row.GetString(0),
            SeenAt = row.Moment(1),
            Kept = row.TextOrNull(2) is { } json ? KeptOrder.Of(json, session.Damaged) : null,
            SettlementChangeSeenAt = row.MomentOrNull(3),
            Held = row.TextOrNull(4) is { } code ? ReasonCode.Parse(code) : null,
            Told = [.. row.GetString(5).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(ReasonCode.Parse)],
        }, ("@shop", shop), ("@numbers", StoreJson.Of(orderNumbers))).ToDictionary(static s => s.OrderNumber, StringComparer.Ordinal);
    }

    /// <summary>Writes a sighting where anything but the time differs from what stands there.</summary>
    void Write(OrderSighting sighting) => session.Execute(
        """
        INSERT INTO order_sighting (shop, order_number, seen_at, order_json, refused_on, settlement_change_seen_at, held, told)
        VALUES (@shop, @order, @seen, @json, @refused, @settlement, @held, @told)
        ON CONFLICT (shop, order_number) DO UPDATE SET seen_at = excluded.seen_at, order_json = excluded.order_json, refused_on = excluded.refused_on,
          settlement_change_seen_at = excluded.settlement_change_seen_at, held = excluded.held, told = excluded.told
        WHERE order_sighting.order_json IS DISTINCT FROM excluded.order_json OR order_sighting.held IS DISTINCT FROM excluded.held
          OR order_sighting.settlement_change_seen_at IS DISTINCT FROM excluded.settlement_change_seen_at OR order_sighting.told <> excluded.told
        """,
        ("@shop", sighting.Shop), ("@order", sighting.OrderNumber), ("@seen", StoredValues.Of(sighting.SeenAt)), ("@json", sighting.Kept?.Json),
        ("@refused", StoredValues.Of(sighting.Order is { } order ? NgGrace.RefusedOn(order) : null)),
        ("@settlement", StoredValues.Of(sighting.SettlementChangeSeenAt)), ("@held", sighting.Held is { } held ? ReasonCode.Of(held) : null),
        ("@told", string.Join(' ', sighting.Told.Select(ReasonCode.Of))));

    /// <inheritdoc/>
    public SyncCursor Cursor(string shop) => session.Query(
        """
        SELECT payment_completed_from, imported_until, sweep_ordered_at, sweep_slip_number, swept_at, old_sweep_ordered_at, old_sweep_slip_number, old_swept_at,
          cancel_window, processing_swept_to
        FROM sync_cursor WHERE shop = @shop
        """,
        row => new SyncCursor
        {
            Shop = shop,
            PaymentCompletedFrom = row.MomentOrNull(0),
            ImportedUntil = row.MomentOrNull(1),
            Sweep = Position(row, 2),
            SweptAt = row.MomentOrNull(4),
            OldSweep = Position(row, 5),
            OldSweptAt = row.MomentOrNull(7),
            CancelWindow = row.GetInt32(8),
            ProcessingSweptTo = row.MomentOrNull(9),
        },
        ("@shop", shop)).FirstOrDefault() ?? new SyncCursor { Shop = shop };

    static SweepPosition? Position(DbDataReader row, int column) => row.MomentOrNull(column) is { } at ? new(at, row.GetInt64(column + 1)) : null;

    /// <inheritdoc/>
    public void Save(SyncCursor cursor)
    {
        ArgumentNullException.ThrowIfNull(cursor);
        session.Execute(
            """
            INSERT INTO sync_cursor (shop, payment_completed_from, imported_until, sweep_ordered_at, sweep_slip_number, swept_at,
              old_sweep_ordered_at, old_sweep_slip_number, old_swept_at, cancel_window, processing_swept_to)
            VALUES (@shop, @payment, @imported, @sweep_at, @sweep_slip, @swept, @old_at, @old_slip, @old_swept, @cancel, @processing)
            ON CONFLICT (shop) DO UPDATE SET payment_completed_from = excluded.payment_completed_from, imported_until = excluded.imported_until,
              sweep_ordered_at = excluded.sweep_ordered_at, sweep_slip_number = excluded.sweep_slip_number, swept_at = excluded.swept_at,
              old_sweep_ordered_at = excluded.old_sweep_ordered_at, old_sweep_slip_number = excluded.old_sweep_slip_number, old_swept_at = excluded.old_swept_at,
              cancel_window = excluded.cancel_window, processing_swept_to = excluded.processing_swept_to
            """,
            ("@shop", cursor.Shop), ("@payment", StoredValues.Of(cursor.PaymentCompletedFrom)), ("@imported", StoredValues.Of(cursor.ImportedUntil)),
            ("@sweep_at", StoredValues.Of(cursor.Sweep?.OrderedAt)), ("@sweep_slip", cursor.Sweep?.SlipNumber), ("@swept", StoredValues.Of(cursor.SweptAt)),
            ("@old_at", StoredValues.Of(cursor.OldSweep?.OrderedAt)), ("@old_slip", cursor.OldSweep?.SlipNumber), ("@old_swept", StoredValues.Of(cursor.OldSweptAt)),
            ("@cancel", (long)cursor.CancelWindow), ("@processing", StoredValues.Of(cursor.ProcessingSweptTo)));
    }

    /// <inheritdoc/>
    public void Save(SyncRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        session.Execute(
            """
            INSERT INTO sync_run (run_id, shop, kind, started_at, ended_at, completed, error, requests, orders_read, slips_changed, needs_attention, host)
            VALUES (@run, @shop, @kind, @started, @ended, @completed, @error, @requests, @read, @changed, @attention, @host)
            ON CONFLICT (run_id) DO UPDATE SET ended_at = excluded.ended_at, completed = excluded.completed, error = excluded.error, requests = excluded.requests,
              orders_read = excluded.orders_read, slips_changed = excluded.slips_changed, needs_attention = excluded.needs_attention, host = excluded.host
            """,
            ("@run", run.RunId), ("@shop", run.Shop), ("@kind", run.Kind), ("@started", StoredValues.Of(run.StartedAt)), ("@ended", StoredValues.Of(run.EndedAt)),
            ("@completed", StoredValues.Of(run.Completed)), ("@error", run.Error), ("@requests", (long)run.Requests), ("@read", (long)run.OrdersRead),
            ("@changed", (long)run.SlipsChanged), ("@attention", (long)run.NeedsAttention), ("@host", run.Host));
    }

    const string RunColumns = "run_id, shop, kind, started_at, ended_at, completed, error, requests, orders_read, slips_changed, needs_attention, host";

    /// <inheritdoc/>
    public IEnumerable<SyncRun> Runs(string? shop = null, DateTimeOffset? since = null)
    {
        var sql = $"""
            SELECT {RunColumns} FROM sync_run
            WHERE {(shop is null ? "" : "shop = @shop AND ")}(started_at, run_id) < (@before, @before_id) AND started_at >= @since
            ORDER BY started_at DESC, run_id DESC LIMIT {RunsAtOnce}
            """;
        (object At, string Id) before = (long.MaxValue, "");
        List<SyncRun> page;
        do
        {
            page = shop is null
                ? session.Query(sql, Run, ("@before", before.At), ("@before_id", before.Id), ("@since", StoredValues.Of(since) ?? long.MinValue))
                : session.Query(sql, Run, ("@shop", shop), ("@before", before.At), ("@before_id", before.Id), ("@since", StoredValues.Of(since) ?? long.MinValue));
            foreach (var run in page) yield return run;
            if (page.Count > 0) before = (StoredValues.Of(page[^1].StartedAt), page[^1].RunId);
        }
        while (page.Count == RunsAtOnce);
    }

    /// <inheritdoc/>
    public IReadOnlyList<SyncRun> OpenRuns(string shop) =>
        session.Query($"SELECT {RunColumns} FROM sync_run WHERE shop = @shop AND ended_at IS NULL AND error IS NULL ORDER BY started_at, run_id", Run, ("@shop", shop));

    /// <inheritdoc/>
    public int ForgetRuns(DateTimeOffset before) => session.Execute("DELETE FROM sync_run WHERE started_at < @before", ("@before", StoredValues.Of(before)));

    static SyncRun Run(DbDataReader row) => new()
    {
        RunId = row.GetString(0),
        Shop = row.GetString(1),
        Kind = row.GetString(2),
        StartedAt = row.Moment(3),
        EndedAt = row.MomentOrNull(4),
        Completed = row.Flag(5),
        Error = row.TextOrNull(6),
        Requests = row.GetInt32(7),
        OrdersRead = row.GetInt32(8),
        SlipsChanged = row.GetInt32(9),
        NeedsAttention = row.GetInt32(10),
        Host = row.TextOrNull(11),
    };

    /// <inheritdoc/>
    public LeaseResult TakeLease(string shop, string owner, DateTimeOffset now, DateTimeOffset until) => session.Write([shop], () =>
    {
        var held = session.Query("SELECT owner, held_until FROM shop_lease WHERE shop = @shop AND owner IS NOT NULL",
            static row => (Owner: row.GetString(0), Until: row.Moment(1)), ("@shop", shop));
        var other = held.Count > 0 && held[0].Owner != owner ? held[0] : default;
        if (other.Owner is not null && other.Until > now) return new(false, other.Owner, other.Until, null);
        session.Execute(
            """
            INSERT INTO shop_lease (shop, owner, held_until) VALUES (@shop, @owner, @until)
            ON CONFLICT (shop) DO UPDATE SET owner = excluded.owner, held_until = excluded.held_until
            """,
            ("@shop", shop), ("@owner", owner), ("@until", StoredValues.Of(until)));
        return new LeaseResult(true, owner, until, other.Owner);
    });

    /// <inheritdoc/>
    public LeaseResult? Lease(string shop) => session.Query("SELECT owner, held_until FROM shop_lease WHERE shop = @shop AND owner IS NOT NULL",
        static row => new LeaseResult(true, row.GetString(0), row.Moment(1), null), ("@shop", shop)).FirstOrDefault();

    /// <inheritdoc/>
    public void ReleaseLease(string shop, string owner) =>
        session.Execute("UPDATE shop_lease SET owner = NULL, held_until = NULL WHERE shop = @shop AND owner = @owner", ("@shop", shop), ("@owner", owner));

    /// <inheritdoc/>
    public DateTimeOffset BookRequest(string shop, DateTimeOffset now, TimeSpan spacing) => session.Query(
        """
        INSERT INTO shop_lease (shop, next_request_at) VALUES (@shop, @now + @spacing)
        ON CONFLICT (shop) DO UPDATE SET next_request_at =
          CASE WHEN shop_lease.next_request_at > @now AND shop_lease.next_request_at <= @now + @longest THEN shop_lease.next_request_at ELSE @now END + @spacing
        RETURNING next_request_at - @spacing
        """,
        static row => row.Moment(0),
        ("@shop", shop), ("@now", StoredValues.Of(now)), ("@spacing", spacing.Ticks), ("@longest", LongestQueue.Ticks))[0];
}
