using System.Management.Automation;
using RakutenOps.Binding;
using RakutenOps.Completion;
using RakutenOps.Hosting;

namespace RakutenOps.Commands.Payment;

/// <summary>Why a slip is, or is not, brought up to date by the next sync: every condition of the rule with what was found, and the reason. Changes nothing.</summary>
[Cmdlet(VerbsDiagnostic.Test, "RakutenPayment")]
[OutputType(typeof(SyncDecision), typeof(bool))]
public sealed class TestRakutenPaymentCommand : SlipExplainingCmdlet
{
    /// <summary>Only slips that are, or are not, brought up to date for one of these reasons, such as <c>outside_period</c>; all when left out.</summary>
    [Parameter, ReasonCode, ArgumentCompleter(typeof(ReasonCompleter))]
    public string[]? Reason { get; set; }

    /// <inheritdoc/>
    private protected override void Explain(SyncDecision decision, IReadOnlyList<ReauthWindow> windows)
    {
        if (Reason?.Contains(decision.ReasonCode) != false) WriteObject(Quiet ? decision.ChangesSlip : decision);
    }
}
