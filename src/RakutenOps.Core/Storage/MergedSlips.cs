namespace RakutenOps.Core.Storage;

/// <summary>What 同梱 means for a total: that of a slip which carries goods of other orders is no order's own.</summary>
internal static class MergedSlips
{
    /// <summary>Which of the given slips absorbed another at some time.</summary>
    public static HashSet<long> CarriersAmong(this IOrderSlipStore store, IEnumerable<OrderSlip> slips)
    {
        long[] numbers = [.. slips.Select(static s => s.SlipNumber)];
        return numbers.Length == 0 ? [] : [.. store.Find(new() { MergedInto = numbers }).Select(static s => s.MergedInto!.Value)];
    }

    /// <summary>Whether the slips of one order have anything to do with a merge.</summary>
    public static bool IsMerged(IEnumerable<OrderSlip> slipsOfOrder, HashSet<long> carriers) => slipsOfOrder.Any(s => s.MergedInto is not null || carriers.Contains(s.SlipNumber));
}
