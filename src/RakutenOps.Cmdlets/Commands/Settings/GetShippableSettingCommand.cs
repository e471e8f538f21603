using System.Management.Automation;
using RakutenOps.Binding;
using RakutenOps.Completion;
using RakutenOps.Hosting;

namespace RakutenOps.Commands.Settings;

/// <summary>出荷可能設定: what a new slip of each 支払方法 starts with, and which 入金状況 may go to [印刷待ち]. A method without a row starts at 0 / 10 and ships from 2.</summary>
[Cmdlet(VerbsCommon.Get, "ShippableSetting")]
[OutputType(typeof(ShippableSetting))]
public sealed class GetShippableSettingCommand : OpsCmdlet
{
    /// <summary>Rows that hold for these shops, by name or pattern: their own, and those for every shop. All when left out.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true), Alias("Name"), SupportsWildcards, ValidateNotNullOrEmpty, ArgumentCompleter(typeof(ShopCompleter))]
    public string[]? Shop { get; set; }

    /// <summary>Only rows of these 支払方法, by name or pattern.</summary>
    [Parameter(Position = 1), SupportsWildcards, ValidateNotNullOrEmpty, ArgumentCompleter(typeof(PaymentMethodCompleter))]
    [PSDefaultValue(Value = "*")]
    public string[] PaymentMethod { get; set; } = ["*"];

    /// <inheritdoc/>
    private protected override void Process()
    {
        var shops = Shop is null ? null : ShopsLike(Shop);
        var methods = PaymentMethod.Select(static p => new NamePattern(p)).ToList();
        WriteObject(
            Store.ShippableSettings()
                .Where(r => r.Shop.Length == 0 || shops is null || shops.Any(s => s.Name == r.Shop))
                .Where(r => methods.Exists(m => m.IsMatch(r.PaymentMethod)))
                .OrderBy(static r => r.Shop, StringComparer.Ordinal).ThenBy(static r => r.PaymentMethod, StringComparer.Ordinal),
            enumerateCollection: true);
    }
}
