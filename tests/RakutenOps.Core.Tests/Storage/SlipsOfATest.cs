using System.Data.Common;
using RakutenOps.Core.Storage;

namespace RakutenOps.Core.Tests.Storage;

/// <summary>Fills a store with many slips at once, past the program, for tests of size.</summary>
internal static class SlipsOfATest
{
    public const string Shop = "kobe-bakery";
    public static readonly DateTimeOffset Now = new(2026, 1, 20, 10, 0, 0, JapanTime.Offset);

    /// <summary>
    /// Waiting slips W1…, then others O1… that no question of the planner is about: shipped, cancelled, and (one in a hundred) absorbed by a slip that was shipped.
    /// All were once approved, edited just now and printed in the window of R19.
    /// </summary>
    public static void Fill(SqliteStore store, int waiting, int others) => Fill(store, store.Session.Connection, waiting, others);

    /// <summary>The same on a server, which then counts what there is.</summary>
    public static void Fill(PostgresStore store, int waiting, int others)
    {
        Fill(store, store.Session.Connection, waiting, others);
        Execute(store.Session.Connection, "ANALYZE");
    }

    static void Fill(IOrderSlipStore store, DbConnection connection, int waiting, int others)
    {
        store.Save(new RakutenShop { Name = Shop, Endpoint = new("https://api.rms.rakuten.co.jp/") });
        Execute(connection, Insert("'W' || i", "2, 0, 0, 10, NULL", "NULL", "NULL", "0"), ("@count", waiting), ("@offset", 0));
        Execute(connection, Insert("'O' || i", "CASE WHEN i % 100 = 7 THEN 2 ELSE 50 END, CASE WHEN i % 100 = 7 THEN 3 ELSE 0 END, 2, 30, '2025-12-01'", "'2026-01-22'",
            "CASE WHEN i % 100 = 7 THEN i + @offset - 1 END", "i % 2"), ("@count", others), ("@offset", waiting));
        Execute(connection, "INSERT INTO order_line SELECT slip_number, 1, 'anpan-6', 'あんぱん 6個', 2, 0, '1650', NULL FROM order_slip");
    }

    static string Insert(string order, string payment, string instruct, string merged, string absorbed) => $"""
        WITH RECURSIVE n (i) AS (SELECT CAST(1 AS BIGINT) WHERE @count > 0 UNION ALL SELECT i + 1 FROM n WHERE i < @count)
        INSERT INTO order_slip (slip_number, shop, order_number, root_order_number, origin, status, cancel_kind, deposit_status, approval_status, approval_date, payment_method,
          settlement_code, total_amount, confirm_check, ordered_at, print_instruct_date, last_evidence_at, excluded_reason, edited_at, merged_into, has_absorbed, version)
        SELECT i + @offset, '{Shop}', {order}, {order}, 'api', {payment}, 'クレジットカード', 1, '3300', 0, @now - (i % 10000) * 600000000, {instruct}, @now, 0, @now, {merged}, {absorbed}, 1 FROM n
        """;

    static void Execute(DbConnection connection, string sql, params (string Name, long Value)[] numbers)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in numbers.Append(("@now", (long)StoredValues.Of(Now))).Where(n => sql.Contains(n.Item1, StringComparison.Ordinal)))
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }
        command.ExecuteNonQuery();
    }
}
