using System.Diagnostics;
using RakutenOps.Core.Storage;

namespace RakutenOps.Core.Tests.Storage;

/// <summary>A large store, used as a cycle uses it. What is asserted is what was written; how long it took is printed.</summary>
public sealed class SqliteScaleTests(ITestOutputHelper output) : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Ten_thousand_of_a_hundred_thousand_waiting_slips_are_paid_in_batches_of_a_hundred()
    {
        using var store = SqliteStore.Open(folder.File("slips.db"));
        Timed("fill", () => SlipsOfATest.Fill(store, waiting: 100_000, others: 0));

        Timed("count waiting up to 101", () => store.CountWaiting(SlipsOfATest.Shop, 101).ShouldBe(101));
        Timed("count waiting", () => store.CountWaiting(SlipsOfATest.Shop).ShouldBe(100_000));
        Timed("find all", () => store.Find(new() { Live = true, Statuses = [SlipStatus.Entered] }).Sum(s => s.Lines.Count).ShouldBe(100_000));

        string[] paid = [.. Enumerable.Range(1, 10_000).Select(i => $"W{i * 10}")];
        var slips = Timed("read 10,000", () => paid.Chunk(100).SelectMany(orders => store.SlipsOf(SlipsOfATest.Shop, orders)).ToList());
        var writes = slips.Select(before =>
        {
            var after = before with { DepositStatus = DepositStatus.Paid, ApprovalStatus = ApprovalStatus.Approved, ApprovalDate = new(2026, 1, 20), Status = SlipStatus.AwaitingPrint };
            return new SlipWrite { Before = before, After = after, Changes = [.. SlipChanges.Between("R8", before, after)], Evidence = new(SlipsOfATest.Now, EvidenceSource.ShippingInstruction) };
        }).ToList();
        var run = new SyncRun { RunId = "R", Shop = SlipsOfATest.Shop, Kind = "Payment", StartedAt = SlipsOfATest.Now };
        Timed("pay 10,000", () =>
        {
            foreach (var batch in writes.Chunk(100)) store.Apply(new() { Slips = batch, At = SlipsOfATest.Now, By = "Test", Run = run }).Written.Count.ShouldBe(100);
        });

        store.CountWaiting(SlipsOfATest.Shop).ShouldBe(90_000);
        Timed("history", () => store.History(new() { RunId = "R" }).Count().ShouldBe(40_000));
    }

    void Timed(string what, Action action) => Timed(what, () =>
    {
        action();
        return 0;
    });

    T Timed<T>(string what, Func<T> action)
    {
        var start = Stopwatch.GetTimestamp();
        var result = action();
        output.WriteLine($"{what}: {Stopwatch.GetElapsedTime(start).TotalMilliseconds:0} ms");
        return result;
    }
}
