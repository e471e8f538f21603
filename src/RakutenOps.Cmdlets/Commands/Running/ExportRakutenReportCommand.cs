using System.Globalization;
using System.Management.Automation;
using RakutenOps.Completion;
using RakutenOps.Core.Reports;
using RakutenOps.Errors;
using RakutenOps.Hosting;
using RakutenOps.Text;

namespace RakutenOps.Commands.Running;

/// <summary>
/// A report of shops as one HTML file: money that waits by age and reason, what the cycles did, deadlines, refused authorisations, runs, and the worklists. Made from the store alone: RMS is not asked,
/// and nothing in the store is changed.
/// </summary>
[Cmdlet(VerbsData.Export, "RakutenReport", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportRakutenReportCommand : OpsCmdlet
{
    /// <summary>The HTML file to write; its folder is there.</summary>
    [Parameter(Mandatory = true, Position = 0), ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>Shops by name or pattern; all when left out.</summary>
    [Parameter, SupportsWildcards, ValidateNotNullOrEmpty, ArgumentCompleter(typeof(ShopCompleter))]
    [PSDefaultValue(Value = "*")]
    public string[] Shop { get; set; } = ["*"];

    /// <summary>JST days of the period, today included.</summary>
    [Parameter, ValidateRange(1, 366)]
    [PSDefaultValue(Value = 30)]
    public int Days { get; set; } = 30;

    /// <summary>Windows that close in so many days, or fewer, are on the worklist.</summary>
    [Parameter, ValidateRange(0, 365)]
    [PSDefaultValue(Value = 7)]
    public int ExpiringWithin { get; set; } = 7;

    /// <summary>The most rows of each worklist; the report says how many it leaves out.</summary>
    [Parameter, ValidateRange(1, 10_000)]
    [PSDefaultValue(Value = 100)]
    public int First { get; set; } = 100;

    /// <summary>en or ja; the session's own language when left out.</summary>
    [Parameter, ValidateSet("en", "ja")]
    public string? Language { get; set; }

    /// <summary>Replaces a file that is there.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    private protected override void Begin()
    {
        var path = SessionState.Path.GetUnresolvedProviderPathFromPSPath(Path);
        if (File.Exists(path) && !Force) throw OpsError.Input("ReportExists", path, path);
        var shops = ShopsLike(Shop);
        if (shops.Count == 0 || !ShouldProcess(path, Message.Of("Do_Report", string.Join(", ", shops.Select(static s => s.Name))))) return;
        var request = new ReportRequest { Shops = [.. shops.Select(static s => s.Name)], Days = Days, ExpiringWithin = ExpiringWithin, Rows = First };
        var reader = new ReportReader(Workspace);
        Progress.Follow(() => new("", Message.Of("Progress_Report", reader.Slips), reader.Slips, 0));
        var report = Pull(token => reader.ReadAsync(request, token));
        try
        {
            Pull(async token =>
            {
                await ReportFile.WriteAsync(report, Language is null ? CultureInfo.CurrentUICulture : CultureInfo.GetCultureInfo(Language), path, Force, token).ConfigureAwait(false);
                return path;
            });
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw OpsError.Input("ReportUnwritable", path, path, e.Message);
        }
        WriteFile(path);
    }
}
