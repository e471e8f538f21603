using System.Text;
using RakutenOps.Core.Secrets;
using RakutenOps.Core.Sync;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Compact;

namespace RakutenOps.Core.Runs;

/// <summary>How much a log may hold.</summary>
public sealed record RunLogLimits
{
    /// <summary>How long a file is kept.</summary>
    public TimeSpan Keep { get; init; } = TimeSpan.FromDays(90);
    /// <summary>A file that reaches this is followed by another, in bytes.</summary>
    public long LargestFile { get; init; } = 16 * 1024 * 1024;
    /// <summary>The most files that are kept.</summary>
    public int MostFiles { get; init; } = 200;
}

/// <summary>
/// The log: one JSON line per event, a new file every day and at a size, several processes in one file. A buyer's name, address or card is in no event; secrets that were unwrapped are
/// masked in whatever is written.
/// </summary>
public sealed class RunLog : IDisposable
{
    /// <summary>The environment variable that names the folder, and asks every sync cmdlet to write there.</summary>
    public const string Variable = "RAKUTENOPS_LOG";

    const UnixFileMode OwnerAlone = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    readonly string folder;
    readonly TimeProvider clock;
    readonly Logger logger;

    /// <summary>Opens the log; it goes on where the last one ended.</summary>
    /// <param name="folder">Its folder; made when it is not there, for its owner alone.</param>
    /// <param name="clock">The clock that events are stamped by.</param>
    /// <param name="mask">The secrets that are not written.</param>
    /// <param name="limits">How much is kept; the usual when null.</param>
    /// <exception cref="IOException">The folder cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder cannot be made.</exception>
    public RunLog(string folder, TimeProvider clock, SecretMask mask, RunLogLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(mask);
        (this.folder, this.clock, limits) = (folder, clock, limits ?? new());
        PrivateFolder.Make(folder);
        logger = new LoggerConfiguration()
            .WriteTo.File(new MaskedLines(mask), Path.Combine(folder, "rakutenops-.jsonl"), rollingInterval: RollingInterval.Day, fileSizeLimitBytes: limits.LargestFile, rollOnFileSizeLimit: true,
                retainedFileCountLimit: limits.MostFiles, retainedFileTimeLimit: limits.Keep, shared: true, encoding: new UTF8Encoding(encoderShouldEmitUTF8Identifier: false))
            .CreateLogger();
    }

    /// <summary>The log that RAKUTENOPS_LOG asks for; null when it asks for none.</summary>
    /// <param name="clock">The clock.</param>
    /// <param name="mask">The secrets that are not written.</param>
    public static RunLog? Asked(TimeProvider clock, SecretMask mask) => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } ? new(StateFolder.Logs, clock, mask) : null;

    /// <summary>Notes what happened; progress and slips that stay as they are make no line.</summary>
    public void Write(SyncEvent happened)
    {
        switch (happened)
        {
            case SyncResult result:
                foreach (var d in result.Decisions.Where(static d => d.Concerns))
                {
                    Line(d.Outcome == Outcome.NeedsAttention ? LogEventLevel.Warning : LogEventLevel.Information, "slip: {Shop} {SlipNumber} {OrderNumber} {Outcome} {Rule} {Reason} {Message}",
                        d.Shop, d.SlipNumber, d.OrderNumber, d.Outcome.ToString(), d.Rule, d.ReasonCode, d.Message);
                }
                break;
            case SyncNotice notice:
                Line(LogEventLevel.Warning, "notice: {Shop} {Message}", notice.Shop, notice.Text.ToString());
                break;
            case OrderFailed failed:
                Line(LogEventLevel.Error, "order_failed: {Shop} {OrderNumber} {Message}", failed.Shop, failed.OrderNumber, failed.Why);
                break;
            case ShopFailed failed:
                Line(LogEventLevel.Error, "shop_failed: {Shop} {Id} {Message}", failed.Shop, ErrorIds.Of(failed.Error), failed.Error.Message);
                break;
            case ShopFinished { Run: var run }:
                Line(LogEventLevel.Information, "run_finished: {Shop} {Kind} {RunId} {Error} {Requests} {OrdersRead} {SlipsChanged} {NeedsAttention} {Seconds}",
                    run.Shop, run.Kind, run.RunId, run.Error, run.Requests, run.OrdersRead, run.SlipsChanged, run.NeedsAttention, run.Duration?.TotalSeconds);
                break;
        }
    }

    /// <summary>Notes that a cycle begins.</summary>
    internal void Begin(IReadOnlyList<string> shops) => Line(LogEventLevel.Information, "cycle_started: {Shops} {Process}", shops, Environment.ProcessId);

    /// <summary>Notes how a cycle ended: its last line.</summary>
    internal void End(RakutenCycleReport report) => Line(
        report.Exit == CycleExit.Done ? LogEventLevel.Information : LogEventLevel.Warning,
        "cycle_finished: {ExitCode} {Shops} {OrdersImported} {OrdersConfirmed} {SlipsChanged} {Requests} {Causes} {Problems} {Seconds}",
        report.ExitCode, report.Shops.Count, report.OrdersImported, report.OrdersConfirmed, report.SlipsChanged, report.Requests,
        report.Causes.Select(static c => $"{c.Shop} {c.Key}".TrimStart()).ToArray(), report.Problems.Select(static p => $"{p.Shop} {p.Id}".TrimStart()).ToArray(), report.Duration.TotalSeconds);

    /// <summary>Closes it. Lines that found no room on the disk are lost: no payment hangs on them.</summary>
    public void Dispose()
    {
        try
        {
            logger.Dispose();
        }
        catch (IOException)
        {
            // The last lines were still to be written.
        }
        if (OperatingSystem.IsWindows()) return;
        foreach (var file in Directory.EnumerateFiles(folder, "rakutenops-*.jsonl"))
        {
            if (File.GetUnixFileMode(file) != OwnerAlone) File.SetUnixFileMode(file, OwnerAlone);
        }
    }

    // The event's name is the template's first word; "Event" makes it a property of its own.
    void Line(LogEventLevel level, string template, params object?[] values)
    {
        logger.BindMessageTemplate(template, values, out var parsed, out var properties);
        var named = new LogEventProperty("Event", new ScalarValue(template[..template.IndexOf(':', StringComparison.Ordinal)]));
        logger.Write(new LogEvent(clock.GetUtcNow(), level, null, parsed!, [named, .. properties!]));
    }

    sealed class MaskedLines(SecretMask mask) : ITextFormatter
    {
        readonly CompactJsonFormatter json = new();

        public void Format(LogEvent logEvent, TextWriter output)
        {
            using var line = new StringWriter(System.Globalization.CultureInfo.InvariantCulture);
            json.Format(logEvent, line);
            output.Write(mask.Clean(line.ToString()));
        }
    }
}
