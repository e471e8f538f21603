using System.Management.Automation;
using RakutenOps.Hosting;

namespace RakutenOps.Commands.Orders;

/// <summary>The payment attempts of Rakuten orders as RMS tells them now (getPayment), the newest last: state, when Rakuten asked, when it was refused (オーソリNG) or completed. Changes nothing.</summary>
[Cmdlet(VerbsCommon.Get, "RakutenPayment")]
[OutputType(typeof(RakutenPayment))]
public sealed class GetRakutenPaymentCommand : OrderReadingCmdlet
{
    private protected override bool WithPayments => true;

    private protected override void Emit(string shop, RakutenOrder order) => WriteObject(RakutenPayment.Of(shop, order, PolicyOf(shop)), enumerateCollection: true);
}
