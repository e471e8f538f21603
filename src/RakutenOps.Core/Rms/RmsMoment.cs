using System.Globalization;

namespace RakutenOps.Core.Rms;

/// <summary>RMS's dates (API §1.3): written as <c>yyyy-MM-ddTHH:mm:ss+0900</c> and nothing else, read in every form that has been seen.</summary>
internal static class RmsMoment
{
    /// <summary>A moment as RMS takes it: JST, whole seconds, zone without a colon.</summary>
    public static string Write(DateTimeOffset moment) =>
        moment.ToOffset(JapanTime.Offset).ToString("yyyy-MM-dd'T'HH:mm:ss'+0900'", CultureInfo.InvariantCulture);

    /// <summary>A JST day as RMS takes it.</summary>
    public static string Write(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>
    /// Reads a date with or without a time, fraction and zone; without a zone it is JST, without a time it is the day's first moment.
    /// The result stands at +09:00, whatever the zone was.
    /// </summary>
    public static bool TryRead(ReadOnlySpan<byte> text, out DateTimeOffset moment) => TryRead(text, out moment, out _);

    /// <summary>As above, and says whether there was a time of day.</summary>
    public static bool TryRead(ReadOnlySpan<byte> text, out DateTimeOffset moment, out bool hasTime)
    {
        moment = default;
        hasTime = false;
        var rest = Trim(text);
        if (!TryDay(ref rest, out var day)) return false;
        var ticks = 0L;
        var zone = JapanTime.Offset;
        if (!rest.IsEmpty)
        {
            hasTime = true;
            if (rest[0] is not ((byte)'T' or (byte)'t' or (byte)' ')) return false;
            rest = rest[1..];
            if (!TryTime(ref rest, out ticks) || !TryZone(Trim(rest), out zone)) return false;
        }
        var local = day.ToDateTime(TimeOnly.MinValue).Ticks + ticks;
        if (local - zone.Ticks < 0 || local - zone.Ticks + JapanTime.Offset.Ticks > DateTime.MaxValue.Ticks) return false;
        moment = new DateTimeOffset(local, zone).ToOffset(JapanTime.Offset);
        return true;
    }

    // yyyy-MM-dd, yyyy/MM/dd or yyyyMMdd
    static bool TryDay(ref ReadOnlySpan<byte> text, out DateOnly day)
    {
        day = default;
        if (!TryDigits(ref text, 4, out var year) || text.IsEmpty) return false;
        var separator = text[0] is (byte)'-' or (byte)'/' ? text[0] : (byte)0;
        if (!TrySkip(ref text, separator) || !TryDigits(ref text, 2, out var month)) return false;
        if (!TrySkip(ref text, separator) || !TryDigits(ref text, 2, out var number)) return false;
        if (year < 1 || month is < 1 or > 12 || number < 1 || number > DateTime.DaysInMonth(year, month)) return false;
        day = new DateOnly(year, month, number);
        return true;
    }

    // HH:mm, HH:mm:ss, HH:mm:ss.f…
    static bool TryTime(ref ReadOnlySpan<byte> text, out long ticks)
    {
        ticks = 0;
        var second = 0;
        if (!TryDigits(ref text, 2, out var hour) || !TrySkip(ref text, (byte)':') || !TryDigits(ref text, 2, out var minute)) return false;
        if (!text.IsEmpty && text[0] == ':' && !(TrySkip(ref text, (byte)':') && TryDigits(ref text, 2, out second))) return false;
        if (hour > 23 || minute > 59 || second > 59) return false;
        ticks = new TimeSpan(hour, minute, second).Ticks;
        if (text.IsEmpty || text[0] is not ((byte)'.' or (byte)',')) return true;
        text = text[1..];
        for (var unit = TimeSpan.TicksPerSecond / 10; !text.IsEmpty && char.IsAsciiDigit((char)text[0]); unit /= 10, text = text[1..])
        {
            ticks += unit * (text[0] - '0');
        }
        return true;
    }

    // nothing, Z, +09, +0900 or +09:00
    static bool TryZone(ReadOnlySpan<byte> text, out TimeSpan zone)
    {
        zone = JapanTime.Offset;
        if (text.IsEmpty) return true;
        var sign = text[0];
        if (sign is (byte)'Z' or (byte)'z')
        {
            zone = TimeSpan.Zero;
            return text.Length == 1;
        }
        if (sign is not ((byte)'+' or (byte)'-')) return false;
        text = text[1..];
        var minutes = 0;
        if (!TryDigits(ref text, 2, out var hours)) return false;
        if (!text.IsEmpty)
        {
            if (text[0] == ':') text = text[1..];
            if (!TryDigits(ref text, 2, out minutes)) return false;
        }
        if (!text.IsEmpty || hours > 14 || minutes > 59 || (hours == 14 && minutes > 0)) return false;
        zone = new TimeSpan(hours, minutes, 0);
        if (sign == '-') zone = -zone;
        return true;
    }

    static bool TryDigits(ref ReadOnlySpan<byte> text, int count, out int number)
    {
        number = 0;
        if (text.Length < count) return false;
        for (var i = 0; i < count; i++)
        {
            var digit = text[i] - '0';
            if (digit is < 0 or > 9) return false;
            number = (number * 10) + digit;
        }
        text = text[count..];
        return true;
    }

    static bool TrySkip(ref ReadOnlySpan<byte> text, byte expected)
    {
        if (expected == 0) return true;
        if (text.IsEmpty || text[0] != expected) return false;
        text = text[1..];
        return true;
    }

    static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text) => text.Trim((byte)' ');
}
