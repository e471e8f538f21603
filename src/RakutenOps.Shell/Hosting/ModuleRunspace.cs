using System.Management.Automation;
using System.Management.Automation.Host;
using System.Management.Automation.Runspaces;

namespace RakutenOps.Shell.Hosting;

/// <summary>Starts an engine that has the core cmdlets and one module.</summary>
internal static class ModuleRunspace
{
    /// <summary>Opens a runspace on <paramref name="host"/> with the module of <paramref name="manifest"/> imported.</summary>
    /// <exception cref="RuntimeException">The module cannot be loaded.</exception>
    public static Runspace Open(PSHost host, string manifest)
    {
        var state = InitialSessionState.CreateDefault2();
        state.ThrowOnRunspaceOpenError = true;
        state.ImportPSModule([manifest]);
        if (OperatingSystem.IsWindows())
        {
            // pwsh ships this setting in a file beside itself; without one the engine would run no script at all.
            state.ExecutionPolicy = Microsoft.PowerShell.ExecutionPolicy.RemoteSigned;
        }
        var runspace = RunspaceFactory.CreateRunspace(host, state);
        try
        {
            runspace.Open();
            return runspace;
        }
        catch
        {
            runspace.Dispose();
            throw;
        }
    }
}
