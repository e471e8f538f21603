using System.Management.Automation;

namespace RakutenOps;

/// <summary>A running emulator of RMS WEB SERVICE.</summary>
public sealed record RmsEmulator
{
    /// <summary>Where it answers, for Register-RakutenShop -Endpoint.</summary>
    public required Uri Endpoint { get; init; }
    /// <summary>Its process.</summary>
    public required int ProcessId { get; init; }
    /// <summary>The credential of its demo shop, for Register-RakutenShop -Credential.</summary>
    public required PSCredential Credential { get; init; }
    /// <summary>What its own clock shows.</summary>
    public required DateTimeOffset Clock { get; init; }
    /// <summary>How many requests it has answered as RMS.</summary>
    public required long Requests { get; init; }
}
