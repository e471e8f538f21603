using RakutenOps.Core.Storage;
using RakutenOps.Edits;

namespace RakutenOps.Core.Sync;

/// <summary>
/// 発送日の自動登録: the slips whose 出荷予定日 the cycle registers after it paid them (R8), where the shop wants it. The order is marked in the transaction that pays the slip and unmarked in the one that
/// fills 納品書印刷指示日, so that a run that is killed in between is finished by the next.
/// </summary>
internal sealed class DueShippingDates(ShopRun run)
{
    readonly Dictionary<string, (RakutenOrder Order, OrderSighting Sighting)> marked = new(StringComparer.Ordinal);
    readonly List<OrderSlip> planned = [];

    /// <summary>Marks an order whose slip is due; gives the sighting back as it is to be written.</summary>
    /// <param name="sight">The order as it was read.</param>
    /// <param name="last">What was last seen of it; null when nothing was.</param>
    /// <param name="verdicts">What the rules say of the slips.</param>
    /// <param name="sighting">The sighting without the mark.</param>
    public OrderSighting Take(OrderSight sight, OrderSighting? last, IReadOnlyList<SyncDecision> verdicts, OrderSighting sighting)
    {
        var waits = last?.Held == Reason.ShippingDateMissing;
        var due = new List<OrderSlip>();
        foreach (var slip in sight.Slips)
        {
            var verdict = verdicts.FirstOrDefault(d => d.SlipNumber == slip.SlipNumber);
            var paid = verdict is { Outcome: Outcome.Paid or Outcome.PaidWithNewMethod } ? verdict.After : null;
            if ((paid ?? (waits ? verdict?.After ?? slip : null)) is { } candidate && IsDue(candidate, sight.Order)) due.Add(candidate);
        }
        if (due.Count == 0) return sighting;
        if (sighting.Held is null) sighting = sighting with { Held = Reason.ShippingDateMissing };
        marked[sight.Order.OrderNumber] = (sight.Order, sighting);
        planned.AddRange(due);
        return sighting;
    }

    /// <summary>Registers the dates of the slips that are due now that the batch is written; of several slips of an order the one that ships first comes first, and the last takes the mark away.</summary>
    public async Task RegisterAsync(CancellationToken cancel)
    {
        if (marked.Count == 0) return;
        IEnumerable<OrderSlip> slips = run.DryRun ? planned : run.Store.SlipsOf(run.Shop, [.. marked.Keys]).Where(s => IsDue(s, marked[s.RootOrderNumber].Order));
        var due = slips.OrderBy(static s => s.PlannedShipDate).ThenBy(static s => s.SlipNumber).ToList();
        var steps = due.Select((s, i) => new ShippingDateStep(s, marked[s.RootOrderNumber].Order, null, null, marked[s.RootOrderNumber].Sighting, IsLast: due.FindLastIndex(o => o.RootOrderNumber == s.RootOrderNumber) == i));
        await new ShippingDates(run, byPerson: false).RegisterAsync([.. steps], cancel).ConfigureAwait(false);
    }

    bool IsDue(OrderSlip slip, RakutenOrder order) =>
        ShippingDateRegistration.IsDue(slip, run.Policy, JapanTime.Day(run.Now))
        && (order.Progress is OrderProgress.RakutenProcessing or OrderProgress.AwaitingShipment)
        && (slip.PrintInstructDate is null || order.ShippingDate is not { } onRms || onRms > slip.PlannedShipDate);
}
