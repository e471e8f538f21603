namespace RakutenOps.Core.Reports;

/// <summary>What a report is about.</summary>
public sealed record ReportRequest
{
    /// <summary>Names of the shops.</summary>
    public required IReadOnlyCollection<string> Shops { get; init; }
    /// <summary>JST days that the period has, today included.</summary>
    public int Days { get; init; } = 30;
    /// <summary>Windows that close in so many days, or fewer, are on the worklist.</summary>
    public int ExpiringWithin { get; init; } = 7;
    /// <summary>The most rows of one worklist; what is left out is counted.</summary>
    public int Rows { get; init; } = 100;
}

/// <summary>How shops stand, as far as the store knows: what an accountant and an admin read on Monday. Its size does not grow with the store.</summary>
public sealed record Report
{
    /// <summary>When it was made.</summary>
    public required DateTimeOffset At { get; init; }
    /// <summary>The JST day on which it was made.</summary>
    public DateOnly Today => JapanTime.Day(At);
    /// <summary>First JST day of the period; the last is today.</summary>
    public required DateOnly From { get; init; }
    /// <summary>Windows that close in so many days, or fewer, are on the worklist.</summary>
    public required int ExpiringWithin { get; init; }
    /// <summary>The shops, by name.</summary>
    public required IReadOnlyList<ShopFigures> Shops { get; init; }
    /// <summary>Money of the slips in 入金待ち.</summary>
    public required WaitingMoney Waiting { get; init; }
    /// <summary>What was done to slips, for each day of the period.</summary>
    public required IReadOnlyList<DayOutcomes> Outcomes { get; init; }
    /// <summary>When windows close in the next weeks.</summary>
    public required DeadlineCalendar Deadlines { get; init; }
    /// <summary>What became of refused authorisations.</summary>
    public required RefusalFunnel Refusals { get; init; }
    /// <summary>Requests and duration of runs.</summary>
    public required RunFigures Runs { get; init; }
    /// <summary>Slips that need a person.</summary>
    public required Worklist<AttentionItem> Attention { get; init; }
    /// <summary>Windows about to close: what Test-ReauthWindow -ExpiringWithin gives.</summary>
    public required Worklist<WindowItem> Closing { get; init; }
    /// <summary>Slips that do not agree with RMS.</summary>
    public required Worklist<DifferenceItem> Differences { get; init; }
}

/// <summary>A number of slips and what they amount to.</summary>
/// <param name="Slips">Slips.</param>
/// <param name="Yen">Yen.</param>
public readonly record struct Sum(int Slips, decimal Yen)
{
    /// <summary>Both together.</summary>
    public static Sum operator +(Sum a, Sum b) => new(a.Slips + b.Slips, a.Yen + b.Yen);

    /// <summary>The sum of some.</summary>
    public static Sum Of(IEnumerable<Sum> parts) => parts.Aggregate(default(Sum), static (a, b) => a + b);
}

/// <summary>One shop of a report.</summary>
/// <param name="Shop">Its name.</param>
/// <param name="IsOn">受注取込 [利用する].</param>
/// <param name="Waiting">What waits for payment.</param>
/// <param name="LastPaidAt">When the last payment run that reached its end began; null when there is none in the rows that are kept.</param>
/// <param name="Licence">The licence key.</param>
public sealed record ShopFigures(string Shop, bool IsOn, Sum Waiting, DateTimeOffset? LastPaidAt, RakutenLicense Licence);

/// <summary>A slip that needs a person.</summary>
/// <param name="Slip">The slip.</param>
/// <param name="Reason">Why.</param>
/// <param name="Text">What to do.</param>
public sealed record AttentionItem(OrderSlip Slip, Reason Reason, Phrase Text);

/// <summary>A window of a slip that is about to close.</summary>
/// <param name="Slip">The slip.</param>
/// <param name="Window">The window.</param>
public sealed record WindowItem(OrderSlip Slip, ReauthWindow Window);

/// <summary>A slip that does not agree with RMS.</summary>
/// <param name="Slip">The slip.</param>
/// <param name="Difference">In what.</param>
public sealed record DifferenceItem(OrderSlip Slip, SlipDifference Difference);
