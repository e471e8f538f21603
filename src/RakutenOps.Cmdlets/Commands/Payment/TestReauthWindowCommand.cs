using System.Management.Automation;
using RakutenOps.Hosting;

namespace RakutenOps.Commands.Payment;

/// <summary>
/// The windows in which the rules act on a slip, one object each: R5 (15 days after the order or its last change), R16 (re-authorisation within 15 days of the order) and
/// R19 (the 7 days before 納品書印刷指示日). Changes nothing.
/// </summary>
[Cmdlet(VerbsDiagnostic.Test, "ReauthWindow")]
[OutputType(typeof(ReauthWindow), typeof(bool))]
public sealed class TestReauthWindowCommand : SlipExplainingCmdlet
{
    /// <summary>Only the windows of these rules.</summary>
    [Parameter, ValidateSet("R5", "R16", "R19")]
    public string[]? Rule { get; set; }

    /// <inheritdoc/>
    private protected override void Explain(SyncDecision decision, IReadOnlyList<ReauthWindow> windows)
    {
        var wanted = windows.Where(w => Rule is null || Rule.Contains(w.Rule, StringComparer.OrdinalIgnoreCase));
        if (Quiet) WriteObject(wanted.Any(static w => w.IsOpen));
        else WriteObject(wanted, enumerateCollection: true);
    }
}
