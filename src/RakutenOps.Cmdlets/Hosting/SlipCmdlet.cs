using System.Management.Automation;
using RakutenOps.Completion;
using RakutenOps.Core.Slips;
using RakutenOps.Edits;

namespace RakutenOps.Hosting;

/// <summary>The base of the cmdlets that change slips: plan, ask, apply; a slip that is refused is an error of its own and the others go on.</summary>
public abstract class SlipCmdlet : OpsCmdlet
{
    SlipService? service;

    /// <summary>What people do to slips, over the session's store.</summary>
    private protected SlipService Service => service ??= new(Store, Workspace.Clock);

    /// <summary>Plans an edit, asks with its own words, and writes it; gives nothing when the answer was no.</summary>
    /// <param name="target">The input, for the error.</param>
    /// <param name="plan">Makes the plan.</param>
    /// <param name="done">Takes the slips as they now stand.</param>
    /// <param name="unchanged">What to do when all stands as wanted already; null is nothing.</param>
    private protected void Carry(object target, Func<SlipPlan> plan, Action<SlipPlan, IReadOnlyList<OrderSlip>> done, Action? unchanged = null) => Try(target, () =>
    {
        var planned = plan();
        foreach (var notice in planned.Notices) WriteWarning(notice.ToString());
        if (planned.Edits.Count == 0) unchanged?.Invoke();
        else if (ShouldProcess(planned.Target.ToString(), planned.Action.ToString())) done(planned, Service.Apply(planned, By));
    });
}

/// <summary>The base of the cmdlets that change one slip after another.</summary>
public abstract class SlipEditingCmdlet : SlipCmdlet
{
    /// <summary>伝票番号; slips from Get-OrderSlip bring it along.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true), Alias("Id"), ArgumentCompleter(typeof(SlipNumberCompleter))]
    public long[] SlipNumber { get; set; } = [];

    /// <summary>Emit the slips that were written; a slip that stood so already is emitted as it is.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>The plan for one slip.</summary>
    private protected abstract SlipPlan Plan(long slipNumber);

    /// <inheritdoc/>
    private protected override void Process()
    {
        foreach (var number in SlipNumber)
        {
            Carry(number, () => Plan(number), (_, slips) => Emit(slips), () => Emit([Service.Slip(number)]));
        }
    }

    void Emit(IReadOnlyList<OrderSlip> slips)
    {
        if (PassThru) WriteObject(slips, enumerateCollection: true);
    }
}
