using System.Management.Automation;
using RakutenOps.Hosting;

namespace RakutenOps.Commands.Store;

/// <summary>The order slip store of this session: where it is and what it holds.</summary>
[Cmdlet(VerbsCommon.Get, "OrderSlipStore")]
[OutputType(typeof(OrderSlipStore))]
public sealed class GetOrderSlipStoreCommand : OpsCmdlet
{
    /// <inheritdoc/>
    private protected override void Begin() => WriteObject(StoreDescription.Of(Store));
}
