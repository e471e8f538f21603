using System.Management.Automation;
using RakutenOps.Hosting;

namespace RakutenOps.Commands.Slips;

/// <summary>
/// Puts back what a change of the history made of a slip, whole: a wrong edit, reset, approval or import. It is a change of its own in the history. An approval that is undone is not paid again by the
/// authorisation it rested on (R18). Several changes of one slip are undone from the newest to the oldest, in one write.
/// </summary>
[Cmdlet(VerbsCommon.Undo, "OrderSlipChange", SupportsShouldProcess = true)]
[OutputType(typeof(OrderSlip))]
public sealed class UndoOrderSlipChangeCommand : SlipCmdlet
{
    readonly List<long> asked = [];

    /// <summary>History rows; each stands for its whole change. Rows of Get-OrderSlipHistory and what the slip cmdlets have written bring it along.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true), Alias("Id")]
    public long[] HistoryId { get; set; } = [];

    /// <summary>Puts back fields that were changed again since, and the payment of a printed slip, too.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Emit the slips that were written; a slip that stood so already is emitted as it is.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    private protected override void Process() => asked.AddRange(HistoryId);

    /// <inheritdoc/>
    private protected override void End()
    {
        var changes = new Dictionary<long, IReadOnlyList<SlipHistory>>();
        foreach (var id in asked.Distinct())
        {
            StopToken.ThrowIfCancellationRequested();
            Try(id, () =>
            {
                var change = Service.Change(id);
                changes[change[0].ChangeId] = change;
            });
        }
        foreach (var ofSlip in changes.Values.GroupBy(static c => c[0].SlipNumber))
        {
            Carry(ofSlip.Key, () => Service.PlanUndo([.. ofSlip], Force), (_, slips) => Emit(slips), () => Emit([Service.Slip(ofSlip.Key)]));
        }
    }

    void Emit(IReadOnlyList<OrderSlip> slips)
    {
        if (PassThru) WriteObject(slips, enumerateCollection: true);
    }
}
