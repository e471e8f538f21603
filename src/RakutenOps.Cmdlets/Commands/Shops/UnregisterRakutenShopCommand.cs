using System.Management.Automation;
using RakutenOps.Completion;
using RakutenOps.Core.Storage;
using RakutenOps.Hosting;
using RakutenOps.Text;

namespace RakutenOps.Commands.Shops;

/// <summary>Takes a shop that has no slips out of the store, and its licence out of the user's secret file.</summary>
[Cmdlet(VerbsLifecycle.Unregister, "RakutenShop", SupportsShouldProcess = true)]
public sealed class UnregisterRakutenShopCommand : OpsCmdlet
{
    /// <summary>The shop, by its exact name.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true), Alias("Name"), ValidateNotNullOrEmpty, ArgumentCompleter(typeof(ShopCompleter))]
    public string[] Shop { get; set; } = [];

    /// <inheritdoc/>
    private protected override void Process()
    {
        foreach (var name in Shop)
        {
            Try(name, () =>
            {
                var shop = ShopNamed(name);
                if (!ShouldProcess(name, Message.Of("Do_UnregisterShop"))) return;
                try
                {
                    Store.RemoveShop(name);
                }
                catch (StoreException e) when (e.Id == "ShopHasSlips")
                {
                    // The store is well; only this shop stays.
                    WriteError(e, name);
                    return;
                }
                CredentialKeeper.Forget(shop);
            });
        }
    }
}
