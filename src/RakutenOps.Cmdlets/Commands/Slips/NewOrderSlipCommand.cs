using System.Collections;
using System.Management.Automation;
using RakutenOps.Binding;
using RakutenOps.Completion;
using RakutenOps.Hosting;

namespace RakutenOps.Commands.Slips;

/// <summary>手起票: makes a slip by hand. It is never paid automatically (R6).</summary>
[Cmdlet(VerbsCommon.New, "OrderSlip", SupportsShouldProcess = true)]
[OutputType(typeof(OrderSlip))]
public sealed class NewOrderSlipCommand : SlipCmdlet
{
    /// <summary>The shop.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true), ArgumentCompleter(typeof(ShopCompleter))]
    public string Shop { get; set; } = "";

    /// <summary>受注番号.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true), ValidateNotNullOrEmpty]
    public string OrderNumber { get; set; } = "";

    /// <summary>受注日時; a moment without a zone is JST. Now when left out.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), JapanMoment]
    public DateTimeOffset? OrderedAt { get; set; }

    /// <summary>支払方法.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), ArgumentCompleter(typeof(PaymentMethodCompleter))]
    public string? PaymentMethod { get; set; }

    /// <summary>Total in yen; the sum of the lines when left out.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), BlankIsNull]
    public decimal? TotalAmount { get; set; }

    /// <summary>Goods: tables with ItemCode and, at will, Quantity (1), ItemName, UnitPrice, AllocatedQuantity, ReleaseDate.</summary>
    [Parameter]
    public Hashtable[] Line { get; set; } = [];

    /// <summary>出荷予定日, JST.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), JapanDay]
    public DateOnly? PlannedShipDate { get; set; }

    /// <summary>納品書印刷指示日, JST.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), JapanDay]
    public DateOnly? PrintInstructDate { get; set; }

    /// <summary>確認チェック.</summary>
    [Parameter]
    [PSDefaultValue(Value = nameof(RakutenOps.ConfirmCheck.NotNeeded))]
    public ConfirmCheck ConfirmCheck { get; set; }

    /// <inheritdoc/>
    private protected override void Process() => Carry(OrderNumber, () => Service.PlanNew(new()
    {
        Shop = ShopNamed(Shop).Name,
        OrderNumber = OrderNumber,
        OrderedAt = OrderedAt ?? Now,
        PaymentMethod = string.IsNullOrWhiteSpace(PaymentMethod) ? null : PaymentMethod.Trim(),
        TotalAmount = TotalAmount,
        PlannedShipDate = PlannedShipDate,
        PrintInstructDate = PrintInstructDate,
        ConfirmCheck = ConfirmCheck,
        Lines = [.. Line.Select(static (table, i) => OrderLineOf(new(table, i + 1, "ItemCode", "ItemName", "Quantity", "AllocatedQuantity", "UnitPrice", "ReleaseDate"), i + 1))],
    }), (_, slips) => WriteObject(slips[0]));

    static OrderLine OrderLineOf(LineTable line, int number) => new()
    {
        LineNumber = number,
        ItemCode = line.Text("ItemCode") ?? "",
        ItemName = line.Text("ItemName"),
        Quantity = line.Whole("Quantity") ?? 1,
        AllocatedQuantity = line.Whole("AllocatedQuantity") ?? 0,
        UnitPrice = line.Amount("UnitPrice") ?? 0,
        ReleaseDate = line.Day("ReleaseDate"),
    };
}
