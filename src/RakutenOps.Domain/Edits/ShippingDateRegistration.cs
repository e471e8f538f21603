using RakutenOps.Rules;

namespace RakutenOps.Edits;

/// <summary>What one slip's 発送日 comes to: the rows that RMS gets, and the slip with the same date as 納品書印刷指示日.</summary>
/// <param name="Date">The slip's date, JST.</param>
/// <param name="OnRms">発送日 of the order, JST: that of its slip which ships first, this one or another.</param>
/// <param name="Rows">Rows that are written to RMS in one request; empty when RMS has the date already.</param>
/// <param name="Edit">What changes on the slip; its changes are empty when the slip has the date already.</param>
/// <param name="Notices">What a person should know; stops nothing.</param>
public sealed record ShippingDatePlan(DateOnly Date, DateOnly OnRms, IReadOnlyList<ShipmentDate> Rows, SlipEdit Edit, IReadOnlyList<Phrase> Notices)
{
    /// <summary>Whether RMS and the slip stand so already.</summary>
    public bool IsDone => Rows.Count == 0 && Edit.Changes.Count == 0;
}

/// <summary>
/// 発送日の登録 for orders that ship 30 and more days ahead (domain.md §6): RMS gets company and 発送日 early, so that Rakuten authorises the card again 7 days before, and the slip gets the same date as
/// 納品書印刷指示日, so that R19's window meets it. An order has one 発送日: where it was split and its slips ship on different days, RMS gets the earliest, for the hold is the order's, and the authorisation
/// that Rakuten then makes goes to every slip (R22, A15). Rows that RMS has are used again, never doubled; a tracking number is never sent (API §4.1).
/// </summary>
public static class ShippingDateRegistration
{
    /// <summary>The rule that the history names.</summary>
    public const string Rule = "ShippingDate";

    /// <summary>The history's field for 発送日 on RMS.</summary>
    public const string RmsShippingDate = "RmsShippingDate";

    /// <summary>The history's field for what RMS answered to the write: its message code and its own words.</summary>
    public const string RmsAnswer = "RmsAnswer";

    /// <summary>Whether a field of the history is one of RMS and not of the slip.</summary>
    /// <param name="field">The history's field.</param>
    public static bool IsOfRms(string field) => field is RmsShippingDate or RmsAnswer;

    /// <summary>
    /// Whether the cycle registers a slip's 出荷予定日 by itself: the shop wants it, the slip is paid by card or Apple Pay, the date lies 30 days or more after 承認日 and still ahead, and no person chose
    /// another 納品書印刷指示日.
    /// </summary>
    /// <param name="slip">The slip.</param>
    /// <param name="shop">The shop and its settings.</param>
    /// <param name="today">The JST day.</param>
    public static bool IsDue(OrderSlip slip, ShopPolicy shop, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(slip);
        ArgumentNullException.ThrowIfNull(shop);
        return shop.Shop.RegisterShippingDate
            && slip is { IsLive: true, ExcludedReason: ExcludedReason.None, Status: SlipStatus.Entered or SlipStatus.AwaitingPrint, DepositStatus: DepositStatus.Paid, ApprovalDate: { } approved, PlannedShipDate: { } planned }
            && shop.KindOf(slip) is PaymentKind.Card or PaymentKind.ApplePay
            && JapanTime.Days(approved, planned) >= LongLeadTarget.Lead && planned > today
            && (slip.PrintInstructDate is null || slip.PrintInstructDate == planned);
    }

    /// <summary>Plans the registration.</summary>
    /// <param name="slip">The slip.</param>
    /// <param name="order">Its order as RMS has just given it.</param>
    /// <param name="date">発送日, JST; null is the slip's 出荷予定日.</param>
    /// <param name="company">Rakuten's code of the carrier; null is the row's own, else the recipient's usual one.</param>
    /// <param name="siblings">The other slips of the order.</param>
    /// <param name="shop">The shop and its settings.</param>
    /// <param name="now">The moment.</param>
    /// <exception cref="SlipException">SlipCancelled, ShippingDateMissing, ShippingDatePast, ShippingDatePrinted, ShippingDateNotOpen, ShippingDateReported, DeliveryCompanyMissing.</exception>
    public static ShippingDatePlan Plan(OrderSlip slip, RakutenOrder order, DateOnly? date, string? company, IReadOnlyList<OrderSlip> siblings, ShopPolicy shop, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(slip);
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(siblings);
        ArgumentNullException.ThrowIfNull(shop);
        var today = JapanTime.Day(now);
        SlipChecks.Live(slip);
        if ((date ?? slip.PlannedShipDate) is not { } day) throw new SlipException("ShippingDateMissing", slip.SlipNumber, slip.SlipNumber);
        if (day <= today) throw new SlipException("ShippingDatePast", slip.SlipNumber, day, today);
        if (slip.Status >= SlipStatus.Printing) throw new SlipException("ShippingDatePrinted", slip.SlipNumber, slip.SlipNumber, slip.Status);
        if (order.Progress is not (OrderProgress.AwaitingConfirmation or OrderProgress.RakutenProcessing or OrderProgress.AwaitingShipment)) throw new SlipException("ShippingDateNotOpen", slip.SlipNumber, order.OrderNumber, order.Progress);

        var first = siblings.Where(o => ShipsWith(o) && o.PrintInstructDate > today).Min(static o => o.PrintInstructDate) is { } other && other < day ? other : day;
        return new(day, first, [.. Rows(slip, order, first, company)], EditOf(slip, day, shop, now), [.. Notices(slip, order, day, today, shop)]);
    }

