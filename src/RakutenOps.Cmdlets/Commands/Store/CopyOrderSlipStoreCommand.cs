using System.Management.Automation;
using RakutenOps.Core;
using RakutenOps.Core.Storage;
using RakutenOps.Hosting;
using RakutenOps.Text;

namespace RakutenOps.Commands.Store;

/// <summary>Copies this session's store into another, empty one, as from a SQLite file to a PostgreSQL server, and compares the two row for row: all of it, or nothing.</summary>
[Cmdlet(VerbsCommon.Copy, "OrderSlipStore", SupportsShouldProcess = true)]
[OutputType(typeof(OrderSlipStoreCopy))]
public sealed class CopyOrderSlipStoreCommand : OpsCmdlet
{
    /// <summary>The other store, <c>postgresql://user@host/database</c> or <c>sqlite:&lt;path&gt;</c>; a file is made when it is not there.</summary>
    [Parameter(Mandatory = true, Position = 0), ValidateNotNullOrEmpty]
    public string Destination { get; set; } = "";

    /// <inheritdoc/>
    private protected override void Begin()
    {
        var location = WorkspaceFactory.Locate(Destination);
        if (location.HasPassword) WriteWarning(Message.Of("Warn_PasswordInLocation"));
        if (!ShouldProcess(location.Display, Message.Of("Do_CopyStore", Store.Describe().Location))) return;
        using var destination = Pull(token => location.OpenAsync(create: true, token));
        foreach (var (table, rows) in Store.CopyTo(destination, Show, StopToken)) WriteObject(new OrderSlipStoreCopy { Location = location.Display, Table = table, Rows = rows });
    }

    void Show(CopyStep step) => Progress.Report(
        $"{step.Table} {step.IsCompared}",
        Message.Of(step.IsCompared ? "Progress_CompareStore" : "Progress_CopyStore", step.Table, step.Rows, step.Of),
        step.Rows,
        step.Of);
}
