namespace RakutenOps.Domain.Tests;

/// <summary>§9.19 UTC traps: 00:00–08:59 JST is the day before in UTC.</summary>
public sealed class JapanTimeTests
{
    [Theory]
    [InlineData("2025-01-04T14:59:59Z", "2025-01-04")]   // 23:59:59 JST
    [InlineData("2025-01-04T15:00:00Z", "2025-01-05")]   // 00:00 JST, still the 4th in UTC
    [InlineData("2025-01-04T23:59:00Z", "2025-01-05")]   // 08:59 JST
    [InlineData("2025-01-05T00:00:00Z", "2025-01-05")]   // 09:00 JST, the day in UTC too
    [InlineData("2025-01-05T14:59:00Z", "2025-01-05")]   // 23:59 JST
    [InlineData("2024-12-31T15:00:00Z", "2025-01-01")]   // year end
    [InlineData("2024-02-28T15:00:00Z", "2024-02-29")]   // leap day
    [InlineData("2025-02-28T15:00:00Z", "2025-03-01")]   // no leap day
    public void A_moment_falls_on_its_day_in_Japan(string moment, string day) =>
        JapanTime.Day(Given.Moment(moment)).ShouldBe(Given.Day(day));

    [Fact]
    public void The_offset_of_a_moment_does_not_change_its_day() =>
        JapanTime.Day(new DateTimeOffset(2025, 1, 4, 10, 0, 0, TimeSpan.FromHours(-5))).ShouldBe(new DateOnly(2025, 1, 5));

    [Fact]
    public void The_calendars_ends_have_days_too()
    {
        JapanTime.Day(DateTimeOffset.MinValue).ShouldBe(DateOnly.MinValue);
        JapanTime.Day(DateTimeOffset.MaxValue).ShouldBe(DateOnly.MaxValue);
        JapanTime.At(DateTimeOffset.MaxValue).ShouldBe(DateTimeOffset.MaxValue);
    }

    [Fact]
    public void No_moment_has_no_day() => JapanTime.Day((DateTimeOffset?)null).ShouldBeNull();

    [Fact]
    public void A_day_starts_at_midnight_in_Japan() =>
        JapanTime.Start(new DateOnly(2025, 1, 5)).UtcDateTime.ShouldBe(new DateTime(2025, 1, 4, 15, 0, 0, DateTimeKind.Utc));

    [Theory]
    [InlineData("2025-01-05", "2025-01-05", 0)]
    [InlineData("2025-01-05", "2025-01-20", 15)]
    [InlineData("2025-01-05", "2025-01-04", -1)]
    [InlineData("2024-02-28", "2024-03-01", 2)]
    [InlineData("2025-02-28", "2025-03-01", 1)]
    [InlineData("2024-12-31", "2025-01-01", 1)]
    public void Days_are_counted_from_one_calendar_day_to_another(string from, string to, int days) =>
        JapanTime.Days(Given.Day(from), Given.Day(to)).ShouldBe(days);

    [Fact]
    public void A_fraction_of_a_second_is_cut_off() =>
        JapanTime.WholeSecond(Given.Moment("2025-01-05 12:00:00.9999999")).ShouldBe(Given.Moment("2025-01-05 12:00:00"));

    [Fact]
    public void The_calendars_first_day_starts_with_the_calendar() => JapanTime.Start(DateOnly.MinValue).ShouldBe(DateTimeOffset.MinValue);

    [Fact]
    public void A_time_longer_than_the_calendar_began_with_it() => JapanTime.Floor(Given.Moment("2025-01-05 10:14:59"), TimeSpan.MaxValue).ShouldBe(DateTimeOffset.MinValue);

    [Theory]
    [InlineData("2025-01-05 10:14:59", "00:15:00", "2025-01-05 10:00:00")]
    [InlineData("2025-01-05 10:15:00", "00:15:00", "2025-01-05 10:15:00")]
    [InlineData("2025-01-05 08:59:59", "1.00:00:00", "2025-01-05 00:00:00")]
    public void A_time_of_the_clock_begins_at_its_last_multiple_in_Japan(string moment, string span, string begins) =>
        JapanTime.Floor(Given.Moment(moment).ToUniversalTime(), TimeSpan.Parse(span, System.Globalization.CultureInfo.InvariantCulture)).ShouldBe(Given.Moment(begins));
}
