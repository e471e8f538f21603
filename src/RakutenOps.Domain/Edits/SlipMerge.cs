namespace RakutenOps.Edits;

/// <summary>
/// 同梱: slips of one shop become one parcel. The survivor takes the goods with their allocation and the totals; the absorbed slips get 受注キャンセル区分 3. The survivor is paid by its own
/// Rakuten order alone (A16).
/// </summary>
public static class SlipMerge
{
    /// <summary>Plans the merge; the survivor comes first.</summary>
    /// <param name="survivor">The slip that stays.</param>
    /// <param name="absorbed">The slips that go into it.</param>
    /// <param name="earlier">Slips that were merged into one of <paramref name="absorbed"/> before: they now belong to the survivor.</param>
    /// <param name="shop">The shop and its settings.</param>
    /// <param name="now">The moment of the edit.</param>
    /// <exception cref="SlipException">MergeEmpty, MergeItself, MergeOtherShop, SlipCancelled, SlipNotMergeable (only 受注状態 2 and 20 can be joined).</exception>
    public static SlipPlan Plan(OrderSlip survivor, IReadOnlyList<OrderSlip> absorbed, IEnumerable<OrderSlip> earlier, ShopPolicy shop, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(survivor);
        ArgumentNullException.ThrowIfNull(absorbed);
        ArgumentNullException.ThrowIfNull(earlier);
        if (absorbed.Count == 0) throw new SlipException("MergeEmpty", survivor.SlipNumber, survivor.SlipNumber);
        CheckMergeable(survivor);
        foreach (var slip in absorbed)
        {
            if (slip.SlipNumber == survivor.SlipNumber) throw new SlipException("MergeItself", slip.SlipNumber, slip.SlipNumber);
            if (slip.Shop != survivor.Shop) throw new SlipException("MergeOtherShop", slip.SlipNumber, slip.SlipNumber, slip.Shop, survivor.SlipNumber, survivor.Shop);
            CheckMergeable(slip);
        }

        var next = survivor.Lines.Select(static l => l.LineNumber).DefaultIfEmpty().Max();
        var lines = survivor.Lines.Concat(absorbed.SelectMany(static s => s.Lines).Select((line, i) => line with { LineNumber = next + i + 1 })).ToArray();
        var after = survivor with { Lines = lines, TotalAmount = survivor.TotalAmount + absorbed.Sum(static s => s.TotalAmount) };
        var gone = absorbed.Select(slip => SlipEdit.Change("Merge", slip, slip with
        {
            CancelKind = CancelKind.MergedIntoOther,
            MergedInto = survivor.SlipNumber,
            Lines = [.. slip.Lines.Select(static l => l with { AllocatedQuantity = 0 })],
        }, shop, now));
        var chained = earlier.Select(slip => SlipEdit.Change("Merge", slip, slip with { MergedInto = survivor.SlipNumber }, shop, now));
        return new()
        {
            Rule = "Merge",
            Target = SlipPlan.TargetOf(survivor),
            Action = new("Plan_Merge", string.Join(", ", absorbed.Select(static s => s.SlipNumber)), survivor.TotalAmount, after.TotalAmount),
            Edits = [SlipEdit.Change("Merge", survivor, after, shop, now), .. gone, .. chained],
            Notices = [.. absorbed.Where(s => s.DepositStatus < survivor.DepositStatus).Select(static s => new Phrase("Note_MergedUnpaid", s.SlipNumber, s.OrderNumber, s.DepositStatus))],
        };
    }

    static void CheckMergeable(OrderSlip slip)
    {
        SlipChecks.Live(slip);
        if (slip.Status is not (SlipStatus.Entered or SlipStatus.AwaitingPrint)) throw new SlipException("SlipNotMergeable", slip.SlipNumber, slip.SlipNumber, slip.Status);
    }
}
