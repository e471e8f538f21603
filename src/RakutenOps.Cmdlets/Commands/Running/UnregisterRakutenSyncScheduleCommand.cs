using System.Management.Automation;
using RakutenOps.Core.Schedules;
using RakutenOps.Errors;
using RakutenOps.Hosting;
using RakutenOps.Text;

namespace RakutenOps.Commands.Running;

/// <summary>Takes a schedule of the cycle away. Slips, logs and past runs stay.</summary>
[Cmdlet(VerbsLifecycle.Unregister, "RakutenSyncSchedule", SupportsShouldProcess = true)]
public sealed class UnregisterRakutenSyncScheduleCommand : OpsCmdlet
{
    /// <summary>The schedule's name.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true), ValidateNotNullOrEmpty]
    [PSDefaultValue(Value = "cycle")]
    public string Name { get; set; } = "cycle";

    /// <inheritdoc/>
    private protected override void Process()
    {
        if (ShouldProcess(Name, Message.Of("Do_UnregisterSchedule")) && !JobSchedulers.OfThisMachine().Remove(Name)) throw OpsError.Input("ScheduleNotFound", Name, Name);
    }
}
