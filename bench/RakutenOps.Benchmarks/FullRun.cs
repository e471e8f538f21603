using RakutenOps.Benchmarks.Cycle;
using RakutenOps.Benchmarks.Figures;
using RakutenOps.Benchmarks.Module;
using RakutenOps.Benchmarks.Reports;
using RakutenOps.Benchmarks.Scale;
using RakutenOps.Benchmarks.Stores;
using RakutenOps.Core.Storage;
using RakutenOps.Core.Sync;
using static RakutenOps.Benchmarks.Figures.Units;

namespace RakutenOps.Benchmarks;

/// <summary>Every budget of the design, and the workloads that have none, in one run on one machine.</summary>
internal sealed class FullRun(int rounds)
{
    readonly Table table = new();
    long mostMemory;

    /// <summary>The parts by name, in their order.</summary>
    public static IReadOnlyList<string> Parts { get; } = ["paid", "quiet", "long-lead", "shops", "import", "report", "module"];

    /// <summary>Runs some parts, or all; 0 when every budget of them holds.</summary>
    public async Task<int> RunAsync(IReadOnlyList<string> parts)
    {
        foreach (var part in parts)
        {
            await (part switch
            {
                "paid" => PaidAsync(),
                "quiet" => QuietAsync(10_000, 100_000, 1_000_000),
                "long-lead" => LongLeadAsync(),
                "shops" => ManyShopsAsync(),
                "import" => FirstImportAsync(),
                "report" => ReportAsync(1_000_000),
                _ => ModuleAsync(),
            });
        }
        if (mostMemory > 0) table.AtMost("\n  most memory of any of these processes", Megabytes(mostMemory), 200, "MB");
        Console.WriteLine($"\n{table.Passed} passed, {table.Failed} failed");
        return table.Failed == 0 ? 0 : 1;
    }

    async Task PaidAsync()
    {
        await PaidAsync(waiting: 100_000, paid: 10_000, fewerRequests: 8, lessTime: 4, floor: true);
        await PaidAsync(waiting: 100_000, paid: 1_000, fewerRequests: 50, lessTime: 10, floor: false);
    }

    async Task PaidAsync(int waiting, int paid, double fewerRequests, double lessTime, bool floor)
    {
        Table.Title($"{waiting:#,0} waiting slips, {paid:#,0} of them paid; answers ready-made, no rate limit; median of {rounds}");
        await using var scene = await Scene.MakeAsync(waiting);
        await scene.PayAsync(paid);
        var duel = await Child.RunAsync<DuelResult>("duel", new Duel(scene.File, scene.Rms.Recorder, scene.Shops[0], paid, rounds, Script: true), compiled: true);
        var (script, careful) = (duel.Script!, duel.CarefulScript!);
        var scriptRequests = Hundreds(waiting);
        table.AtMost("requests: searches and orders", duel.Search + duel.Orders, 3 + Hundreds(paid));
        table.AtMost("requests: further pages of hits", duel.Further, Math.Ceiling(paid / 1000.0));
        Table.Tell("requests: slice of the sweep", duel.Sweep);
        table.TimesLess("requests against the obvious script (slice apart)", duel.Search + duel.Orders + duel.Further, scriptRequests, fewerRequests, "");
        Table.TellLess("requests against the obvious script, slice counted", duel.Search + duel.Orders + duel.Further + duel.Sweep, scriptRequests, "");
        if (floor)
        {
            table.AtMostTimes("wall against the floor", duel.Cycle.Wall, duel.Floor.Wall, 1.5, "ms");
            table.AtMostTimes("CPU against the floor", duel.Cycle.Cpu, duel.Floor.Cpu, 1.5, "ms");
        }
        table.TimesLess("wall against the obvious script", duel.Cycle.Wall, script.Wall, lessTime, "ms");
        table.TimesLess("CPU against the obvious script", duel.Cycle.Cpu, script.Cpu, lessTime, "ms");
        Table.TellLess("wall, script with all its updates in one transaction", duel.Cycle.Wall, careful.Wall, "ms");
        Table.TellLess("CPU, script with all its updates in one transaction", duel.Cycle.Cpu, careful.Cpu, "ms");
        await PowerShellAsync(scene, paid, duel.Cycle);
        Table.Tell("orders read", duel.OrdersRead);
        Table.Tell("rows written", duel.Rows);
        Table.Tell("allocated per order read", Kilobytes((double)duel.Cycle.Allocated / duel.OrdersRead), "kB", Kilobytes((double)duel.Floor.Allocated / duel.OrdersRead));
        await AloneAsync(scene, new("Payment", scene.File, scene.Shops, Spacing: TimeSpan.FromSeconds(1)), pace: true);
    }

