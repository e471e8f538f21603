using System.Globalization;
using System.Management.Automation;
using RakutenOps.Completion;
using RakutenOps.Core;
using RakutenOps.Core.Notices;
using RakutenOps.Core.Schedules;
using RakutenOps.Core.Runs;
using RakutenOps.Core.Secrets;
using RakutenOps.Core.Storage;
using RakutenOps.Errors;
using RakutenOps.Hosting;
using RakutenOps.Text;

namespace RakutenOps.Commands.Running;

/// <summary>
/// Runs the cycle every 15 minutes: a timer of the user's systemd on Linux, a task of the Task Scheduler on Windows. Registering again makes it as asked now; -WhatIf prints the definition.
/// </summary>
[Cmdlet(VerbsLifecycle.Register, "RakutenSyncSchedule", SupportsShouldProcess = true)]
[OutputType(typeof(RakutenSyncSchedule))]
public sealed class RegisterRakutenSyncScheduleCommand : OpsCmdlet
{
    static readonly string[] Passed = [SecretSources.FolderVariable, StateFolder.Variable, RunLog.Variable];

    /// <summary>The schedule's name, where there are several.</summary>
    [Parameter(Position = 0), ValidatePattern("^[A-Za-z0-9-]{1,40}$")]
    [PSDefaultValue(Value = "cycle")]
    public string Name { get; set; } = "cycle";

    /// <summary>Shops by name or pattern; every shop with order import on when left out.</summary>
    [Parameter, SupportsWildcards, ValidateNotNullOrEmpty, ArgumentCompleter(typeof(ShopCompleter))]
    public string[]? Shop { get; set; }

    /// <summary>Minutes between two cycles.</summary>
    [Parameter, ValidateSet("5", "10", "15", "20", "30", "60")]
    [PSDefaultValue(Value = 15)]
    public int EveryMinutes { get; set; } = 15;

    /// <summary>Whom to tell when a person is needed, such as <c>Slack=file:slack</c>; see Invoke-RakutenSyncCycle.</summary>
    [Parameter]
    public string[]? Notice { get; set; }

    /// <summary>How many days rows of past runs and log files are kept.</summary>
    [Parameter, ValidateRange(1, 3650)]
    public int? KeepDays { get; set; }

    /// <summary>How many shops run side by side.</summary>
    [Parameter, ValidateRange(1, 64)]
    public int? ThrottleLimit { get; set; }

    /// <summary>Linux: credentials that the unit loads for <c>systemd:NAME</c>, as <c>NAME:/path/of/the/file</c>.</summary>
    [Parameter, ValidatePattern("^[A-Za-z0-9_.-]+:/.+$")]
    public string[] LoadCredential { get; set; } = [];

    /// <summary>Windows: the account that runs the task, also while nobody is logged on; your own, while you are logged on, when left out.</summary>
    [Parameter, Credential]
    public PSCredential? Credential { get; set; }

    /// <summary>What runs the job's script; pwsh on the PATH, else the rakutenops shell, when left out.</summary>
    [Parameter, ValidateNotNullOrEmpty]
    public string? Executable { get; set; }

    /// <inheritdoc/>
    private protected override void Begin()
    {
        foreach (var text in Notice ?? [])
        {
            if (NoticeTarget.Parse(text) is null) throw OpsError.Input("NoticeInvalid", text, text);
        }
        var scheduler = JobSchedulers.OfThisMachine();
        var schedule = Schedule();
        if (Location.HasPassword) WriteWarning(Message.Of("Warn_PasswordNotScheduled"));
        if (!ShouldProcess(Name, $"{Message.Of("Do_RegisterSchedule", EveryMinutes)}\n{scheduler.Define(schedule)}")) return;
        foreach (var notice in scheduler.Register(schedule, Credential?.GetNetworkCredential().Password)) WriteWarning(notice.ToString());
        WriteObject(scheduler.List().First(s => s.Name == Name));
    }

    JobSchedule Schedule()
    {
        var (program, before) = JobHost.Find(Executable is null ? null : SessionState.Path.GetUnresolvedProviderPathFromPSPath(Executable));
        string[] arguments = [.. before, "-NoProfile", "-NonInteractive", "-File", Path.Combine(ModuleStart.Folder, "jobs", "Invoke-RakutenOpsCycle.ps1"), "-Store", Location.ToString()];
        if (Shop is not null) arguments = [.. arguments, "-Shop", string.Join(',', Shop)];
        if (Notice is not null) arguments = [.. arguments, "-Notice", string.Join(';', Notice)];
        // A server is there for several machines: each works what no other has worked since the tick before.
        if (Location.Kind == StoreKind.PostgreSql) arguments = [.. arguments, "-OncePer", TimeSpan.FromMinutes(EveryMinutes).ToString("c", CultureInfo.InvariantCulture)];
        if (KeepDays is { } days) arguments = [.. arguments, "-KeepDays", days.ToString(CultureInfo.InvariantCulture)];
        if (ThrottleLimit is { } shops) arguments = [.. arguments, "-ThrottleLimit", shops.ToString(CultureInfo.InvariantCulture)];
        return new()
        {
            Name = Name,
            Program = program,
            Arguments = arguments,
            EveryMinutes = EveryMinutes,
            LoadCredentials = LoadCredential,
            Account = Credential?.UserName,
            Environment = Passed.Where(static v => Environment.GetEnvironmentVariable(v) is { Length: > 0 }).ToDictionary(static v => v, static v => Environment.GetEnvironmentVariable(v)!, StringComparer.Ordinal),
        };
    }

    // A location is passed on without its password: a server is reached by what stands in the job's own environment (PGPASSWORD, a pgpass file,
    // the unit's credential pgpass).
    static StoreLocation Location => WorkspaceFactory.Locate(OpsSession.Current.StoreLocation);
}
