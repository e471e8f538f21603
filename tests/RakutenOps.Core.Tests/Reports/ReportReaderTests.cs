using System.Security.Cryptography;
using RakutenOps.Core.Reports;
using RakutenOps.Core.Storage;
using RakutenOps.Core.Sync;

namespace RakutenOps.Core.Tests.Reports;

/// <summary>What a report says of a store.</summary>
public sealed class ReportReaderTests : IDisposable
{
    readonly ReportSample sample = new();

    public void Dispose() => sample.Dispose();

    static DateOnly Today => JapanTime.Day(ReportSample.Now);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(2, 1)]
    [InlineData(15, 3)]
    [InlineData(16, 4)]
    [InlineData(62, 4)]
    [InlineData(63, 5)]
    public async Task Money_waits_in_the_band_of_its_days_since_the_order(int days, int band)
    {
        sample.Add(sample.Slip(days, yen: 4200));

        var waiting = (await sample.ReadAsync()).Waiting;

        waiting.Bands[band].ShouldBe(new Sum(1, 4200));
        (waiting.Total, waiting.Oldest).ShouldBe((new Sum(1, 4200), Today.AddDays(-days)));
    }

    [Fact]
    public async Task Every_slip_in_入金待ち_waits_for_the_reason_that_its_explanation_gives_and_no_other_slip_waits()
    {
        sample.Fill();
        var expected = new Dictionary<Reason, Sum>();
        var slips = new Core.Slips.SlipService(sample.Store, sample.Options.Clock).Find(new() { Live = true }, [Stage.AwaitingPayment]).ToList();
        await foreach (var (slip, decision, _) in new SyncServices(sample.Options).ExplainAsync(slips, online: false, null, TestContext.Current.CancellationToken))
        {
            expected[decision.Reason] = expected.GetValueOrDefault(decision.Reason) + new Sum(1, slip.TotalAmount);
        }

        var waiting = (await sample.ReadAsync()).Waiting;

        expected.Count.ShouldBeGreaterThan(4);
        waiting.Rows.ToDictionary(r => r.Reason, r => r.Total).ShouldBe(expected, ignoreOrder: true);
        waiting.Rows.Select(r => r.Total.Yen).ShouldBe(waiting.Rows.Select(r => r.Total.Yen).OrderDescending());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(62)]
    public async Task The_worklist_of_windows_is_what_the_windows_of_every_slip_say(int days)
    {
        sample.Fill();
        var expected = new List<(long, string, DateOnly)>();
        await foreach (var (slip, _, windows) in new SyncServices(sample.Options).ExplainAsync(sample.Store.Find(new()), online: false, null, TestContext.Current.CancellationToken))
        {
            expected.AddRange(windows.Where(w => w.ClosesWithin(days)).Select(w => (slip.SlipNumber, w.Rule, w.ClosesOn!.Value)));
        }

        var closing = (await sample.ReadAsync(new() { Shops = [ReportSample.Kobe, ReportSample.Hostile], ExpiringWithin = days, Rows = 10_000 })).Closing;

        expected.ShouldNotBeEmpty();
        closing.Rows.Select(i => (i.Slip.SlipNumber, i.Window.Rule, i.Window.ClosesOn!.Value)).ShouldBe(expected, ignoreOrder: true);
        closing.Rows.Select(i => i.Window.ClosesOn).ShouldBeInOrder();
    }

    [Fact]
    public async Task A_worklist_keeps_the_most_urgent_rows_and_counts_the_others()
    {
        sample.Fill();
        var all = (await sample.ReadAsync(new() { Shops = [ReportSample.Kobe], Rows = 10_000 })).Closing;

        var some = (await sample.ReadAsync(new() { Shops = [ReportSample.Kobe], Rows = 3 })).Closing;

        some.Rows.Select(r => (r.Slip.SlipNumber, r.Window.ClosesOn)).ShouldBe(all.Rows.Take(3).Select(r => (r.Slip.SlipNumber, r.Window.ClosesOn)));
        (some.Count, some.LeftOut, all.LeftOut).ShouldBe((all.Count, all.Count - 3, 0));
    }

    [Fact]
    public async Task The_calendar_begins_on_Monday_and_counts_each_window_on_its_last_day()
    {
        var slip = sample.Slip(10);
        sample.Add(slip, ReportSample.Seen(slip));

        var deadlines = (await sample.ReadAsync()).Deadlines;

        deadlines.Weeks.Count.ShouldBe(5);
        deadlines.Weeks.ShouldAllBe(w => w[0].Day.DayOfWeek == DayOfWeek.Monday && w.Count == 7);
        deadlines.Weeks[0].Single(d => d.IsToday).Day.ShouldBe(Today);
        deadlines.Weeks.SelectMany(w => w).Where(d => d.Closing.Count > 0).Select(d => (d.Day, d.Closing.Single().Rule)).ShouldBe([(slip.OrderDate.AddDays(15), "R5")]);
        deadlines.Later.ShouldBe(1, "the cancel sync ends 62 days after the order");
    }

    [Fact]
    public async Task Refused_orders_of_the_period_are_told_by_what_the_buyer_did_and_how_it_ended()
    {
        sample.Fill();

        var refusals = (await sample.ReadAsync(new() { Shops = [ReportSample.Kobe], Days = 26 })).Refusals;

        // Six days of the period have five refused orders each, and fifteen of the waiting slips of the shop have a deadline of their own.
        var ofDays = 6;
        refusals.Of(true, RefusalEnd.Paid).Slips.ShouldBe(2 * ofDays);
        refusals.Of(true, RefusalEnd.Cancelled).Slips.ShouldBe(ofDays);
        refusals.Of(false, RefusalEnd.Cancelled).Slips.ShouldBe(ofDays);
        refusals.Of(false, RefusalEnd.Paid).Slips.ShouldBe(0);
        (refusals.Changed.Slips, refusals.Refused.Slips).ShouldBe((3 * ofDays, (4 * ofDays) + refusals.EndedAs(RefusalEnd.Waiting).Slips));
        refusals.EndedAs(RefusalEnd.Waiting).Slips.ShouldBe(ofDays + 12);
    }

    [Fact]
    public async Task Each_day_tells_what_was_done_in_the_shops_that_were_asked_about()
    {
        sample.Pay(sample.Slip(3, yen: 1000), ReportSample.Now, "R8");
        sample.Pay(sample.Slip(3, yen: 2000), ReportSample.Now, "R8");
        sample.Pay(sample.Slip(3, yen: 500), ReportSample.Now.AddDays(-29), "R14");
        sample.Pay(sample.Slip(31), ReportSample.Now.AddDays(-30), "R8");
        sample.Pay(sample.Slip(3, ReportSample.Hostile), ReportSample.Now, "R8");

        var outcomes = (await sample.ReadAsync(new() { Shops = [ReportSample.Kobe] })).Outcomes;

        (outcomes.Count, outcomes[0].Day, outcomes[^1].Day).ShouldBe((30, Today.AddDays(-29), Today));
        outcomes[^1].Of[Outcome.Paid].ShouldBe(new Sum(2, 3000));
        outcomes[0].Of[Outcome.PaidWithNewMethod].ShouldBe(new Sum(1, 500));
        Sum.Of(outcomes.Select(d => d.Total)).Slips.ShouldBe(3);
    }

    [Fact]
    public async Task Runs_are_told_by_day_with_their_middle_and_their_highest()
    {
        foreach (var (i, requests) in new[] { 4, 9, 5 }.Index())
        {
            sample.Store.Save(new SyncRun { RunId = $"R{i}", Shop = ReportSample.Kobe, Kind = "Payment", StartedAt = ReportSample.Now.AddHours(-i), EndedAt = ReportSample.Now.AddHours(-i).AddSeconds(10 * (i + 1)), Completed = i != 1, Error = i == 1 ? "RmsUnreachable" : null, Requests = requests });
        }
        sample.Store.Save(new SyncRun { RunId = "killed", Shop = ReportSample.Kobe, Kind = "Import", StartedAt = ReportSample.Now.AddDays(-2), Requests = 2 });

        var runs = (await sample.ReadAsync()).Runs;

        runs.Days.Select(d => (d.Day, d.Runs, d.Unfinished, d.Requests, d.Seconds)).ShouldBe([(Today.AddDays(-2), 1, 1, new(2, 2), default), (Today, 3, 1, new(5, 9), new(20, 30))]);
        (runs.Count, runs.Unfinished, runs.Latest.Count).ShouldBe((4, 2, 4));
        runs.Latest[^1].State.ShouldBe(RunState.Killed);
    }

    [Fact]
    public async Task A_report_leaves_every_byte_of_the_store_as_it_was()
    {
        sample.Fill();
        using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={sample.File("slips.db")};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
            command.ExecuteNonQuery();
        }
        var before = Bytes();

        await sample.ReadAsync();

        Bytes().ShouldBe(before);

        string Bytes() => string.Join(' ', new[] { "slips.db", "slips.db-wal" }.Select(sample.File).Where(File.Exists).Select(f =>
        {
            using var file = new FileStream(f, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            return Convert.ToHexString(SHA256.HashData(file));
        }));
    }

    [Fact]
    public async Task A_report_that_is_cancelled_ends_at_once()
    {
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => new ReportReader(sample.Options).ReadAsync(new() { Shops = [ReportSample.Kobe] }, stop.Token));
    }
}
