using System.Management.Automation;
using System.Text.Json.Nodes;
using RakutenOps.Binding;
using RakutenOps.Hosting;
using RakutenOps.Text;

namespace RakutenOps.Commands.Rehearsal;

/// <summary>Starts an emulator of RMS WEB SERVICE on this machine, for rehearsals: it keeps everything in memory, has a clock of its own, and ends with the session.</summary>
[Cmdlet(VerbsLifecycle.Start, "RmsEmulator", SupportsShouldProcess = true)]
[OutputType(typeof(RmsEmulator))]
public sealed class StartRmsEmulatorCommand : EmulatorCmdlet
{
    /// <summary>What is drawn (names, goods, numbers) depends on it alone.</summary>
    [Parameter]
    [PSDefaultValue(Value = 1)]
    public ulong Seed { get; set; } = 1;

    /// <summary>The port; a free one when left out.</summary>
    [Parameter, ValidateRange(0, 65535)]
    [PSDefaultValue(Value = 0)]
    public int Port { get; set; }

    /// <summary>What the emulator's clock shows at the start (Japan time unless it has an offset), and goes on from; now when left out.</summary>
    [Parameter, JapanMoment]
    public DateTimeOffset? Clock { get; set; }

    /// <inheritdoc/>
    private protected override void End()
    {
        if (!ShouldProcess("RMS WEB SERVICE", Message.Of("Do_StartEmulator"))) return;
        var emulator = Pull(token => EmulatorProcess.StartAsync(Seed, Port, token));
        OpsSession.Current.Emulators.Add(emulator);
        using var control = new EmulatorControl(emulator.Endpoint);
        if (Clock is { } clock) Pull(token => control.SendAsync(HttpMethod.Put, "clock", new JsonObject { ["now"] = ControlDocument.Stamp(clock) }, token));
        WriteObject(Describe(control, emulator.Endpoint, emulator.Id));
    }
}
