using System.Globalization;
using System.Text.Json;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using RakutenOps.Benchmarks;
using RakutenOps.Benchmarks.Cycle;
using RakutenOps.Benchmarks.Micro;
using RakutenOps.Benchmarks.Reports;
using RakutenOps.Benchmarks.Rms;
using RakutenOps.Benchmarks.Scale;

return args switch
{
    ["--rounds", var rounds, .. var parts] when int.TryParse(rounds, CultureInfo.InvariantCulture, out var number) && number > 0 && parts.All(FullRun.Parts.Contains) => await FullAsync(number, parts),
    ["--quick"] => await QuickRun.RunAsync(),
    ["micro"] => Micro(),
    ["scale", var store] => await ScaleAsync(store, shops: 500, slips: 10_000_000),
    ["scale", var store, var shops, var slips] when int.TryParse(shops, CultureInfo.InvariantCulture, out var many) && int.TryParse(slips, CultureInfo.InvariantCulture, out var more) && many > 0 && more / many >= 1000 => await ScaleAsync(store, many, more),
    ["child", "rms", var spec] => await DoneAsync(RecordedRms.RunAsync(Spec<RmsSpec>(spec))),
    ["child", "duel", var spec] => await SayAsync(Spec<Duel>(spec).RunAsync()),
    ["child", "alone", var spec] => await SayAsync(Spec<Alone>(spec).RunAsync()),
    ["child", "report", var spec] => await SayAsync(Spec<ReportRun>(spec).RunAsync()),
    ["child", "health", var spec] => await SayAsync(Spec<HealthRun>(spec).RunAsync()),
    ["child", "quiet", var spec] => await SayAsync(Spec<Quiet>(spec).RunAsync()),
    _ when args.All(FullRun.Parts.Contains) => await FullAsync(rounds: 5, args),
    _ => Usage(),
};

static Task<int> FullAsync(int rounds, string[] parts) => new FullRun(rounds).RunAsync(parts.Length == 0 ? FullRun.Parts : parts);

static Task<int> ScaleAsync(string store, int shops, int slips) => new ScaleRun(store, shops, slips).RunAsync();

static T Spec<T>(string json) => JsonSerializer.Deserialize<T>(json)!;

static async Task<int> SayAsync<T>(Task<T> result)
    where T : notnull
{
    Child.Say(await result);
    return 0;
}

static async Task<int> DoneAsync(Task work)
{
    await work;
    return 0;
}

// In this process: BenchmarkDotNet's own build of a project would not know this solution's folders.
static int Micro()
{
    BenchmarkRunner.Run<HotSpots>(DefaultConfig.Instance.AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance)));
    return 0;
}

static int Usage()
{
    Console.Error.WriteLine("""
        RakutenOps.Benchmarks [--rounds <n>] [<part> …]   every budget beside what was measured, with medians of n (5); some ten minutes
                                                          parts: paid, quiet, long-lead, shops, import, report, module
        RakutenOps.Benchmarks --quick                     requests, allocations and memory alone; under a minute
        RakutenOps.Benchmarks micro                       the hot spots one by one
        RakutenOps.Benchmarks scale <store> [<shops> <slips>]
                                                          fills a new store (sqlite:<path> or postgresql://…) with a year of 500 shops, 10 million slips in all, and measures it; the next
                                                          time it measures alone
        """);
    return 64;
}
