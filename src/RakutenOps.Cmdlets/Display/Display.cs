using System.ComponentModel;
using System.Globalization;
using RakutenOps.Text;

namespace RakutenOps;

/// <summary>What the cells of the module's views show; called by RakutenOps.Format.ps1xml, not meant for scripts.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Display
{
    /// <summary>A code with its name, <c>2:入金済み</c> or <c>2: Paid</c>; blank for null.</summary>
    public static string Code(Enum? code) => code is null ? "" : CodeText.Of(code, CultureInfo.CurrentUICulture);

    /// <summary>Yen with thousands separators; blank for null.</summary>
    public static string Amount(decimal? amount) => amount?.ToString("#,0.##", CultureInfo.InvariantCulture) ?? "";

    /// <summary>A count with thousands separators; blank for null.</summary>
    public static string Count(long? count) => count?.ToString("#,0", CultureInfo.InvariantCulture) ?? "";

    /// <summary>A JST day; blank for null.</summary>
    public static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    /// <summary>A moment to the minute in JST, for tables; blank for null.</summary>
    public static string Minute(DateTimeOffset? moment) => moment is { } at ? JapanTime.At(at).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) : "";

    /// <summary>A moment in JST with its offset, for lists; blank for null.</summary>
    public static string Moment(DateTimeOffset? moment) => moment is { } at ? JapanTime.At(at).ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture) : "";

    /// <summary>利用する or 利用しない.</summary>
    public static string OnOff(bool on) => new Phrase(on ? "On" : "Off").ToString();

    /// <summary>A tick or a cross.</summary>
    public static string Passed(bool passed) => passed ? "✓" : "✗";

    /// <summary>A tick, or a cross in the user's colour of errors.</summary>
    public static string Passed(bool passed, string colour, string reset) => passed ? Passed(passed) : colour + Passed(passed) + reset;

    /// <summary>What came of a slip; what needs a person in the user's colour of warnings.</summary>
    public static string Outcome(SyncDecision? decision, string colour, string reset) => decision switch
    {
        null => "",
        { Outcome: RakutenOps.Outcome.NeedsAttention } => colour + Code(decision.Outcome) + reset,
        _ => Code(decision.Outcome),
    };

    /// <summary>The shop a setting is for; every shop when blank.</summary>
    public static string Shop(string? shop) => string.IsNullOrEmpty(shop) ? "*" : shop;

    /// <summary>First and last day of a window; blank when there is none.</summary>
    public static string Window(ReauthWindow? window) => window is { OpensOn: { } opens, ClosesOn: { } closes } ? $"{Day(opens)} – {Day(closes)}" : "";

    /// <summary>Whether a window is open, with the days that are left; else why not.</summary>
    public static string WindowState(ReauthWindow? window) => window switch
    {
        null => "",
        { IsOpen: true } => Message.Of("View_WindowOpen", window.DaysLeft),
        _ => Code(window.Reason),
    };

    /// <summary>What a history row says changed.</summary>
    public static string Change(SlipHistory? row) => row is null ? "" : $"{row.Field}: {row.Before ?? "–"} → {row.After ?? "–"}";

    /// <summary>The changes of a decision, one a line.</summary>
    public static string Changes(SyncDecision? decision) => decision is null ? "" : string.Join("\n", decision.Changes);

    /// <summary>The conditions of a decision, one a line, with a tick or a cross.</summary>
    public static string Findings(SyncDecision? decision) => decision is null ? "" : string.Join("\n", decision.Findings.Select(static f => $"{Passed(f.Holds)} {f}"));

    /// <summary>Several things, one a line.</summary>
    public static string Lines(IEnumerable<object>? things) => things is null ? "" : string.Join("\n", things);

    /// <summary>The goods of a slip, one line each.</summary>
    public static string Lines(OrderSlip? slip) =>
        slip is null ? "" : string.Join("\n", slip.Lines.Select(static l => FormattableString.Invariant($"{l.LineNumber}. {l.ItemCode} {l.ItemName} × {l.Quantity} ({l.AllocatedQuantity}) {Amount(l.UnitPrice)}")));

    /// <summary>What a slip and RMS do not agree on, one a line.</summary>
    public static string Differences(OrderSlip? slip) => slip is null ? "" : string.Join("\n", slip.Differences);

    /// <summary>How a run stands; the error id when it failed.</summary>
    public static string RunState(SyncRun? run) => run switch
    {
        null => "",
        { State: RakutenOps.RunState.Failed } => run.Error ?? "",
        _ => Code(run.State),
    };

    /// <summary>A span in seconds, or minutes and seconds; blank for null.</summary>
    public static string Span(TimeSpan? span) => span switch
    {
        null => "",
        { TotalMinutes: < 1 } some => FormattableString.Invariant($"{some.TotalSeconds:0.0} s"),
        { } some => FormattableString.Invariant($"{(int)some.TotalMinutes} min {some.Seconds} s"),
    };

    /// <summary>A size in bytes as people read it; blank for null.</summary>
    public static string Size(long? bytes) => bytes switch
    {
        null => "",
        < 1024 => FormattableString.Invariant($"{bytes} B"),
        < 1024 * 1024 => FormattableString.Invariant($"{bytes / 1024d:0.0} KB"),
        _ => FormattableString.Invariant($"{bytes / 1024d / 1024d:#,0.0} MB"),
    };
}
