using System.Management.Automation;
using System.Management.Automation.Host;

namespace RakutenOps.Shell.Hosting;

/// <summary>Renders the streams as pwsh does: errors to the error stream, everything else to the output, progress only where somebody looks.</summary>
internal sealed partial class ShellUI : PSHostUserInterface
{
    readonly ITerminal terminal;
    readonly ProgressLine progress;
    readonly Lock gate = new();
    bool everythingIsError;

    public ShellUI(ITerminal terminal)
    {
        this.terminal = terminal;
        progress = new(terminal);
        RawUI = new ShellRawUI(terminal);
        if (!terminal.OutShowsColour)
        {
            PSStyle.Instance.OutputRendering = OutputRendering.PlainText;
        }
    }

    public override PSHostRawUserInterface RawUI { get; }
    public override bool SupportsVirtualTerminal => terminal.OutShowsColour;

    /// <summary>Until disposed, all output goes to the error stream: for showing the error that ended a script.</summary>
    public IDisposable WriteEverythingToError() => new ErrorScope(this);

    /// <summary>Takes the progress line off the screen.</summary>
    public void ClearProgress()
    {
        lock (gate)
        {
            progress.Clear();
        }
    }

    public override void Write(string value)
    {
        if (everythingIsError)
        {
            Emit(terminal.Error, terminal.ErrorShowsColour, value);
        }
        else
        {
            Emit(terminal.Out, terminal.OutShowsColour, value);
        }
    }

    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value)
    {
        var style = PSStyle.MapForegroundColorToEscapeSequence(foregroundColor);
        if (backgroundColor != RawUI.BackgroundColor)
        {
            style += PSStyle.MapBackgroundColorToEscapeSequence(backgroundColor);
        }
        Write(style + value + PSStyle.Instance.Reset);
    }

    public override void WriteLine(string value) => Write(value + Environment.NewLine);
    public override void WriteErrorLine(string value) => Emit(terminal.Error, terminal.ErrorShowsColour, value + Environment.NewLine);
    public override void WriteWarningLine(string message) => WriteStyled(FormatStyle.Warning, "WARNING: ", message);
    public override void WriteVerboseLine(string message) => WriteStyled(FormatStyle.Verbose, "VERBOSE: ", message);
    public override void WriteDebugLine(string message) => WriteStyled(FormatStyle.Debug, "DEBUG: ", message);

    public override void WriteProgress(long sourceId, ProgressRecord record)
    {
        lock (gate)
        {
            progress.Show(record);
        }
    }

    void WriteStyled(FormatStyle style, string prefix, string message) =>
        WriteLine(GetFormatStyleString(style) + prefix + message + GetFormatStyleString(FormatStyle.Reset));

    // Cmdlets of parallel runspaces share this host: a line is written whole.
    void Emit(TextWriter writer, bool colour, string value)
    {
        var text = GetOutputString(value, colour);
        lock (gate)
        {
            progress.Clear();
            writer.Write(text);
        }
    }

    sealed class ErrorScope : IDisposable
    {
        readonly ShellUI ui;

        public ErrorScope(ShellUI ui) => (this.ui = ui).everythingIsError = true;

        public void Dispose() => ui.everythingIsError = false;
    }
}
