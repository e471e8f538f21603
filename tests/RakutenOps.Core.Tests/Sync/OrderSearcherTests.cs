using RakutenOps.Core.Rms;
using RakutenOps.Core.Sync;
using RakutenOps.Emulator;
using static RakutenOps.Core.Tests.Sync.World;

namespace RakutenOps.Core.Tests.Sync;

/// <summary>A search that RMS does not page to its end (API §1.7).</summary>
public sealed class OrderSearcherTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task More_hits_than_RMS_gives_are_found_by_narrower_windows_whether_or_not_it_reports_their_number(bool reportTrueTotal)
    {
        await using var world = await OnAsync("2025-01-31 09:00", new() { ReportTrueTotal = reportTrueTotal });
        world.Rms.State.Generate(new() { Count = 40_000, From = Jst("2025-01-01 09:00"), To = Jst("2025-01-30 09:00") });
        using var rms = world.Options.OpenClient(world.Settings, new LocalGate(world.Clock, TimeSpan.Zero));
        var searcher = new OrderSearcher(rms, new(), world.Clock);

        var found = await searcher.AllAsync(SearchDate.Ordered, Jst("2025-01-01"), world.Now, [OrderProgress.RakutenProcessing], SearchPurpose.Now, TestContext.Current.CancellationToken);

        found.Count.ShouldBe(40_000);
    }
}
