using System.Management.Automation;
using RakutenOps.Binding;
using RakutenOps.Completion;
using RakutenOps.Core;
using RakutenOps.Core.Sync;
using RakutenOps.Hosting;

namespace RakutenOps.Commands.Orders;

/// <summary>注文確認: confirms on RMS the orders that stand at 100, all of a shop's or the given ones.</summary>
[Cmdlet(VerbsLifecycle.Confirm, "RakutenOrder", SupportsShouldProcess = true)]
[OutputType(typeof(SyncDecision))]
public sealed class ConfirmRakutenOrderCommand : ShopRunCmdlet
{
    readonly HashSet<(string Shop, string OrderNumber)> orders = [];

    /// <summary>Orders by number; every order at 100 when left out.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true), Alias("Id"), ValidateNotNullOrEmpty, ArgumentCompleter(typeof(OrderNumberCompleter))]
    public string[]? OrderNumber { get; set; }

    /// <inheritdoc/>
    private protected override void Process()
    {
        if (OrderNumber is null)
        {
            base.Process();
            return;
        }
        var named = Shop is [var one] && new NamePattern(one).IsName ? one : null;
        foreach (var root in OrderNumber.Select(OrderNumbers.Root))
        {
            if (ShopOf(root, named) is { } shop) orders.Add((shop, root));
        }
    }

    // A shop that is taken whole needs none of its orders named.
    private protected override IReadOnlyList<string> Chosen()
    {
        var whole = base.Chosen();
        orders.RemoveWhere(o => whole.Contains(o.Shop));
        return [.. whole, .. orders.Select(static o => o.Shop).Distinct(StringComparer.Ordinal)];
    }

    /// <inheritdoc/>
    private protected override IAsyncEnumerable<SyncEvent> Run(WorkspaceOptions workspace, SyncRequest request, CancellationToken cancel) =>
        new SyncServices(workspace).ConfirmAsync(request, orders.ToLookup(static o => o.Shop, static o => o.OrderNumber, StringComparer.Ordinal), cancel);
}
