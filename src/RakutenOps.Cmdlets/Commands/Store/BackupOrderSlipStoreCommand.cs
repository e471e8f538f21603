using System.Management.Automation;
using RakutenOps.Hosting;
using RakutenOps.Text;

namespace RakutenOps.Commands.Store;

/// <summary>Writes one state of the whole store to a file, while syncs run, and checks the file. A store on a PostgreSQL server is backed up by pg_dump.</summary>
[Cmdlet(VerbsData.Backup, "OrderSlipStore", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class BackupOrderSlipStoreCommand : OpsCmdlet
{
    /// <summary>The file; it can be opened as a store.</summary>
    [Parameter(Mandatory = true, Position = 0), ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>Replaces a file that is there.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    private protected override void Begin()
    {
        var path = SessionState.Path.GetUnresolvedProviderPathFromPSPath(Path);
        if (!ShouldProcess(Store.Describe().Location, Message.Of("Do_Backup", path))) return;
        Store.Backup(path, Force, step => Progress.Report("", Message.Of("Progress_Backup", step.Pages, step.Of), step.Pages, step.Of), StopToken);
        WriteFile(path);
    }
}
