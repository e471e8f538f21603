using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace RakutenOps.Emulator.Orders;

/// <summary>
/// One order as Rakuten holds it: everything that decides or moves. What no rule reads (addresses, flags) is drawn from the seed when the order is
/// rendered. This class is also the document of the control API; times are whole seconds, days are JST days.
/// </summary>
public sealed class EmulatedOrder
{
    /// <summary>The order number, <c>{shop}-{yyyyMMdd}-{sequence}</c>.</summary>
    public required string OrderNumber { get; init; }

    /// <summary>Position in the shop; ids of baskets and rows derive from it.</summary>
    public required int Row { get; init; }

    /// <summary>orderProgress (§3.3).</summary>
    public int Progress { get; set; } = Orders.Progress.AwaitingConfirmation;

    /// <summary>orderDatetime.</summary>
    public DateTimeOffset OrderedAt { get; set; }

    /// <summary>shopOrderCfmDatetime; null while unconfirmed.</summary>
    public DateTimeOffset? ConfirmedAt { get; set; }

    /// <summary>orderFixDatetime; null until the payment is settled.</summary>
    public DateTimeOffset? FixedAt { get; set; }

    /// <summary>shippingInstDatetime, 発送指示日時; null until Rakuten says "ship".</summary>
    public DateTimeOffset? ShippingInstructedAt { get; set; }

    /// <summary>shippingCmplRptDatetime; null until shipped.</summary>
    public DateTimeOffset? ShippingReportedAt { get; set; }

    /// <summary>When the money was collected (dateType 6 of searchOrder); not part of a getOrder answer.</summary>
    public DateTimeOffset? SettlementFixedAt { get; set; }

    /// <summary>cancelDueDate.</summary>
    public DateOnly? CancelDueDate { get; set; }

    /// <summary>settlementMethodCode (§3.5); null renders <c>SettlementModel: null</c>.</summary>
    public int? SettlementMethodCode { get; set; } = Settlement.Card;

    /// <summary>settlementMethod when the name is not to be the usual one of the code.</summary>
    public string? SettlementMethodName { get; set; }

    /// <summary>rpaySettlementFlag; null follows the code.</summary>
    public bool? CommonSettlement { get; set; }

    /// <summary>Last four digits of the card; changes with each new card.</summary>
    public string CardDigits { get; set; } = "1234";

    /// <summary>False renders −9999 for amounts that are not fixed yet (§1.2).</summary>
    public bool AmountsFixed { get; set; } = true;

    /// <summary>COD fee, yen.</summary>
    public int DeliveryPrice { get; set; }

    /// <summary>Payment fee, yen.</summary>
    public int PaymentCharge { get; set; }

    /// <summary>Coupons of the shop, yen.</summary>
    public int CouponPrice { get; set; }

    /// <summary>Points used.</summary>
    public int UsedPoint { get; set; }

    /// <summary>What the buyer is billed (§3.7 c), yen; derived from the rest.</summary>
    public int RequestPrice => TotalPrice + DeliveryPrice + PaymentCharge - CouponPrice - UsedPoint;

    /// <summary>Goods and postage, yen.</summary>
    [JsonIgnore]
    public int TotalPrice => Packages.Sum(package => package.GoodsPrice + package.PostagePrice);

    /// <summary>orderType: 1 normal, 4 subscription, 5 頒布会, 6 pre-order.</summary>
    public int OrderType { get; set; } = 1;

    /// <summary>subStatusId; null is none.</summary>
    public long? SubStatusId { get; set; }

    /// <summary>subStatusName.</summary>
    public string? SubStatusName { get; set; }

    /// <summary>The buyer's wished day of arrival.</summary>
    public DateOnly? DeliveryDate { get; set; }

    /// <summary>The buyer's comment.</summary>
    public string? Remarks { get; set; }

    /// <summary>The shop's own note.</summary>
    public string? Memo { get; set; }

    /// <summary>Recipients with their goods and shipment rows; never empty.</summary>
    public List<EmulatedPackage> Packages { get; set; } = [];

    /// <summary>ChangeReasonModelList, oldest first.</summary>
    public List<ChangeRow> ChangeRows { get; set; } = [];

