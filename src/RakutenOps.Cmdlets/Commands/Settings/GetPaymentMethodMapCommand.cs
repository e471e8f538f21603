using System.Management.Automation;
using RakutenOps.Completion;
using RakutenOps.Core.Storage;
using RakutenOps.Hosting;

namespace RakutenOps.Commands.Settings;

/// <summary>支払方法の取込設定: what Rakuten's payment methods are called here; or, with -Unmapped, the methods that orders use and no row knows (R3).</summary>
[Cmdlet(VerbsCommon.Get, "PaymentMethodMap", DefaultParameterSetName = "Rows")]
[OutputType(typeof(PaymentMethodMap), ParameterSetName = ["Rows"])]
[OutputType(typeof(UnmappedMethod), ParameterSetName = ["Unmapped"])]
public sealed class GetPaymentMethodMapCommand : OpsCmdlet
{
    /// <summary>Rows that hold for these shops, by name or pattern: their own, and those for every shop. All when left out.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true), Alias("Name"), SupportsWildcards, ValidateNotNullOrEmpty, ArgumentCompleter(typeof(ShopCompleter))]
    public string[]? Shop { get; set; }

    /// <summary>Only rows of these settlementMethodCodes of Rakuten.</summary>
    [Parameter(Position = 1, ParameterSetName = "Rows"), ArgumentCompleter(typeof(SettlementCodeCompleter))]
    public int[]? SettlementCode { get; set; }

    /// <summary>The methods that slips and orders use and no row knows: their slips wait.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Unmapped")]
    public SwitchParameter Unmapped { get; set; }

    /// <inheritdoc/>
    private protected override void Process()
    {
        var shops = Shop is null ? Shops : ShopsLike(Shop);
        if (Unmapped) WriteObject(shops.SelectMany(s => UnmappedMethods.Of(Store, PolicyOf(s.Name), Now)), enumerateCollection: true);
        else WriteObject(Rows(shops), enumerateCollection: true);
    }

    IEnumerable<PaymentMethodMap> Rows(IReadOnlyList<RakutenShop> shops) => Store.PaymentMap()
        .Where(r => r.Shop.Length == 0 || Shop is null || shops.Any(s => s.Name == r.Shop))
        .Where(r => SettlementCode is null || SettlementCode.Contains(r.SettlementCode))
        .OrderBy(static r => r.Shop, StringComparer.Ordinal).ThenBy(static r => r.SettlementCode);
}
