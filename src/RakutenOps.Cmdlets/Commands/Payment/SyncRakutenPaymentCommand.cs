using System.Management.Automation;
using RakutenOps.Core;
using RakutenOps.Core.Sync;
using RakutenOps.Hosting;

namespace RakutenOps.Commands.Payment;

/// <summary>Brings Rakuten's payment results into the order slips of one or more shops (R25): cancellations, standard import, long-lead.</summary>
[Cmdlet(VerbsData.Sync, "RakutenPayment", SupportsShouldProcess = true)]
[OutputType(typeof(SyncDecision))]
public sealed class SyncRakutenPaymentCommand : ShopRunCmdlet
{
    /// <inheritdoc/>
    private protected override IAsyncEnumerable<SyncEvent> Run(WorkspaceOptions workspace, SyncRequest request, CancellationToken cancel) => new SyncServices(workspace).PaymentsAsync(request, cancel);
}
