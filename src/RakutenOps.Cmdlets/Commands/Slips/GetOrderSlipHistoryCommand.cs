using System.Management.Automation;
using RakutenOps.Binding;
using RakutenOps.Completion;
using RakutenOps.Errors;
using RakutenOps.Hosting;

namespace RakutenOps.Commands.Slips;

/// <summary>Who changed what on a slip, when, by which rule and run, and on which evidence; oldest first.</summary>
[Cmdlet(VerbsCommon.Get, "OrderSlipHistory")]
[OutputType(typeof(SlipHistory))]
public sealed class GetOrderSlipHistoryCommand : OpsCmdlet
{
    /// <summary>伝票番号; every slip when left out.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true), Alias("Id"), ArgumentCompleter(typeof(SlipNumberCompleter))]
    public long[]? SlipNumber { get; set; }

    /// <summary>Written at or after; a moment without a zone is JST.</summary>
    [Parameter, JapanMoment]
    public DateTimeOffset? Since { get; set; }

    /// <summary>The rule, such as R8.</summary>
    [Parameter]
    public string? Rule { get; set; }

    /// <summary>The run that wrote it.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), Alias("RunId"), ArgumentCompleter(typeof(RunCompleter))]
    public string? Run { get; set; }

    /// <inheritdoc/>
    private protected override void Process()
    {
        foreach (var unknown in SlipNumber?.Where(n => Store.Slip(n) is null) ?? []) WriteError(OpsError.Input("SlipNotFound", unknown, unknown), unknown);
        foreach (var row in Store.History(new() { SlipNumbers = SlipNumber, Since = Since, Rule = Rule, RunId = Run }))
        {
            StopToken.ThrowIfCancellationRequested();
            WriteObject(row);
        }
    }
}