    static async Task PowerShellAsync(Scene scene, int paid, Sample cycle)
    {
        if (PowerShellScript.Pwsh is null)
        {
            Console.WriteLine("  the script in PowerShell: not run, no pwsh on the PATH");
            return;
        }
        var copy = scene.Beside("powershell");
        File.Copy(scene.File, copy, overwrite: true);
        var script = await PowerShellScript.RunAsync(scene.Rms.Recorder, copy, scene.Shops[0]);
        if (script.Paid != paid) throw new InvalidOperationException($"The script in PowerShell paid {script.Paid} slips, not {paid}.");
        Table.TellLess("wall, script in PowerShell, one run", cycle.Wall, script.Wall, "ms");
        Table.TellLess("CPU, script in PowerShell, one run", cycle.Cpu, script.Cpu, "ms");
    }

    async Task QuietAsync(params int[] sizes)
    {
        Table.Title($"quiet cycle, no slice of the sweep due; median of {rounds}");
        Sample? first = null;
        foreach (var waiting in sizes)
        {
            await using var scene = await Scene.MakeAsync(waiting, settled: false);
            var quiet = await Child.RunAsync<QuietResult>("quiet", new Quiet(scene.File, scene.Shops[0], rounds), compiled: true);
            table.AtMost($"{waiting:#,0} slips: requests", quiet.Requests, 3);
            if (first is null) Table.Tell($"{waiting:#,0} slips: wall", quiet.Sample.Wall, "ms");
            else table.AtMostTimes($"{waiting:#,0} slips: wall against {sizes[0]:#,0}", quiet.Sample.Wall, first.Wall, 1.3, "ms");
            if (first is null) Table.Tell($"{waiting:#,0} slips: CPU", quiet.Sample.Cpu, "ms");
            else table.AtMostTimes($"{waiting:#,0} slips: CPU against {sizes[0]:#,0}", quiet.Sample.Cpu, first.Cpu, 1.3, "ms");
            first ??= quiet.Sample;
            Table.Tell($"{waiting:#,0} slips: finding the slice of the sweep", quiet.Slice.Cpu, "ms CPU");
            Remember(quiet.PeakMemory);
            Table.Tell($"{waiting:#,0} slips: memory", Megabytes(quiet.PeakMemory), "MB");
            if (waiting == sizes[^1]) await AloneAsync(scene, new("Payment", scene.File, scene.Shops, Spacing: TimeSpan.FromSeconds(1)), pace: true, name: $"{waiting:#,0} slips, with the slice of the sweep: ");
        }
    }

    async Task LongLeadAsync()
    {
        Table.Title("5,000 slips in the long-lead window, 1,000 waiting");
        await using var scene = await Scene.MakeAsync(1_000, longLead: 5_000);
        var run = await AloneAsync(scene, new("Payment", scene.File, scene.Shops, Spacing: TimeSpan.FromSeconds(1)), pace: true);
        table.AtMost("requests: searches and orders", run.Requests.Search + run.Requests.Orders, 3 + Hundreds(5_000));
        Table.Tell("requests: getPayment, further windows, slice of the sweep", run.Requests.Payments + run.Requests.Further + run.Requests.Sweep);
    }

    async Task ManyShopsAsync()
    {
        const int Shops = 500;
        Table.Title($"{Shops} shops of 200 waiting slips, every one with its slice of the sweep");
        await using var scene = await Scene.MakeAsync(200, Shops, inHand: 20, settled: false);
        foreach (var throttle in (int[])[1, 4, 16])
        {
            var copy = scene.Beside($"shops-{throttle}");
            File.Copy(scene.File, copy);
            var run = await AloneAsync(scene, new("Payment", copy, scene.Shops, throttle), name: $"ThrottleLimit {throttle}: ");
            Table.Tell($"ThrottleLimit {throttle}: requests per shop", (double)Sum(run.Requests) / Shops);
        }
    }

    async Task FirstImportAsync()
    {
        const int Orders = 50_000;
        Table.Title($"first import of {Orders:#,0} orders");
        await using var scene = await Scene.MakeAsync(0, inHand: 0, settled: false);
        await scene.Rms.GenerateAsync(scene.Shops[0], new(0, Orders, SlipFile.Now.AddDays(-50), SlipFile.Now.AddHours(-1)), 200);
        var run = await AloneAsync(scene, new("Import", scene.File, scene.Shops, Since: SlipFile.Now.AddDays(-60), Spacing: TimeSpan.FromSeconds(1)), pace: true);
        table.AtMost("slips that are missing", Orders - run.Changed, 0);
        Table.Tell("requests", Sum(run.Requests));
    }

