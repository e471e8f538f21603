using System.Management.Automation;
using RakutenOps.Core;
using RakutenOps.Core.Sync;
using RakutenOps.Hosting;

namespace RakutenOps.Commands.Payment;

/// <summary>Brings Rakuten's cancellations into the order slips of one or more shops (R23), and nothing else.</summary>
[Cmdlet(VerbsData.Sync, "RakutenCancellation", SupportsShouldProcess = true)]
[OutputType(typeof(SyncDecision))]
public sealed class SyncRakutenCancellationCommand : ShopRunCmdlet
{
    /// <inheritdoc/>
    private protected override IAsyncEnumerable<SyncEvent> Run(WorkspaceOptions workspace, SyncRequest request, CancellationToken cancel) => new SyncServices(workspace).CancellationsAsync(request, cancel);
}
