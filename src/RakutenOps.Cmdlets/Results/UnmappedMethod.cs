namespace RakutenOps;

/// <summary>A payment method of Rakuten that orders of a shop use and 支払方法の取込設定 does not know (R3).</summary>
public sealed record UnmappedMethod
{
    /// <summary>The shop.</summary>
    public required string Shop { get; init; }
    /// <summary>Rakuten's settlementMethodCode.</summary>
    public required int SettlementCode { get; init; }
    /// <summary>Rakuten's name of the method; null when not known.</summary>
    public string? SettlementName { get; init; }
    /// <summary>How many slips wait with it.</summary>
    public required int Slips { get; init; }
}
