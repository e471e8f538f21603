using System.Management.Automation;
using RakutenOps.Completion;
using RakutenOps.Errors;
using RakutenOps.Hosting;
using RakutenOps.Text;

namespace RakutenOps.Commands.Settings;

/// <summary>Sets a row of 支払方法の取込設定: which 支払方法 a payment method of Rakuten becomes, and of what kind it is. Slips that wait for it go on with the next sync.</summary>
[Cmdlet(VerbsCommon.Set, "PaymentMethodMap", SupportsShouldProcess = true, DefaultParameterSetName = "Code")]
[OutputType(typeof(PaymentMethodMap))]
public sealed class SetPaymentMethodMapCommand : OpsCmdlet
{
    /// <summary>Rakuten's settlementMethodCode.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "Code", ValueFromPipelineByPropertyName = true), ValidateRange(1, 9999), ArgumentCompleter(typeof(SettlementCodeCompleter))]
    public int SettlementCode { get; set; }

    /// <summary>Rakuten's name of the method, an old or a new one, in place of its code.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Name"), ValidateNotNullOrEmpty, ArgumentCompleter(typeof(SettlementNameCompleter))]
    public string? SettlementName { get; set; }

    /// <summary>支払方法 of the back office.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true), ValidateNotNullOrEmpty, ArgumentCompleter(typeof(PaymentMethodCompleter))]
    public string PaymentMethod { get; set; } = "";

    /// <summary>What kind of method it is; the long-lead rule (R19) acts on Card and ApplePay alone. When left out: as the row was, else as Rakuten's code says.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public PaymentKind? Kind { get; set; }

    /// <summary>The shop the row is for; every shop without a row of its own when left out.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), AllowEmptyString, ArgumentCompleter(typeof(ShopCompleter))]
    public string Shop { get; set => field = value ?? ""; } = "";

    /// <summary>Emit the row.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    private protected override void Process()
    {
        if (Shop.Length > 0) _ = ShopNamed(Shop);
        var code = SettlementName is null ? SettlementCode : Settlements.Code(SettlementName) ?? throw OpsError.Input("SettlementNameUnknown", SettlementName, SettlementName);
        var before = Store.PaymentMap().FirstOrDefault(r => r.Shop == Shop && r.SettlementCode == code);
        var row = new PaymentMethodMap
        {
            Shop = Shop,
            SettlementCode = code,
            SettlementName = SettlementName ?? before?.SettlementName ?? Settlements.Name(code),
            PaymentMethod = PaymentMethod,
            Kind = Kind ?? before?.Kind ?? Settlements.Kind(code),
        };
        if (!ShouldProcess(Message.Of("Target_Map", code, row.SettlementName, Display.Shop(Shop)), Message.Of("Do_SetMap", row.PaymentMethod, row.Kind))) return;
        Store.Save(row);
        if (PassThru) WriteObject(row);
    }
}
