using System.Management.Automation;
using RakutenOps.Binding;
using RakutenOps.Completion;
using RakutenOps.Edits;
using RakutenOps.Errors;
using RakutenOps.Hosting;

namespace RakutenOps.Commands.Slips;

/// <summary>R15: puts slips back to 0 / 10 / blank after an amount change, all at once, so that they wait for the new authorisation.</summary>
[Cmdlet(VerbsCommon.Reset, "OrderSlipPayment", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium, DefaultParameterSetName = "Slip")]
[OutputType(typeof(SyncDecision))]
public sealed class ResetOrderSlipPaymentCommand : SlipCmdlet
{
    readonly List<(long Number, decimal? Amount)> asked = [];

    /// <summary>伝票番号; slips from Get-OrderSlip and rows from Import-Csv bring it along.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "Slip", ValueFromPipeline = true, ValueFromPipelineByPropertyName = true), Alias("Id"), ArgumentCompleter(typeof(SlipNumberCompleter))]
    public long[] SlipNumber { get; set; } = [];

    /// <summary>受注番号: every slip of the order.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Order"), ArgumentCompleter(typeof(OrderNumberCompleter))]
    public string[] OrderNumber { get; set; } = [];

    /// <summary>The new total in yen; the slip's stays when left out or blank.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), BlankIsNull]
    public decimal? Amount { get; set; }

    /// <summary>Resets slips from printing on, and slips that are never paid automatically, too.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    private protected override void Process()
    {
        if (ParameterSetName == "Slip") asked.AddRange(SlipNumber.Select(n => (n, Amount)));
        else foreach (var order in OrderNumber) Try(order, () => asked.AddRange(SlipsOf(order).Select(n => (n, Amount))));
    }

    List<long> SlipsOf(string order)
    {
        var slips = Store.Find(new() { OrderNumbers = [order], Live = true }).Select(static s => s.SlipNumber).ToList();
        if (slips.Count == 0) throw OpsError.Input("OrderSlipNotFound", order, order);
        return Amount is null || slips.Count == 1 ? slips : throw new SlipException("AmountNeedsOneSlip", order, order, slips.Count);
    }

    /// <inheritdoc/>
    private protected override void End()
    {
        var together = asked.Select(static a => a.Number).ToHashSet();
        foreach (var (number, amount) in asked.DistinctBy(static a => a.Number))
        {
            Carry(number, () => Service.PlanReset(number, amount, Force, together), (plan, slips) => WriteObject(plan.Decision! with { After = slips[0] }));
        }
    }
}
