namespace RakutenOps;

/// <summary>Rakuten's orderProgress (API §3.3). A value RMS adds later is kept as its number and never guessed at.</summary>
public enum OrderProgress
{
    /// <summary>Not known.</summary>
    Unknown = 0,
    /// <summary>100 注文確認待ち: the shop must confirm.</summary>
    AwaitingConfirmation = 100,
    /// <summary>200 楽天処理中: Rakuten authorises or waits for the money.</summary>
    RakutenProcessing = 200,
    /// <summary>300 発送待ち: ship it. The trigger of the import (R7).</summary>
    AwaitingShipment = 300,
    /// <summary>400 変更確定待ち: a change waits to be fixed.</summary>
    AwaitingChangeFix = 400,
    /// <summary>500 発送済.</summary>
    Shipped = 500,
    /// <summary>600 支払手続き中.</summary>
    Settling = 600,
    /// <summary>700 支払手続き済.</summary>
    Settled = 700,
    /// <summary>800 キャンセル確定待ち: a cancel that can still be undone (A13).</summary>
    AwaitingCancelFix = 800,
    /// <summary>900 キャンセル確定.</summary>
    Cancelled = 900,
}

/// <summary>One Rakuten order as RMS answers it: what rules read and slips are made from (API §3.2).</summary>
public sealed record RakutenOrder
{
    /// <summary>Rakuten's order number; opaque.</summary>
    public required string OrderNumber { get; init; }

    /// <summary>orderProgress; a number that is not of the enum is a progress this version does not know.</summary>
    public required OrderProgress Progress { get; init; }

    /// <summary>orderDatetime 注文日時; null when it could not be read. The rules count from the slip's own 受注日, so only a new slip needs it.</summary>
    public DateTimeOffset? OrderedAt { get; init; }

    /// <summary>shopOrderCfmDatetime 注文確認日時; null before the confirmation.</summary>
    public DateTimeOffset? ConfirmedAt { get; init; }

    /// <summary>orderFixDatetime 注文確定日時; null until the payment is settled enough.</summary>
    public DateTimeOffset? FixedAt { get; init; }

    /// <summary>shippingInstDatetime 発送指示日時; null until Rakuten says ship.</summary>
    public DateTimeOffset? ShippingInstructedAt { get; init; }

    /// <summary>shippingCmplRptDatetime 発送完了報告日時; null until shipped.</summary>
    public DateTimeOffset? ShipmentReportedAt { get; init; }

    /// <summary>settlementMethodCode; null when RMS gives no settlement.</summary>
    public int? SettlementCode { get; init; }

    /// <summary>settlementMethod, Rakuten's name of the method; names get renamed, only the code counts; null when RMS gives no settlement.</summary>
    public string? SettlementName { get; init; }

    /// <summary>rpaySettlementFlag: true is 楽天ペイ(楽天市場決済), false is 選択制決済 (R27); null when RMS gives no settlement.</summary>
    public bool? IsCommonSettlement { get; init; }

    /// <summary>requestPrice in yen; null while RMS has not fixed it (−9999).</summary>
    public decimal? RequestedAmount { get; init; }

    /// <summary>Whether any amount of the order still stands at −9999 (not fixed).</summary>
    public bool HasOpenAmount { get; init; }

    /// <summary>ChangeReasonModelList, in RMS's order.</summary>
    public IReadOnlyList<OrderChange> Changes { get; init; } = [];

    /// <summary>DueDateModelList, in RMS's order; rows are appended, never overwritten.</summary>
    public IReadOnlyList<OrderDueDate> DueDates { get; init; } = [];

    /// <summary>発送日 registered on RMS, the latest of the shipment rows, JST; null when none.</summary>
    public DateOnly? ShippingDate { get; init; }

    /// <summary>Goods, over all recipients.</summary>
    public IReadOnlyList<RakutenItem> Items { get; init; } = [];

