using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using RakutenOps.Core.Text;

namespace RakutenOps.Core.Schedules;

/// <summary>A timer and a service of the user's own systemd.</summary>
public sealed class SystemdScheduler : IJobScheduler
{
    const string Prefix = "rakutenops-";

    static string Folder => Path.Combine(
        Environment.GetEnvironmentVariable("XDG_CONFIG_HOME") is { } given && Path.IsPathFullyQualified(given) ? given : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".config"),
        "systemd", "user");

    /// <inheritdoc/>
    public string Define(JobSchedule schedule)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        return $"# {File(schedule.Name, "service")}\n{Service(schedule)}\n# {File(schedule.Name, "timer")}\n{Timer(schedule)}";
    }

    /// <inheritdoc/>
    public IReadOnlyList<Phrase> Register(JobSchedule schedule, string? password = null)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        Directory.CreateDirectory(Folder);
        System.IO.File.WriteAllText(File(schedule.Name, "service"), Service(schedule));
        System.IO.File.WriteAllText(File(schedule.Name, "timer"), Timer(schedule));
        var unit = Unit(schedule.Name, "timer");
        Must(["--user", "daemon-reload"], schedule.Name);
        Must(["--user", "enable", unit], schedule.Name);
        // Restarted, so that a timer that runs already takes its new times.
        Must(["--user", "restart", unit], schedule.Name);
        return Lingers() ? [] : [new("Schedule_NoLinger", Environment.UserName)];
    }

    /// <inheritdoc/>
    public IReadOnlyList<RakutenSyncSchedule> List() =>
        Directory.Exists(Folder) ? [.. Directory.EnumerateFiles(Folder, Prefix + "*.timer").Order(StringComparer.Ordinal).Select(Read)] : [];

    /// <inheritdoc/>
    public bool Remove(string name)
    {
        if (!System.IO.File.Exists(File(name, "timer"))) return false;
        Must(["--user", "disable", "--now", Unit(name, "timer")], name);
        System.IO.File.Delete(File(name, "timer"));
        System.IO.File.Delete(File(name, "service"));
        Must(["--user", "daemon-reload"], name);
        return true;
    }

    static string Service(JobSchedule schedule)
    {
        var text = new StringBuilder(
            $"""
            # Written by Register-RakutenSyncSchedule, which writes it anew each time.
            [Unit]
            Description=RakutenOps {schedule.Name}: Rakuten's payment results into order slips

            [Service]
            Type=oneshot
            ExecStart={string.Join(' ', schedule.Arguments.Prepend(schedule.Program).Select(Quoted))}
            TimeoutStartSec={schedule.LimitMinutes.ToString(CultureInfo.InvariantCulture)}min
            UMask=0077
            NoNewPrivileges=true
            # 3: RMS could not be reached; 75: another run holds the lock. The next tick comes by itself. 1, 2, 4 and 5 are failures: systemctl --user --failed.
            SuccessExitStatus=3 75

            """);
        foreach (var (name, value) in schedule.Environment.OrderBy(static v => v.Key, StringComparer.Ordinal)) text.Append("Environment=").Append(Quoted($"{name}={value}")).Append('\n');
        foreach (var credential in schedule.LoadCredentials) text.Append("LoadCredential=").Append(credential.Replace("%", "%%", StringComparison.Ordinal)).Append('\n');
        return text.ToString();
    }

    static string Timer(JobSchedule schedule) =>
        $"""
        # Written by Register-RakutenSyncSchedule, which writes it anew each time.
        [Unit]
        Description=RakutenOps {schedule.Name}: every {schedule.EveryMinutes.ToString(CultureInfo.InvariantCulture)} minutes

        [Timer]
        OnCalendar=*:{(schedule.EveryMinutes == 60 ? "00" : $"0/{schedule.EveryMinutes.ToString(CultureInfo.InvariantCulture)}")}
        RandomizedDelaySec=60
        Persistent=true

        [Install]
        WantedBy=timers.target

        """;

    // systemd reads quotes with C escapes, % as a specifier and $ as a variable.
    static string Quoted(string argument)
    {
        var text = argument.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("%", "%%", StringComparison.Ordinal).Replace("$", "$$", StringComparison.Ordinal);
        return text.Length > 0 && text.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '/' or ':' or '=' or '@' or '+') ? text : $"\"{text}\"";
    }

    static RakutenSyncSchedule Read(string file)
    {
        var name = Path.GetFileNameWithoutExtension(file)[Prefix.Length..];
        var timer = Show(Unit(name, "timer"), "ActiveState,LastTriggerUSec,NextElapseUSecRealtime");
        var service = Show(Unit(name, "service"), "ExecMainStatus,ExecMainStartTimestamp,ExecMainExitTimestamp");
        return new()
        {
            Name = name,
            Scheduler = "systemd",
            Command = Line(File(name, "service"), "ExecStart=") ?? "",
            Every = Line(file, "OnCalendar=*:") switch { "00" => TimeSpan.FromHours(1), ['0', '/', .. var minutes] when int.TryParse(minutes, CultureInfo.InvariantCulture, out var every) => TimeSpan.FromMinutes(every), _ => null },
            IsActive = timer.TryGetValue("ActiveState", out var state) ? state == "active" : null,
            // The timer remembers over a restart of the machine, the service also what was started by hand.
            LastRunAt = Moment(service.GetValueOrDefault("ExecMainStartTimestamp")) ?? Moment(timer.GetValueOrDefault("LastTriggerUSec")),
            LastExitCode = Moment(service.GetValueOrDefault("ExecMainExitTimestamp")) is not null && int.TryParse(service.GetValueOrDefault("ExecMainStatus"), CultureInfo.InvariantCulture, out var code) ? code : null,
            NextRunAt = Moment(timer.GetValueOrDefault("NextElapseUSecRealtime")),
            Location = file,
        };
    }

    static string? Line(string file, string key) =>
        System.IO.File.Exists(file) ? System.IO.File.ReadLines(file).FirstOrDefault(l => l.StartsWith(key, StringComparison.Ordinal))?[key.Length..] : null;

    static Dictionary<string, string> Show(string unit, string properties)
    {
        var (code, output, _) = Run("systemctl", ["--user", "show", unit, "--property=" + properties]);
        return code != 0 ? [] : output.Split('\n', StringSplitOptions.TrimEntries).Select(static l => l.Split('=', 2)).Where(static l => l.Length == 2).ToDictionary(static l => l[0], static l => l[1], StringComparer.Ordinal);
    }

    // As systemd writes a moment where TZ is UTC; blank or n/a where there was none yet. (Its --timestamp=unix is not heeded for the times of a timer.)
    static DateTimeOffset? Moment(string? text) =>
        DateTimeOffset.TryParseExact(text, "ddd yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at.ToOffset(JapanTime.Offset) : null;

    // A user's timers stop at logout, unless the user lingers.
    static bool Lingers() => Run("loginctl", ["show-user", Environment.UserName, "--property=Linger", "--value"]) is (0, var said, _) && said.Trim() == "yes";

    static void Must(IReadOnlyList<string> arguments, string name)
    {
        if (Run("systemctl", arguments) is var (code, _, why) && code != 0)
        {
            throw new ScheduleException("ScheduleRefused", $"systemctl {string.Join(' ', arguments)}: {why.Trim()}",
                Sentence.Of("SystemdRefused_Advice", Folder, Unit(name, "timer")));
        }
    }

    static (int Code, string Output, string Error) Run(string program, IReadOnlyList<string> arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, Environment = { ["TZ"] = "UTC", ["LC_ALL"] = "C" } })!;
            var error = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
#pragma warning disable VSTHRD002 // The process has ended, and its streams with it.
            return (process.ExitCode, output, error.GetAwaiter().GetResult());
#pragma warning restore VSTHRD002
        }
        catch (Win32Exception)
        {
            return (127, "", $"{program} is not installed");
        }
    }

    static string Unit(string name, string kind) => $"{Prefix}{name}.{kind}";
    static string File(string name, string kind) => Path.Combine(Folder, Unit(name, kind));
}
