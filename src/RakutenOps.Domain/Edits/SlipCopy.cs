namespace RakutenOps.Edits;

/// <summary>
/// 複写: the same goods for the same buyer once more (a re-send, say), under the order's next free <c>-fk-n</c>. The copy starts unpaid with the initial values of the 出荷可能設定, nothing of it is
/// allocated, and it is never paid automatically (R6).
/// </summary>
public static class SlipCopy
{
    /// <summary>Plans the copy.</summary>
    /// <param name="source">The slip that is copied; a cancelled one may be, and its copy is live.</param>
    /// <param name="slipsOfOrder">Every slip of the order.</param>
    /// <param name="shop">The shop and its settings.</param>
    /// <param name="now">The moment of the edit.</param>
    public static SlipPlan Plan(OrderSlip source, IEnumerable<OrderSlip> slipsOfOrder, ShopPolicy shop, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(shop);
        var setting = shop.ShippableFor(source.PaymentMethod);
        var made = SlipEdit.New("Copy", source with
        {
            OrderNumber = OrderNumbers.Next(source.RootOrderNumber, "-fk-", slipsOfOrder),
            CopiedFrom = source.SlipNumber,
            DividedFrom = null,
            MergedInto = null,
            ExcludedReason = ExcludedReason.Copied,
            Status = source.Status < SlipStatus.Entered ? source.Status : SlipStatus.Entered,
            CancelKind = CancelKind.Live,
            CancelSyncedAt = null,
            DepositStatus = setting.InitialDepositStatus,
            ApprovalStatus = setting.InitialApprovalStatus,
            ApprovalDate = null,
            LastEvidenceAt = null,
            PaymentMethodChangedAt = null,
            AmountChangedAt = null,
            Lines = [.. source.Lines.Select(static l => l with { AllocatedQuantity = 0 })],
        }, shop, now);
        return new()
        {
            Rule = "Copy",
            Target = SlipPlan.TargetOf(source),
            Action = new("Plan_Copy", made.After.OrderNumber, made.After.TotalAmount, made.After.DepositStatus, made.After.ApprovalStatus),
            Edits = [made],
        };
    }
}
