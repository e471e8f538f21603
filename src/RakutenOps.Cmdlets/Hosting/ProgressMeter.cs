using System.Management.Automation;
using System.Management.Automation.Host;
using System.Runtime.CompilerServices;
using RakutenOps.Core.Runs;

namespace RakutenOps.Hosting;

/// <summary>One command's progress: real counts, the time left, and Completed always sent. Nothing at all where the user wants none (-ProgressAction, $ProgressPreference).</summary>
sealed class ProgressMeter : IDisposable
{
    const int ActivityId = 7_300;

    readonly PSCmdlet cmdlet;
    readonly Pace pace;
    readonly string activity;
    readonly long source;
    Func<Step>? now;
    PSHostUserInterface? shownOn;

    /// <summary>Begins to count the time of a command's work.</summary>
    public ProgressMeter(PSCmdlet cmdlet, TimeProvider clock)
    {
        this.cmdlet = cmdlet;
        pace = new(clock);
        activity = cmdlet.MyInvocation.MyCommand.Name;
        source = RuntimeHelpers.GetHashCode(this);
        IsSilent = WantsNone(cmdlet);
    }

    /// <summary>Whether the user wants no progress.</summary>
    public bool IsSilent { get; }

    /// <summary>Shows how far the work is, unless it has only begun or was shown a moment ago.</summary>
    /// <param name="part">The part of the work that the counts belong to.</param>
    /// <param name="status">What is being done, with the counts.</param>
    /// <param name="done">How many are done.</param>
    /// <param name="total">How many there are; 0 when not known.</param>
    public void Report(string part, string status, long done, long total) => Follow(() => new(part, status, done, total));

    /// <summary>Shows how far the work is, now and with each beat from here on.</summary>
    /// <param name="step">Says how far it is.</param>
    public void Follow(Func<Step> step)
    {
        now = step;
        Beat();
    }

    /// <summary>Shows again how far the work is: called while the pipeline thread waits, so that a request that takes long is seen.</summary>
    public void Beat()
    {
        if (IsSilent || cmdlet.Stopping || now?.Invoke() is not { } step || pace.Tell(step.Part, step.Done, step.Total) is not { } mark) return;
        shownOn = cmdlet.Host.UI;
        cmdlet.CommandRuntime.WriteProgress(source, new(ActivityId, activity, step.Status)
        {
            PercentComplete = mark.Percent ?? -1,
            SecondsRemaining = mark.Left is { } left ? (int)Math.Ceiling(left.TotalSeconds) : -1,
        });
    }

    /// <summary>Takes the progress away. By the host's own way: a command that is being stopped may write nothing any more.</summary>
    public void Dispose()
    {
        shownOn?.WriteProgress(source, new(ActivityId, activity, " ") { RecordType = ProgressRecordType.Completed });
        shownOn = null;
    }

    static bool WantsNone(PSCmdlet cmdlet)
    {
        var wish = cmdlet.MyInvocation.BoundParameters.TryGetValue("ProgressAction", out var given) ? given : cmdlet.SessionState.PSVariable.GetValue("ProgressPreference");
        return LanguagePrimitives.TryConvertTo<ActionPreference>(wish, out var preference) && preference is ActionPreference.SilentlyContinue or ActionPreference.Ignore;
    }

    /// <summary>How far a part of the work is.</summary>
    public readonly record struct Step(string Part, string Status, long Done, long Total);
}
