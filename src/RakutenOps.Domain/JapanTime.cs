namespace RakutenOps;

/// <summary>
/// Japan's calendar. Every day in the rules is a JST calendar day (domain.md §6, §9.19): 00:00–08:59 JST is the day before in UTC,
/// and the machine's own zone never decides.
/// </summary>
public static class JapanTime
{
    /// <summary>JST is nine hours ahead of UTC and has no summer time.</summary>
    public static readonly TimeSpan Offset = TimeSpan.FromHours(9);

    /// <summary>A moment as clocks in Japan show it; one in the calendar's last nine hours, which they cannot show, stays as it is.</summary>
    /// <param name="moment">Any moment, of any offset.</param>
    public static DateTimeOffset At(DateTimeOffset moment) => moment.UtcTicks <= DateTimeOffset.MaxValue.UtcTicks - Offset.Ticks ? moment.ToOffset(Offset) : moment;

    /// <summary>The JST calendar day on which a moment falls.</summary>
    /// <param name="moment">Any moment, of any offset.</param>
    public static DateOnly Day(DateTimeOffset moment) => DateOnly.FromDateTime(At(moment).DateTime);

    /// <summary>The JST calendar day on which a moment falls; null for null.</summary>
    /// <param name="moment">Any moment, of any offset, or null.</param>
    public static DateOnly? Day(DateTimeOffset? moment) => moment is { } some ? Day(some) : null;

    /// <summary>The first moment of a JST calendar day; the calendar's first moment for its first day, which began in Japan before it.</summary>
    /// <param name="day">A JST day.</param>
    public static DateTimeOffset Start(DateOnly day) => FromTicks(day.ToDateTime(TimeOnly.MinValue).Ticks);

    /// <summary>D(from, to) of domain.md §6: whole days from one JST day to another; negative when <paramref name="to"/> is earlier.</summary>
    /// <param name="from">The base day, day 0.</param>
    /// <param name="to">The day that is counted to.</param>
    public static int Days(DateOnly from, DateOnly to) => to.DayNumber - from.DayNumber;

    /// <summary>A moment without its fraction of a second: RMS times have none, so freshness compares whole seconds (R18).</summary>
    /// <param name="moment">Any moment.</param>
    public static DateTimeOffset WholeSecond(DateTimeOffset moment) => moment.AddTicks(-(moment.Ticks % TimeSpan.TicksPerSecond));

    /// <summary>The last moment at which the clock in Japan passed a multiple of a time, counted from midnight of its first day: with 15 minutes, the last quarter of an hour.</summary>
    /// <param name="moment">The moment.</param>
    /// <param name="span">The time, more than nothing.</param>
    public static DateTimeOffset Floor(DateTimeOffset moment, TimeSpan span)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(span, TimeSpan.Zero);
        var inJapan = moment.ToOffset(Offset);
        return FromTicks(inJapan.Ticks - inJapan.Ticks % span.Ticks);
    }

    // What a clock in Japan shows; it is nine hours ahead, so the calendar's first nine hours are none of its moments.
    static DateTimeOffset FromTicks(long shown) => shown < Offset.Ticks ? DateTimeOffset.MinValue : new(shown, Offset);
}
