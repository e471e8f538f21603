namespace RakutenOps;

/// <summary>One thing that Test-RakutenShop looked at.</summary>
public sealed record ShopCheck
{
    /// <summary>The shop.</summary>
    public required string Shop { get; init; }
    /// <summary>What was looked at: Credential, Licence, PaymentMethods or Settings.</summary>
    public required string Check { get; init; }
    /// <summary>Whether it is as it should be.</summary>
    public required bool Passed { get; init; }
    /// <summary>What was found.</summary>
    public required string Message { get; init; }
    /// <summary>What to do; null when nothing needs doing.</summary>
    public string? Advice { get; init; }
}
