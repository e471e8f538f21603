using System.Management.Automation;
using RakutenOps.Core.Rms;
using RakutenOps.Errors;
using RakutenOps.Hosting;
using RakutenOps.Text;

namespace RakutenOps.Commands.Shops;

/// <summary>Adds a shop of Rakuten Ichiba to the store. Order import is off until it is switched on.</summary>
[Cmdlet(VerbsLifecycle.Register, "RakutenShop", SupportsShouldProcess = true)]
[OutputType(typeof(RakutenShop))]
public sealed class RegisterRakutenShopCommand : ShopEditingCmdlet
{
    /// <summary>The shop's name here: any that tells it from the others, such as its shop URL.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true), Alias("Name"), ValidatePattern(@"^[^\s*?\[\]:/\\]{1,64}$")]
    public string Shop { get; set; } = "";

    /// <inheritdoc/>
    private protected override void Process()
    {
        if (Store.Shops().Any(s => s.Name == Shop)) throw OpsError.Input("ShopExists", Shop, Shop);
        var shop = Edited(new RakutenShop { Name = Shop, Endpoint = Endpoint ?? RmsEndpoint.Rakuten });
        if (ShouldProcess(Shop, Message.Of("Do_RegisterShop", shop.Endpoint, Display.OnOff(shop.OrderImport)))) Keep(shop);
    }
}
