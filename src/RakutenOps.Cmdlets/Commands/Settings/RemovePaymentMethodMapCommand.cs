using System.Management.Automation;
using RakutenOps.Completion;
using RakutenOps.Errors;
using RakutenOps.Hosting;
using RakutenOps.Text;

namespace RakutenOps.Commands.Settings;

/// <summary>Removes a row of 支払方法の取込設定. Orders that use the method wait from then on (R3).</summary>
[Cmdlet(VerbsCommon.Remove, "PaymentMethodMap", SupportsShouldProcess = true)]
public sealed class RemovePaymentMethodMapCommand : OpsCmdlet
{
    /// <summary>Rakuten's settlementMethodCode.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true), ArgumentCompleter(typeof(SettlementCodeCompleter))]
    public int[] SettlementCode { get; set; } = [];

    /// <summary>The shop the row is for; the row for every shop when left out.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), AllowEmptyString, ArgumentCompleter(typeof(ShopCompleter))]
    public string Shop { get; set => field = value ?? ""; } = "";

    /// <inheritdoc/>
    private protected override void Process()
    {
        foreach (var code in SettlementCode)
        {
            if (Store.PaymentMap().FirstOrDefault(r => r.Shop == Shop && r.SettlementCode == code) is not { } row)
                WriteError(OpsError.Input("PaymentMethodMapNotFound", code, code, Display.Shop(Shop)), code);
            else if (ShouldProcess(Message.Of("Target_Map", code, row.SettlementName, Display.Shop(Shop)), Message.Of("Do_RemoveMap", row.PaymentMethod)))
                Store.RemovePaymentMap(Shop, code);
        }
    }
}
