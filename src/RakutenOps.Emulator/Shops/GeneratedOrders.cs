using RakutenOps.Emulator.Clock;
using RakutenOps.Emulator.Orders;

namespace RakutenOps.Emulator.Shops;

/// <summary>Generating orders and moving them on. Callers hold the shop's gate.</summary>
static class GeneratedOrders
{
    static readonly TimeSpan UntilConfirmed = TimeSpan.FromMinutes(10);
    static readonly TimeSpan UntilSettled = TimeSpan.FromMinutes(30);
    static readonly TimeSpan UntilShipped = TimeSpan.FromHours(20);

    public static void Add(Shop shop, GenerationSpec spec, DateTimeOffset now)
    {
        var from = Jst.Whole(spec.From ?? now.AddDays(-30));
        var to = Jst.Whole(spec.To ?? now.AddHours(-1));
        if (spec.Count < 0 || to < from || to > now) throw new EventRefusedException("Generated orders need a count of 0 or more and a window that ends by now.");
        CheckShares(spec.Progress, Progress.IsKnown, "progress");
        CheckShares(spec.Methods, static _ => true, "methods");
        shop.Columns.Reserve(shop.Columns.Count + spec.Count);
        for (var at = 0; at < spec.Count; at++)
        {
            var row = shop.AddBare();
            var progress = Share(spec.Progress, Draw.Fraction(spec.Seed, (ulong)row), Progress.Processing);
            var method = Share(spec.Methods, Draw.Fraction(spec.Seed ^ 0xBEEF, (ulong)row), Settlement.Card);
            var ordered = from + ((to - from) * ((double)at / Math.Max(1, spec.Count - 1)));
            shop.Columns.Set(row, progress, method);
            shop.Columns.SetTime(DateType.Ordered, row, ordered);
            if (progress >= Progress.Processing) shop.Columns.SetTime(DateType.Confirmed, row, Earlier(ordered + UntilConfirmed, now));
            if (progress is >= Progress.AwaitingShipment and <= Progress.Collected) Settle(shop, row, Earlier(ordered + UntilConfirmed + UntilSettled, now));
            if (progress is >= Progress.Shipped and <= Progress.Collected) shop.Columns.SetTime(DateType.Reported, row, Earlier(ordered + UntilShipped, now));
        }
    }

    public static List<string> Move(Shop shop, BulkMove move, DateTimeOffset now)
    {
        if (!Progress.IsKnown(move.To) || move.To <= move.From) throw new EventRefusedException($"Generated orders move on only: {move.To} is not after {move.From}.");
        var at = Jst.Whole(move.At ?? now);
        if (at > now) throw new EventRefusedException("Generated orders move by the emulator's clock: that time has not come yet.");
        var rows = Enumerable.Range(0, shop.Columns.Count).Where(row => shop.IsBare(row) && shop.Columns.ProgressOf(row) == move.From)
            .OrderBy(row => Draw.Number(move.Seed, (ulong)row)).Take(move.Count).Order().ToList();
        foreach (var row in rows)
        {
            shop.Columns.Set(row, move.To, shop.Columns.MethodOf(row));
            if (shop.Columns.TimeOf(DateType.Confirmed, row) is null) shop.Columns.SetTime(DateType.Confirmed, row, at);
            if (move.To is >= Progress.AwaitingShipment and <= Progress.Collected && shop.Columns.TimeOf(DateType.Fixed, row) is null) Settle(shop, row, at);
            if (move.To is >= Progress.Shipped and <= Progress.Collected && shop.Columns.TimeOf(DateType.Reported, row) is null) shop.Columns.SetTime(DateType.Reported, row, at);
        }
        return rows.ConvertAll(shop.NumberOf);
    }

    static void Settle(Shop shop, int row, DateTimeOffset at) => shop.Columns.SetTime(DateType.Fixed, row, at);

    static void CheckShares(IReadOnlyDictionary<int, double> shares, Func<int, bool> known, string name)
    {
        if (shares.Values.Any(share => share < 0) || shares.Values.Sum() > 1.000001 || !shares.Keys.All(known))
            throw new EventRefusedException($"'{name}' gives each known code a share; the shares add up to 1 at most.");
    }

    static int Share(IReadOnlyDictionary<int, double> shares, double drawn, int rest)
    {
        foreach (var (code, share) in shares)
        {
            if (drawn < share) return code;
            drawn -= share;
        }
        return rest;
    }

    static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}
