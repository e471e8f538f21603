using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;
using RakutenOps.Shell.Hosting;

namespace RakutenOps.Shell;

/// <summary>One engine with the module loaded, that runs one script or command and answers its exit code.</summary>
internal sealed class ShellSession : IDisposable
{
    readonly ShellHost host;
    readonly Runspace runspace;
    readonly ManualResetEventSlim ended = new();
    readonly Lock gate = new();
    const string NamedArguments = "RakutenOpsNamedArguments";

    PowerShell? running;
    bool stopping;

    ShellSession(ShellHost host, Runspace runspace) => (this.host, this.runspace) = (host, runspace);

    /// <summary>Starts the engine and imports the module.</summary>
    /// <exception cref="RuntimeException">The module cannot be loaded.</exception>
    public static ShellSession Open(ShellHost host, string manifest) => new(host, ModuleRunspace.Open(host, manifest));

    /// <summary>
    /// Runs a script file with the exit code of <c>pwsh -File</c>: the code of <c>exit</c>, 1 for an uncaught error, else 0. The script is called
    /// from a one-line script, because only a call leaves behind whether it ended by <c>exit</c> with a code other than 0.
    /// </summary>
    public int RunFile(string path, IReadOnlyList<ScriptArgument> arguments)
    {
        // -Name:value goes through a hashtable, which keeps the value with its name: a switch would leave it to the next position.
        var named = new Hashtable(StringComparer.OrdinalIgnoreCase);
        foreach (var argument in arguments)
        {
            if (argument is { Name: { } name, Value: not null }) named[name.TrimStart('-')] = argument.Value;
        }
        runspace.SessionStateProxy.SetVariable(NamedArguments, named);
        var call = $"& '{CodeGeneration.EscapeSingleQuotedStringContent(path)}' @{NamedArguments} @args; if (-not $?) {{ exit ($LASTEXITCODE ?? {ExitCode.Failure}) }}";
        return Run(call, [.. arguments.Where(static a => a.Name is null || a.Value is null)]);
    }

    /// <summary>Runs PowerShell text with the exit code of <c>pwsh -Command</c>: the code of <c>exit</c>, 1 when the last statement failed, else 0.</summary>
    public int RunCommand(string text)
    {
        var code = Run(text, []);
        return code != ExitCode.Success || host.ExitRequest is not null || LastStatementSucceeded() ? code : ExitCode.Failure;
    }

    /// <summary>Stops what runs. False when it was stopped before or does not end within <paramref name="grace"/>.</summary>
    public bool Stop(TimeSpan grace)
    {
        lock (gate)
        {
            if (stopping)
            {
                return false;
            }
            stopping = true;
            running?.BeginStop(null, null);
        }
        return ended.Wait(grace);
    }

    public void Dispose()
    {
        runspace.Dispose();
        ended.Dispose();
    }

    int Run(string script, IReadOnlyList<ScriptArgument> arguments)
    {
        using var shell = PowerShell.Create(runspace);
        shell.AddScript(script, useLocalScope: false);
        foreach (var argument in arguments)
        {
            shell.Commands.Commands[0].Parameters.Add(new CommandParameter(argument.Name, argument.Value));
        }
        shell.Commands.Commands[0].MergeMyResults(PipelineResultTypes.Error, PipelineResultTypes.Output);
        shell.AddCommand("Out-Default");
        try
        {
            lock (gate)
            {
                if (stopping)
                {
                    return ExitCode.Stopped;
                }
                running = shell;
            }
            shell.Invoke();
            // A stopped pipeline comes back without an exception where its script had output to give.
            return shell.InvocationStateInfo.State == PSInvocationState.Stopped ? ExitCode.Stopped : host.ExitRequest ?? ExitCode.Success;
        }
        catch (PipelineStoppedException) when (stopping)
        {
            return ExitCode.Stopped;
        }
        catch (RuntimeException e)
        {
            Report(e);
            return ExitCode.Failure;
        }
        finally
        {
            lock (gate)
            {
                running = null;
            }
            ended.Set();
        }
    }

    bool LastStatementSucceeded()
    {
        using var shell = PowerShell.Create(runspace);
        return shell.AddScript("$global:?").Invoke<bool>() is [true];
    }

    /// <summary>Shows the error that ended a script as the engine shows any other, on the error stream.</summary>
    void Report(RuntimeException uncaught)
    {
        using var shell = PowerShell.Create(runspace);
        using var _ = host.ShellUI.WriteEverythingToError();
        shell.AddCommand("Out-Default").Invoke(new[] { uncaught.ErrorRecord });
    }
}
