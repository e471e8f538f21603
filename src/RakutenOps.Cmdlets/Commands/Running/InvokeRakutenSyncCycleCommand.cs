using System.Management.Automation;
using RakutenOps.Core;
using RakutenOps.Core.Notices;
using RakutenOps.Core.Runs;
using RakutenOps.Core.Storage;
using RakutenOps.Core.Sync;
using RakutenOps.Errors;
using RakutenOps.Hosting;

namespace RakutenOps.Commands.Running;

/// <summary>
/// One unattended cycle over shops: takes the job's lock, looks at licence days, imports orders, confirms them where AutoConfirm is on, brings Rakuten's payment results into the slips,
/// writes the log, and tells people what needs them. Emits one report; its exit code is the job's.
/// </summary>
[Cmdlet(VerbsLifecycle.Invoke, "RakutenSyncCycle", SupportsShouldProcess = true)]
[OutputType(typeof(RakutenCycleReport))]
public sealed class InvokeRakutenSyncCycleCommand : ShopRunCmdlet
{
    /// <summary>The environment variable that names whom to tell, several apart by semicolons, when -Notice is left out.</summary>
    const string NoticeVariable = "RAKUTENOPS_NOTICE";

    readonly List<NoticeTarget> targets = [];

    /// <summary>Whom to tell when a person is needed: Teams=, Slack=, Chatwork= or Mail= and a reference to the address, such as <c>Slack=file:slack</c>. RAKUTENOPS_NOTICE when left out.</summary>
    [Parameter]
    public string[]? Notice { get; set; }

    /// <summary>The folder of the log; RAKUTENOPS_LOG, else the user's own, when left out.</summary>
    [Parameter, ValidateNotNullOrEmpty]
    public string? LogPath { get; set; }

    /// <summary>How many days rows of past runs and log files are kept.</summary>
    [Parameter, ValidateRange(1, 3650)]
    [PSDefaultValue(Value = 90)]
    public int KeepDays { get; set; } = 90;

    /// <summary>A window that closes in so many days, or fewer, calls a person.</summary>
    [Parameter, ValidateRange(0, 15)]
    [PSDefaultValue(Value = 1)]
    public int WindowDays { get; set; } = 1;

    /// <inheritdoc/>
    private protected override bool RunsWithoutShops => true;

    /// <inheritdoc/>
    private protected override bool Emits(SyncDecision decision) => PassThru;

    /// <inheritdoc/>
    private protected override void Begin()
    {
        foreach (var text in Notice ?? Environment.GetEnvironmentVariable(NoticeVariable)?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [])
        {
            targets.Add(NoticeTarget.Parse(text) ?? throw OpsError.Input("NoticeInvalid", text, text));
        }
    }

    // A store that fails ends the cycle before it begins; a report is still what the job goes by.
    /// <inheritdoc/>
    private protected override void End()
    {
        var started = Now;
        try
        {
            base.End();
        }
        catch (StoreException e)
        {
            WriteError(e, null);
            WriteObject(IsWhatIf
                ? new RakutenCycleReport { StartedAt = started, EndedAt = Now, Shops = [], Problems = [new("", e.Id, e.Message)], Exit = CycleExits.Of(e.Id) }
                : Pull(token => Cycle(Workspace).UnopenedAsync(e, token)));
        }
    }

    /// <inheritdoc/>
    private protected override IAsyncEnumerable<SyncEvent> Run(WorkspaceOptions workspace, SyncRequest request, CancellationToken cancel) => Cycle(workspace).RunAsync(request, cancel);

    CycleServices Cycle(WorkspaceOptions workspace)
    {
        var vault = VaultSecrets.Fetch(this, targets.Select(static t => t.Reference));
        return new(workspace, new()
        {
            Job = $"{WorkspaceFactory.Locate(OpsSession.Current.StoreLocation)} {string.Join(' ', Shop)}",
            LogFolder = LogPath is null ? StateFolder.Logs : SessionState.Path.GetUnresolvedProviderPathFromPSPath(LogPath),
            Keep = TimeSpan.FromDays(KeepDays),
            WindowDays = WindowDays,
            Notices = targets.Count > 0 ? new NoticeSender(targets, vault.Read, workspace.Mask) : null,
        });
    }
}
