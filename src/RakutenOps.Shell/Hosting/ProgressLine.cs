using System.Management.Automation;

namespace RakutenOps.Shell.Hosting;

/// <summary>The newest progress of a running command, as one line of the error stream that later output overwrites.</summary>
internal sealed class ProgressLine(ITerminal terminal)
{
    const string EraseLine = "\r\x1b[2K";
    bool shown;

    public void Show(ProgressRecord record)
    {
        if (!terminal.ErrorShowsColour)
        {
            return;
        }
        if (record.RecordType == ProgressRecordType.Completed)
        {
            Clear();
            return;
        }
        terminal.Error.Write(EraseLine + Fit(Describe(record), terminal.Width - 1));
        shown = true;
    }

    public void Clear()
    {
        if (shown)
        {
            terminal.Error.Write(EraseLine);
            shown = false;
        }
    }

    static string Describe(ProgressRecord record)
    {
        var percent = record.PercentComplete >= 0 ? $" {record.PercentComplete}%" : "";
        var operation = string.IsNullOrEmpty(record.CurrentOperation) ? "" : $" ({record.CurrentOperation})";
        return $"{record.Activity}: {record.StatusDescription}{percent}{operation}".ReplaceLineEndings(" ");
    }

    static string Fit(string text, int cells)
    {
        var length = 0;
        for (var used = 0; length < text.Length && (used += CellWidth.Of(text[length])) <= cells; length++)
        {
        }
        return text[..length];
    }
}
