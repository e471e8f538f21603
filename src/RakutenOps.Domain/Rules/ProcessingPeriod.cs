namespace RakutenOps.Rules;

/// <summary>
/// R5 対象期間, any of: 受注日, 支払方法変更時 or 金額変更時 lies 0 to 15 JST calendar days back. The base day is day 0, day 15 is in, day 16 is out (A01).
/// </summary>
public static class ProcessingPeriod
{
    /// <summary>The last day that is in.</summary>
    public const int Days = 15;

    /// <summary>Whether any of the three days opens the period today.</summary>
    /// <param name="s">The situation.</param>
    public static Finding Check(Situation s)
    {
        var (day, word) = Base(s);
        return new("R5", new("Condition_Period"), new("Found_Days", JapanTime.Days(day, s.Today), new Phrase(word), day), new("Wanted_Days", 0, Days), IsOpen(s), Reason.OutsidePeriod);
    }

    /// <summary>The day from which the period is counted, and its name: the latest of the days that are not in the future.</summary>
    /// <param name="s">The situation.</param>
    public static (DateOnly Day, string Word) Base(Situation s)
    {
        var latest = (Day: s.Slip.OrderDate, Word: "Day_Ordered");
        foreach (var (day, word) in Starts(s))
        {
            if (day > latest.Day && day <= s.Today) latest = (day, word);
        }
        return latest;
    }

    /// <summary>The last JST day on which the import may still act.</summary>
    /// <param name="s">The situation.</param>
    public static DateOnly LastDay(Situation s) => Base(s).Day.AddDays(Days);

    static bool IsOpen(Situation s)
    {
        foreach (var (day, _) in Starts(s))
        {
            if (JapanTime.Days(day, s.Today) is >= 0 and <= Days) return true;
        }
        return false;
    }

    static IEnumerable<(DateOnly Day, string Word)> Starts(Situation s)
    {
        yield return (s.Slip.OrderDate, "Day_Ordered");
        if (JapanTime.Day(s.MethodChangedAt) is { } method) yield return (method, "Day_MethodChanged");
        if (JapanTime.Day(s.AmountChangedAt) is { } amount) yield return (amount, "Day_AmountChanged");
    }
}
