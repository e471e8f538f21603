using System.Text.Json.Nodes;

namespace RakutenOps.Emulator.Orders;

/// <summary>A new order in a few words; everything has a default.</summary>
public sealed record OrderSpec
{
    /// <summary>The shop; null is the first shop of the emulator.</summary>
    public string? Shop { get; init; }

    /// <summary>The order number; null draws one, <c>{shop}-{yyyyMMdd}-{10 digits}</c>.</summary>
    public string? OrderNumber { get; init; }

    /// <summary>When the buyer ordered; null is now on the emulator's clock. May lie any time back.</summary>
    public DateTimeOffset? OrderedAt { get; init; }

    /// <summary>settlementMethodCode (§3.5).</summary>
    public int SettlementMethodCode { get; init; } = Settlement.Card;

    /// <summary>rpaySettlementFlag; null follows the code.</summary>
    public bool? CommonSettlement { get; init; }

    /// <summary>What the buyer is billed, yen; null is the sum of the items.</summary>
    public int? RequestPrice { get; init; }

    /// <summary>Goods; null is one unit that costs what is billed.</summary>
    public IReadOnlyList<EmulatedItem>? Items { get; init; }

    /// <summary>Postage per recipient, yen.</summary>
    public int PostagePrice { get; init; }

    /// <summary>Number of recipients; each beyond the first gets one unit more of the first item.</summary>
    public int Recipients { get; init; } = 1;

    /// <summary>A 発送日 that is registered from the start, without a tracking number.</summary>
    public DateOnly? ShippingDate { get; init; }

    /// <summary>The buyer's wished day of arrival.</summary>
    public DateOnly? DeliveryDate { get; init; }

    /// <summary>What becomes of authorisations; null follows <see cref="BehaviourSwitches.Authorisation"/>.</summary>
    public BankAnswer? Authorisation { get; init; }

    /// <summary>What becomes of the re-authorisation 7 days before 発送日.</summary>
    public BankAnswer Reauthorisation { get; init; } = BankAnswer.Ok;

    /// <summary>True when RMS confirms the order by itself.</summary>
    public bool AutoConfirm { get; init; }

    /// <summary>False keeps Rakuten's 14-day and 7-day cancellation off this order.</summary>
    public bool AutoCancel { get; init; } = true;

    /// <summary>What has happened to the order since, oldest first.</summary>
    public IReadOnlyList<OrderEvent> Events { get; init; } = [];

    /// <summary>Merged over the order's state after the events: any property of <see cref="EmulatedOrder"/>.</summary>
    public JsonObject? State { get; init; }

    /// <summary>Laid over the rendered getOrder answer: see <see cref="EmulatedOrder.Answer"/>.</summary>
    public JsonObject? Answer { get; init; }
}
