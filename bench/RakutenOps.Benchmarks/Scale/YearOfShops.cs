using System.Globalization;
using RakutenOps.Benchmarks.Rms;
using RakutenOps.Benchmarks.Stores;
using RakutenOps.Core.Storage;

namespace RakutenOps.Benchmarks.Scale;

/// <summary>
/// A store of shops that have sold for a year, in a file or on a server: most slips are shipped, each with its history and what was last seen of its order; the youngest wait or are in
/// hand, and have the numbers and times that <see cref="RmsProcess"/> gives to generated orders.
/// </summary>
/// <param name="Shops">The shops.</param>
/// <param name="SlipsEach">Slips of each shop.</param>
/// <param name="WaitingEach">Of these, how many wait for their payment.</param>
/// <param name="InHandEach">And how many are paid and not yet shipped.</param>
/// <param name="LiveDays">Over how many days, up to now, those were ordered.</param>
/// <param name="RunDays">Over how many days, up to now, the rows of runs go back.</param>
internal sealed record YearOfShops(IReadOnlyList<string> Shops, int SlipsEach, int WaitingEach, int InHandEach, int LiveDays, int RunDays)
{
    const int SlipsAtOnce = 10_000;

    /// <summary>Orders at 200.</summary>
    public OrderSpan Waiting => new(0, WaitingEach, SlipFile.Now.AddDays(-LiveDays), SlipFile.Now.AddHours(-1));

    /// <summary>Orders at 300.</summary>
    public OrderSpan InHand => new(WaitingEach, InHandEach, SlipFile.Now.AddDays(-LiveDays).AddHours(12), SlipFile.Now.AddDays(-2));

    OrderSpan Gone => new(WaitingEach + InHandEach, SlipsEach - WaitingEach - InHandEach, SlipFile.Now.AddDays(-365), SlipFile.Now.AddDays(-LiveDays - 1));

    /// <summary>Makes the tables of a new store, and fills them.</summary>
    /// <param name="store">The store; it is empty.</param>
    /// <param name="progress">Told how many slips there are.</param>
    public void Fill(SqlStore store, Action<long>? progress = null)
    {
        store.Save(new PaymentMethodMap { SettlementCode = 1, PaymentMethod = "クレジットカード", Kind = PaymentKind.Card });
        foreach (var shop in Shops)
        {
            store.Save(new RakutenShop { Name = shop, Endpoint = new("https://api.rms.rakuten.co.jp/"), OrderImport = true, CancelKind = CancelKind.CustomerRequest, LicenseExpiresAt = SlipFile.Now.AddDays(80) });
            store.Save(SlipFile.AfterLastCycle(shop));
        }
        var (session, date) = store is PostgresStore server ? ((SqlSession)server.Session, "DATE") : (((SqliteStore)store).Session, "TEXT");
        // These rows name what is there: a superuser of the server need not have each of them looked up.
        if (store is PostgresStore) session.Query("SELECT set_config('session_replication_role', 'replica', false) FROM pg_roles WHERE rolname = current_user AND rolsuper", static _ => 0);
        session.Execute($"CREATE TEMPORARY TABLE made (slip BIGINT PRIMARY KEY, shop TEXT, number TEXT, at BIGINT, state BIGINT, ordered TEXT, paid TEXT, day {date}, due TEXT, refused {date})");
        string[] statements =
        [
            "DELETE FROM made",
            $"""
            INSERT INTO made SELECT CAST(value ->> 0 AS BIGINT), value ->> 1, value ->> 2, CAST(value ->> 3 AS BIGINT), CAST(value ->> 4 AS BIGINT), value ->> 5, value ->> 6, CAST(value ->> 7 AS {date}), value ->> 8, CAST(value ->> 9 AS {date})
            FROM {session.Dialect.Rows("@rows")}
            """,
            Slips, Lines, Sightings, Changes, History,
        ];
        var slips = 0L;
        foreach (var chunk in Rows().Chunk(SlipsAtOnce))
        {
            var rows = StoreJson.Of(chunk);
            session.Write([], () => statements.Sum(sql => sql.Contains("@rows", StringComparison.Ordinal) ? session.Execute(sql, ("@rows", rows)) : session.Execute(sql)));
            progress?.Invoke(slips += chunk.Length);
        }
        for (var day = 0; day < RunDays; day++)
        {
            var until = StoredValues.Of(SlipFile.Now.AddDays(-day));
            session.Write([], () => session.Execute(Runs, ("@until", until)));
        }
        store.AfterCopy();
    }

    // The shops' slips come in turn, as they do in life: the oldest of each shop, then the next.
    IEnumerable<object?[]> Rows()
    {
        var slip = 0L;
        foreach (var (span, state) in ((OrderSpan, State)[])[(Gone, State.Shipped), (InHand, State.InHand), (Waiting, State.Waiting)])
        {
            for (var i = 0; i < span.Count; i++)
            {
                foreach (var shop in Shops)
                {
                    var (number, at) = span.Order(shop, i);
                    // One in forty was cancelled; three in a hundred had an authorisation refused.
                    var now = state == State.Shipped && i % 40 == 0 ? State.Cancelled : state;
                    yield return
                    [
                        ++slip, shop, number, StoredValues.Of(at), (long)now, Iso(at), now is State.Shipped or State.InHand ? Iso(at.AddMinutes(30)) : null,
                        now is State.Shipped or State.InHand ? Day(at.AddMinutes(30)) : null, slip % 33 == 0 ? Day(at.AddDays(7)) : null, slip % 33 == 0 ? Day(at) : null,
                    ];
                }
            }
        }
    }

