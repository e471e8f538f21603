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
    public WorkerProcess(string store, DateTimeOffset now, DateTimeOffset? dueBefore = null)
    {
        string[] moments = [.. new[] { now, dueBefore }.OfType<DateTimeOffset>().Select(m => m.ToString("O", CultureInfo.InvariantCulture))];
        process = Process.Start(new ProcessStartInfo(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet", [Program, .. moments])
        {
            Environment = { [StoreLocation.Variable] = store },
            RedirectStandardOutput = true,
        })!;
        output = process.StandardOutput.ReadToEndAsync();
    }

    public bool HasExited => process.HasExited;

    /// <summary>Waits for it to end, at most so long; whether it has ended.</summary>
    public bool WaitForExit(TimeSpan atMost) => process.WaitForExit(atMost);

    /// <summary>SIGKILL: nothing of it runs any more.</summary>
    public void Kill()
    {
        process.Kill();
        process.WaitForExit();
    }

    /// <summary>Waits for its end; its exit code and what it said.</summary>
    public async Task<(int ExitCode, string Output)> EndAsync()
    {
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output);
    }

    public void Dispose()
    {
        if (!process.HasExited) Kill();
        process.Dispose();
    }
}
