namespace RakutenOps.Edits;

/// <summary>
/// 分割: moves goods to a new slip <c>-bk-n</c> of the same order. UnitPrice × Quantity goes with the goods; fees, postage and points stay on the source. Every other header field is carried over,
/// the payment state included (R10, R11), and what Rakuten's next result says is written to each that meets R4.
/// </summary>
public static class SlipSplit
{
    /// <summary>Plans the split; the new slip comes first.</summary>
    /// <param name="source">The slip that goods are taken from.</param>
    /// <param name="pieces">Line number → pieces that move.</param>
    /// <param name="slipsOfOrder">Every slip of the order.</param>
    /// <param name="shop">The shop and its settings.</param>
    /// <param name="now">The moment of the edit.</param>
    /// <exception cref="SlipException">SlipCancelled, SlipNotSplittable (受注状態 0, 1, 50), LineNotFound, SplitEmpty, SplitTooMuch, SplitTakesAll.</exception>
    public static SlipPlan Plan(OrderSlip source, IReadOnlyDictionary<int, int> pieces, IEnumerable<OrderSlip> slipsOfOrder, ShopPolicy shop, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(pieces);
        Check(source, pieces);

        List<OrderLine> stay = [], move = [];
        foreach (var line in source.Lines)
        {
            var moved = pieces.GetValueOrDefault(line.LineNumber);
            // What is set aside stays as far as the source can use it: a split usually parts what ships now from what does not.
            var allocated = Math.Min(line.AllocatedQuantity, line.Quantity - moved);
            if (moved < line.Quantity) stay.Add(line with { Quantity = line.Quantity - moved, AllocatedQuantity = allocated });
            if (moved > 0) move.Add(line with { LineNumber = move.Count + 1, Quantity = moved, AllocatedQuantity = line.AllocatedQuantity - allocated });
        }
        if (stay.Count == 0) throw new SlipException("SplitTakesAll", source.SlipNumber, source.SlipNumber);

        var worth = move.Sum(static l => l.UnitPrice * l.Quantity);
        var target = SlipEdit.New("Split", source with
        {
            OrderNumber = OrderNumbers.Next(source.RootOrderNumber, "-bk-", slipsOfOrder),
            DividedFrom = source.SlipNumber,
            Lines = move,
            TotalAmount = worth,
        }, shop, now);
        var rest = SlipEdit.Change("Split", source, source with { Lines = stay, TotalAmount = source.TotalAmount - worth }, shop, now);
        return new()
        {
            Rule = "Split",
            Target = SlipPlan.TargetOf(source),
            Action = new("Plan_Split", move.Sum(static l => l.Quantity), worth, target.After.OrderNumber, rest.After.TotalAmount),
            Edits = [target, rest],
            Notices = rest.After.TotalAmount < 0 ? [new("Note_NegativeTotal", source.SlipNumber, rest.After.TotalAmount)] : [],
        };
    }

    static void Check(OrderSlip source, IReadOnlyDictionary<int, int> pieces)
    {
        SlipChecks.Live(source);
        if (source.Status is SlipStatus.Incomplete or SlipStatus.MailImported or SlipStatus.Shipped) throw new SlipException("SlipNotSplittable", source.SlipNumber, source.SlipNumber, source.Status);
        if (pieces.Count == 0) throw new SlipException("SplitEmpty", source.SlipNumber, source.SlipNumber);
        foreach (var (number, moved) in pieces)
        {
            var line = source.Lines.FirstOrDefault(l => l.LineNumber == number) ?? throw new SlipException("LineNotFound", source.SlipNumber, source.SlipNumber, number);
            if (moved < 1) throw new SlipException("SplitEmpty", source.SlipNumber, source.SlipNumber);
            if (moved > line.Quantity) throw new SlipException("SplitTooMuch", source.SlipNumber, source.SlipNumber, number, line.Quantity, moved);
        }
    }
}
