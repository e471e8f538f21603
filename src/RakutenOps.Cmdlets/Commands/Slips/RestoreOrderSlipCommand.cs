using System.Management.Automation;
using RakutenOps.Edits;
using RakutenOps.Hosting;

namespace RakutenOps.Commands.Slips;

/// <summary>Makes cancelled slips live again. One that 同梱 had cancelled is never paid automatically afterwards (R6).</summary>
[Cmdlet(VerbsData.Restore, "OrderSlip", SupportsShouldProcess = true)]
[OutputType(typeof(OrderSlip))]
public sealed class RestoreOrderSlipCommand : SlipEditingCmdlet
{
    /// <inheritdoc/>
    private protected override SlipPlan Plan(long slipNumber) => Service.PlanRestore(slipNumber);
}
