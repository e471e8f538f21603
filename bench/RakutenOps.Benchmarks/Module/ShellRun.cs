using System.Diagnostics;
using System.Globalization;
using System.Reflection.Emit;
using System.Runtime.InteropServices;
using RakutenOps.Benchmarks.Rms;
using RakutenOps.Benchmarks.Stores;

namespace RakutenOps.Benchmarks.Module;

/// <summary>The module in the shell, each time in a process of its own.</summary>
internal sealed class ShellRun : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("rakutenops-shell-").FullName;

    public ShellRun()
    {
        foreach (var name in (string[])["First", "Empty"])
        {
            var module = Directory.CreateDirectory(Path.Combine(folder, name)).FullName;
            File.WriteAllText(Path.Combine(module, name + ".psd1"), $"@{{ ModuleVersion = '1.0'; RootModule = '{name}.dll'; CmdletsToExport = @(); FunctionsToExport = @(); AliasesToExport = @(); VariablesToExport = @() }}");
            var assembly = new PersistedAssemblyBuilder(new(name), typeof(object).Assembly);
            assembly.DefineDynamicModule(name);
            assembly.Save(Path.Combine(module, name + ".dll"));
        }
    }

    /// <summary>A binary module with nothing in it.</summary>
    public string EmptyManifest => Path.Combine(folder, "Empty", "Empty.psd1");

    /// <summary>Import-Module in an engine that has already imported another module: milliseconds by the clock and of CPU, and how many assemblies named RakutenOps.Core it loaded, which should be none.</summary>
    public (double Wall, double Cpu, int Cores) Import(string manifest)
    {
        var figures = Figures(
            $"$w = [Diagnostics.Stopwatch]::StartNew(); $c = [Environment]::CpuUsage.TotalTime; Import-Module '{manifest}'; "
            + "foreach ($t in $w.Elapsed, ([Environment]::CpuUsage.TotalTime - $c)) { $t.TotalMilliseconds.ToString('R', [cultureinfo]::InvariantCulture) } "
            + "[AppDomain]::CurrentDomain.GetAssemblies().Where({ $_.GetName().Name -eq 'RakutenOps.Core' }).Count", withModule: false);
        return (figures[0], figures[1], (int)figures[2]);
    }

    /// <summary>Milliseconds of the first question to a store.</summary>
    public double FirstRead(string store) => Figures(
        $"$w = [Diagnostics.Stopwatch]::StartNew(); $null = Connect-OrderSlipStore -Path '{store}'; $null = Get-RakutenShop; $w.Elapsed.TotalMilliseconds.ToString('R', [cultureinfo]::InvariantCulture)", withModule: true)[0];

    /// <summary>Milliseconds of Tab for each of some half-typed lines, the engine's own work apart: the first time, which loads what it needs, and the slowest line's median of nine more times.</summary>
    public (double First, double Then) Tab(string store, string[] lines)
    {
        var figures = Figures(
            $"$null = Connect-OrderSlipStore -Path '{store}'; "
            + "function Measure-Tab([string] $Line) { $w = [Diagnostics.Stopwatch]::StartNew(); $offers = (TabExpansion2 $Line $Line.Length).CompletionMatches; $took = $w.Elapsed.TotalMilliseconds; "
            + "if ($offers.Count -eq 0) { throw \"Nothing is offered after $Line.\" }; $took.ToString('R', [cultureinfo]::InvariantCulture) } "
            + string.Join("; ", Enumerable.Repeat(lines, Times + 1).SelectMany(static l => l).Select(static line => $"Measure-Tab '{line}'")), withModule: true);
        var byLine = figures.Chunk(lines.Length).Skip(1).SelectMany(static round => round.Index()).GroupBy(static f => f.Index, static f => f.Item);
        return (figures[0], byLine.Max(static line => Sample.Middle(line)));
    }

    const int Times = 9;

    /// <summary>Milliseconds of a whole process that loads the module, says one word and ends.</summary>
    public double StartUp()
    {
        var start = Stopwatch.GetTimestamp();
        Figures("1", withModule: true);
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    /// <summary>Milliseconds from SIGINT, while Sync-RakutenPayment waits for an answer that does not come, until the pipeline has stopped, and until the process is gone.</summary>
    public async Task<(double Stopped, double Gone)> CtrlCAsync(Scene scene)
    {
        await scene.Rms.FaultsAsync(new { kind = "hang" });
        var shop = scene.Shops[0];
        var before = await scene.Rms.RequestsAsync();
        using var process = Start(
            $"$null = Connect-OrderSlipStore -Path '{scene.File}'; Set-RakutenShop {shop} -Endpoint {scene.Rms.Emulator} -CredentialReference env:BENCH_KEYS; "
            + $"try {{ Sync-RakutenPayment {shop} }} finally {{ [Console]::Out.WriteLine([DateTimeOffset]::UtcNow.ToUnixTimeMilliseconds()) }}",
            withModule: true, ("BENCH_KEYS", $"{RmsSpec.Secret(shop)}:{RmsSpec.Key(shop)}"));
        while (await scene.Rms.RequestsAsync() == before)
        {
            if (process.HasExited) throw new InvalidOperationException("The sync ended before it was stopped; what went wrong is above.");
            await Task.Delay(20);
        }
        var (start, sent) = (Stopwatch.GetTimestamp(), DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());
        if (Kill(process.Id, Interrupt) != 0) throw new InvalidOperationException("The shell could not be sent SIGINT.");
        var stopped = long.Parse(await process.StandardOutput.ReadToEndAsync(), CultureInfo.InvariantCulture);
        await process.WaitForExitAsync();
        return (stopped - sent, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
    }

    const int Interrupt = 2;

    [DllImport("libc", EntryPoint = "kill"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern int Kill(int process, int signal);

    double[] Figures(string command, bool withModule)
    {
        using var process = Start(command, withModule);
        var said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"The shell ended with {process.ExitCode}; what went wrong is above.");
        return [.. said.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => double.Parse(line, CultureInfo.InvariantCulture))];
    }

    Process Start(string command, bool withModule, params ReadOnlySpan<(string Name, string Value)> environment)
    {
        var start = new ProcessStartInfo("dotnet", [PackagedModule.Shell, "-NonInteractive", "-Command", command]) { RedirectStandardOutput = true };
        if (!withModule) start.Environment["RAKUTENOPS_MODULE"] = Path.Combine(folder, "First");
        start.Environment["RAKUTENOPS_CONFIG"] = folder;
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return Process.Start(start)!;
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
