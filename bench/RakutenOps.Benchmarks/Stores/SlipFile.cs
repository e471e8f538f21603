using System.Globalization;
using Microsoft.Data.Sqlite;
using RakutenOps.Benchmarks.Rms;
using RakutenOps.Core.Storage;

namespace RakutenOps.Benchmarks.Stores;

/// <summary>Makes a store as it stands between two cycles of shops that have long been running: nothing was edited since the last cycle, and every order was seen.</summary>
internal static class SlipFile
{
    /// <summary>The moment of every cycle that is measured.</summary>
    public static readonly DateTimeOffset Now = new(2026, 6, 30, 12, 0, 0, JapanTime.Offset);

    /// <summary>When the last cycle was.</summary>
    public static readonly DateTimeOffset LastCycle = Now.AddMinutes(-15);

    static readonly DateTimeOffset Imported = Now.AddDays(-20);

    /// <summary>Makes a store.</summary>
    /// <param name="path">Where.</param>
    /// <param name="endpoint">Where RMS answers.</param>
    /// <param name="shops">What each shop holds.</param>
    public static void Make(string path, Uri endpoint, IReadOnlyList<ShopSlips> shops)
    {
        using (var store = SqliteStore.Open(path))
        {
            store.Save(new PaymentMethodMap { SettlementCode = 1, PaymentMethod = Card, Kind = PaymentKind.Card });
            foreach (var shop in shops)
            {
                store.Save(new RakutenShop { Name = shop.Shop, Endpoint = endpoint, OrderImport = true, CancelKind = CancelKind.CustomerRequest, LicenseExpiresAt = Now.AddDays(80) });
                store.Save(AfterLastCycle(shop.Shop));
            }
        }
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        Execute(connection, "PRAGMA synchronous = OFF; PRAGMA cache_size = -200000; BEGIN");
        using var rows = new Rows(connection);
        foreach (var shop in shops)
        {
            rows.Add(shop.Shop, shop.Waiting, Waiting, OrderProgress.RakutenProcessing);
            if (shop.Paid is { } paid) rows.Add(shop.Shop, paid, static s => Paid(s), OrderProgress.AwaitingShipment);
            if (shop.LongLead is { } ahead) rows.Add(shop.Shop, ahead, static s => Paid(s) with { PrintInstructDate = JapanTime.Day(Now).AddDays(3) }, OrderProgress.AwaitingShipment);
        }
        Execute(connection, "COMMIT; PRAGMA wal_checkpoint(TRUNCATE)");
    }

    /// <summary>Where a shop's cycles stand after the last one.</summary>
    public static SyncCursor AfterLastCycle(string shop) => new() { Shop = shop, PaymentCompletedFrom = LastCycle, ImportedUntil = LastCycle, SweptAt = LastCycle, OldSweptAt = LastCycle };

    const string Card = "クレジットカード";

    static OrderSlip Waiting(OrderSlip slip) => slip;

    static OrderSlip Paid(OrderSlip slip) => slip with
    {
        Status = SlipStatus.AwaitingPrint,
        DepositStatus = DepositStatus.Paid,
        ApprovalStatus = ApprovalStatus.Approved,
        ApprovalDate = slip.OrderDate,
        LastEvidenceAt = slip.OrderedAt.AddMinutes(40),
    };

    static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    sealed class Rows : IDisposable
    {
        readonly SqliteCommand slips;
        readonly SqliteCommand lines;
        readonly SqliteCommand sightings;
        long number;

        public Rows(SqliteConnection connection)
        {
            var columns = SlipColumns.All;
            slips = Command(connection, $"INSERT INTO order_slip (slip_number, {string.Join(", ", columns.Select(static c => c.Name))}, version) VALUES (@slip_number, {string.Join(", ", columns.Select(static c => c.Parameter))}, 1)",
                ["@slip_number", .. columns.Select(static c => c.Parameter)]);
            lines = Command(connection, "INSERT INTO order_line (slip_number, line_number, item_code, item_name, quantity, allocated_quantity, unit_price) VALUES (@slip, 1, 'item-1001', 'あんぱん 6個', 1, 1, '3000')", ["@slip"]);
            sightings = Command(connection, "INSERT INTO order_sighting (shop, order_number, seen_at, order_json, told) VALUES (@shop, @order, @seen, @json, '')", ["@shop", "@order", "@seen", "@json"]);
        }

        public void Add(string shop, OrderSpan orders, Func<OrderSlip, OrderSlip> state, OrderProgress progress)
        {
            foreach (var (order, at) in orders.Orders(shop))
            {
                var slip = state(new() { Shop = shop, OrderNumber = order, PaymentMethod = Card, SettlementCode = 1, TotalAmount = 3000, OrderedAt = at, EditedAt = Imported });
                slips.Parameters[0].Value = ++number;
                for (var i = 0; i < SlipColumns.All.Count; i++) slips.Parameters[i + 1].Value = SlipColumns.All[i].Read(slip) switch { null => DBNull.Value, decimal yen => yen.ToString(CultureInfo.InvariantCulture), var value => value };
                slips.ExecuteNonQuery();
                lines.Parameters[0].Value = number;
                lines.ExecuteNonQuery();
                Fill(sightings, shop, order, StoredValues.Of(LastCycle), StoreJson.Of(Seen(order, at, progress)));
            }
        }

        // As long as a real one; a sweep over the whole store writes what RMS really says.
        static RakutenOrder Seen(string order, DateTimeOffset at, OrderProgress progress) => new()
        {
            OrderNumber = order,
            Progress = progress,
            OrderedAt = at,
            ConfirmedAt = at.AddMinutes(10),
            SettlementCode = 1,
            SettlementName = Card,
            IsCommonSettlement = true,
            RequestedAmount = 3000,
            Items = [new("item-1001", "あんぱん 6個", 1, 3000)],
            Baskets = [new(1, "1001", [])],
        };

        static void Fill(SqliteCommand command, params ReadOnlySpan<object?> values)
        {
            for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i];
            command.ExecuteNonQuery();
        }

        static SqliteCommand Command(SqliteConnection connection, string sql, IEnumerable<string> parameters)
        {
            var command = connection.CreateCommand();
            command.CommandText = sql;
            foreach (var name in parameters) command.Parameters.Add(new() { ParameterName = name });
            return command;
        }

        public void Dispose()
        {
            slips.Dispose();
            lines.Dispose();
            sightings.Dispose();
        }
    }
}

/// <summary>What a shop holds.</summary>
/// <param name="Shop">The shop.</param>
/// <param name="Waiting">Orders that wait for payment, at 200.</param>
/// <param name="Paid">Orders paid and not yet shipped, at 300.</param>
/// <param name="LongLead">Orders paid that ship within R19's window.</param>
internal sealed record ShopSlips(string Shop, OrderSpan Waiting, OrderSpan? Paid = null, OrderSpan? LongLead = null);
