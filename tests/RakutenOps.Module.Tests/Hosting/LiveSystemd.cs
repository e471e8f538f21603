using System.Diagnostics;

namespace RakutenOps.Module.Tests.Hosting;

/// <summary>
/// A user's systemd that lives, where the machine itself was not started by one: it runs in a mount namespace of its own, in which a system manager seems to be there. Its units are in a folder
/// of the test's.
/// </summary>
internal sealed class LiveSystemd : IDisposable
{
    const string Program = "/lib/systemd/systemd";

    // Where systemd keeps track of processes: with one tree of control groups for all, or with several.
    static readonly string[] Trees = ["/sys/fs/cgroup", "/sys/fs/cgroup/unified", "/sys/fs/cgroup/systemd"];

    static readonly string[] Variables = ["XDG_RUNTIME_DIR", "XDG_CONFIG_HOME", "DBUS_SESSION_BUS_ADDRESS"];

    readonly Dictionary<string, string?> before = Variables.ToDictionary(static v => v, Environment.GetEnvironmentVariable);
    // A control group of its own: units of another user's systemd may have the same names.
    readonly string group = $"rakutenops-test-{Environment.ProcessId}";
    readonly Process manager;

    LiveSystemd(string folder)
    {
        var runtime = Path.Combine(folder, "run");
        Directory.CreateDirectory(runtime);
        Environment.SetEnvironmentVariable("XDG_RUNTIME_DIR", runtime);
        Environment.SetEnvironmentVariable("XDG_CONFIG_HOME", Path.Combine(folder, "config"));
        Environment.SetEnvironmentVariable("DBUS_SESSION_BUS_ADDRESS", null);
        var start = new ProcessStartInfo("unshare", ["--mount", "--propagation", "private", "sh", "-c",
            $"""
            for tree in {string.Join(' ', Trees)}; do if [ -e $tree/cgroup.procs ]; then mkdir $tree/{group} && echo $$ > $tree/{group}/cgroup.procs; fi; done
            mkdir -p /run/systemd && mount -t tmpfs none /run/systemd && mkdir /run/systemd/system && mount --make-rshared / && exec {Program} --user
            """])
        { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["HOME"] = folder;
        manager = Process.Start(start)!;
    }

    /// <summary>Why there can be none on this machine; null where there can.</summary>
    public static string? Missing =>
        !OperatingSystem.IsLinux() ? "systemd is Linux's."
        : Environment.UserName != "root" ? "A mount namespace needs root."
        : !File.Exists(Program) ? $"{Program} is not here: apt install systemd."
        : !MayMount() ? "This machine lets nobody mount, be it root."
        : null;

    static bool MayMount()
    {
        using var tried = Process.Start(new ProcessStartInfo("unshare", ["--mount", "--propagation", "private", "mount", "-t", "tmpfs", "none", "/mnt"]) { RedirectStandardError = true })!;
        tried.WaitForExit();
        return tried.ExitCode == 0;
    }

    /// <summary>Starts one and waits until it answers; the test is skipped where the machine lets none live.</summary>
    /// <param name="folder">A folder of the caller's, whose path is short enough for a socket.</param>
    public static async Task<LiveSystemd> StartAsync(string folder)
    {
        var live = new LiveSystemd(folder);
        await Patience.Until(() => live.manager.HasExited || Ask("show", "--property=Version").Output.StartsWith("Version=", StringComparison.Ordinal), "systemd --user to answer");
        if (!live.manager.HasExited) return live;
        var why = await live.manager.StandardError.ReadToEndAsync();
        live.Dispose();
        Assert.Skip($"No systemd of a user starts on this machine: {why}");
        return live;
    }

    /// <summary>Runs <c>systemctl --user</c>.</summary>
    public static (int Code, string Output) Ask(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("systemctl", ["--user", .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var said = process.StandardOutput.ReadToEnd() + process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, said);
    }

    public void Dispose()
    {
        Ask("exit");
        if (!manager.WaitForExit(TimeSpan.FromSeconds(10))) manager.Kill();
        manager.Dispose();
        foreach (var tree in Trees.Select(t => Path.Combine(t, group)).Where(Directory.Exists)) RemoveGroup(tree);
        foreach (var (variable, value) in before) Environment.SetEnvironmentVariable(variable, value);
    }

    // The kernel takes an empty group away by its folder, whatever files it shows in it.
    static void RemoveGroup(string group)
    {
        foreach (var below in Directory.GetDirectories(group)) RemoveGroup(below);
        using var rmdir = Process.Start("rmdir", [group]);
        rmdir.WaitForExit();
    }
}
