using RakutenOps.Emulator.Orders;

namespace RakutenOps.Core.Tests.Emulator;

/// <summary>The columns that searchOrder reads: whatever the order of changes, a search finds what a look at every row finds.</summary>
public sealed class OrderColumnsTests
{
    static readonly DateTimeOffset Start = Bench.Jst("2026-01-01T00:00:00");

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_search_after_thousands_of_changes_finds_what_a_look_at_every_row_finds(int seed)
    {
        var random = new Random(seed);
        var columns = new OrderColumns();
        var truth = new List<(int Progress, DateTimeOffset Ordered, DateTimeOffset? Fixed)>();
        for (var step = 0; step < 20_000; step++)
        {
            var row = truth.Count < 50 || random.Next(4) == 0 ? columns.Add() : random.Next(truth.Count);
            if (row == truth.Count) truth.Add((0, Start.AddMinutes(random.Next(5_000)), null));
            // Few different times, so that rows return to where they were.
            truth[row] = (100 * random.Next(1, 10), truth[row].Ordered, random.Next(5) == 0 ? null : Start.AddMinutes(random.Next(60)));
            columns.Set(row, truth[row].Progress, 1);
            columns.SetTime(DateType.Ordered, row, truth[row].Ordered);
            columns.SetTime(DateType.Fixed, row, truth[row].Fixed);
            if (step % 500 == 0) Compare(columns, truth, random);
        }
    }

    static void Compare(OrderColumns columns, List<(int Progress, DateTimeOffset Ordered, DateTimeOffset? Fixed)> truth, Random random)
    {
        var from = Start.AddMinutes(random.Next(60));
        var to = from.AddMinutes(random.Next(60));
        var mask = random.Next(1, 1 << 10);
        bool In(int row) => (mask & (1 << (truth[row].Progress / 100))) != 0;
        var rows = Enumerable.Range(0, truth.Count).OrderBy(row => truth[row].Ordered).ThenBy(row => row).ToList();
        columns.Between(DateType.Fixed, from, to, mask).ShouldBe(rows.Where(row => In(row) && truth[row].Fixed >= from && truth[row].Fixed <= to));
        columns.Between(DateType.Ordered, from, to, mask).ShouldBe(rows.Where(row => In(row) && truth[row].Ordered >= from && truth[row].Ordered <= to));
    }
}
