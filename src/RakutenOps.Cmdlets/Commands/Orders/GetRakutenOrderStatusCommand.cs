using System.Management.Automation;
using RakutenOps.Hosting;

namespace RakutenOps.Commands.Orders;

/// <summary>What RMS says now of Rakuten orders: progress, 発送指示日時, method, amount and their last changes. Changes nothing.</summary>
[Cmdlet(VerbsCommon.Get, "RakutenOrderStatus")]
[OutputType(typeof(RakutenOrderStatus))]
public sealed class GetRakutenOrderStatusCommand : OrderReadingCmdlet
{
    /// <summary>Ask getPayment too, one request per order: the newest authorisation and its state.</summary>
    [Parameter]
    public SwitchParameter IncludePayment { get; set; }

    private protected override bool WithPayments => IncludePayment;

    private protected override void Emit(string shop, RakutenOrder order) => WriteObject(RakutenOrderStatus.Of(shop, order));
}
