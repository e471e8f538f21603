using RakutenOps.Core.Storage;
using RakutenOps.Rules;

namespace RakutenOps.Core.Sync;

/// <summary>
/// Which differences between slips and orders the sync tells: those that it sees for the first time, those of a slip that was edited since the last cycle, and those of a slip that it changes. The others
/// were told, and Get-OrderSlip shows them.
/// </summary>
internal sealed class DifferenceNews(ShopRun run, HashSet<long> carriers)
{
    readonly DateTimeOffset? lastCycle = run.Store.Cursor(run.Shop).PaymentCompletedFrom;

    /// <summary>The differences of one order's slips that are news.</summary>
    /// <param name="sight">The order as it was read.</param>
    /// <param name="last">What was last seen of it; null when nothing was.</param>
    /// <param name="verdicts">What the rules say of the slips.</param>
    public IEnumerable<SyncNotice> Of(OrderSight sight, OrderSighting? last, IReadOnlyList<SyncDecision> verdicts)
    {
        var isMerged = MergedSlips.IsMerged(sight.Slips, carriers);
        foreach (var slip in sight.Slips)
        {
            var changed = verdicts.FirstOrDefault(d => d.SlipNumber == slip.SlipNumber)?.After;
            var now = Differences.Of(sight.Of(changed ?? slip), isMerged);
            if (now.Count == 0) continue;
            var told = changed is null && slip.EditedAt < lastCycle && last?.Order is { } seen ? Differences.Of(sight.Of(slip) with { Order = seen }, isMerged) : [];
            foreach (var difference in now.Except(told)) yield return new(run.Shop, new("Say_Differs", slip.OrderNumber, slip.SlipNumber, difference.Text));
        }
    }
}
