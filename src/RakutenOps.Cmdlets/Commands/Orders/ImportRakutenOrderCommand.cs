using System.Management.Automation;
using RakutenOps.Binding;
using RakutenOps.Core;
using RakutenOps.Core.Sync;
using RakutenOps.Hosting;

namespace RakutenOps.Commands.Orders;

/// <summary>Makes order slips of the orders that RMS has and the store has not (受注取込): from where the last import ended, or since a moment.</summary>
[Cmdlet(VerbsData.Import, "RakutenOrder", SupportsShouldProcess = true)]
[OutputType(typeof(SyncDecision))]
public sealed class ImportRakutenOrderCommand : ShopRunCmdlet
{
    /// <summary>Orders made at or after this moment (Japan time unless it has an offset), in place of where the last import ended. At most 730 days back.</summary>
    [Parameter, JapanMoment]
    public DateTimeOffset? Since { get; set; }

    /// <inheritdoc/>
    private protected override IAsyncEnumerable<SyncEvent> Run(WorkspaceOptions workspace, SyncRequest request, CancellationToken cancel) => new SyncServices(workspace).ImportAsync(request, Since, cancel);
}
