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
    const int BatchSize = 500;

    readonly HashSet<string> told = [];

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
    [PSDefaultValue(Value = "Auto")]
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
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException) // the last: no file can have that name
        {
            throw OpsError.Input("CsvUnreadable", file, file, e.Message);
        }
        if (read.UnknownColumns.Count > 0) WriteWarning(Message.Of("Csv_UnknownColumns", file, string.Join(", ", read.UnknownColumns)));
        foreach (var fault in read.Faults) WriteError(OpsError.Input("CsvRowInvalid", fault.Row, fault.Row, fault.Column, fault.Why), fault.Row);
        var done = 0;
        foreach (var batch in read.Slips.Chunk(BatchSize))
        {
            Progress.Report(file, Message.Of("Progress_Csv", System.IO.Path.GetFileName(file), done, read.Slips.Count), done, read.Slips.Count);
            Make(read, batch, shop);
            done += batch.Length;
        }
    }

    // One transaction per batch: a file that is stopped half-way has whole batches in, and run again it makes the rest.
    void Make(CsvSlipsRead read, CsvSlip[] batch, string shop)
    {
        StopToken.ThrowIfCancellationRequested();
        var taken = Service.Taken(shop, [.. batch.Select(static s => s.Entry.OrderNumber)]);
        var approved = new List<SlipPlan>(batch.Length);
        foreach (var slip in batch) Try(slip.Row, () => Ask(Plan(read, slip, taken), slip.Entry.OrderNumber, approved));
        StopToken.ThrowIfCancellationRequested();
        if (approved.Count == 0) return;
        var made = Service.ApplyEach(approved, By);
        var there = approved.Select(static p => p.Edits[0].After.OrderNumber).Except(made.Select(static s => s.OrderNumber), StringComparer.Ordinal);
        foreach (var number in there) WriteVerbose(Message.Of("Csv_SlipThere", number)); // made by someone else meanwhile
        WriteObject(made, enumerateCollection: true);
    }

    void Ask(SlipPlan plan, string orderNumber, List<SlipPlan> approved)
    {
        foreach (var notice in plan.Notices.Select(static n => n.ToString()).Where(told.Add)) WriteWarning(notice);
        if (plan.Edits.Count == 0) WriteVerbose(Message.Of("Csv_SlipThere", orderNumber));
        else if (ShouldProcess(plan.Target.ToString(), plan.Action.ToString())) approved.Add(plan);
    }

    SlipPlan Plan(CsvSlipsRead read, CsvSlip slip, IReadOnlySet<string> taken)
    {
        try
        {
            return Service.PlanCsv(slip.Entry, taken);
        }
        catch (SlipException e)
        {
            throw OpsError.Input("CsvRowInvalid", slip.Row, slip.Row, read.ColumnOf(slip, e), e.Message.TrimEnd('.', '。'));
        }
    }
}
