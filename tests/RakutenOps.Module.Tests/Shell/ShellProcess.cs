using System.Diagnostics;
using System.Text;
using RakutenOps.Module.Tests.Hosting;

namespace RakutenOps.Module.Tests.Shell;

/// <summary>How one run of <c>rakutenops</c> ended; texts have line feeds only.</summary>
internal sealed record ShellResult(int ExitCode, string Output, string Errors);

/// <summary>The built <c>rakutenops</c> as a process of its own, with the probe module in place of ours.</summary>
internal sealed class ShellProcess : IDisposable
{
    static readonly string Program = Path.GetFullPath(Path.Combine(
        AppContext.BaseDirectory, "..", "..", "RakutenOps.Shell", new DirectoryInfo(AppContext.BaseDirectory).Name, "rakutenops.dll"));

    readonly Process process;
    readonly Task<string> errors;

    ShellProcess(Process process)
    {
        this.process = process;
        process.StandardInput.Close();
        errors = process.StandardError.ReadToEndAsync();
    }

    /// <summary>Runs to the end. The standard input is closed: a prompt would find nobody.</summary>
    public static async Task<ShellResult> RunAsync(ProbeModule module, params string[] args)
    {
        using var shell = Start(module, args);
        return await shell.EndAsync();
    }

    /// <summary>The same on a machine of another language.</summary>
    public static async Task<ShellResult> RunInAsync(string locale, ProbeModule module, params string[] args)
    {
        using var shell = Start(module, args, locale);
        return await shell.EndAsync();
    }

    /// <summary>Saves a script beside the module and runs it.</summary>
    public static Task<ShellResult> RunScriptAsync(ProbeModule module, string script, params string[] args) =>
        RunAsync(module, ["-File", Save(module, script), .. args]);

    /// <summary>Saves a script beside the module.</summary>
    public static string Save(ProbeModule module, string script)
    {
        var path = Path.Combine(module.Root, $"{Guid.NewGuid():n}.ps1");
        File.WriteAllText(path, script);
        return path;
    }

    public static ShellProcess Start(ProbeModule module, params string[] args) => Start(module, args, locale: null);

    static ShellProcess Start(ProbeModule module, string[] args, string? locale)
    {
        // A test run in the background may have been started with SIGINT ignored, which children inherit; env undoes it.
        string[] command = OperatingSystem.IsLinux() ? ["env", "--default-signal=INT", "dotnet", Program] : ["dotnet", Program];
        var start = new ProcessStartInfo(command[0], [.. command[1..], .. args])
        {
            WorkingDirectory = module.Root,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = new UTF8Encoding(false),
            StandardErrorEncoding = new UTF8Encoding(false),
        };
        start.Environment["RAKUTENOPS_MODULE"] = module.Folder;
        if (locale is not null) start.Environment["LC_ALL"] = locale + ".UTF-8";
        return new(Process.Start(start)!);
    }

    /// <summary>The next line of output: the script is at work.</summary>
    public Task<string?> ReadLineAsync() => Patience.For(process.StandardOutput.ReadLineAsync(), "a line of the shell");

    /// <summary>Sends a signal as the terminal or the service manager does.</summary>
    public void Signal(string name)
    {
        Patience.Run("kill", $"-{name}", $"{process.Id}").ShouldBe((0, ""));
    }

    /// <summary>Waits for the end.</summary>
    public async Task<ShellResult> EndAsync()
    {
        var output = await Patience.For(process.StandardOutput.ReadToEndAsync(), "the end of what the shell says");
        var said = await Patience.For(errors, "the end of the shell's errors");
        Patience.ForEnd(process, "the shell");
        return new(process.ExitCode, output.ReplaceLineEndings("\n"), said.ReplaceLineEndings("\n"));
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
        }
        process.Dispose();
    }
}
