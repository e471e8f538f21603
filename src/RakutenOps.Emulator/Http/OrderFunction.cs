using System.Text.Json;
using RakutenOps.Emulator.Shops;

namespace RakutenOps.Emulator.Http;

/// <summary>What a function answers from. The shop's gate is held and everything due by <paramref name="Now"/> has happened.</summary>
/// <param name="Shop">The shop that asks.</param>
/// <param name="Rules">The life cycle under the switches of now.</param>
/// <param name="Now">The emulator's clock.</param>
/// <param name="Body">The request.</param>
sealed record FunctionCall(Shop Shop, Rules Rules, DateTimeOffset Now, JsonElement Body)
{
    /// <summary>Orders older than this are not answered any more (§1.7).</summary>
    public DateTimeOffset Oldest => Now.AddDays(-730);

    /// <summary>The row of an order that RMS still answers for, or null.</summary>
    public int? Find(string number) => Shop.Find(number) is { } row && Shop.Columns.TimeOf(Orders.DateType.Ordered, row) >= Oldest ? row : null;
}

/// <summary>One function under <c>/es/2.0/order/</c>.</summary>
delegate Answer OrderFunction(FunctionCall call);