    /// <summary>DueDateModelList; rows are appended, never overwritten.</summary>
    public List<DueDateRow> DueDates { get; set; } = [];

    /// <summary>Payment attempts of getPayment (§4.2), oldest first.</summary>
    public List<PaymentAttempt> Payments { get; set; } = [];

    /// <summary>What becomes of each authorisation or payment asked for; <see cref="BankAnswer.Manual"/> waits for an event.</summary>
    public BankAnswer Authorisation { get; set; }

    /// <summary>What becomes of the re-authorisation 7 days before 発送日.</summary>
    public BankAnswer Reauthorisation { get; set; } = BankAnswer.Ok;

    /// <summary>True when RMS confirms the order by itself.</summary>
    public bool AutoConfirm { get; set; }

    /// <summary>False keeps Rakuten's 14-day and 7-day cancellation off this order.</summary>
    public bool AutoCancel { get; set; } = true;

    /// <summary>The progress that a withdrawn cancellation returns to.</summary>
    public int? ProgressBeforeCancel { get; set; }

    /// <summary>When anything last happened to the order: the nightly jobs never act before it.</summary>
    public DateTimeOffset ChangedAt { get; set; }

    /// <summary>Laid over the rendered getOrder answer: objects merge, an object over a list merges by index, anything else replaces.</summary>
    public JsonObject? Answer { get; set; }

    /// <summary>Paths (<c>PackageModelList.0.SenderModel</c>) left out of the getOrder answer.</summary>
    public List<string> Without { get; set; } = [];

    internal bool IsCommon => CommonSettlement ?? Settlement.IsCommon(SettlementMethodCode);

    internal PaymentAttempt? CurrentPayment => Payments.Count == 0 ? null : Payments[^1];

    internal IEnumerable<ShippingRow> ShippingRows => Packages.SelectMany(package => package.ShippingRows);

    /// <summary>The latest registered 発送日; null when there is none.</summary>
    internal DateOnly? ShippingDate => ShippingRows.Max(row => row.ShippingDate);

    /// <summary>Every recipient has a row, and every row has company, number and day: what closing needs (§4.1).</summary>
    internal bool ShipmentComplete => Packages.TrueForAll(package => package.ShippingRows.Count > 0) && ShippingRows.All(row => row.IsComplete);

    /// <summary>Changes the price of a single unit so that the buyer is billed this amount; where no unit can take the difference, postage or a coupon does.</summary>
    /// <param name="amount">The new requestPrice, yen; 0 or more.</param>
    public void SetRequestPrice(int amount)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(amount);
        var difference = amount - RequestPrice;
        var single = Packages.SelectMany(package => package.Items).FirstOrDefault(item => item.Units == 1 && item.Price + difference >= 0);
        if (single is not null) single.Price += difference;
        else if (Packages[0].PostagePrice + difference >= 0) Packages[0].PostagePrice += difference;
        else CouponPrice -= difference;
    }
}

/// <summary>One recipient of an order (PackageModel).</summary>
public sealed class EmulatedPackage
{
    /// <summary>basketId.</summary>
    public long BasketId { get; set; }

    /// <summary>Postage to this recipient, yen.</summary>
    public int PostagePrice { get; set; }

    /// <summary>Goods for this recipient.</summary>
    public List<EmulatedItem> Items { get; set; } = [];

    /// <summary>Shipment rows (ShippingModelList).</summary>
    public List<ShippingRow> ShippingRows { get; set; } = [];

    internal int GoodsPrice => Items.Sum(item => item.Price * item.Units);
}

/// <summary>One line of goods (ItemModel).</summary>
public sealed class EmulatedItem
{
    /// <summary>itemName.</summary>
    public string Name { get; set; } = "商品";

    /// <summary>itemNumber; null when the shop gives none.</summary>
    public string? ItemNumber { get; set; }

    /// <summary>manageNumber.</summary>
    public string ManageNumber { get; set; } = "item-001";

    /// <summary>Price of one unit with tax, yen.</summary>
    public int Price { get; set; } = 1000;

    /// <summary>Units ordered.</summary>
    public int Units { get; set; } = 1;

