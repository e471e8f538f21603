namespace RakutenOps.Core.Reports;

/// <summary>When windows close for which something has still to come, in the weeks from this one on.</summary>
/// <param name="today">The JST day of the report.</param>
public sealed class DeadlineCalendar(DateOnly today)
{
    const int Length = 5;
    const int DaysOfWeek = 7;

    readonly DateOnly first = today.AddDays(-(((int)today.DayOfWeek + DaysOfWeek - 1) % DaysOfWeek));
    readonly Dictionary<(DateOnly Day, string Rule), int> counts = [];

    /// <summary>Windows that close after the last week.</summary>
    public int Later { get; private set; }

    /// <summary>The weeks, Monday to Sunday.</summary>
    public IReadOnlyList<IReadOnlyList<DeadlineDay>> Weeks => [.. Enumerable.Range(0, Length).Select(week => (IReadOnlyList<DeadlineDay>)[.. Enumerable.Range(0, DaysOfWeek).Select(day => Day(first.AddDays(week * DaysOfWeek + day)))])];

    /// <summary>The rules of which a window closes in these weeks.</summary>
    public IReadOnlyList<string> Rules => [.. counts.Keys.Select(static k => k.Rule).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Adds a window.</summary>
    internal void Add(ReauthWindow window)
    {
        if (!window.ClosesWithin(int.MaxValue) || window.ClosesOn is not { } day) return;
        if (day >= first.AddDays(Length * DaysOfWeek)) Later++;
        else counts[(day, window.Rule)] = counts.GetValueOrDefault((day, window.Rule)) + 1;
    }

    DeadlineDay Day(DateOnly day) => new(day, day == today, day < today, [.. counts.Where(c => c.Key.Day == day).OrderBy(static c => c.Key.Rule, StringComparer.Ordinal).Select(static c => new RuleWindows(c.Key.Rule, c.Value))]);
}

/// <summary>One day of the calendar.</summary>
/// <param name="Day">The JST day.</param>
/// <param name="IsToday">Whether it is the day of the report.</param>
/// <param name="IsPast">Whether it lies before.</param>
/// <param name="Closing">Windows of which it is the last day.</param>
public sealed record DeadlineDay(DateOnly Day, bool IsToday, bool IsPast, IReadOnlyList<RuleWindows> Closing);

/// <summary>How many windows of a rule close on a day.</summary>
/// <param name="Rule">R5, R16, R19, R13, Prepay, Authorisation, ShippingDate or R23.</param>
/// <param name="Windows">Windows.</param>
public sealed record RuleWindows(string Rule, int Windows);
