using Microsoft.Extensions.Time.Testing;
using RakutenOps.Core.Runs;

namespace RakutenOps.Core.Tests.Runs;

/// <summary>When progress is told, and the time left that it names.</summary>
public sealed class PaceTests
{
    readonly FakeTimeProvider clock = new();

    [Fact]
    public void Nothing_is_told_in_the_first_half_second()
    {
        var pace = new Pace(clock);
        pace.Tell("read", 0, 10).ShouldBeNull();
        clock.Advance(TimeSpan.FromMilliseconds(499));
        pace.Tell("read", 5, 10).ShouldBeNull();
        clock.Advance(TimeSpan.FromMilliseconds(1));
        pace.Tell("read", 5, 10).ShouldNotBeNull();
    }

    [Fact]
    public void It_is_told_at_most_five_times_a_second()
    {
        var pace = new Pace(clock);
        var told = 0;
        for (var ms = 0; ms < 10_500; ms += 10, clock.Advance(TimeSpan.FromMilliseconds(10)))
        {
            if (pace.Tell("read", ms, 10_500) is not null) told++;
        }
        told.ShouldBe(50);
    }

    [Fact]
    public void The_time_left_goes_by_the_pace_of_the_part()
    {
        var pace = new Pace(clock);
        pace.Tell("search", 0, 2);
        clock.Advance(TimeSpan.FromSeconds(60));
        pace.Tell("read", 100, 400).ShouldBe(new PaceMark(25, null));
        clock.Advance(TimeSpan.FromSeconds(10));
        pace.Tell("read", 200, 400).ShouldBe(new PaceMark(50, TimeSpan.FromSeconds(20)));
        clock.Advance(TimeSpan.FromSeconds(10));
        pace.Tell("read", 400, 400).ShouldBe(new PaceMark(100, TimeSpan.Zero));
    }

    [Fact]
    public void A_part_that_begins_again_has_a_pace_of_its_own()
    {
        var pace = new Pace(clock);
        pace.Tell("read", 0, 100);
        clock.Advance(TimeSpan.FromSeconds(100));
        pace.Tell("read", 100, 100);
        clock.Advance(TimeSpan.FromSeconds(1));
        pace.Tell("read", 0, 100)!.Value.Left.ShouldBeNull();
        clock.Advance(TimeSpan.FromSeconds(1));
        pace.Tell("read", 50, 100)!.Value.Left.ShouldBe(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void Where_the_whole_is_not_known_neither_percent_nor_time_is_told()
    {
        var pace = new Pace(clock);
        pace.Tell("slips", 0, 0);
        clock.Advance(TimeSpan.FromSeconds(1));
        pace.Tell("slips", 500, 0).ShouldBe(new PaceMark(null, null));
    }
}
