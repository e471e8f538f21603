using RakutenOps.Module.Tests.Hosting;

namespace RakutenOps.Module.Tests.Help;

/// <summary>
/// The world of ExampleWorld.ps1, made once: a session, an emulator, a store. Every example starts in it as it was: with a copy of the store and of the secret file, in a folder
/// of its own, and with the emulator's orders made anew when the example before has touched them.
/// </summary>
public sealed class ExampleWorld : IDisposable
{
    static readonly string Script = Path.Combine(PackagedModule.RepositoryRoot, "tests", "RakutenOps.Module.Tests", "Help", "ExampleWorld.ps1");

    // What examples may set in the process; put back before each.
    static readonly string[] Variables = ["RAKUTENOPS_CONFIG", "RAKUTENOPS_STORE", "RAKUTENOPS_STATE", "RAKUTENOPS_LOG"];

    readonly string root = Directory.CreateTempSubdirectory("rakutenops-examples-").FullName;
    readonly Dictionary<string, string?> before = Variables.ToDictionary(static v => v, Environment.GetEnvironmentVariable);
    readonly FakeSystemd systemd;
    readonly int port;
    int runs;
    bool touched;

    public ExampleWorld()
    {
        Session = ModuleSession.Open();
        Directory.CreateDirectory(Template);
        // A schedule is made for real, but nobody starts it; what it would start does nothing.
        systemd = new(Directory.CreateDirectory(Path.Combine(root, "systemd")).FullName);
        systemd.Answer("pwsh", "exit 0");
        Enter(Template);
        Session.Run("$emulator = Start-RmsEmulator; & $script -Emulator $emulator -Store \"$folder/slips.db\"", ("script", Script), ("folder", Template)).Clean();
        Commands = Session.Run("$ExecutionContext.InvokeCommand.GetCommands('*', 'Cmdlet, Function', $true).Name").Clean().As<string>().ToHashSet(StringComparer.OrdinalIgnoreCase);
        Session.Run("foreach ($command in Get-Command -Module RakutenOps) { $PSDefaultParameterValues[\"${command}:OutVariable\"] = \"+global:emitted_$command\" }").Clean();
        port = ((Uri)Session.Run("$emulator.Endpoint").Clean().Single.BaseObject).Port;
    }

    internal ModuleSession Session { get; }

    /// <summary>The commands that the session has loaded. Aliases are none: an example writes names out.</summary>
    internal IReadOnlySet<string> Commands { get; }

    /// <summary>What the module's commands wrote in the last run: each with each type.</summary>
    internal IReadOnlySet<(string Command, string Type)> Emitted { get; private set; } = new HashSet<(string, string)>();

    /// <summary>The folder of the last run, which is the session's current one.</summary>
    internal string Folder => Path.Combine(root, $"run-{runs}");

    string Template => Path.Combine(root, "template");

    /// <summary>Runs an example in the world as it was made.</summary>
    /// <param name="script">The example's code.</param>
    /// <param name="touchesEmulator">Whether it changes orders on the emulator, or starts or stops one.</param>
    internal Ran Run(string script, bool touchesEmulator)
    {
        if (touched) Renew();
        touched = touchesEmulator;
        runs++;
        Copy(Template, Folder);
        Enter(Folder);
        Session.Run("$null = Connect-OrderSlipStore -Path \"$folder/slips.db\" -Existing", ("folder", Folder)).Clean();
        if (Directory.Exists(systemd.Units)) Directory.Delete(systemd.Units, recursive: true);
        // A scope of its own: what an example sets is gone after it.
        var ran = Session.Run($"& {{\n{script}\n}}");
        Emitted = Session.Run(
            """
            foreach ($command in Get-Command -Module RakutenOps) {
                foreach ($item in $ExecutionContext.SessionState.PSVariable.GetValue("emitted_$command")) { [ValueTuple[string, string]]::new($command, $item.GetType().FullName) }
                $ExecutionContext.SessionState.PSVariable.Remove("emitted_$command")
            }
            """).Clean().As<(string, string)>().ToHashSet();
        return ran;
    }

    public void Dispose()
    {
        StopEmulators();
        Session.Dispose();
        systemd.Dispose();
        foreach (var (variable, value) in before) Environment.SetEnvironmentVariable(variable, value);
        Directory.Delete(root, recursive: true);
    }

    void Enter(string folder)
    {
        foreach (var variable in Variables) Environment.SetEnvironmentVariable(variable, null);
        Environment.SetEnvironmentVariable("RAKUTENOPS_CONFIG", Path.Combine(folder, "config"));
        Environment.SetEnvironmentVariable("RAKUTENOPS_STATE", Path.Combine(folder, "state"));
        Session.MoveTo(folder);
    }

    // At the same port, for the store's shops have it as their endpoint.
    void Renew()
    {
        StopEmulators();
        Session.Run("& $script -Emulator (Start-RmsEmulator -Port $port)", ("script", Script), ("port", port)).Clean();
    }

    // As many as examples have started; the last stop finds none.
    void StopEmulators()
    {
        while (Session.Run("Stop-RmsEmulator -ErrorAction Stop").Errors.Count == 0) { }
    }

    static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
