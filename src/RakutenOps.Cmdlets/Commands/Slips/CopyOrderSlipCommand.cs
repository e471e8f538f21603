using System.Management.Automation;
using RakutenOps.Edits;
using RakutenOps.Hosting;

namespace RakutenOps.Commands.Slips;

/// <summary>複写: copies slips. A copy starts unpaid and is never paid automatically (R6).</summary>
[Cmdlet(VerbsCommon.Copy, "OrderSlip", SupportsShouldProcess = true)]
[OutputType(typeof(OrderSlip))]
public sealed class CopyOrderSlipCommand : SlipEditingCmdlet
{
    /// <inheritdoc/>
    private protected override SlipPlan Plan(long slipNumber) => Service.PlanCopy(slipNumber);
}
