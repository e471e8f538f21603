namespace RakutenOps.Module.Tests.Hosting;

/// <summary>systemctl and loginctl that answer and do nothing, first on the PATH until disposed, and a folder of its own for units.</summary>
internal sealed class FakeSystemd : IDisposable
{
    static readonly string[] Variables = ["PATH", "XDG_CONFIG_HOME"];

    readonly Dictionary<string, string?> before = Variables.ToDictionary(static v => v, Environment.GetEnvironmentVariable);
    readonly string folder;

    /// <summary>Begins.</summary>
    /// <param name="folder">A folder of the caller's that holds nothing else called config, systemctl or loginctl.</param>
    public FakeSystemd(string folder)
    {
        this.folder = folder;
        Answer("systemctl", "printf '%s\\n' \"$*\" >> \"$0.log\"; case \"$*\" in *show*timer*) printf 'ActiveState=active\\nLastTriggerUSec=Thu 2026-01-01 00:00:00 %s\\nNextElapseUSecRealtime=Thu 2026-01-01 00:15:00 %s\\n' $TZ $TZ;; *show*service*) printf 'ExecMainStatus=5\\nExecMainExitTimestamp=Thu 2026-01-01 00:00:01 %s\\n' $TZ;; esac");
        Answer("loginctl", "echo no");
        Environment.SetEnvironmentVariable("PATH", $"{folder}{Path.PathSeparator}{before["PATH"]}");
        Environment.SetEnvironmentVariable("XDG_CONFIG_HOME", Path.Combine(folder, "config"));
    }

    /// <summary>Where units are written.</summary>
    public string Units => Path.Combine(folder, "config", "systemd", "user");

    /// <summary>What systemctl was asked, in order.</summary>
    public string[] Asked() => File.Exists(Path.Combine(folder, "systemctl.log")) ? File.ReadAllLines(Path.Combine(folder, "systemctl.log")) : [];

    /// <summary>Makes one of the two do something else.</summary>
    public void Answer(string name, string script)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, $"#!/bin/sh\n{script}\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    public void Dispose()
    {
        foreach (var (variable, value) in before) Environment.SetEnvironmentVariable(variable, value);
    }
}
