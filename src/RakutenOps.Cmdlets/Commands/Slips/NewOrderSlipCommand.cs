using System.Collections;
using System.Globalization;
using System.Management.Automation;
using RakutenOps.Binding;
using RakutenOps.Completion;
using RakutenOps.Errors;
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
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? PaymentMethod { get; set; }

    /// <summary>Total in yen; the sum of the lines when left out.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public decimal? TotalAmount { get; set; }

    /// <summary>Goods: tables with ItemCode, Quantity and, at will, ItemName, UnitPrice, AllocatedQuantity.</summary>
    [Parameter]
    public Hashtable[] Line { get; set; } = [];

    /// <summary>出荷予定日, JST.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), JapanDay]
    public DateOnly? PlannedShipDate { get; set; }

    /// <summary>納品書印刷指示日, JST.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), JapanDay]
    public DateOnly? PrintInstructDate { get; set; }

    /// <inheritdoc/>
    private protected override void Process() => Carry(OrderNumber, () => Service.PlanNew(new()
    {
        Shop = ShopNamed(Shop).Name,
        OrderNumber = OrderNumber,
        OrderedAt = OrderedAt ?? Now,
        PaymentMethod = PaymentMethod,
        TotalAmount = TotalAmount,
        PlannedShipDate = PlannedShipDate,
        PrintInstructDate = PrintInstructDate,
        Lines = [.. Line.Select((l, i) => OrderLineOf(l, i + 1))],
    }), (_, slips) => WriteObject(slips[0]));

    static OrderLine OrderLineOf(Hashtable line, int number)
    {
        try
        {
            return new()
            {
                LineNumber = number,
                ItemCode = (string)LanguagePrimitives.ConvertTo(line["ItemCode"], typeof(string), CultureInfo.InvariantCulture),
                ItemName = line["ItemName"] as string,
                Quantity = (int)LanguagePrimitives.ConvertTo(line["Quantity"] ?? 1, typeof(int), CultureInfo.InvariantCulture),
                AllocatedQuantity = (int)LanguagePrimitives.ConvertTo(line["AllocatedQuantity"] ?? 0, typeof(int), CultureInfo.InvariantCulture),
                UnitPrice = (decimal)LanguagePrimitives.ConvertTo(line["UnitPrice"] ?? 0m, typeof(decimal), CultureInfo.InvariantCulture),
            };
        }
        catch (PSInvalidCastException)
        {
            throw OpsError.Input("LineUnreadable", line, number);
        }
    }
}
