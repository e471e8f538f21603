using System.Buffers;
using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Text;
using System.Xml.Linq;
using RakutenOps.Core.Text;

namespace RakutenOps.Core.Schedules;

/// <summary>
/// A task of the Task Scheduler of Windows, in its folder RakutenOps. Registered through the scheduler's own COM interface, since schtasks.exe would want a password on its command line.
/// </summary>
public sealed class TaskScheduler : IJobScheduler
{
    const string FolderName = "RakutenOps";
    const int CreateOrUpdate = 6, LogonByPassword = 1, LogonInteractive = 3;
    static readonly SearchValues<char> Special = SearchValues.Create(" \t\"&|<>^()");
    static readonly XNamespace Task = "http://schemas.microsoft.com/windows/2004/02/mit/task";

    /// <inheritdoc/>
    public string Define(JobSchedule schedule)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        XElement E(string name, params object[] content) => new(Task + name, content);
        string Minutes(int count) => FormattableString.Invariant($"PT{count}M");
        // A task has no environment of its own, so cmd.exe gives it what the job needs.
        var (program, arguments) = schedule.Environment.Count == 0
            ? (schedule.Program, string.Join(' ', schedule.Arguments.Select(Quoted)))
            : ("cmd.exe", $"/d /s /c \"{string.Concat(schedule.Environment.OrderBy(static v => v.Key, StringComparer.Ordinal).Select(static v => $"set \"{v.Key}={v.Value}\"&& "))}{string.Join(' ', schedule.Arguments.Prepend(schedule.Program).Select(Quoted))}\"");
        var task = E("Task", new XAttribute("version", "1.4"),
            E("RegistrationInfo", E("Description", $"RakutenOps {schedule.Name}: Rakuten's payment results into order slips"), E("URI", $"\\{FolderName}\\{schedule.Name}")),
            E("Triggers", E("TimeTrigger",
                // In the order of the schema's sequence.
                E("Enabled", "true"),
                E("StartBoundary", "2026-01-01T00:00:00"),
                E("Repetition", E("Interval", Minutes(schedule.EveryMinutes)), E("StopAtDurationEnd", "false")),
                E("RandomDelay", Minutes(1)))),
            E("Principals", E("Principal", new XAttribute("id", "Author"),
                E("UserId", schedule.Account ?? $"{Environment.UserDomainName}\\{Environment.UserName}"),
                E("LogonType", schedule.Account is null ? "InteractiveToken" : "Password"),
                E("RunLevel", "LeastPrivilege"))),
            E("Settings",
                E("MultipleInstancesPolicy", "IgnoreNew"),
                E("DisallowStartIfOnBatteries", "false"),
                E("StopIfGoingOnBatteries", "false"),
                E("StartWhenAvailable", "true"),
                E("RunOnlyIfNetworkAvailable", "false"),
                E("Enabled", "true"),
                E("ExecutionTimeLimit", Minutes(schedule.LimitMinutes))),
            E("Actions", new XAttribute("Context", "Author"), E("Exec", E("Command", program), E("Arguments", arguments))));
        return task.ToString();
    }

    /// <inheritdoc/>
    [SupportedOSPlatform("windows")]
    public IReadOnlyList<Phrase> Register(JobSchedule schedule, string? password = null)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        Call(() =>
        {
            var service = Service();
            object folder;
            try
            {
                folder = Invoke(service, "GetFolder", "\\" + FolderName);
            }
            catch (TargetInvocationException)
            {
                folder = Invoke(Invoke(service, "GetFolder", "\\"), "CreateFolder", FolderName, null);
            }
            return Invoke(folder, "RegisterTask", schedule.Name, Define(schedule), CreateOrUpdate, schedule.Account, password, schedule.Account is null ? LogonInteractive : LogonByPassword, null);
        });
        return schedule.Account is null ? [new("Schedule_OnlyLoggedOn", Environment.UserName)] : [];
    }

    /// <inheritdoc/>
    [SupportedOSPlatform("windows")]
    public IReadOnlyList<RakutenSyncSchedule> List()
    {
        object tasks;
        try
        {
            tasks = Invoke(Invoke(Service(), "GetFolder", "\\" + FolderName), "GetTasks", 0);
        }
        catch (Exception e) when (e is TargetInvocationException or COMException or FileNotFoundException)
        {
            return [];
        }
        return [.. Enumerable.Range(1, Convert.ToInt32(Get(tasks, "Count"), CultureInfo.InvariantCulture)).Select(i => Read(Get(tasks, "Item", i)))];
    }

    /// <inheritdoc/>
    [SupportedOSPlatform("windows")]
    public bool Remove(string name)
    {
        if (!List().Any(s => s.Name.Equals(name, StringComparison.OrdinalIgnoreCase))) return false;
        Call(() => Invoke(Invoke(Service(), "GetFolder", "\\" + FolderName), "DeleteTask", name, 0));
        return true;
    }

    [SupportedOSPlatform("windows")]
    static RakutenSyncSchedule Read(object task)
    {
        var definition = XElement.Parse((string)Get(task, "Xml"));
        var exec = definition.Descendants(Task + "Exec").First();
        var ran = Moment(Get(task, "LastRunTime"));
        return new()
        {
            Name = (string)Get(task, "Name"),
            Scheduler = "TaskScheduler",
            Command = $"{exec.Element(Task + "Command")?.Value} {exec.Element(Task + "Arguments")?.Value}",
            Every = definition.Descendants(Task + "Interval").FirstOrDefault() is { } interval ? System.Xml.XmlConvert.ToTimeSpan(interval.Value) : null,
            IsActive = (bool)Get(task, "Enabled"),
            LastRunAt = ran,
            LastExitCode = ran is null ? null : (int)Get(task, "LastTaskResult"),
            NextRunAt = Moment(Get(task, "NextRunTime")),
            Location = (string)Get(task, "Path"),
        };
    }

    // The scheduler says 1899 for never, and tells times of the machine's own zone.
    static DateTimeOffset? Moment(object value) => value is DateTime { Year: > 2000 } time ? new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Local)).ToOffset(JapanTime.Offset) : null;

    [SupportedOSPlatform("windows")]
    static object Service()
    {
        var service = Activator.CreateInstance(Type.GetTypeFromProgID("Schedule.Service", throwOnError: true)!)!;
        Invoke(service, "Connect");
        return service;
    }

    static object Invoke(object target, string method, params object?[] arguments) => target.GetType().InvokeMember(method, BindingFlags.InvokeMethod, null, target, arguments, CultureInfo.InvariantCulture)!;

    static object Get(object target, string property, params object?[] arguments) => target.GetType().InvokeMember(property, BindingFlags.GetProperty, null, target, arguments, CultureInfo.InvariantCulture)!;

    static void Call(Func<object> work)
    {
        try
        {
            work();
        }
        catch (Exception e) when (e is TargetInvocationException or COMException)
        {
            throw new ScheduleException("ScheduleRefused", Sentence.Of("TaskRefused", (e.InnerException ?? e).Message), Sentence.Of("TaskRefused_Advice"));
        }
    }

    // As the C runtime of Windows reads a command line: backslashes count only before a quote.
    static string Quoted(string argument)
    {
        if (argument.Length > 0 && !argument.AsSpan().ContainsAny(Special)) return argument;
        var text = new StringBuilder("\"");
        var slashes = 0;
        foreach (var letter in argument)
        {
            if (letter == '\\')
            {
                slashes++;
                continue;
            }
            text.Append('\\', letter == '"' ? slashes * 2 + 1 : slashes).Append(letter);
            slashes = 0;
        }
        return text.Append('\\', slashes * 2).Append('"').ToString();
    }
}
