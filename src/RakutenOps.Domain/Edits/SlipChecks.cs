namespace RakutenOps.Edits;

/// <summary>What more than one edit refuses.</summary>
internal static class SlipChecks
{
    public static void Live(OrderSlip slip)
    {
        if (!slip.IsLive) throw new SlipException("SlipCancelled", slip.SlipNumber, slip.SlipNumber, slip.CancelKind);
    }

    public static void Amount(object target, decimal amount)
    {
        if (amount < 0) throw new SlipException("AmountNegative", target, amount);
    }

    public static void NotBeforeOrder(object target, DateOnly? day, DateOnly ordered)
    {
        if (day < ordered) throw new SlipException("DateTooEarly", target, day, ordered);
    }

    public static void Allocation(object target, int line, int allocated, int quantity)
    {
        if (allocated < 0 || allocated > quantity) throw new SlipException("AllocationImpossible", target, line, allocated, quantity);
    }

    /// <summary>承認日: a day on which Rakuten can have authorised the order.</summary>
    public static void ApprovalDate(OrderSlip slip, DateOnly day, DateOnly today)
    {
        if (day > today) throw new SlipException("ApprovalInFuture", slip.SlipNumber, day, today);
        if (slip.Origin == SlipOrigin.Api) NotBeforeOrder(slip.SlipNumber, day, slip.OrderDate);
    }
}
