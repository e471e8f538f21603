namespace RakutenOps.Emulator.Orders;

/// <summary>What can happen to an order (rms-order-api.md §6).</summary>
public enum OrderEventKind
{
    /// <summary>The shop, or RMS by itself, confirms the order: 100 → 200.</summary>
    Confirm,

    /// <summary>The payment procedure completes: 200 (400) → 300.</summary>
    AuthoriseOk,

    /// <summary>The payment procedure is refused: the order stays at 200, the buyer has 7 days.</summary>
    AuthoriseNg,

    /// <summary>A prepayment arrives: 200 → 300.</summary>
    Pay,

    /// <summary>The shop changes the amount; a common payment is authorised anew.</summary>
    ChangeAmount,

    /// <summary>Another payment method or card; the payment procedure runs anew.</summary>
    ChangeMethod,

    /// <summary>The change that is open is withdrawn: back to 300 with the old hold.</summary>
    ChangeWithdraw,

    /// <summary>The goods are shipped and reported: 300 → 500.</summary>
    Ship,

    /// <summary>Rakuten starts to collect the money: 500 → 600.</summary>
    Collect,

    /// <summary>The money is collected: 600 → 700.</summary>
    Collected,

    /// <summary>The order is cancelled at once.</summary>
    Cancel,

    /// <summary>A cancellation is applied for: → 800.</summary>
    CancelApply,

    /// <summary>The cancellation is fixed: 800 → 900.</summary>
    CancelFix,

    /// <summary>The cancellation is withdrawn: 800 → where the order was.</summary>
    CancelWithdraw,

    /// <summary>The re-authorisation succeeds.</summary>
    ReauthOk,

    /// <summary>The re-authorisation is refused: 300 → 200.</summary>
    ReauthNg,
}

/// <summary>One event of an order's life.</summary>
public sealed record OrderEvent
{
    /// <summary>What happens.</summary>
    public required OrderEventKind Event { get; init; }

    /// <summary>When; null is now on the emulator's clock.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>The new requestPrice of <see cref="OrderEventKind.ChangeAmount"/>, and optionally of <see cref="OrderEventKind.ChangeMethod"/>, yen.</summary>
    public int? Amount { get; init; }

    /// <summary>The new settlementMethodCode of <see cref="OrderEventKind.ChangeMethod"/>.</summary>
    public int? Code { get; init; }

    /// <summary>changeReason: 0 shop, 1 buyer; null is the usual one of the event.</summary>
    public int? Reason { get; init; }

    /// <summary>changeReasonDetail of a cancellation.</summary>
    public int? ReasonDetail { get; init; }
}

/// <summary>The order does not allow that event; the message says why and what would.</summary>
/// <param name="message">What happened and what to do.</param>
public sealed class EventRefusedException(string message) : InvalidOperationException(message)
{
    /// <summary>True when what was named, an order or a shop, is not there.</summary>
    public bool IsMissing { get; init; }
}