    /// <summary>Recipients (baskets) with their shipment rows.</summary>
    public IReadOnlyList<RakutenBasket> Baskets { get; init; } = [];

    /// <summary>Payment attempts of getPayment; null when getPayment was not read.</summary>
    public IReadOnlyList<PaymentAttempt>? Payments { get; init; }

    /// <summary>When RMS last reported a change of the payment method (types 4–6, detail 10–12); null when never (A20, A21).</summary>
    public DateTimeOffset? PaymentChangedAt => Latest(static c => c.IsMethodChange);

    /// <summary>When RMS last reported a change of the amount alone (types 4–6, detail 0–2); null when never (A20).</summary>
    public DateTimeOffset? AmountChangedAt => Latest(static c => c.IsAmountChange);

    /// <summary>When RMS last reported any change (types 4–6); null when never (R18).</summary>
    public DateTimeOffset? ChangedAt => Latest(static c => c.IsChange);

    /// <summary>Whether another reading of the order says the same of everything that a rule looks at.</summary>
    /// <param name="other">The other reading.</param>
    public bool SaysTheSameAs(RakutenOrder other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Progress == other.Progress && ShippingInstructedAt == other.ShippingInstructedAt && FixedAt == other.FixedAt && SettlementCode == other.SettlementCode
            && IsCommonSettlement == other.IsCommonSettlement && RequestedAmount == other.RequestedAmount && ShipmentReportedAt == other.ShipmentReportedAt
            && Changes.SequenceEqual(other.Changes) && DueDates.SequenceEqual(other.DueDates);
    }

    DateTimeOffset? Latest(Func<OrderChange, bool> which)
    {
        DateTimeOffset? latest = null;
        foreach (var change in Changes)
        {
            if (which(change) && change.At is { } at && (latest is null || at > latest)) latest = at;
        }
        return latest;
    }
}

/// <summary>A row of ChangeReasonModelList (API §3.2): a confirmation, change, cancellation or 再決済手続き.</summary>
/// <param name="Id">changeId.</param>
/// <param name="Type">changeType: 0–3 cancel, 4–6 change, 7 withdrawn, 8 confirmed, 9 re-payment procedure; null when RMS gives none.</param>
/// <param name="Detail">changeTypeDetail: 0–2 amount, 10–12 payment method; null when RMS gives none.</param>
/// <param name="AppliedAt">changeApplyDatetime; may be null.</param>
/// <param name="FixedAt">changeFixDatetime; may be null.</param>
/// <param name="CompletedAt">changeCmplDatetime; may be null.</param>
public sealed record OrderChange(long Id, int? Type, int? Detail, DateTimeOffset? AppliedAt, DateTimeOffset? FixedAt, DateTimeOffset? CompletedAt)
{
    /// <summary>Types 4–6 are changes; cancels, withdrawals, confirmations and re-payment procedures are none (domain.md §3).</summary>
    public bool IsChange => Type is >= 4 and <= 6;

    /// <summary>A change of the amount alone: details 0, 1, 2.</summary>
    public bool IsAmountChange => IsChange && Detail is 0 or 1 or 2;

    /// <summary>A change of the payment method, with or without the amount: details 10, 11, 12 (R16 does not apply).</summary>
    public bool IsMethodChange => IsChange && Detail is 10 or 11 or 12;

    /// <summary>A 再決済手続き, type 9.</summary>
    public bool IsReauthorisation => Type == 9;

    /// <summary>When the change happened: the earliest of its times; null when RMS gives none.</summary>
    public DateTimeOffset? At => Earlier(Earlier(AppliedAt, FixedAt), CompletedAt);

    static DateTimeOffset? Earlier(DateTimeOffset? a, DateTimeOffset? b) => a is null ? b : b is null || a < b ? a : b;
}

/// <summary>A row of DueDateModelList.</summary>
/// <param name="Type">0 payment deadline, 1 deadline for changing the payment method (after NG), 2 refund deadline.</param>
/// <param name="Date">The day, JST.</param>
public sealed record OrderDueDate(int Type, DateOnly Date);

