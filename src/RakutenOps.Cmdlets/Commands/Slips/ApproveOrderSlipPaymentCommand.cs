using System.Management.Automation;
using RakutenOps.Binding;
using RakutenOps.Completion;
using RakutenOps.Hosting;

namespace RakutenOps.Commands.Slips;

/// <summary>手動で入金処理 (R17, R26): sets 入金状況 2, 承認状況 30 and 承認日 by hand. Only an authorisation newer than the entry counts afterwards.</summary>
[Cmdlet(VerbsLifecycle.Approve, "OrderSlipPayment", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(SyncDecision))]
public sealed class ApproveOrderSlipPaymentCommand : SlipCmdlet
{
    /// <summary>伝票番号; slips from Get-OrderSlip bring it along.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true), Alias("Id"), ArgumentCompleter(typeof(SlipNumberCompleter))]
    public long[] SlipNumber { get; set; } = [];

    /// <summary>承認日, JST, not in the future; today when left out.</summary>
    [Parameter, JapanDay]
    public DateOnly? ApprovalDate { get; set; }

    /// <inheritdoc/>
    private protected override void Process()
    {
        foreach (var number in SlipNumber)
        {
            Carry(number, () => Service.PlanApproval(number, ApprovalDate), (plan, slips) => WriteObject(plan.Decision! with { After = slips[0] }));
        }
    }
}
