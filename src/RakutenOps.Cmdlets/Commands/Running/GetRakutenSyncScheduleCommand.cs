using System.Management.Automation;
using RakutenOps.Binding;
using RakutenOps.Core.Schedules;
using RakutenOps.Hosting;

namespace RakutenOps.Commands.Running;

/// <summary>The schedules of the cycle on this machine: what they run, when they ran last and with which exit code, and when they run next.</summary>
[Cmdlet(VerbsCommon.Get, "RakutenSyncSchedule")]
[OutputType(typeof(RakutenSyncSchedule))]
public sealed class GetRakutenSyncScheduleCommand : OpsCmdlet
{
    /// <summary>Schedules by name or pattern; all when left out.</summary>
    [Parameter(Position = 0), SupportsWildcards, ValidateNotNullOrEmpty]
    [PSDefaultValue(Value = "*")]
    public string Name { get; set; } = "*";

    /// <inheritdoc/>
    private protected override void Begin()
    {
        var pattern = new NamePattern(Name);
        foreach (var schedule in JobSchedulers.OfThisMachine().List().Where(s => pattern.IsMatch(s.Name))) WriteObject(schedule);
    }
}
