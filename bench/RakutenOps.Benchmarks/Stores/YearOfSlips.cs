using Microsoft.Data.Sqlite;
using RakutenOps.Core.Storage;

namespace RakutenOps.Benchmarks.Stores;

/// <summary>A store of shops that have sold for a year: most slips are shipped, each with its history and what was last seen of its order; the last weeks' wait or are in hand.</summary>
internal static class YearOfSlips
{
    /// <summary>One slip of so many waits for its payment, and one is paid and not yet shipped.</summary>
    const int OneIn = 10;

    /// <summary>Makes a store of so many slips, and runs of the last month every quarter of an hour.</summary>
    public static void Make(string path, int slips, IReadOnlyList<string> shops)
    {
        using (var store = SqliteStore.Open(path))
        {
            store.Save(new PaymentMethodMap { SettlementCode = 1, PaymentMethod = "クレジットカード", Kind = PaymentKind.Card });
            foreach (var shop in shops)
            {
                store.Save(new RakutenShop { Name = shop, Endpoint = new("https://api.rms.rakuten.co.jp/"), OrderImport = true, CancelKind = CancelKind.CustomerRequest, LicenseExpiresAt = SlipFile.Now.AddDays(80) });
            }
        }
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        Execute(connection, "PRAGMA synchronous = OFF; PRAGMA cache_size = -200000; BEGIN");
        Execute(connection, Slips, ("@count", slips), ("@shops", StoreJson.Of(shops)), ("@now", Ticks(SlipFile.Now)), ("@year", TimeSpan.FromDays(365).Ticks / slips));
        foreach (var sql in (string[])[Lines, Sightings, Changes, History]) Execute(connection, sql, ("@now", Ticks(SlipFile.Now)));
        Execute(connection, Runs, ("@now", Ticks(SlipFile.Now)), ("@step", TimeSpan.FromMinutes(15).Ticks), ("@count", 30 * 96));
        Execute(connection, "COMMIT; PRAGMA wal_checkpoint(TRUNCATE)");
    }

    static object Ticks(DateTimeOffset at) => StoredValues.Of(at);

    // Slip i was ordered i steps ago. Of the youngest tenth and the tenth after it, every second waits and every second is in hand; all others are shipped, some cancelled.
    static readonly string Slips = $"""
        WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < @count), s (i, shop, number, state) AS (
          SELECT i, (SELECT value FROM json_each(@shops) WHERE key = i % json_array_length(@shops)),
            strftime('%Y%m%d', (@now - i * @year) / 10000000 + 32400, 'unixepoch') || printf('-%010d', @count - i) AS number, CASE WHEN i > @count / {OneIn} * 2 THEN CASE WHEN i % 40 = 0 THEN 3 ELSE 2 END ELSE i % 2 END FROM n
        )
        INSERT INTO order_slip (slip_number, shop, order_number, root_order_number, origin, status, cancel_kind, deposit_status, approval_status, approval_date, payment_method, settlement_code, total_amount,
          confirm_check, ordered_at, last_evidence_at, excluded_reason, edited_at, version)
        SELECT i, shop, shop || '-' || number, shop || '-' || number, 'api', CASE state WHEN 2 THEN 50 WHEN 1 THEN 20 ELSE 2 END, CASE state WHEN 3 THEN 1 ELSE 0 END,
          CASE WHEN state IN (1, 2) THEN 2 ELSE 0 END, CASE WHEN state IN (1, 2) THEN 30 ELSE 10 END,
          CASE WHEN state IN (1, 2) THEN date((@now - i * @year) / 10000000, 'unixepoch', '+9 hours') END, 'クレジットカード', 1, CAST(1000 + i * 37 % 9000 AS TEXT), 0, @now - i * @year,
          CASE WHEN state IN (1, 2) THEN @now - i * @year + 18000000000 END, 0, @now - i * @year, 2
        FROM s
        """;

    const string Lines = "INSERT INTO order_line SELECT slip_number, 1, 'item-1001', 'あんぱん 6個', 1, 1, total_amount, NULL FROM order_slip WHERE @now <> 0";

