using System.Management.Automation;
using RakutenOps.Completion;
using RakutenOps.Core.Slips;
using RakutenOps.Edits;
using RakutenOps.Errors;
using RakutenOps.Hosting;
using RakutenOps.Text;

namespace RakutenOps.Commands.Slips;

/// <summary>受注CSV取込: makes slips from a CSV file, UTF-8 or Shift_JIS. They are never paid automatically (R6). A row that cannot be read is an error of its own; the others go in.</summary>
[Cmdlet(VerbsData.Import, "OrderSlip", SupportsShouldProcess = true, DefaultParameterSetName = "Path")]
[OutputType(typeof(OrderSlip))]
public sealed class ImportOrderSlipCommand : SlipCmdlet
{
    /// <summary>Files; wildcards are allowed.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "Path", ValueFromPipeline = true), SupportsWildcards]
    public string[] Path { get; set; } = [];

    /// <summary>Files, taken as they are written.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "LiteralPath", ValueFromPipelineByPropertyName = true), Alias("PSPath")]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>The shop.</summary>
    [Parameter(Mandatory = true, Position = 1), ArgumentCompleter(typeof(ShopCompleter))]
    public string Shop { get; set; } = "";

    /// <summary>Auto, Utf8 or ShiftJis; Auto takes UTF-8 where the bytes are valid UTF-8, else Shift_JIS.</summary>
    [Parameter, ValidateSet("Auto", "Utf8", "ShiftJis")]
    public string Encoding { get; set; } = "Auto";

    /// <inheritdoc/>
    private protected override void Process()
    {
        var shop = ShopNamed(Shop).Name;
        var files = ParameterSetName == "Path"
            ? Path.SelectMany(p => WildcardPattern.ContainsWildcardCharacters(p) ? GetResolvedProviderPathFromPSPath(p, out _) : [GetUnresolvedProviderPathFromPSPath(p)])
            : LiteralPath.Select(GetUnresolvedProviderPathFromPSPath);
        foreach (var file in files) Try(file, () => OneFile(file, shop));
    }

    void OneFile(string file, string shop)
    {
        CsvSlipsRead read;
        try
        {
            read = CsvSlips.Read(file, shop, Enum.Parse<CsvEncoding>(Encoding, ignoreCase: true), StopToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw OpsError.Input("CsvUnreadable", file, file, e.Message);
        }
        foreach (var fault in read.Faults) WriteError(OpsError.Input("CsvRowInvalid", fault.Row, fault.Row, fault.Column, fault.Why), fault.Row);
        foreach (var slip in read.Slips)
        {
            StopToken.ThrowIfCancellationRequested();
            Carry(slip.Row, () => Plan(slip), (_, slips) => WriteObject(slips[0]), () => WriteVerbose(Message.Of("Csv_SlipThere", slip.Entry.OrderNumber)));
        }
    }

    SlipPlan Plan(CsvSlip slip)
    {
        try
        {
            return Service.PlanCsv(slip.Entry);
        }
        catch (SlipException e)
        {
            throw OpsError.Input("CsvRowInvalid", slip.Row, slip.Row, CsvSlips.ColumnOf(e.Id), e.Message.TrimEnd('.', '。'));
        }
    }
}
