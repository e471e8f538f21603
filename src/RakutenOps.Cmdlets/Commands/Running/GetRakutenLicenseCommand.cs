using System.Management.Automation;
using RakutenOps.Completion;
using RakutenOps.Core;
using RakutenOps.Core.Rms;
using RakutenOps.Core.Sync;
using RakutenOps.Errors;
using RakutenOps.Hosting;
using RakutenOps.Text;

namespace RakutenOps.Commands.Running;

/// <summary>When shops' licence keys end, and what is to be done. Asks RMS and keeps the day; a key that RMS refuses is an error of its own, and so is one that is too new to work.</summary>
[Cmdlet(VerbsCommon.Get, "RakutenLicense")]
[OutputType(typeof(RakutenLicense))]
public sealed class GetRakutenLicenseCommand : OpsCmdlet
{
    /// <summary>Shops by name or pattern; all when left out.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true), Alias("Name"), SupportsWildcards, ValidateNotNullOrEmpty, ArgumentCompleter(typeof(ShopCompleter))]
    [PSDefaultValue(Value = "*")]
    public string[] Shop { get; set; } = ["*"];

    /// <summary>Do not ask RMS: what it last said counts.</summary>
    [Parameter]
    public SwitchParameter Offline { get; set; }

    /// <inheritdoc/>
    private protected override void Process()
    {
        var shops = ShopsLike(Shop);
        foreach (var (done, shop) in shops.Index())
        {
            if (!Offline) Progress.Report("", Message.Of("Progress_AskShop", shop.Name, done, shops.Count), done, shops.Count);
            Try(shop.Name, () => WriteObject(RakutenLicense.Of(Offline ? shop : Pull(token => ShopLicence.AskAsync(Reach, Store, shop, keep: true, token)), Now)));
        }
    }
}
