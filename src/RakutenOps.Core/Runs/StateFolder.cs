namespace RakutenOps.Core.Runs;

/// <summary>Where the job keeps what it writes beside the store: its logs and its lock. The user's own, mode 0700.</summary>
public static class StateFolder
{
    /// <summary>The environment variable that names another folder.</summary>
    public const string Variable = "RAKUTENOPS_STATE";

    /// <summary>The folder; it may not exist yet.</summary>
    public static string Path
    {
        get
        {
            if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } chosen) return System.IO.Path.GetFullPath(chosen);
            if (OperatingSystem.IsWindows()) return System.IO.Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "RakutenOps");
            // The XDG base directory rules: a relative path there is ignored.
            var state = Environment.GetEnvironmentVariable("XDG_STATE_HOME") is { } given && System.IO.Path.IsPathFullyQualified(given)
                ? given
                : System.IO.Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local", "state");
            return System.IO.Path.Combine(state, "RakutenOps");
        }
    }

    /// <summary>Where logs go: what RAKUTENOPS_LOG names, else a folder here.</summary>
    public static string Logs => Environment.GetEnvironmentVariable(RunLog.Variable) is { Length: > 0 } chosen ? System.IO.Path.GetFullPath(chosen) : System.IO.Path.Combine(Path, "logs");
}
