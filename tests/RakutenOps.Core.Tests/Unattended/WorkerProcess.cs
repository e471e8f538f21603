using System.Diagnostics;
using System.Globalization;
using RakutenOps.Core.Storage;

namespace RakutenOps.Core.Tests.Unattended;

/// <summary>A process that works a store's shops once, and that can be killed.</summary>
internal sealed class WorkerProcess : IDisposable
{
    static readonly string Program = Path.Combine(AppContext.BaseDirectory, "..", "..", "RakutenOps.Worker", Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), "RakutenOps.Worker.dll");

    readonly Process process;
    readonly Task<string> output;

    /// <summary>Starts it.</summary>
    /// <param name="store">The store; it goes by the environment, where no other user sees a password.</param>
    /// <param name="now">The moment at which its clock stands still.</param>
    /// <param name="dueBefore">Since when no shop is worked twice; null works every shop.</param>
    /// <param name="within">What its command begins with, where it runs in surroundings of its own.</param>
    public WorkerProcess(string store, DateTimeOffset now, DateTimeOffset? dueBefore = null, string[]? within = null)
    {
        string[] moments = [.. new[] { now, dueBefore }.OfType<DateTimeOffset>().Select(m => m.ToString("O", CultureInfo.InvariantCulture))];
        var host = Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet";
        string[] command = [.. within ?? [], host, Program, .. moments];
        process = Process.Start(new ProcessStartInfo(command[0], command[1..])
        {
            Environment = { [StoreLocation.Variable] = store },
            RedirectStandardOutput = true,
        })!;
        output = process.StandardOutput.ReadToEndAsync();
    }

    public bool HasExited => process.HasExited;

    /// <summary>SIGKILL: nothing of it runs any more.</summary>
    /// <returns>Whether it was still alive.</returns>
    public bool Kill()
    {
        var wasAlive = !process.HasExited;
        process.Kill();
        Patience.ForEnd(process, "a killed worker");
        return wasAlive;
    }

    /// <summary>Waits for its end; its exit code and what it said.</summary>
    public async Task<(int ExitCode, string Output)> EndAsync()
    {
        var said = await Patience.For(output, "the end of what a worker says");
        Patience.ForEnd(process, "a worker");
        return (process.ExitCode, said);
    }

    public void Dispose()
    {
        if (!process.HasExited) Kill();
        process.Dispose();
    }
}
