using System.Globalization;

namespace RakutenOps.Emulator.Clock;

/// <summary>Japan Standard Time: the only zone RMS knows. Times on an order have no fractions.</summary>
static class Jst
{
    /// <summary>JST is nine hours ahead of UTC all year.</summary>
    public static readonly TimeSpan Offset = TimeSpan.FromHours(9);

    const string StampFormat = "yyyy-MM-dd'T'HH:mm:ss'+0900'";

    /// <summary>The same instant as a JST time, cut to whole seconds as RMS keeps it.</summary>
    public static DateTimeOffset Whole(DateTimeOffset time) =>
        new DateTimeOffset(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero).ToOffset(Offset);

    public static DateOnly Day(DateTimeOffset time) => DateOnly.FromDateTime(time.ToOffset(Offset).DateTime);

    public static DateTimeOffset StartOf(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), Offset);

    /// <summary>Writes the one form RMS uses, §1.3: <c>yyyy-MM-ddTHH:mm:ss+0900</c>.</summary>
    public static string Stamp(DateTimeOffset time) => time.ToOffset(Offset).ToString(StampFormat, CultureInfo.InvariantCulture);

    /// <summary>Reads that form and no other, as RMS does (§1.3).</summary>
    public static bool TryParseStamp(string? text, out DateTimeOffset time)
    {
        var read = DateTime.TryParseExact(text, StampFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local);
        time = read ? new DateTimeOffset(local, Offset) : default;
        return read;
    }

    /// <summary>Reads RMS's day form <c>yyyy-MM-dd</c> and no other (§1.3).</summary>
    public static bool TryParseDay(string? text, out DateOnly day) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    /// <summary>Reads a time of the control API: RMS's form, ISO 8601 with any zone, or without one (then JST).</summary>
    public static bool TryParseLoose(string? text, out DateTimeOffset time)
    {
        if (TryParseStamp(text, out time)) return true;
        if (text is null || !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time)) return false;
        var hasZone = text.EndsWith('Z') || text.LastIndexOfAny(['+', '-']) > 10;
        time = hasZone ? Whole(time) : Whole(new DateTimeOffset(time.UtcDateTime.Ticks, Offset));
        return true;
    }
}
