using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using RakutenOps.Benchmarks.Rms;

namespace RakutenOps.Benchmarks.Cycle;

/// <summary>ObviousScript.ps1 in the machine's own PowerShell.</summary>
internal static class PowerShellScript
{
    /// <summary>pwsh of the PATH; null when there is none.</summary>
    public static string? Pwsh { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(static folder => Path.Combine(folder, OperatingSystem.IsWindows() ? "pwsh.exe" : "pwsh")).FirstOrDefault(File.Exists);

    /// <summary>Runs it in a process of its own.</summary>
    /// <param name="rms">Where RMS answers.</param>
    /// <param name="file">The store.</param>
    /// <param name="shop">The shop.</param>
    /// <returns>Slips paid, and milliseconds by the clock and of CPU without PowerShell's own start.</returns>
    public static async Task<(int Paid, double Wall, double Cpu)> RunAsync(Uri rms, string file, string shop)
    {
        var authorization = "ESA " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{RmsSpec.Secret(shop)}:{RmsSpec.Key(shop)}"));
        var start = new ProcessStartInfo(Pwsh!, ["-NoProfile", "-NonInteractive", "-File", Path.Combine(AppContext.BaseDirectory, "ObviousScript.ps1"), rms.ToString(), authorization, file, AppContext.BaseDirectory]) { RedirectStandardOutput = true };
        var native = Path.Combine(AppContext.BaseDirectory, "runtimes", RuntimeInformation.RuntimeIdentifier, "native");
        foreach (var path in (string[])["PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"]) start.Environment[path] = $"{native}{Path.PathSeparator}{Environment.GetEnvironmentVariable(path)}";
        using var process = Process.Start(start)!;
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"The PowerShell script ended with {process.ExitCode}; what went wrong is above.");
        int[] figures = [.. said.Split(' ', StringSplitOptions.TrimEntries).Select(static figure => int.Parse(figure, CultureInfo.InvariantCulture))];
        return (figures[0], figures[1], figures[2]);
    }
}
