using System.Management.Automation;
using RakutenOps.Core;
using RakutenOps.Core.Sync;
using RakutenOps.Hosting;

namespace RakutenOps.Commands.Orders;

/// <summary>注文確認: confirms on RMS the orders that stand at 100, all of a shop's or the given ones.</summary>
[Cmdlet(VerbsLifecycle.Confirm, "RakutenOrder", SupportsShouldProcess = true)]
[OutputType(typeof(SyncDecision))]
public sealed class ConfirmRakutenOrderCommand : ShopRunCmdlet
{
    readonly HashSet<string> numbers = new(StringComparer.Ordinal);

    /// <summary>Orders by number; every order at 100 when left out.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true), Alias("Id"), ValidateNotNullOrEmpty]
    public string[]? OrderNumber { get; set; }

    /// <inheritdoc/>
    private protected override void Process()
    {
        base.Process();
        foreach (var number in OrderNumber ?? []) numbers.Add(OrderNumbers.Root(number));
    }

    /// <inheritdoc/>
    private protected override IAsyncEnumerable<SyncEvent> Run(WorkspaceOptions workspace, SyncRequest request, CancellationToken cancel) =>
        new SyncServices(workspace).ConfirmAsync(request, numbers.Count == 0 ? null : numbers, cancel);
}
