using System.Collections.Concurrent;

namespace RakutenOps.Emulator.Shops;

/// <summary>Counts requests per shop and function, whatever they were answered with. Control requests are not counted.</summary>
public sealed class RequestCounter
{
    /// <summary>Stands for the shop where credentials fit none.</summary>
    public const string NoShop = "(none)";

    readonly ConcurrentDictionary<(string Shop, string Function), int> _counts = new();

    /// <summary>All requests so far.</summary>
    public int Total => _counts.Values.Sum();

    /// <summary>Requests of one function.</summary>
    /// <param name="function">Such as <c>searchOrder</c>; null for all.</param>
    /// <param name="shop">The shop's id; null for all.</param>
    /// <returns>The number since the start or the last reset.</returns>
    public int Count(string? function = null, string? shop = null) =>
        _counts.Where(pair => (function is null || pair.Key.Function == function) && (shop is null || pair.Key.Shop == shop)).Sum(pair => pair.Value);

    /// <summary>Starts again at nothing.</summary>
    public void Reset() => _counts.Clear();

    /// <summary>All counts: shop → function → number, in name order.</summary>
    /// <returns>A copy.</returns>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, int>> ByShop() =>
        _counts.GroupBy(pair => pair.Key.Shop, StringComparer.Ordinal).OrderBy(shop => shop.Key, StringComparer.Ordinal).ToDictionary(
            shop => shop.Key,
            IReadOnlyDictionary<string, int> (shop) => shop.OrderBy(pair => pair.Key.Function, StringComparer.Ordinal)
                .ToDictionary(pair => pair.Key.Function, pair => pair.Value, StringComparer.Ordinal),
            StringComparer.Ordinal);

    internal void Add(string shop, string function) => _counts.AddOrUpdate((shop, function), 1, static (_, count) => count + 1);
}
