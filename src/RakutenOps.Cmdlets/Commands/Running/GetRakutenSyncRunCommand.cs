using System.Management.Automation;
using RakutenOps.Binding;
using RakutenOps.Completion;
using RakutenOps.Core.Sync;
using RakutenOps.Hosting;

namespace RakutenOps.Commands.Running;

/// <summary>Past runs over shops, newest first: what they counted, how long they took, and how they ended. A run that a dying process left open is told as killed.</summary>
[Cmdlet(VerbsCommon.Get, "RakutenSyncRun")]
[OutputType(typeof(SyncRun))]
public sealed class GetRakutenSyncRunCommand : OpsCmdlet
{
    /// <summary>Shops by name or pattern; every shop, also one that is no longer here, when left out.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true), Alias("Name"), SupportsWildcards, ValidateNotNullOrEmpty, ArgumentCompleter(typeof(ShopCompleter))]
    [PSDefaultValue(Value = "*")]
    public string[] Shop { get; set; } = ["*"];

    /// <summary>Runs that began at or after; a moment without a zone is JST.</summary>
    [Parameter, JapanMoment]
    public DateTimeOffset? Since { get; set; }

    /// <summary>Only runs that stand so: Running, Completed, Failed, Stopped or Killed.</summary>
    [Parameter]
    public RunState[]? State { get; set; }

    /// <summary>Only the first so many.</summary>
    [Parameter, ValidateRange(1, int.MaxValue)]
    public int? First { get; set; }

    /// <inheritdoc/>
    private protected override void Process()
    {
        var patterns = Shop.Select(static p => new NamePattern(p)).ToList();
        var left = First ?? int.MaxValue;
        foreach (var run in PastRuns.Of(Store, null, Since, Now))
        {
            StopToken.ThrowIfCancellationRequested();
            if (State?.Contains(run.State) == false || !patterns.Exists(p => p.IsMatch(run.Shop))) continue;
            WriteObject(run);
            if (--left == 0) return;
        }
    }
}
