using System.Collections;
using System.Management.Automation;
using RakutenOps.Binding;
using RakutenOps.Completion;
using RakutenOps.Edits;
using RakutenOps.Errors;
using RakutenOps.Hosting;

namespace RakutenOps.Commands.Slips;

/// <summary>Edits slips by hand. A change of amount or 支払方法 opens 15 days of its own (R5); to wait for a new authorisation use Reset-OrderSlipPayment.</summary>
[Cmdlet(VerbsCommon.Set, "OrderSlip", SupportsShouldProcess = true)]
[OutputType(typeof(OrderSlip))]
public sealed class SetOrderSlipCommand : SlipEditingCmdlet
{
    /// <summary>支払方法.</summary>
    [Parameter, ValidateNotNullOrEmpty, ArgumentCompleter(typeof(PaymentMethodCompleter))]
    public string? PaymentMethod { get; set; }

    /// <summary>Total in yen.</summary>
    [Parameter]
    public decimal? TotalAmount { get; set; }

    /// <summary>確認チェック.</summary>
    [Parameter]
    public ConfirmCheck? ConfirmCheck { get; set; }

    /// <summary>出荷予定日, JST; $null blanks it.</summary>
    [Parameter, AllowNull, JapanDay]
    public DateOnly? PlannedShipDate { get; set; }

    /// <summary>納品書印刷指示日, JST; $null blanks it.</summary>
    [Parameter, AllowNull, JapanDay]
    public DateOnly? PrintInstructDate { get; set; }

    /// <summary>入金状況, by hand.</summary>
    [Parameter]
    public DepositStatus? DepositStatus { get; set; }

    /// <summary>承認状況, by hand.</summary>
    [Parameter]
    public ApprovalStatus? ApprovalStatus { get; set; }

    /// <summary>承認日, JST, by hand; $null blanks it.</summary>
    [Parameter, AllowNull, JapanDay]
    public DateOnly? ApprovalDate { get; set; }

    /// <summary>受注状態.</summary>
    [Parameter]
    public SlipStatus? Status { get; set; }

    /// <summary>受注キャンセル区分: cancels the slip here, not on Rakuten.</summary>
    [Parameter]
    public CancelKind? CancelKind { get; set; }

    /// <summary>引当: sets aside every piece of every line.</summary>
    [Parameter]
    public SwitchParameter AllocateAll { get; set; }

    /// <summary>Lines that change: tables with LineNumber and AllocatedQuantity (引当数) or ReleaseDate (発売日; $null blanks it).</summary>
    [Parameter]
    public Hashtable[] Line { get; set; } = [];

    /// <inheritdoc/>
    private protected override SlipPlan Plan(long slipNumber) => Service.PlanSet(slipNumber, new()
    {
        PaymentMethod = PaymentMethod,
        TotalAmount = TotalAmount,
        ConfirmCheck = ConfirmCheck,
        PlannedShipDate = Entered(nameof(PlannedShipDate), PlannedShipDate),
        PrintInstructDate = Entered(nameof(PrintInstructDate), PrintInstructDate),
        DepositStatus = DepositStatus,
        ApprovalStatus = ApprovalStatus,
        ApprovalDate = Entered(nameof(ApprovalDate), ApprovalDate),
        Status = Status,
        CancelKind = CancelKind,
        Lines = [.. AllocateAll ? Service.Slip(slipNumber).Lines.Select(static l => new LinePatch(l.LineNumber) { AllocatedQuantity = l.Quantity }) : [], .. Line.Select(LinePatchOf)],
    });

    static LinePatch LinePatchOf(Hashtable table, int index)
    {
        var line = new LineTable(table, index + 1, "LineNumber", "AllocatedQuantity", "ReleaseDate");
        return new(line.Whole("LineNumber") ?? throw OpsError.Input("LineUnreadable", table, index + 1, "LineNumber"))
        {
            AllocatedQuantity = line.Whole("AllocatedQuantity"),
            ReleaseDate = line.Has("ReleaseDate") ? new(line.Day("ReleaseDate")) : null,
        };
    }

    Entered<DateOnly?>? Entered(string parameter, DateOnly? value) => MyInvocation.BoundParameters.ContainsKey(parameter) ? new(value) : null;
}