    /// <summary>Tax rate: 0.1, 0.08 or 0.</summary>
    public decimal TaxRate { get; set; } = 0.1m;

    /// <summary>delvdateInfo: the lead time as the buyer saw it.</summary>
    public string? LeadTime { get; set; }

    /// <summary>merchantDefinedSkuId; null for goods without SKU.</summary>
    public string? SkuId { get; set; }
}

/// <summary>One shipment row (ShippingModel, §4.1).</summary>
public sealed class ShippingRow
{
    /// <summary>shippingDetailId.</summary>
    public long ShippingDetailId { get; set; }

    /// <summary>deliveryCompany, a code of §3.6.</summary>
    public string? DeliveryCompany { get; set; }

    /// <summary>shippingNumber, the tracking number.</summary>
    public string? ShippingNumber { get; set; }

    /// <summary>発送日; may lie in the future.</summary>
    public DateOnly? ShippingDate { get; set; }

    internal bool IsComplete => DeliveryCompany is not null && ShippingNumber is not null && ShippingDate is not null;
}

/// <summary>One row of the order's history (ChangeReasonModel, §3.2).</summary>
public sealed class ChangeRow
{
    /// <summary>changeId.</summary>
    public long ChangeId { get; set; }

    /// <summary>changeType: 0–3 cancel, 4–7 change, 8 confirmed, 9 re-payment procedure.</summary>
    public int? ChangeType { get; set; }

    /// <summary>changeTypeDetail: 0 less, 1 more, 2 other, 10 method, 11 method and less, 12 method and more.</summary>
    public int? ChangeTypeDetail { get; set; }

    /// <summary>changeReason: 0 shop, 1 buyer.</summary>
    public int? ChangeReason { get; set; }

    /// <summary>changeReasonDetail.</summary>
    public int? ChangeReasonDetail { get; set; }

    /// <summary>changeApplyDatetime.</summary>
    public DateTimeOffset? AppliedAt { get; set; }

    /// <summary>changeFixDatetime.</summary>
    public DateTimeOffset? FixedAt { get; set; }

    /// <summary>changeCmplDatetime.</summary>
    public DateTimeOffset? CompletedAt { get; set; }
}

/// <summary>One deadline (DueDateModel).</summary>
/// <param name="DueDateType">0 payment, 1 change of method, 2 refund.</param>
/// <param name="DueDate">The last day, JST.</param>
public sealed record DueDateRow(int DueDateType, DateOnly DueDate);

/// <summary>One payment attempt (PaymentModel, §4.2).</summary>
public sealed class PaymentAttempt
{
    /// <summary>paymentMethod, a code of §3.5.</summary>
    public int Method { get; set; }

    /// <summary>paymentAmount, yen.</summary>
    public int Amount { get; set; }

    /// <summary>paymentStatus.</summary>
    public int Status { get; set; } = PaymentState.Waiting;

    /// <summary>paymentProcReqDatetime.</summary>
    public DateTimeOffset? RequestedAt { get; set; }

    /// <summary>paymentProcNgDatetime.</summary>
    public DateTimeOffset? RefusedAt { get; set; }

    /// <summary>paymentProcCmplDatetime: the 30 days of a card hold start here.</summary>
    public DateTimeOffset? AuthorisedAt { get; set; }

    /// <summary>paymentProcCancelCmplDatetime: the hold was released.</summary>
    public DateTimeOffset? ReleasedAt { get; set; }

    /// <summary>paymentReqDatetime: capture asked for.</summary>
    public DateTimeOffset? CaptureRequestedAt { get; set; }

    /// <summary>paymentFixDatetime: captured.</summary>
    public DateTimeOffset? CapturedAt { get; set; }

    /// <summary>paymentCancelCmplDatetime: the money went back.</summary>
    public DateTimeOffset? RefundedAt { get; set; }
}

/// <summary>What becomes of something that Rakuten asks a bank for.</summary>
public enum BankAnswer
{
    /// <summary>Nothing by itself: an event decides.</summary>
    Manual,

    /// <summary>It succeeds.</summary>
    Ok,

    /// <summary>It is refused.</summary>
    Ng,
}
