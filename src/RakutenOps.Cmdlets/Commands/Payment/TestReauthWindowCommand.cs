using System.Management.Automation;
using RakutenOps.Hosting;

namespace RakutenOps.Commands.Payment;

/// <summary>
/// The windows in which the rules act on a slip, one object each: R5 (15 days after the order or its last change), R16 (re-authorisation within 15 days of the order) and R19 (the 7 days before
/// 納品書印刷指示日). By name, or all that close soon, also the windows after which something is lost: R13 (the buyer's 7 days after an NG), Prepay (14 days to pay), Authorisation (the 30 days of a hold),
/// ShippingDate (a long-lead order without 発送日 on RMS), R23 (the 62 days of the cancel sync). Changes nothing.
/// </summary>
[Cmdlet(VerbsDiagnostic.Test, "ReauthWindow")]
[OutputType(typeof(ReauthWindow), typeof(bool))]
public sealed class TestReauthWindowCommand : SlipExplainingCmdlet
{
    static readonly string[] Always = ["R5", "R16", "R19"];

    /// <summary>Only the windows of these rules; R5, R16 and R19 when left out.</summary>
    [Parameter, ValidateSet("R5", "R16", "R19", "R13", "Prepay", "Authorisation", "ShippingDate", "R23")]
    public string[]? Rule { get; set; }

    /// <summary>Only windows of any rule that are open, close within so many days, and for which something has still to come: the worklist.</summary>
    [Parameter, ValidateRange(0, 365)]
    public int? ExpiringWithin { get; set; }

    /// <inheritdoc/>
    private protected override void Explain(SyncDecision decision, IReadOnlyList<ReauthWindow> windows)
    {
        var wanted = windows.Where(w => ExpiringWithin is { } days ? w.ClosesWithin(days) : Rule is not null || Always.Contains(w.Rule));
        if (Rule is not null) wanted = wanted.Where(w => Rule.Contains(w.Rule, StringComparer.OrdinalIgnoreCase));
        if (Quiet) WriteObject(wanted.Any(static w => w.IsOpen));
        else WriteObject(wanted, enumerateCollection: true);
    }
}
