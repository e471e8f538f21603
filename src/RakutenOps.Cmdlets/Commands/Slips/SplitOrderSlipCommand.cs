using System.Management.Automation;
using RakutenOps.Hosting;

namespace RakutenOps.Commands.Slips;

/// <summary>分割: moves pieces of a line to a new slip of the same order; both are updated by what Rakuten says next (R10).</summary>
[Cmdlet(VerbsCommon.Split, "OrderSlip", SupportsShouldProcess = true)]
[OutputType(typeof(OrderSlip))]
public sealed class SplitOrderSlipCommand : SlipCmdlet
{
    /// <summary>伝票番号 of the slip that goods are taken from.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true), Alias("Id")]
    public long SlipNumber { get; set; }

    /// <summary>The line.</summary>
    [Parameter(Position = 1), ValidateRange(1, int.MaxValue)]
    public int LineNumber { get; set; } = 1;

    /// <summary>Pieces that move.</summary>
    [Parameter(Mandatory = true, Position = 2)]
    public int Quantity { get; set; }

    /// <inheritdoc/>
    private protected override void Process() =>
        Carry(SlipNumber, () => Service.PlanSplit(SlipNumber, new Dictionary<int, int> { [LineNumber] = Quantity }), (_, slips) => WriteObject(slips, enumerateCollection: true));
}