    async Task ReportAsync(int slips)
    {
        Table.Title($"report of {slips:#,0} slips of a year in 20 shops; each time in a new process, median of {rounds}");
        string[] shops = [.. Enumerable.Range(0, 20).Select(static i => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{900_000 + i}"))];
        var folder = Directory.CreateTempSubdirectory("rakutenops-bench-").FullName;
        try
        {
            var store = Path.Combine(folder, "slips.db");
            using (var made = SqliteStore.Open(store)) new YearOfShops(shops, slips / shops.Length, WaitingEach: slips / 10 / shops.Length, InHandEach: slips / 10 / shops.Length, LiveDays: 60, RunDays: 30).Fill(made);
            var runs = new List<ReportResult>();
            for (var i = 0; i < rounds; i++) runs.Add(await Child.RunAsync<ReportResult>("report", new ReportRun(store, shops)));
            var (sample, memory) = (Sample.Median([.. runs.Select(static r => r.Sample)]), runs.Max(static r => r.PeakMemory));
            Remember(memory);
            table.AtMost("slips that wait and are not in it", (slips / 10) - runs[0].Waiting, 0);
            Table.Tell("orders refused, and slips changed, in its 30 days", runs[0].Refused, reference: runs[0].Outcomes);
            table.AtMost("wall", sample.Wall / 1000, 10, "s");
            Table.Tell("CPU", sample.Cpu / 1000, "s");
            Table.Tell("memory of the process", Megabytes(memory), "MB");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    async Task<AloneResult> AloneAsync(Scene scene, Alone alone, bool pace = false, string name = "")
    {
        var run = await Child.RunAsync<AloneResult>("alone", alone);
        await scene.Rms.ForgetAsync();
        Remember(run.PeakMemory);
        Table.Tell($"{name}CPU in a new process", run.Sample.Cpu, "ms");
        if (pace) Table.Tell($"{name}at RMS's one request a second", run.Paced, "s");
        else Table.Tell($"{name}wall in a new process", run.Sample.Wall, "ms");
        Table.Tell($"{name}memory of a new process", Megabytes(run.PeakMemory), "MB");
        return run;
    }

    async Task ModuleAsync()
    {
        Table.Title("the packaged module, each time in a new process of the shell");
        using var shell = new ShellRun();
        List<(double Wall, double Cpu, int Cores)> ours = [], empty = [];
        for (var i = 0; i < 15; i++)
        {
            empty.Add(shell.Import(shell.EmptyManifest));
            ours.Add(shell.Import(PackagedModule.Manifest));
        }
        table.AtMost("Import-Module over an empty module, wall, median of 15", Sample.Middle(ours.Select(static i => i.Wall)) - Sample.Middle(empty.Select(static i => i.Wall)), 75, "ms");
        table.AtMost("Import-Module over an empty module, CPU, median of 15", Sample.Middle(ours.Select(static i => i.Cpu)) - Sample.Middle(empty.Select(static i => i.Cpu)), 75, "ms");
        Table.Tell("Import-Module of an empty module, wall", Sample.Middle(empty.Select(static i => i.Wall)), "ms");
        table.AtMost("imports that loaded Core", ours.Count(static i => i.Cores > 0), 0);
        await using var scene = await Scene.MakeAsync(1_000, settled: false);
        Table.Tell("first question to a store, median of 5", Sample.Middle(Enumerable.Range(0, 5).Select(_ => shell.FirstRead(scene.File))), "ms");
        Table.Tell("start of the shell with the module, to its end, median of 5", Sample.Middle(Enumerable.Range(0, 5).Select(_ => shell.StartUp())), "ms");
        await using var many = await Scene.MakeAsync(100_000, settled: false);
        var tab = shell.Tab(many.File, [$"Get-OrderSlip -Shop {many.Shops[0][..3]}", "Get-OrderSlip ", "Get-OrderSlip 7", "Get-OrderSlip -OrderNumber ", $"Get-OrderSlip -OrderNumber {many.Shops[0]}-2", "Set-PaymentMethodMap ", "Get-OrderSlip -Stage "]);
        table.AtMost("Tab among 100,000 waiting slips, the slowest of its lists, median of 9", tab.Then, 50, "ms");
        Table.Tell("Tab for the first time in a session", tab.First, "ms");
        if (OperatingSystem.IsWindows()) Table.Title("  Ctrl+C is not measured on Windows: SIGINT is how it is sent.");
        else
        {
            var stops = new List<(double Stopped, double Gone)>();
            for (var i = 0; i < 7; i++) stops.Add(await shell.CtrlCAsync(scene));
            table.AtMost("Ctrl+C during a hung request, median of 7", Sample.Middle(stops.Select(static s => s.Stopped)), 250, "ms");
            Table.Tell("Ctrl+C until the process is gone, median of 7", Sample.Middle(stops.Select(static s => s.Gone)), "ms");
        }
        table.AtMost("package as a zip", Megabytes(PackagedModule.ZipBytes()), 10, "MB");
        table.AtMost("package as a folder", Megabytes(PackagedModule.FolderBytes), 20, "MB");
    }

    void Remember(long memory) => mostMemory = Math.Max(mostMemory, memory);

    static int Sum(RequestCount requests) => requests.Search + requests.Orders + requests.Sweep + requests.Further + requests.Payments;

    static int Hundreds(int orders) => (orders + 99) / 100;
}
