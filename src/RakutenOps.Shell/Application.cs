using System.Management.Automation;
using System.Runtime.InteropServices;
using RakutenOps.Shell.Hosting;

namespace RakutenOps.Shell;

/// <summary>One run of <c>rakutenops</c>: reads the command line, opens the engine with the module, runs, and answers the exit code.</summary>
internal static class Application
{
    const string Usage = """
        rakutenops: PowerShell with the RakutenOps module loaded.

        Usage:
          rakutenops [-NonInteractive] -File <script.ps1> [<arguments of the script>]
          rakutenops [-NonInteractive] -Command <PowerShell text>
          rakutenops -Help

        Arguments reach the script as under pwsh: -Name value, -Name:value, -Switch, -Switch:$false, or by position.
        -NoProfile and -NoLogo are accepted and change nothing.

        Exit codes:
          n     the script called 'exit n'
          0     the script ran to its end
          1     an uncaught error ended the script; with -Command, the last statement failed
          64    the command line is wrong, or the script file is not there
          70    the RakutenOps module is missing or cannot be loaded
          130   Ctrl+C, SIGINT or SIGTERM stopped the script

        The module is taken from the folder in RAKUTENOPS_MODULE, else from the folder RakutenOps beside this program,
        else from where the build packaged it.
        """;

    /// <summary>How long a stopping script may take (its finally blocks run) before the process ends without it.</summary>
    static readonly TimeSpan StopGrace = TimeSpan.FromSeconds(1);

    public static int Run(string[] args)
    {
        var commandLine = CommandLine.Parse(args);
        switch (commandLine)
        {
            case CommandLine.Help:
                Console.Out.WriteLine(Usage);
                return ExitCode.Success;
            case CommandLine.Invalid invalid:
                return Refuse($"{invalid.Message}\nrakutenops -Help shows what it takes.");
            case CommandLine.File file when !File.Exists(file.Path):
                return Refuse($"The script '{file.Path}' is not there. Give the path of a .ps1 file, relative to {Environment.CurrentDirectory} or absolute.");
            default:
                return Run(commandLine, new ConsoleTerminal(commandLine.NonInteractive));
        }
    }

    static int Run(CommandLine commandLine, ConsoleTerminal terminal)
    {
        var host = new ShellHost(terminal);
        ShellSession? session = null;
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);

        var manifest = ModuleLocation.Manifest();
        if (!File.Exists(manifest))
        {
            return Fail($"The RakutenOps module is not there: {manifest} does not exist. Build the solution, or set {ModuleLocation.Variable} to the module's folder.");
        }
        try
        {
            session = ShellSession.Open(host, manifest);
        }
        catch (RuntimeException e)
        {
            return Fail($"The module {manifest} cannot be loaded: {e.Message}");
        }
        using (session)
        {
            return commandLine switch
            {
                CommandLine.File file => session.RunFile(Path.GetFullPath(file.Path), file.Arguments),
                CommandLine.Command command => session.RunCommand(command.Text),
                _ => throw new InvalidOperationException($"Nothing runs for {commandLine}."),
            };
        }

        // Ends the process itself when there is nothing to stop yet, at a second signal, and when the script will not end in time.
        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            if (session is null || !session.Stop(StopGrace))
            {
                Environment.Exit(ExitCode.Stopped);
            }
        }
    }

    static int Refuse(string message)
    {
        Console.Error.WriteLine($"rakutenops: {message}");
        return ExitCode.Usage;
    }

    static int Fail(string message)
    {
        Console.Error.WriteLine($"rakutenops: {message}");
        return ExitCode.NoModule;
    }
}