    // A copy stands beside the order, and what is printed has left.
    static bool ShipsWith(OrderSlip sibling) => sibling is { IsLive: true, Status: < SlipStatus.Printing, ExcludedReason: not ExcludedReason.Copied };

    /// <summary>The slip with the date as 納品書印刷指示日; one that no longer waits for a day stays as it is.</summary>
    /// <param name="slip">The slip.</param>
    /// <param name="date">発送日, JST.</param>
    /// <param name="shop">The shop and its settings.</param>
    /// <param name="now">The moment of the edit.</param>
    public static SlipEdit EditOf(OrderSlip slip, DateOnly date, ShopPolicy shop, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(slip);
        return SlipEdit.Change(Rule, slip, slip is { IsLive: true, Status: < SlipStatus.Printing } ? slip with { PrintInstructDate = date } : slip, shop, now);
    }

    /// <summary>What the sync says of a slip whose date it could not register.</summary>
    /// <param name="slip">The slip.</param>
    /// <param name="why">What stood in the way.</param>
    public static SyncDecision NotRegistered(OrderSlip slip, SlipException why)
    {
        ArgumentNullException.ThrowIfNull(slip);
        ArgumentNullException.ThrowIfNull(why);
        return Said(slip, Outcome.NeedsAttention, Reason.ShippingDateMissing, new("Say_ShippingDateMissing", why.Text, why.AdviceText));
    }

    /// <summary>What is said of a plan that is carried out.</summary>
    /// <param name="slip">The slip as it is.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="before">発送日 on RMS before; null when there was none.</param>
    public static SyncDecision Registered(OrderSlip slip, ShippingDatePlan plan, DateOnly? before)
    {
        ArgumentNullException.ThrowIfNull(slip);
        ArgumentNullException.ThrowIfNull(plan);
        return Said(slip, Outcome.ShippingDateSet, Reason.Applied, new("Say_ShippingDateSet", plan.Date)) with { Changes = Changes(plan, before, answer: null, taken: true), After = plan.Edit.After };
    }

    static SyncDecision Said(OrderSlip slip, Outcome outcome, Reason reason, Phrase text) =>
        new() { SlipNumber = slip.SlipNumber, OrderNumber = slip.OrderNumber, Shop = slip.Shop, Rule = Rule, Outcome = outcome, Reason = reason, Text = text };

    /// <summary>What the history keeps of the write to RMS.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="before">発送日 on RMS before; null when there was none.</param>
    /// <param name="answer">What RMS answered; null while it was not asked.</param>
    /// <param name="taken">Whether RMS took it.</param>
    public static IReadOnlyList<FieldChange> Changes(ShippingDatePlan plan, DateOnly? before, string? answer, bool taken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        List<FieldChange> changes = [];
        if (plan.Rows.Count > 0 && taken) changes.Add(new(Rule, RmsShippingDate, Show(before), Show(plan.OnRms)));
        if (plan.Rows.Count > 0 && answer is not null) changes.Add(new(Rule, RmsAnswer, null, answer));
        if (taken) changes.AddRange(plan.Edit.Changes);
        return changes;
    }

    // Rows with a tracking number are parcels that are under way; the others of a recipient are used again, and only a recipient without any row gets one.
    static IEnumerable<ShipmentDate> Rows(OrderSlip slip, RakutenOrder order, DateOnly day, string? company)
    {
        if (order.Baskets.All(static b => b.Shipments is { Count: > 0 } rows && rows.All(IsReported))) throw new SlipException("ShippingDateReported", slip.SlipNumber, order.OrderNumber);
        foreach (var basket in order.Baskets)
        {
            ShipmentRow?[] rows = basket.Shipments.Count == 0 ? [null] : [.. basket.Shipments.Where(static r => !IsReported(r))];
            foreach (var row in rows)
            {
                var carrier = company ?? row?.Company ?? basket.DeliveryCompany ?? throw new SlipException("DeliveryCompanyMissing", slip.SlipNumber, slip.SlipNumber, order.OrderNumber);
                if (row?.ShippingDate != day || row.Company != carrier) yield return new(basket.BasketId, row?.DetailId, carrier, day);
            }
        }
    }

    static bool IsReported(ShipmentRow row) => row.TrackingNumber is not null;

    static IEnumerable<Phrase> Notices(OrderSlip slip, RakutenOrder order, DateOnly day, DateOnly today, ShopPolicy shop)
    {
        if (shop.KindOf(slip) is not (PaymentKind.Card or PaymentKind.ApplePay)) yield break;
        var held = slip.ApprovalDate ?? JapanTime.Day(order.ShippingInstructedAt) ?? slip.OrderDate;
        if (JapanTime.Days(held, day) < LongLeadTarget.Lead) yield return new("Note_NoReauthorisation", day, held, LongLeadTarget.Lead);
        else if (JapanTime.Days(today, day) <= LongLeadTarget.Window) yield return new("Note_LateShippingDate", day, LongLeadTarget.Window);
    }

    static string? Show(DateOnly? day) => day?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
