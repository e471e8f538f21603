using System.Management.Automation;
using RakutenOps.Completion;
using RakutenOps.Hosting;

namespace RakutenOps.Commands.Slips;

/// <summary>同梱: one slip absorbs others, which are cancelled with type 3. It is paid by its own order alone; a merged order that is unpaid is told (A16).</summary>
[Cmdlet(VerbsData.Merge, "OrderSlip", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(OrderSlip))]
public sealed class MergeOrderSlipCommand : SlipCmdlet
{
    /// <summary>伝票番号 of the slip that stays.</summary>
    [Parameter(Mandatory = true, Position = 0), Alias("Id"), ArgumentCompleter(typeof(SlipNumberCompleter))]
    public long SlipNumber { get; set; }

    /// <summary>伝票番号 of the slips that it absorbs.</summary>
    [Parameter(Mandatory = true, Position = 1), ArgumentCompleter(typeof(SlipNumberCompleter))]
    public long[] Absorb { get; set; } = [];

    /// <inheritdoc/>
    private protected override void Process() => Carry(SlipNumber, () => Service.PlanMerge(SlipNumber, Absorb), (_, slips) => WriteObject(slips, enumerateCollection: true));
}