    enum State
    {
        Waiting,
        InHand,
        Shipped,
        Cancelled,
    }

    static string Iso(DateTimeOffset at) => at.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);

    static string Day(DateTimeOffset at) => JapanTime.Day(at).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    const string Slips = """
        INSERT INTO order_slip (slip_number, shop, order_number, root_order_number, origin, status, cancel_kind, deposit_status, approval_status, approval_date, payment_method, settlement_code, total_amount,
          confirm_check, ordered_at, last_evidence_at, excluded_reason, edited_at, version)
        SELECT slip, shop, number, number, 'api', CASE state WHEN 2 THEN 50 WHEN 1 THEN 20 ELSE 2 END, CASE state WHEN 3 THEN 1 ELSE 0 END, CASE WHEN paid IS NULL THEN 0 ELSE 2 END,
          CASE WHEN paid IS NULL THEN 10 ELSE 30 END, day, 'クレジットカード', 1, CAST(1000 + slip * 37 % 9000 AS NUMERIC), 0, at, CASE WHEN paid IS NOT NULL THEN at + 18000000000 END, 0, at, 3
        FROM made ORDER BY slip
        """;

    const string Lines = "INSERT INTO order_line SELECT slip, 1, 'item-1001', 'あんぱん 6個', 1, 1, CAST(1000 + slip * 37 % 9000 AS NUMERIC), NULL FROM made ORDER BY slip";

    // As StoreJson writes an order.
    const string Sightings = """
        INSERT INTO order_sighting (shop, order_number, seen_at, refused_on, order_json, told)
        SELECT shop, number, at + CASE WHEN state < 2 THEN 36000000000 ELSE 6048000000000 END, refused,
          '{"OrderNumber":"' || number || '","Progress":' || CASE state WHEN 3 THEN '900' WHEN 2 THEN '500' WHEN 1 THEN '300' ELSE '200' END || ',"OrderedAt":"' || ordered || '"'
          || CASE WHEN paid IS NULL THEN '' ELSE ',"ShippingInstructedAt":"' || paid || '"' END || ',"SettlementCode":1,"SettlementName":"クレジットカード","IsCommonSettlement":true,"RequestedAmount":'
          || CAST(1000 + slip * 37 % 9000 AS TEXT) || ',"Changes":[],"DueDates":[' || CASE WHEN due IS NULL THEN '' ELSE '{"Type":1,"Date":"' || due || '"}' END
          || '],"Items":[{"ItemCode":"item-1001","ItemName":"あんぱん 6個","Units":1,"Price":3000}],"Baskets":[{"BasketId":1,"DeliveryCompany":"1001","Shipments":[]}]}', ''
        FROM made ORDER BY slip
        """;

    // Every slip was made; those that are paid were by R8, and some of them shipped; those that are cancelled were by R23. A slip has three numbers of changes, each as far from the next as a server's.
    const string Changes = """
        INSERT INTO slip_change (change_id, slip_number, at, run_id, evidence, changed_by)
        SELECT (slip * 3 + n) * 64, slip, at + n * 18000000000, CASE WHEN n < 2 THEN 'R' || at END, CASE WHEN n = 1 THEN 'ShippingInstruction' END, 'job'
        FROM made, (SELECT 0 AS n UNION ALL SELECT 1 UNION ALL SELECT 2) AS change WHERE n = 0 OR n = 1 AND state > 0 OR n = 2 AND state = 2 ORDER BY slip, n
        """;

    const string History = """
        INSERT INTO slip_history (change_id, history_id, rule, field, before_value, after_value)
        SELECT (slip * 3 + n) * 64, (slip * 3 + n) * 64 + k, rule, field, a, CASE field WHEN 'Slip' THEN CAST(slip AS TEXT) WHEN 'ApprovalDate' THEN CAST(day AS TEXT) ELSE b END
        FROM made, (
          SELECT 0 AS n, 0 AS k, 'Import' AS rule, 'Slip' AS field, NULL AS a, NULL AS b, 0 AS first, 3 AS last
          UNION ALL SELECT 1, 0, 'R8', 'DepositStatus', '0', '2', 1, 2 UNION ALL SELECT 1, 1, 'R8', 'ApprovalStatus', '10', '30', 1, 2
          UNION ALL SELECT 1, 2, 'R8', 'ApprovalDate', NULL, NULL, 1, 2 UNION ALL SELECT 1, 3, 'R9', 'Status', '2', '20', 1, 2
          UNION ALL SELECT 2, 0, 'Manual', 'Status', '20', '50', 2, 2 UNION ALL SELECT 1, 0, 'R23', 'CancelKind', '0', '1', 3, 3
        ) AS change
        WHERE state BETWEEN first AND last ORDER BY slip, n, k
        """;

    // A day's runs: an import and a payment cycle of each shop every quarter of an hour.
    const string Runs = """
        WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 95)
        INSERT INTO sync_run (run_id, shop, kind, started_at, ended_at, completed, error, requests, orders_read, slips_changed, needs_attention, host)
        SELECT shop.name || kind.name || CAST(@until - i * 9000000000 AS TEXT), shop.name, kind.name, @until - i * 9000000000, @until - i * 9000000000 + (20 + i % 40) * 10000000, 1, NULL, 3 + i % 9, 120, i % 5, 0, 'job'
        FROM n, shop, (SELECT 'Import' AS name UNION ALL SELECT 'Payment') AS kind
        """;
}
