using System.Management.Automation;
using RakutenOps.Hosting;

namespace RakutenOps.Commands.Payment;

/// <summary>Why a slip is, or is not, brought up to date by the next sync: every condition of the rule with what was found, and the reason. Changes nothing.</summary>
[Cmdlet(VerbsDiagnostic.Test, "RakutenPayment")]
[OutputType(typeof(SyncDecision), typeof(bool))]
public sealed class TestRakutenPaymentCommand : SlipExplainingCmdlet
{
    /// <inheritdoc/>
    private protected override void Explain(SyncDecision decision, IReadOnlyList<ReauthWindow> windows) => WriteObject(Quiet ? decision.ChangesSlip : decision);
}
