using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using RakutenOps.Errors;
using RakutenOps.Hosting;

namespace RakutenOps.Commands.Rehearsal;

/// <summary>An emulator that runs as a child process. It ends when its stdin closes: with Stop, with the session, or when this process dies however it dies.</summary>
sealed class EmulatorProcess : IDisposable
{
    // What the .NET host answers when a framework it needs is not installed (FrameworkMissingFailure, cut to a byte where exit codes are bytes).
    const int FrameworkMissing = unchecked((int)0x80008096);

    readonly Process process;

    EmulatorProcess(Process process, Uri endpoint) => (this.process, Endpoint) = (process, endpoint);

    /// <summary>Where it answers.</summary>
    public Uri Endpoint { get; }

    /// <summary>Its process.</summary>
    public int Id => process.Id;

    /// <summary>Whether it still runs.</summary>
    public bool IsRunning => !process.HasExited;

    /// <summary>Starts an emulator and waits until it answers.</summary>
    /// <exception cref="InputException">There is no .NET with ASP.NET Core (EmulatorRuntimeMissing), or it did not start (EmulatorNotStarted).</exception>
    public static async Task<EmulatorProcess> StartAsync(ulong seed, int port, CancellationToken cancel)
    {
        var program = Path.Combine(ModuleStart.Folder, "emulator", "RakutenOps.Emulator.dll");
        var start = new ProcessStartInfo(DotNet())
        {
            ArgumentList = { program, "--seed", seed.ToString(CultureInfo.InvariantCulture), "--port", port.ToString(CultureInfo.InvariantCulture) },
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        var process = new Process { StartInfo = start };
        try
        {
            process.Start();
        }
        catch (Win32Exception e)
        {
            process.Dispose();
            throw new InputException("EmulatorRuntimeMissing", Text.Message.Of("Error_EmulatorRuntimeMissing", start.FileName), Text.Message.Of("Advice_EmulatorRuntimeMissing"), start.FileName, e);
        }

        try
        {
            var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
            var ready = await process.StandardOutput.ReadLineAsync(cancel).ConfigureAwait(false);
            if (ready is not null) return new(process, new Uri((string)JsonNode.Parse(ready)!["url"]!));
            await process.WaitForExitAsync(cancel).ConfigureAwait(false);
            var said = (await errors.ConfigureAwait(false)).Trim();
            throw process.ExitCode is FrameworkMissing or (FrameworkMissing & 0xFF)
                ? OpsError.Input("EmulatorRuntimeMissing", start.FileName, start.FileName)
                : OpsError.Input("EmulatorNotStarted", program, program, process.ExitCode, said);
        }
        catch
        {
            End(process);
            throw;
        }
    }

    /// <summary>Closes its stdin, which ends it, and waits a moment; one that does not end is ended.</summary>
    public void Dispose() => End(process);

    static void End(Process process)
    {
        using (process)
        {
            try
            {
                process.StandardInput.Close();
                if (!process.WaitForExit(TimeSpan.FromSeconds(3))) process.Kill(entireProcessTree: true);
            }
            catch (Exception e) when (e is InvalidOperationException or IOException or Win32Exception)
            {
                // It has ended already.
            }
        }
    }

    // As the SDK's own tools look for it: DOTNET_ROOT, then the path.
    static string DotNet()
    {
        var name = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
        var rooted = Environment.GetEnvironmentVariable("DOTNET_ROOT") is { Length: > 0 } root ? Path.Combine(root, name) : null;
        return rooted is not null && File.Exists(rooted) ? rooted : name;
    }
}
