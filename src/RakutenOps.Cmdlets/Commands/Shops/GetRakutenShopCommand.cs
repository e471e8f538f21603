using System.Management.Automation;
using RakutenOps.Completion;
using RakutenOps.Hosting;

namespace RakutenOps.Commands.Shops;

/// <summary>The shops of the store and their switches.</summary>
[Cmdlet(VerbsCommon.Get, "RakutenShop")]
[OutputType(typeof(RakutenShop))]
public sealed class GetRakutenShopCommand : OpsCmdlet
{
    /// <summary>Shops by name or pattern; all when left out.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true), Alias("Name"), SupportsWildcards, ValidateNotNullOrEmpty, ArgumentCompleter(typeof(ShopCompleter))]
    [PSDefaultValue(Value = "*")]
    public string[] Shop { get; set; } = ["*"];

    /// <inheritdoc/>
    private protected override void Process() => WriteObject(ShopsLike(Shop), enumerateCollection: true);
}