    // Three in a hundred had an authorisation refused, and all but the youngest were changed and paid.
    const string Sightings = """
        INSERT INTO order_sighting (shop, order_number, seen_at, refused_on, order_json, told)
        SELECT shop, order_number, min(ordered_at + 6048000000000, @now), CASE WHEN slip_number % 33 = 0 THEN date(ordered_at / 10000000 + 32400, 'unixepoch') END, json_object('OrderNumber', order_number, 'Progress', CASE WHEN cancel_kind <> 0 THEN 900 WHEN status = 50 THEN 500 WHEN deposit_status = 2 THEN 300 ELSE 200 END,
            'OrderedAt', strftime('%Y-%m-%dT%H:%M:%S+09:00', ordered_at / 10000000 + 32400, 'unixepoch'), 'ShippingInstructedAt', CASE WHEN deposit_status = 2 THEN strftime('%Y-%m-%dT%H:%M:%S+09:00', last_evidence_at / 10000000 + 32400, 'unixepoch') END,
            'SettlementCode', 1, 'SettlementName', 'クレジットカード', 'IsCommonSettlement', json('true'), 'RequestedAmount', CAST(total_amount AS INTEGER), 'Changes', json('[]'),
            'DueDates', json(CASE WHEN slip_number % 33 = 0 THEN json_array(json_object('Type', 1, 'Date', date(ordered_at / 10000000 + 32400, 'unixepoch', '+7 days'))) ELSE '[]' END),
            'Items', json('[{"ItemCode":"item-1001","ItemName":"あんぱん 6個","Units":1,"Price":3000}]'), 'Baskets', json('[{"BasketId":1,"DeliveryCompany":"1001","Shipments":[]}]')), ''
        FROM order_slip
        """;

    // Every slip was made; those that are paid by R8, those that are cancelled by R23.
    const string Changes = """
        INSERT INTO slip_change (change_id, slip_number, at, run_id, evidence, changed_by)
        SELECT slip_number * 10, slip_number, ordered_at, 'R', NULL, 'job' FROM order_slip WHERE @now <> 0
        UNION ALL SELECT slip_number * 10 + 1, slip_number, ordered_at + 18000000000, 'R', 'ShippingInstruction', 'job' FROM order_slip WHERE deposit_status = 2 OR cancel_kind <> 0
        """;

    const string History = """
        INSERT INTO slip_history (change_id, history_id, rule, field, before_value, after_value)
        SELECT slip_number * 10, slip_number * 10, 'Import', 'Slip', NULL, slip_number FROM order_slip WHERE @now <> 0
        UNION ALL SELECT s.slip_number * 10 + 1, s.slip_number * 10 + 1 + f.k, f.rule, f.field, f.a, f.b
          FROM order_slip s JOIN (SELECT 0 AS k, 'R8' AS rule, 'DepositStatus' AS field, '0' AS a, '2' AS b UNION ALL SELECT 1, 'R8', 'ApprovalStatus', '10', '30' UNION ALL SELECT 2, 'R8', 'ApprovalDate', NULL, '2026-01-01' UNION ALL SELECT 3, 'R9', 'Status', '2', '20') f
          WHERE s.deposit_status = 2
        UNION ALL SELECT slip_number * 10 + 1, slip_number * 10 + 1, 'R23', 'CancelKind', '0', '1' FROM order_slip WHERE cancel_kind <> 0
        """;

    const string Runs = """
        WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < @count)
        INSERT INTO sync_run SELECT shop.name || '-' || n.i, shop.name, 'Payment', @now - n.i * @step, @now - n.i * @step + (20 + n.i % 40) * 10000000, 1, NULL, 3 + n.i % 9, 120, n.i % 5, 0, 'job' FROM n, shop
        """;

    static void Execute(SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        foreach (var (name, value) in parameters) command.Parameters.AddWithValue(name, value);
        command.ExecuteNonQuery();
    }
}
