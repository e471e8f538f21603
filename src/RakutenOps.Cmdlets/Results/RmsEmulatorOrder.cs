namespace RakutenOps;

/// <summary>An order of the emulator after it was made or after something happened to it.</summary>
public sealed record RmsEmulatorOrder
{
    /// <summary>Its order number.</summary>
    public required string OrderNumber { get; init; }
    /// <summary>orderProgress.</summary>
    public required OrderProgress Progress { get; init; }
    /// <summary>注文日時.</summary>
    public required DateTimeOffset OrderedAt { get; init; }
    /// <summary>発送指示日時; null until Rakuten says ship.</summary>
    public DateTimeOffset? ShippingInstructedAt { get; init; }
    /// <summary>What the buyer is billed, yen.</summary>
    public required decimal RequestedAmount { get; init; }
}
