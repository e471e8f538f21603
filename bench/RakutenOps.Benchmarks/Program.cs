using System.Globalization;
using System.Text.Json;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using RakutenOps.Benchmarks;
using RakutenOps.Benchmarks.Cycle;
using RakutenOps.Benchmarks.Micro;
using RakutenOps.Benchmarks.Rms;

return args switch
{
    [] => await new FullRun(rounds: 5).RunAsync(),
    ["--rounds", var rounds] when int.TryParse(rounds, CultureInfo.InvariantCulture, out var number) && number > 0 => await new FullRun(number).RunAsync(),
    ["--quick"] => await QuickRun.RunAsync(),
    ["micro"] => Micro(),
    ["child", "rms", var spec] => await DoneAsync(RecordedRms.RunAsync(Spec<RmsSpec>(spec))),
    ["child", "duel", var spec] => await SayAsync(Spec<Duel>(spec).RunAsync()),
    ["child", "alone", var spec] => await SayAsync(Spec<Alone>(spec).RunAsync()),
    ["child", "quiet", var spec] => await SayAsync(Spec<Quiet>(spec).RunAsync()),
    _ => Usage(),
};

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
    BenchmarkRunner.Run<HotSpots>(DefaultConfig.Instance.AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance)));
    return 0;
}

static int Usage()
{
    Console.Error.WriteLine("""
        RakutenOps.Benchmarks                every budget beside what was measured; some ten minutes
        RakutenOps.Benchmarks --rounds <n>   the same with medians of n (5)
        RakutenOps.Benchmarks --quick        requests, allocations and memory alone; under a minute
        RakutenOps.Benchmarks micro          the hot spots one by one
        """);
    return 64;
}
