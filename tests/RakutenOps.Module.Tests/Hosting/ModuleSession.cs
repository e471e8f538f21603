using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using RakutenOps.Shell.Hosting;

namespace RakutenOps.Module.Tests.Hosting;

/// <summary>
/// One PowerShell engine with the packaged module imported, as a user's session has it. The engine has the 48 core cmdlets and the module's:
/// no Select-Object, Format-Table or ConvertTo-Json.
/// <code>
/// using var session = ModuleSession.Open();
/// session.Run("Get-OrderSlip -Shop $shop", ("shop", "kobe")).Clean().Output.Count.ShouldBe(1);
/// session.Render("Get-OrderSlip").ShouldContain("入金待ち");
/// </code>
/// </summary>
internal sealed class ModuleSession : IDisposable
{
    // The process's own language, before any session has spoken another on its threads. A machine without one (C, POSIX) speaks English.
    static readonly CultureInfo Machine = CultureInfo.CurrentUICulture is { Name.Length: > 0 } language ? language : CultureInfo.GetCultureInfo("en-US");

    readonly FakeTerminal terminal;
    readonly Runspace runspace;
    readonly CultureInfo culture;

    ModuleSession(FakeTerminal terminal, Runspace runspace, CultureInfo culture) => (this.terminal, this.runspace, this.culture) = (terminal, runspace, culture);

    /// <summary>Starts the engine.</summary>
    /// <param name="width">Columns of the terminal that <see cref="Render"/> draws for.</param>
    /// <param name="culture">Language of messages and form of numbers and dates in the session; the process's when left out, by suites that hold in any.</param>
    /// <param name="manifest">Another module than the packaged one.</param>
    public static ModuleSession Open(int width = 120, string? culture = null, string? manifest = null)
    {
        var terminal = new FakeTerminal(width);
        var language = culture is null ? Machine : CultureInfo.GetCultureInfo(culture);
        return new(terminal, ModuleRunspace.Open(new ShellHost(terminal, language), manifest ?? PackagedModule.Manifest), language);
    }

    /// <summary>Runs a script with the named values as variables of the session, and gives back its streams.</summary>
    public Ran Run(string script, params ReadOnlySpan<(string Name, object? Value)> variables)
    {
        using var shell = Prepare(script, variables);
        var output = new PSDataCollection<PSObject>();
        ErrorRecord? last = null;
        try
        {
            using var patience = Patience.OrStop(shell.Stop);
            shell.Invoke(null, output, new PSInvocationSettings());
        }
        catch (RuntimeException e)
        {
            last = e.ErrorRecord;
        }
        return new(
            [.. output],
            last is null ? [.. shell.Streams.Error] : [.. shell.Streams.Error, last],
            [.. shell.Streams.Warning.Select(w => w.Message)],
            [.. shell.Streams.Verbose.Select(v => v.Message)],
            [.. shell.Streams.Progress],
            Terminated: last is not null);
    }

    /// <summary>Runs a script through Out-Default and gives back the text that a terminal would show, errors included, with line feeds only.</summary>
    /// <param name="script">The script; prompts it asks are answered in order by <paramref name="answers"/>.</param>
    /// <param name="answers">What the user types; with none, the session is not interactive.</param>
    public string Render(string script, params ReadOnlySpan<string> answers)
    {
        terminal.Answers.Clear();
        foreach (var answer in answers)
        {
            terminal.Answers.Enqueue(answer);
        }
        using var shell = Prepare(script, []);
        shell.Commands.Commands[0].MergeMyResults(PipelineResultTypes.Error, PipelineResultTypes.Output);
        shell.AddCommand("Out-Default");
        var last = "";
        try
        {
            using var patience = Patience.OrStop(shell.Stop);
            shell.Invoke();
        }
        catch (RuntimeException e)
        {
            last = e.ErrorRecord + "\n";
        }
        return terminal.TakeOutput() + terminal.TakeErrors() + last;
    }

    /// <summary>Makes a folder both the current one and the home of <c>~</c>.</summary>
    public void MoveTo(string folder)
    {
        runspace.SessionStateProxy.Path.SetLocation(folder);
        runspace.SessionStateProxy.Path.CurrentLocation.Provider.Home = folder;
    }

    /// <summary>The help page of a command or topic as text, whole.</summary>
    public string Help(string name) => Render($"Get-Help '{name}' -Full");

    /// <summary>What Tab offers at the end of a half-typed line.</summary>
    public IReadOnlyList<string> Complete(string line)
    {
        using var shell = PowerShell.Create(runspace);
        return [.. CommandCompletion.CompleteInput(line, line.Length, null, shell).CompletionMatches.Select(m => m.CompletionText)];
    }

    /// <summary>Starts a script, waits until <paramref name="ready"/> says that it is at work, and stops it as Ctrl+C does.</summary>
    /// <returns>How long the stop took.</returns>
    public async Task<TimeSpan> StopAsync(string script, Task ready)
    {
        using var shell = Prepare(script, []);
        var run = shell.BeginInvoke();
        var first = await Patience.For(Task.WhenAny(ready, Task.Factory.FromAsync(run, _ => { })), "a script at work");
        if (first != ready)
        {
            throw new InvalidOperationException($"The script ended before it was stopped. Errors: {string.Join("; ", shell.Streams.Error)}");
        }
        var clock = Stopwatch.StartNew();
        await Patience.For(Task.Factory.FromAsync(shell.BeginStop, shell.EndStop, null), "a script to stop");
        return clock.Elapsed;
    }

    /// <summary>Starts a script and stops it, as Ctrl+C does, when it first shows progress.</summary>
    /// <returns>All the progress it showed.</returns>
    public async Task<IReadOnlyList<ProgressRecord>> StopAtProgressAsync(string script)
    {
        using var shell = Prepare(script, []);
        var shown = new TaskCompletionSource();
        shell.Streams.Progress.DataAdded += (_, _) => shown.TrySetResult();
        var run = shell.BeginInvoke();
        await shown.Task.WaitAsync(TimeSpan.FromMinutes(2));
        await Task.Factory.FromAsync(shell.BeginStop, shell.EndStop, null);
        return [.. shell.Streams.Progress];
    }

    public void Dispose() => runspace.Dispose();

    PowerShell Prepare(string script, ReadOnlySpan<(string Name, object? Value)> variables)
    {
        // The engine runs on the caller's thread here, which therefore has to speak the session's language.
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, culture);
        foreach (var (name, value) in variables)
        {
            runspace.SessionStateProxy.SetVariable(name, value);
        }
        return PowerShell.Create(runspace).AddScript(script, useLocalScope: false);
    }
}
