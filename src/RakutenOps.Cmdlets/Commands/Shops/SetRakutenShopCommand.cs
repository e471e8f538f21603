using System.Management.Automation;
using RakutenOps.Completion;
using RakutenOps.Hosting;
using RakutenOps.Text;

namespace RakutenOps.Commands.Shops;

/// <summary>Changes a shop: its licence, its endpoint and its switches. What is left out stays as it is.</summary>
[Cmdlet(VerbsCommon.Set, "RakutenShop", SupportsShouldProcess = true)]
[OutputType(typeof(RakutenShop))]
public sealed class SetRakutenShopCommand : ShopEditingCmdlet
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
                var shop = Edited(ShopNamed(name));
                if (ShouldProcess(name, Message.Of("Do_SetShop", Display.OnOff(shop.OrderImport), shop.CancelKind, shop.Endpoint))) Keep(shop);
            });
        }
    }
}
