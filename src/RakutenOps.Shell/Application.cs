using System.Management.Automation;
using System.Runtime.InteropServices;
using RakutenOps.Shell.Hosting;

namespace RakutenOps.Shell;

/// <summary>One run of <c>rakutenops</c>: reads the command line, opens the engine with the module, runs, and answers the exit code.</summary>
internal static class Application
{
    /// <summary>How long a stopping script may take (its finally blocks run) before the process ends without it.</summary>
    static readonly TimeSpan StopGrace = TimeSpan.FromSeconds(1);

    public static int Run(string[] args)
    {
        var commandLine = CommandLine.Parse(args);
        switch (commandLine)
        {
            case CommandLine.Help:
                Console.Out.WriteLine(ShellMessage.Of("Usage"));
                return ExitCode.Success;
            case CommandLine.Invalid invalid:
                return Refuse($"{invalid.Message}\n{ShellMessage.Of("Refused_SeeHelp")}");
            case CommandLine.File file when !File.Exists(file.Path):
                return Refuse(ShellMessage.Of("Refused_NoScript", file.Path, Environment.CurrentDirectory));
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
            return Fail(ShellMessage.Of("Module_Missing", manifest, ModuleLocation.Variable));
        }
        try
        {
            session = ShellSession.Open(host, manifest);
        }
        catch (RuntimeException e)
        {
            return Fail(ShellMessage.Of("Module_NotLoaded", manifest, e.Message));
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
