using System.Management.Automation;
using RakutenOps.Completion;
using RakutenOps.Hosting;
using RakutenOps.Text;

namespace RakutenOps.Commands.Settings;

/// <summary>Sets a row of 出荷可能設定. What is left out stays as it was, or as it is without a row: 0 / 10 / ships from 2.</summary>
[Cmdlet(VerbsCommon.Set, "ShippableSetting", SupportsShouldProcess = true)]
[OutputType(typeof(ShippableSetting))]
public sealed class SetShippableSettingCommand : OpsCmdlet
{
    /// <summary>支払方法 the row is for.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true), ValidateNotNullOrEmpty, ArgumentCompleter(typeof(PaymentMethodCompleter))]
    public string[] PaymentMethod { get; set; } = [];

    /// <summary>入金状況 a new slip starts with.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public DepositStatus? InitialDepositStatus { get; set; }

    /// <summary>承認状況 a new slip starts with.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public ApprovalStatus? InitialApprovalStatus { get; set; }

    /// <summary>出荷できる入金状況: the lowest that may go to [印刷待ち].</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public DepositStatus? RequiredDepositStatus { get; set; }

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
        foreach (var method in PaymentMethod)
        {
            var before = Store.ShippableSettings().FirstOrDefault(r => r.Shop == Shop && r.PaymentMethod == method) ?? new ShippableSetting { Shop = Shop, PaymentMethod = method };
            var row = before with
            {
                InitialDepositStatus = InitialDepositStatus ?? before.InitialDepositStatus,
                InitialApprovalStatus = InitialApprovalStatus ?? before.InitialApprovalStatus,
                RequiredDepositStatus = RequiredDepositStatus ?? before.RequiredDepositStatus,
            };
            Warn(row);
            if (!ShouldProcess($"{method} ({Display.Shop(Shop)})", Message.Of("Do_SetShippable", row.InitialDepositStatus, row.InitialApprovalStatus, row.RequiredDepositStatus))) continue;
            Store.Save(row);
            if (PassThru) WriteObject(row);
        }
    }

    // Two settings that silently switch parts of the import off (domain.md §9.6, §9.7).
    void Warn(ShippableSetting row)
    {
        if (row.InitialDepositStatus != DepositStatus.Unpaid || row.InitialApprovalStatus != ApprovalStatus.Unapproved)
            WriteWarning(Message.Of("Warn_InitialNotWaiting", row.PaymentMethod, row.InitialDepositStatus, row.InitialApprovalStatus));
        if (row.RequiredDepositStatus == DepositStatus.Unpaid && Store.PaymentMap().Any(m => m.PaymentMethod == row.PaymentMethod && m.Kind is PaymentKind.Card or PaymentKind.ApplePay))
            WriteWarning(Message.Of("Warn_ShipsUnpaid", row.PaymentMethod));
    }
}
