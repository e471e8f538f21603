using System.Management.Automation;
using RakutenOps.Hosting;
using RakutenOps.Text;

namespace RakutenOps.Commands.Rehearsal;

/// <summary>Stops an emulator; what it held is forgotten.</summary>
[Cmdlet(VerbsLifecycle.Stop, "RmsEmulator", SupportsShouldProcess = true)]
public sealed class StopRmsEmulatorCommand : EmulatorCmdlet
{
    /// <inheritdoc/>
    private protected override void Process()
    {
        var endpoint = Meant();
        if (!ShouldProcess(endpoint.ToString(), Message.Of("Do_StopEmulator"))) return;
        var emulators = OpsSession.Current.Emulators;
        if (emulators.Find(e => e.Endpoint == endpoint) is { } own)
        {
            emulators.Remove(own);
            own.Dispose();
            return;
        }
        using var control = new EmulatorControl(endpoint);
        Pull(token => control.SendAsync(HttpMethod.Post, "shutdown", null, token));
    }
}
