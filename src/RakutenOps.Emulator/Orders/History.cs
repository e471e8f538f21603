namespace RakutenOps.Emulator.Orders;

/// <summary>ChangeReasonModelList: one row per confirmation, change, cancellation or re-payment procedure (§3.2).</summary>
static class History
{
    public static ChangeRow Add(EmulatedOrder order, DateTimeOffset at, int type, int? reason = null, int? detail = null, int? reasonDetail = null)
    {
        var row = new ChangeRow
        {
            ChangeId = Ids.Of(order.Row, order.ChangeRows.Count),
            ChangeType = type,
            ChangeTypeDetail = detail,
            ChangeReason = reason,
            ChangeReasonDetail = reasonDetail,
            AppliedAt = at,
        };
        order.ChangeRows.Add(row);
        return row;
    }

    public static void Complete(this ChangeRow row, DateTimeOffset at, int? type = null)
    {
        row.ChangeType = type ?? row.ChangeType;
        row.FixedAt ??= at;
        row.CompletedAt = at;
    }

    /// <summary>Changes of amount or method that wait for the payment procedure.</summary>
    public static IEnumerable<ChangeRow> OpenChanges(EmulatedOrder order) => order.ChangeRows.Where(row => row is { ChangeType: 4 or 5, CompletedAt: null });
}