/// <summary>Goods of a Rakuten order (ItemModel).</summary>
/// <param name="ItemCode">itemNumber, else manageNumber.</param>
/// <param name="ItemName">itemName.</param>
/// <param name="Units">Pieces.</param>
/// <param name="Price">priceTaxIncl of one piece in yen, else price.</param>
public sealed record RakutenItem(string ItemCode, string ItemName, int Units, decimal Price);

/// <summary>A recipient of a Rakuten order (PackageModel).</summary>
/// <param name="BasketId">basketId, needed to write shipment rows.</param>
/// <param name="DeliveryCompany">defaultDeliveryCompanyCode; null when RMS gives none.</param>
/// <param name="Shipments">Shipment rows.</param>
public sealed record RakutenBasket(long BasketId, string? DeliveryCompany, IReadOnlyList<ShipmentRow> Shipments);

/// <summary>A shipment row (ShippingModel).</summary>
/// <param name="DetailId">shippingDetailId; reused when the row is written again.</param>
/// <param name="Company">deliveryCompany code; null when blank.</param>
/// <param name="TrackingNumber">shippingNumber; null when blank.</param>
/// <param name="ShippingDate">shippingDate 発送日, JST; null when blank.</param>
public sealed record ShipmentRow(long DetailId, string? Company, string? TrackingNumber, DateOnly? ShippingDate);

/// <summary>A shipment row as it is written to RMS: company and 発送日, never a tracking number (API §4.1).</summary>
/// <param name="BasketId">basketId.</param>
/// <param name="DetailId">shippingDetailId of the row that is used again; null adds one.</param>
/// <param name="Company">deliveryCompany code.</param>
/// <param name="Date">shippingDate 発送日, JST.</param>
public sealed record ShipmentDate(long BasketId, long? DetailId, string Company, DateOnly Date);

/// <summary>One payment attempt of getPayment (API §4.2).</summary>
/// <param name="Number">orderPaymentNumber.</param>
/// <param name="MethodCode">paymentMethod code; null when RMS gives none.</param>
/// <param name="State">paymentStatus.</param>
/// <param name="RequestedAt">paymentProcReqDatetime; null when blank.</param>
/// <param name="RefusedAt">paymentProcNgDatetime オーソリNG; null when blank.</param>
/// <param name="CompletedAt">paymentProcCmplDatetime, which starts the 30 days; null when blank.</param>
/// <param name="Amount">paymentAmount in yen; null when blank.</param>
public sealed record PaymentAttempt(string Number, int? MethodCode, PaymentState State, DateTimeOffset? RequestedAt, DateTimeOffset? RefusedAt, DateTimeOffset? CompletedAt, decimal? Amount);

/// <summary>paymentStatus of getPayment (API §4.2). A value RMS adds later is kept as its number.</summary>
public enum PaymentState
{
    /// <summary>Not known.</summary>
    Unknown = 0,
    /// <summary>30000 決済なし.</summary>
    None = 30000,
    /// <summary>30100 決済手続き待ち.</summary>
    AwaitingProcedure = 30100,
    /// <summary>30110 決済手続き待ち（前処理待ち）.</summary>
    AwaitingPreparation = 30110,
    /// <summary>30200 決済手続き依頼.</summary>
    Requested = 30200,
    /// <summary>30300 決済手続き完了: authorised.</summary>
    Authorised = 30300,
    /// <summary>30400 決済手続きNG: オーソリNG.</summary>
    Refused = 30400,
    /// <summary>30500 決済依頼: capture asked.</summary>
    CaptureRequested = 30500,
    /// <summary>30600 決済確定: captured.</summary>
    Captured = 30600,
    /// <summary>30610 決済確定（取消NG）.</summary>
    CapturedCancelRefused = 30610,
    /// <summary>30700 決済NG: capture failed.</summary>
    CaptureFailed = 30700,
}
