namespace RakutenOps;

/// <summary>One payment attempt of a Rakuten order, for a person to read: the answer of Get-RakutenPayment (API §4.2).</summary>
public sealed record RakutenPayment
{
    /// <summary>Days that a hold on a card or Apple Pay lasts (API §4.1).</summary>
    public const int HoldDays = 30;

    /// <summary>The shop's name in this store.</summary>
    public required string Shop { get; init; }
    /// <summary>Rakuten's order number.</summary>
    public required string OrderNumber { get; init; }
    /// <summary>orderPaymentNumber: the order's number and the attempt's.</summary>
    public required string PaymentNumber { get; init; }
    /// <summary>Rakuten's code of the payment method; null when RMS gives none.</summary>
    public int? SettlementCode { get; init; }
    /// <summary>支払方法 of the back office for that code; null when it is not mapped.</summary>
    public string? PaymentMethod { get; init; }
    /// <summary>paymentStatus.</summary>
    public PaymentState State { get; init; }
    /// <summary>Amount in yen; null when RMS gives none.</summary>
    public decimal? Amount { get; init; }
    /// <summary>When Rakuten asked for the payment, JST; null when it has not.</summary>
    public DateTimeOffset? RequestedAt { get; init; }
    /// <summary>When it was refused (オーソリNG), JST; null when it was not.</summary>
    public DateTimeOffset? RefusedAt { get; init; }
    /// <summary>When it was completed, JST; null when it was not.</summary>
    public DateTimeOffset? CompletedAt { get; init; }
    /// <summary>The last JST day of the hold on a card or Apple Pay; null for other methods and while there is no hold.</summary>
    public DateOnly? HoldEndsOn { get; init; }
    /// <summary>Whether it is the newest attempt, the one that counts (R18).</summary>
    public bool IsNewest { get; init; }

    /// <summary>The attempts of an order, the newest last.</summary>
    /// <param name="shop">The shop's name.</param>
    /// <param name="order">The order, with its attempts.</param>
    /// <param name="policy">The shop's payment map.</param>
    public static IReadOnlyList<RakutenPayment> Of(string shop, RakutenOrder order, ShopPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(policy);
        var attempts = (order.Payments ?? []).OrderBy(static p => p.RequestedAt).ToList();
        return [.. attempts.Select((attempt, i) =>
        {
            var method = policy.MethodFor(attempt.MethodCode);
            var held = attempt.State == PaymentState.Authorised && method?.Kind is (PaymentKind.Card or PaymentKind.ApplePay);
            return new RakutenPayment
            {
                Shop = shop,
                OrderNumber = order.OrderNumber,
                PaymentNumber = attempt.Number,
                SettlementCode = attempt.MethodCode,
                PaymentMethod = method?.PaymentMethod,
                State = attempt.State,
                Amount = attempt.Amount,
                RequestedAt = attempt.RequestedAt,
                RefusedAt = attempt.RefusedAt,
                CompletedAt = attempt.CompletedAt,
                HoldEndsOn = held ? JapanTime.Day(attempt.CompletedAt)?.AddDays(HoldDays) : null,
                IsNewest = i == attempts.Count - 1,
            };
        })];
    }
}
