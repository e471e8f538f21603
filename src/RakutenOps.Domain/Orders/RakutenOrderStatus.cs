namespace RakutenOps;

/// <summary>What RMS says of one order now, for a person to read: the answer of Get-RakutenOrderStatus.</summary>
public sealed record RakutenOrderStatus
{
    /// <summary>The shop's name in this store.</summary>
    public required string Shop { get; init; }
    /// <summary>Rakuten's order number.</summary>
    public required string OrderNumber { get; init; }
    /// <summary>orderProgress.</summary>
    public OrderProgress Progress { get; init; }
    /// <summary>注文日時, JST; null when RMS gives none that can be read.</summary>
    public DateTimeOffset? OrderedAt { get; init; }
    /// <summary>発送指示日時, JST; null until Rakuten says ship.</summary>
    public DateTimeOffset? ShippingInstructedAt { get; init; }
    /// <summary>Rakuten's code of the payment method; null when RMS gives no settlement.</summary>
    public int? SettlementCode { get; init; }
    /// <summary>Rakuten's name of the payment method; null when RMS gives no settlement.</summary>
    public string? SettlementMethod { get; init; }
    /// <summary>Whether Rakuten collects the money (R3); null when RMS gives no settlement.</summary>
    public bool? IsCommonSettlement { get; init; }
    /// <summary>請求金額 in yen; null while not fixed.</summary>
    public decimal? RequestedAmount { get; init; }
    /// <summary>When RMS last reported a change of the method; null when never.</summary>
    public DateTimeOffset? PaymentChangedAt { get; init; }
    /// <summary>When RMS last reported a change of the amount; null when never.</summary>
    public DateTimeOffset? AmountChangedAt { get; init; }
    /// <summary>発送日 registered on RMS, JST; null when none.</summary>
    public DateOnly? ShippingDate { get; init; }
    /// <summary>発送完了報告日時, JST; null until shipped.</summary>
    public DateTimeOffset? ShipmentReportedAt { get; init; }
    /// <summary>When the newest payment attempt was completed; null when not, or when getPayment was not read.</summary>
    public DateTimeOffset? AuthorisedAt { get; init; }
    /// <summary>State of the newest payment attempt; null when getPayment was not read.</summary>
    public PaymentState? PaymentState { get; init; }

    /// <summary>The status of an order as it was read.</summary>
    /// <param name="shop">The shop's name.</param>
    /// <param name="order">The order as RMS answered it.</param>
    public static RakutenOrderStatus Of(string shop, RakutenOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        var newest = order.Payments?.MaxBy(static p => p.RequestedAt);
        return new()
        {
            Shop = shop,
            OrderNumber = order.OrderNumber,
            Progress = order.Progress,
            OrderedAt = order.OrderedAt,
            ShippingInstructedAt = order.ShippingInstructedAt,
            SettlementCode = order.SettlementCode,
            SettlementMethod = order.SettlementName,
            IsCommonSettlement = order.IsCommonSettlement,
            RequestedAmount = order.RequestedAmount,
            PaymentChangedAt = order.PaymentChangedAt,
            AmountChangedAt = order.AmountChangedAt,
            ShippingDate = order.ShippingDate,
            ShipmentReportedAt = order.ShipmentReportedAt,
            AuthorisedAt = newest?.CompletedAt,
            PaymentState = newest?.State,
        };
    }
}
