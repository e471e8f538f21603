namespace RakutenOps.Edits;

/// <summary>
/// Makes a cancelled slip live again: 受注キャンセル区分 0. One absorbed by 同梱 gets its goods back from the survivor as far as they are still there, and is never paid automatically again (R6); other kinds
/// stay eligible (A09). What the cancel sync once wrote is remembered, so that it does not cancel the slip a second time (R23).
/// </summary>
public static class SlipRestore
{
    /// <summary>Plans the restoration; the slip comes first, then its survivor when goods come back.</summary>
    /// <param name="slip">The cancelled slip.</param>
    /// <param name="survivor">The slip it was merged into; null when it was not.</param>
    /// <param name="shop">The shop and its settings.</param>
    /// <param name="now">The moment of the edit.</param>
    /// <exception cref="SlipException">SlipNotCancelled.</exception>
    public static SlipPlan Plan(OrderSlip slip, OrderSlip? survivor, ShopPolicy shop, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(slip);
        if (slip.IsLive) throw new SlipException("SlipNotCancelled", slip.SlipNumber, slip.SlipNumber);
        var live = slip with { CancelKind = CancelKind.Live };
        if (slip.CancelKind != CancelKind.MergedIntoOther) return Plan(slip, [SlipEdit.Change("Restore", slip, live, shop, now)], []);

        live = live with { MergedInto = null, ExcludedReason = slip.ExcludedReason == ExcludedReason.None ? ExcludedReason.RestoredFromMerge : slip.ExcludedReason };
        List<Phrase> notices = [new("Note_NoAutomation", slip.SlipNumber)];
        List<SlipEdit> edits = [];
        if (survivor is not null && TakeBack(live, survivor) is var (restored, rest))
        {
            live = restored;
            edits.Add(SlipEdit.Change("Restore", survivor, rest, shop, now));
        }
        else if (survivor is { IsLive: true } && slip.Lines.Count > 0)
        {
            notices.Add(new("Note_GoodsStayOnSurvivor", slip.SlipNumber, survivor.SlipNumber));
        }
        return Plan(slip, [SlipEdit.Change("Restore", slip, live, shop, now), .. edits], notices);
    }

    static SlipPlan Plan(OrderSlip slip, IReadOnlyList<SlipEdit> edits, IReadOnlyList<Phrase> notices) => new()
    {
        Rule = "Restore",
        Target = SlipPlan.TargetOf(slip),
        Action = edits.Count > 1 ? new("Plan_RestoreGoods", slip.CancelKind, slip.TotalAmount, edits[1].After.SlipNumber, edits[1].After.TotalAmount) : new("Plan_Restore", slip.CancelKind, slip.TotalAmount),
        Edits = edits,
        Notices = notices,
    };

    // All of the goods or none: half a parcel taken back would be neither slip's order. The last of equal lines is the one that the merge added.
    static (OrderSlip Restored, OrderSlip Survivor)? TakeBack(OrderSlip slip, OrderSlip survivor)
    {
        if (!survivor.IsLive || survivor.Status is not (SlipStatus.Entered or SlipStatus.AwaitingPrint)) return null;
        var left = survivor.Lines.ToList();
        List<OrderLine> back = [];
        foreach (var line in slip.Lines.Reverse())
        {
            var at = left.FindLastIndex(l => l.ItemCode == line.ItemCode && l.Quantity == line.Quantity && l.UnitPrice == line.UnitPrice);
            if (at < 0) return null;
            back.Insert(0, line with { AllocatedQuantity = left[at].AllocatedQuantity });
            left.RemoveAt(at);
        }
        return left.Count == 0 ? null : (slip with { Lines = back }, survivor with { Lines = left, TotalAmount = survivor.TotalAmount - slip.TotalAmount });
    }
}
