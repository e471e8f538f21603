namespace RakutenOps.Rules;

/// <summary>The funnel (domain.md §5, R9): the stage a slip stands in, derived in a fixed order, and the moves between 受注状態 2 and 20 that follow from it.</summary>
public static class Funnel
{
    /// <summary>The stage on a given day.</summary>
    /// <param name="slip">The slip.</param>
    /// <param name="setting">出荷可能設定 of its method.</param>
    /// <param name="today">The JST day.</param>
    public static Stage StageOf(OrderSlip slip, ShippableSetting setting, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(slip);
        ArgumentNullException.ThrowIfNull(setting);
        if (!slip.IsLive) return Stage.Cancelled;
        return slip.Status switch
        {
            SlipStatus.Incomplete or SlipStatus.MailImported => Stage.NewlyReceived,
            SlipStatus.Printing => Stage.Printing,
            SlipStatus.Printed => Stage.Printed,
            SlipStatus.Shipped => Stage.Shipped,
            _ when Hold(slip, setting, today) is { } held => held,
            _ when slip.PrintInstructDate > today => Stage.AwaitingPrintDate,
            _ => Stage.AwaitingPrint,
        };
    }

    /// <summary>Moves a slip on from 2 to 20 when nothing holds it any more; never back.</summary>
    /// <param name="slip">The slip.</param>
    /// <param name="setting">出荷可能設定 of its method.</param>
    /// <param name="today">The JST day.</param>
    public static OrderSlip Advance(OrderSlip slip, ShippableSetting setting, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(slip);
        return slip is { Status: SlipStatus.Entered, IsLive: true } && Hold(slip, setting, today) is null ? slip with { Status = SlipStatus.AwaitingPrint } : slip;
    }

    /// <summary>Moves a slip back from 20 to 2 when its 入金状況 no longer reaches the threshold (A22).</summary>
    /// <param name="slip">The slip.</param>
    /// <param name="setting">出荷可能設定 of its method.</param>
    public static OrderSlip FallBack(OrderSlip slip, ShippableSetting setting)
    {
        ArgumentNullException.ThrowIfNull(slip);
        ArgumentNullException.ThrowIfNull(setting);
        return slip.Status == SlipStatus.AwaitingPrint && slip.DepositStatus < setting.RequiredDepositStatus ? slip with { Status = SlipStatus.Entered } : slip;
    }

    /// <summary>Puts a slip that a person edited where its holds want it: from 20 back to 2 when anything holds it now, from 2 on to 20 when nothing does.</summary>
    /// <param name="slip">The slip.</param>
    /// <param name="setting">出荷可能設定 of its method.</param>
    /// <param name="today">The JST day.</param>
    public static OrderSlip Settle(OrderSlip slip, ShippableSetting setting, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(slip);
        ArgumentNullException.ThrowIfNull(setting);
        return slip is { Status: SlipStatus.AwaitingPrint, IsLive: true } && Hold(slip, setting, today) is not null ? slip with { Status = SlipStatus.Entered } : Advance(slip, setting, today);
    }

    static Stage? Hold(OrderSlip slip, ShippableSetting setting, DateOnly today)
    {
        if (slip.ConfirmCheck == ConfirmCheck.Required) return Stage.AwaitingConfirmation;
        if (slip.DepositStatus < setting.RequiredDepositStatus) return Stage.AwaitingPayment;
        if (slip.Lines.Any(static l => l.AllocatedQuantity < l.Quantity)) return Stage.AwaitingAllocation;
        if (slip.Lines.Any(l => l.ReleaseDate > today)) return Stage.AwaitingRelease;
        return null;
    }
}
