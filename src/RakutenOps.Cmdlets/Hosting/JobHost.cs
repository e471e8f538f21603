using System.Reflection;
using RakutenOps.Errors;

namespace RakutenOps.Hosting;

/// <summary>What runs the job's script: pwsh where it is on the PATH, else the rakutenops shell.</summary>
static class JobHost
{
    /// <summary>The program and what stands before the script, by full path.</summary>
    /// <param name="executable">What the user wants; null looks for it.</param>
    /// <exception cref="InputException">Neither is found (JobHostNotFound).</exception>
    public static (string Program, string[] Before) Find(string? executable)
    {
        if (executable is not null) return File.Exists(executable) ? (Path.GetFullPath(executable), []) : throw OpsError.Input("JobHostNotFound", executable, executable);
        if (OnPath("pwsh") is { } pwsh) return (pwsh, []);
        if (OnPath("rakutenops") is { } shell) return (shell, []);
        // The shell we run in: its own program, or dotnet with its assembly.
        if (Assembly.GetEntryAssembly() is { Location: { Length: > 0 } entry } self && self.GetName().Name == "rakutenops" && Environment.ProcessPath is { } process)
        {
            return Path.GetFileNameWithoutExtension(process) == "rakutenops" ? (process, []) : (process, [entry]);
        }
        throw OpsError.Input("JobHostNotFound", null, "pwsh, rakutenops");
    }

    static string? OnPath(string program)
    {
        var name = OperatingSystem.IsWindows() ? program + ".exe" : program;
        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists) is { } found ? Path.GetFullPath(found) : null;
    }
}
