using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace RakutenOps.Core;

/// <summary>
/// What a collector (OpenTelemetry, dotnet-counters) may listen to under the name <c>RakutenOps</c>: runs, requests to RMS and slips changed, and a span for each run and request.
/// Nothing is measured while nobody listens. Tags are names and codes; never a key, an order's buyer or a body.
/// </summary>
public static class Telemetry
{
    /// <summary>The name of the meter and of the activity source.</summary>
    public const string Name = "RakutenOps";

    /// <summary>Spans.</summary>
    internal static readonly ActivitySource Source = new(Name);

    static readonly Meter Meter = new(Name);
    static readonly Counter<long> Requests = Meter.CreateCounter<long>("rakutenops.rms.requests", "{request}", "Requests sent to RMS, repetitions included.");
    static readonly Histogram<double> RequestTime = Meter.CreateHistogram<double>("rakutenops.rms.request.duration", "s", "How long RMS took to answer.");
    static readonly Counter<long> Runs = Meter.CreateCounter<long>("rakutenops.runs", "{run}", "Runs over one shop.");
    static readonly Histogram<double> RunTime = Meter.CreateHistogram<double>("rakutenops.run.duration", "s", "How long a run over one shop took.");
    static readonly Counter<long> Slips = Meter.CreateCounter<long>("rakutenops.slips.changed", "{slip}", "Slips changed by runs.");
    static readonly Counter<long> Attention = Meter.CreateCounter<long>("rakutenops.slips.attention", "{slip}", "Slips that a run found to need a person.");

    /// <summary>One attempt of one request.</summary>
    /// <param name="function">RMS's name of the function.</param>
    /// <param name="result">ok or failed.</param>
    /// <param name="took">How long it took.</param>
    internal static void Requested(string function, string result, TimeSpan took)
    {
        var tags = new TagList { { "function", function }, { "result", result } };
        Requests.Add(1, tags);
        RequestTime.Record(took.TotalSeconds, tags);
    }

    /// <summary>One run that is over.</summary>
    internal static void Ran(SyncRun run)
    {
        var tags = new TagList { { "shop", run.Shop }, { "kind", run.Kind } };
        Slips.Add(run.SlipsChanged, tags);
        Attention.Add(run.NeedsAttention, tags);
        RunTime.Record(run.Duration?.TotalSeconds ?? 0, tags);
        tags.Add("result", run.Error ?? "ok");
        Runs.Add(1, tags);
    }
}
