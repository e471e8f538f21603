using System.Text.Json;
using System.Text.RegularExpressions;
using RakutenOps.Core.Notices;
using RakutenOps.Core.Runs;
using RakutenOps.Core.Storage;
using RakutenOps.Core.Sync;
using RakutenOps.Core.Tests.Storage;
using RakutenOps.Core.Tests.Sync;
using RakutenOps.Core.Tests.Unattended;
using RakutenOps.Emulator.Orders;
using RakutenOps.Emulator.Shops;
using static RakutenOps.Core.Tests.Sync.World;

namespace RakutenOps.Core.Tests.Runs;

/// <summary>The unattended cycle as a whole: report, exit code, lock, log, notices and house-keeping.</summary>
public sealed class CycleTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task It_imports_pays_and_reports()
    {
        await using var world = await OnAsync("2025-01-05 13:00");
        var order = world.Order("2025-01-05 12:00");
        world.Fire(order, OrderEventKind.AuthoriseOk);

        var report = await RunAsync(world);

        (report.Exit, report.OrdersImported, report.SlipsChanged, report.Causes.Count).ShouldBe((CycleExit.Done, 1, 1, 0));
        report.Requests.ShouldBeGreaterThan(2);
        world.Slip(order).DepositStatus.ShouldBe(DepositStatus.Paid);
    }

    [Fact]
    public async Task Its_log_is_one_JSON_line_per_event_for_its_owner_alone_and_ends_with_the_report()
    {
        await using var world = await OnAsync("2025-01-05 13:00");
        var order = world.Order("2025-01-05 12:00");
        world.Fire(order, OrderEventKind.AuthoriseOk);

        await RunAsync(world);

        var file = Directory.GetFiles(Logs).ShouldHaveSingleItem();
        var lines = File.ReadAllLines(file).Select(static l => JsonDocument.Parse(l).RootElement).ToList();
        lines.Select(static l => l.GetProperty("Event").GetString()).ShouldBe(["cycle_started", "slip", "run_finished", "slip", "run_finished", "cycle_finished"]);
        lines[3].GetProperty("OrderNumber").GetString().ShouldBe(order);
        lines[^1].GetProperty("ExitCode").GetInt32().ShouldBe(0);
        lines[0].GetProperty("@t").GetDateTimeOffset().ShouldBe(world.Now);
        if (OperatingSystem.IsWindows()) return;
        File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.GetUnixFileMode(Logs).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [Fact]
    public void A_log_that_has_grown_goes_on_in_another_file_and_the_oldest_go()
    {
        var clock = TimeProvider.System;
        for (var i = 0; i < 6; i++)
        {
            using var log = new RunLog(Logs, clock, new(), new() { LargestFile = 2_000, MostFiles = 3 });
            for (var n = 0; n < 10; n++) log.Write(new OrderFailed("kobe", "A-1", new string('x', 150)));
        }

        var files = Directory.GetFiles(Logs);
        files.Length.ShouldBe(3);
        files.Sum(static f => new FileInfo(f).Length).ShouldBeLessThan(3 * 3_000);
    }

    [Fact]
    public async Task A_second_run_says_who_holds_the_lock_and_does_nothing()
    {
        await using var world = await OnAsync("2025-01-05 13:00");
        using var held = CycleLock.Take(folder.Path, "job", world.Now);

        var report = await RunAsync(world);

        (report.Exit, report.ExitCode).ShouldBe((CycleExit.Busy, 75));
        report.Problems.ShouldHaveSingleItem().Message.ShouldContain($"{Environment.MachineName}, process {Environment.ProcessId}, since 2025-01-05 13:00:00 JST");
        world.Store.Runs().ShouldBeEmpty();
        held.Dispose();
        (await RunAsync(world)).Exit.ShouldBe(CycleExit.Done);
    }

    [Fact]
    public async Task A_full_disk_under_its_lock_and_its_log_stops_no_payment()
    {
        using var disk = new SmallDisk(megabytes: 1);
        await using var world = await OnAsync("2025-01-05 13:00");
        var order = world.Order("2025-01-05 12:00");
        world.Fire(order, OrderEventKind.AuthoriseOk);
        Fill(disk.File("other"));
        Should.Throw<IOException>(() => File.WriteAllText(disk.File("more"), "x"));

        var report = await RunAsync(world, on: new() { Job = "job", LockFolder = disk.File("state"), LogFolder = disk.File("logs") });

        (report.Exit, report.SlipsChanged).ShouldBe((CycleExit.Done, 1));
        world.Slip(order).DepositStatus.ShouldBe(DepositStatus.Paid);
        using var held = CycleLock.Take(disk.File("state"), "job", world.Now);
        Should.Throw<ShopException>(() => CycleLock.Take(disk.File("state"), "job", world.Now)).Message.ShouldContain("not yet said which");
    }

    [Fact]
    public async Task A_lock_that_cannot_be_written_stops_no_payment_and_is_told()
    {
        await using var world = await OnAsync("2025-01-05 13:00");
        var order = world.Order("2025-01-05 12:00");
        world.Fire(order, OrderEventKind.AuthoriseOk);
        var taken = folder.File("taken");
        File.WriteAllText(taken, "");
        List<SyncEvent> events = [];

        var report = await RunAsync(world, events: events, on: new() { Job = "job", LockFolder = taken, LogFolder = Logs });

        (report.Exit, report.SlipsChanged).ShouldBe((CycleExit.Done, 1));
        events.OfType<SyncNotice>().ShouldHaveSingleItem().Text.ToString().ShouldContain(taken);
    }

    [Fact]
    public async Task A_store_that_is_gone_after_the_payments_leaves_their_figures_to_the_report_and_the_log()
    {
        await using var world = await OnAsync("2025-01-05 13:00");
        var order = world.Order("2025-01-05 12:00");
        world.Fire(order, OrderEventKind.AuthoriseOk);
        var isGone = false;
        var options = world.Options with { OpenStore = () => isGone ? throw new StoreException("StoreUnreachable", "gone", "wait") : world.Options.OpenStore() };
        RakutenCycleReport? report = null;

        await foreach (var happened in new CycleServices(options, new() { Job = "job", LockFolder = folder.Path, LogFolder = Logs }).RunAsync(Request, TestContext.Current.CancellationToken))
        {
            if (happened is SyncBatch batch) batch.ApproveAll();
            if (happened is ShopFinished { Run.Kind: "Payment" }) isGone = true;
            if (happened is CycleFinished finished) report = finished.Report;
        }

        report.ShouldNotBeNull().ShouldSatisfyAllConditions(
            r => r.SlipsChanged.ShouldBe(1),
            r => r.Exit.ShouldBe(CycleExit.Configuration),
            r => r.Problems.Select(static p => p.Id).Distinct().ShouldBe(["StoreUnreachable"]));
        File.ReadLines(Directory.GetFiles(Logs).Single()).Last().ShouldContain("cycle_finished");
    }

    // To the last byte.
    static void Fill(string path)
    {
        using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        foreach (var length in (int[])[64 * 1024, 4096, 1])
        {
            try
            {
                while (true) file.Write(new byte[length]);
            }
            catch (IOException)
            {
                // Full, by this much.
            }
        }
    }

    [Fact]
    public async Task A_rehearsal_writes_no_row_no_log_and_takes_no_lock()
    {
        await using var world = await OnAsync("2025-01-05 13:00");
        using var held = CycleLock.Take(folder.Path, "job", world.Now);
        world.Order("2025-01-05 12:00");

        var report = await RunAsync(world, dryRun: true);

        report.OrdersImported.ShouldBe(1);
        world.Store.Runs().ShouldBeEmpty();
        world.Store.Describe().Slips.ShouldBe(0);
        Directory.Exists(Logs).ShouldBeFalse();
    }

    [Fact]
    public async Task A_person_is_told_once_per_cause_and_again_when_it_has_gone_and_come_back()
    {
        await using var world = await OnAsync("2025-01-05 13:00");
        var order = world.Order("2025-01-05 12:00", code: 14);
        world.Fire(order, OrderEventKind.AuthoriseOk);
        var sender = new Sender();

        (await RunAsync(world, sender)).Exit.ShouldBe(CycleExit.NeedsPerson);
        sender.Told.ShouldHaveSingleItem().ShouldStartWith("slip:1:payment_unmapped");
        world.Clock.Advance(TimeSpan.FromMinutes(15));
        (await RunAsync(world, sender)).ExitCode.ShouldBe(5);
        sender.Told.Count.ShouldBe(1, "the cause is the same");

        world.Map(14, "後払い", PaymentKind.Deferred);
        world.Clock.Advance(TimeSpan.FromMinutes(15));
        (await RunAsync(world, sender)).Exit.ShouldBe(CycleExit.Done);
        world.Store.NotedCauses(World.Shop).ShouldNotBeEmpty("remembered for a day");
        world.Clock.Advance(TimeSpan.FromHours(25));
        await RunAsync(world, sender);
        world.Store.NotedCauses(World.Shop).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_notice_that_could_not_be_sent_is_sent_by_the_next_cycle()
    {
        await using var world = await OnAsync("2025-01-05 13:00");
        world.Fire(world.Order("2025-01-05 12:00", code: 14), OrderEventKind.AuthoriseOk);
        var sender = new Sender { Refuses = "no way out" };

        var events = new List<SyncEvent>();
        await RunAsync(world, sender, events: events);
        events.OfType<SyncNotice>().ShouldContain(n => n.Text.ToString().Contains("no way out"));
        sender.Refuses = null;
        await RunAsync(world, sender);
        await RunAsync(world, sender);

        sender.Told.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_store_that_cannot_be_opened_is_logged_each_time_and_told_once_until_it_was_open_again()
    {
        await using var world = await OnAsync("2025-01-05 13:00");
        var sender = new Sender { Refuses = "no way out" };
        var cycle = new CycleServices(world.Options, new() { Job = "job", LockFolder = folder.Path, LogFolder = Logs, Notices = sender });
        var damaged = new StoreException("StoreDamaged", "it is damaged", "restore it");

        await cycle.UnopenedAsync(damaged, TestContext.Current.CancellationToken);
        sender.Refuses = null;
        (await cycle.UnopenedAsync(damaged, TestContext.Current.CancellationToken)).ExitCode.ShouldBe(2);
        await cycle.UnopenedAsync(damaged, TestContext.Current.CancellationToken);
        sender.Told.ShouldBe(["error:StoreDamaged"], "the first could not be sent, the third is the same");
        var log = string.Join('\n', Directory.GetFiles(Logs).Select(File.ReadAllText));
        Regex.Count(log, "\"Event\":\"cycle_finished\".*StoreDamaged").ShouldBe(3);
        Regex.Count(log, "no way out").ShouldBe(1);

        await RunAsync(world, sender);
        await cycle.UnopenedAsync(damaged, TestContext.Current.CancellationToken);
        sender.Told.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_window_about_to_close_calls_a_person()
    {
        await using var world = await OnAsync("2025-01-05 13:00");
        var order = world.Order("2025-01-05 12:00");
        await RunAsync(world);

        world.At("2025-01-18 09:00");
        (await RunAsync(world)).Causes.ShouldBeEmpty();
        world.At("2025-01-19 09:00");
        var report = await RunAsync(world);

        report.Exit.ShouldBe(CycleExit.NeedsPerson);
        report.Causes.ShouldHaveSingleItem().Message.ShouldContain($"({order}): window R5 closes on 2025-01-20");
    }

    [Theory]
    [InlineData("2025-01-20 23:59:59", null, 0)]
    [InlineData("2025-01-19 23:59:59", "licence:EndsSoon", 0)]
    [InlineData("2025-01-08 23:59:59", "licence:Urgent", 5)]
    [InlineData("2025-01-05 08:00:00", "error:LicenseExpired", 5)]
    public async Task A_licence_is_told_from_14_days_urgently_from_3_and_when_it_has_ended(string ends, string? cause, int exit)
    {
        await using var world = await OnAsync("2025-01-05 13:00");
        world.EndLicence(ends);

        var report = await RunAsync(world);

        report.Causes.Select(static c => c.Key).ShouldBe(cause is null ? [] : [cause]);
        report.ExitCode.ShouldBe(exit);
    }

    [Fact]
    public async Task A_renewed_key_is_taken_up_by_the_next_cycle()
    {
        await using var world = await OnAsync("2025-01-05 13:00");
        world.EndLicence("2025-01-08 23:59:59");
        (await RunAsync(world)).Exit.ShouldBe(CycleExit.NeedsPerson);

        world.EndLicence("2025-04-05 23:59:59", told: false);

        (await RunAsync(world)).Exit.ShouldBe(CycleExit.Done);
        RakutenLicense.Of(world.Store.Shops().Single(), world.Now).DaysLeft.ShouldBe(90);
    }

    [Theory]
    [InlineData(29, "CredentialNotYetActive", 3)]
    [InlineData(30, "RmsUnauthorised", 2)]
    public async Task A_key_that_was_given_minutes_ago_is_told_from_a_wrong_one(int minutes, string id, int exit)
    {
        await using var world = await OnAsync("2025-01-05 13:00");
        world.Change(s => s with { CredentialGivenAt = world.Now.AddMinutes(-minutes), LicenseExpiresAt = world.Now.AddDays(80) });
        world.Rms.State.PutShop(ShopRegistration.Demo with { LicenseKey = "SL000000_another", LicenceExpiresAt = world.Now.AddDays(90) });

        var report = await RunAsync(world);

        report.Problems.ShouldHaveSingleItem().Id.ShouldBe(id);
        report.ExitCode.ShouldBe(exit);
    }

    [Fact]
    public async Task Rows_of_old_runs_go_and_the_history_stays()
    {
        await using var world = await OnAsync("2025-01-05 13:00");
        var order = world.Order("2025-01-05 12:00");
        world.Fire(order, OrderEventKind.AuthoriseOk);
        await RunAsync(world);
        var history = world.History(world.Slip(order));

        world.At("2025-04-20 13:00");
        await RunAsync(world);

        world.Store.Runs().Select(static r => r.StartedAt).ShouldAllBe(t => t >= Jst("2025-04-20 13:00"));
        world.History(world.Slip(order)).ShouldBe(history);
    }

    string Logs => Path.Combine(folder.Path, "logs");

    async Task<RakutenCycleReport> RunAsync(World world, INoticeSender? sender = null, bool dryRun = false, List<SyncEvent>? events = null, CycleOptions? on = null)
    {
        var cycle = new CycleServices(world.Options, on ?? new() { Job = "job", LockFolder = folder.Path, LogFolder = Logs, Notices = sender });
        RakutenCycleReport? report = null;
        await foreach (var happened in cycle.RunAsync(Request with { DryRun = dryRun }, TestContext.Current.CancellationToken))
        {
            events?.Add(happened);
            if (happened is SyncBatch batch) batch.ApproveAll();
            if (happened is CycleFinished finished) report = finished.Report;
        }
        return report.ShouldNotBeNull();
    }

    sealed class Sender : INoticeSender
    {
        public List<string> Told { get; } = [];
        public string? Refuses { get; set; }

        public Task<string?> SendAsync(IReadOnlyList<CycleCause> causes, DateTimeOffset now, CancellationToken cancel)
        {
            if (Refuses is null) Told.AddRange(causes.Select(static c => c.Key));
            return Task.FromResult(Refuses);
        }
    }
}
