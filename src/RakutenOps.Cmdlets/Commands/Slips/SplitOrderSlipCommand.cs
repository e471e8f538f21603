using System.Collections;
using System.Globalization;
using System.Management.Automation;
using RakutenOps.Completion;
using RakutenOps.Errors;
using RakutenOps.Hosting;

namespace RakutenOps.Commands.Slips;

/// <summary>分割: moves pieces of a line to a new slip of the same order; both are updated by what Rakuten says next (R10).</summary>
[Cmdlet(VerbsCommon.Split, "OrderSlip", SupportsShouldProcess = true, DefaultParameterSetName = "OneLine")]
[OutputType(typeof(OrderSlip))]
public sealed class SplitOrderSlipCommand : SlipCmdlet
{
    /// <summary>伝票番号 of the slip that goods are taken from.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true), Alias("Id"), ArgumentCompleter(typeof(SlipNumberCompleter))]
    public long SlipNumber { get; set; }

    /// <summary>The line.</summary>
    [Parameter(Position = 1, ParameterSetName = "OneLine"), ValidateRange(1, int.MaxValue)]
    [PSDefaultValue(Value = 1)]
    public int LineNumber { get; set; } = 1;

    /// <summary>Pieces that move.</summary>
    [Parameter(Mandatory = true, Position = 2, ParameterSetName = "OneLine")]
    public int Quantity { get; set; }

    /// <summary>Pieces that move, of several lines: <c>@{ 1 = 2; 3 = 1 }</c> is two of line 1 and one of line 3.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Lines")]
    public Hashtable Line { get; set; } = [];

    /// <inheritdoc/>
    private protected override void Process() =>
        Carry(SlipNumber, () => Service.PlanSplit(SlipNumber, ParameterSetName == "OneLine" ? new() { [LineNumber] = Quantity } : Pieces(Line)), (_, slips) => WriteObject(slips, enumerateCollection: true));

    static Dictionary<int, int> Pieces(Hashtable table)
    {
        try
        {
            return table.Cast<DictionaryEntry>().ToDictionary(static e => Whole(e.Key), static e => Whole(e.Value));
        }
        catch (Exception e) when (e is PSInvalidCastException or ArgumentException)
        {
            throw OpsError.Input("PiecesUnreadable", table);
        }
    }

    static int Whole(object? value) => (int)LanguagePrimitives.ConvertTo(value, typeof(int), CultureInfo.InvariantCulture);
}
