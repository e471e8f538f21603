namespace RakutenOps.Core.Reports;

/// <summary>Days since 受注日 that are looked at together.</summary>
/// <param name="From">First day; 0 is today.</param>
/// <param name="To">Last day; null is without end.</param>
public sealed record AgeBand(int From, int? To)
{
    /// <summary>The bands, the youngest first: day 15 ends the period of R5, day 62 the cancel sync (R23).</summary>
    public static readonly IReadOnlyList<AgeBand> All = [new(0, 1), new(2, 3), new(4, 7), new(8, 15), new(16, 62), new(63, null)];

    /// <summary>The place in <see cref="All"/> of a slip that was ordered so many days ago.</summary>
    internal static int IndexOf(int days)
    {
        var index = All.Count - 1;
        while (index > 0 && days < All[index].From) index--;
        return index;
    }
}

/// <summary>Money of slips in 入金待ち, by age and by the reason that keeps them there.</summary>
public sealed class WaitingMoney
{
    readonly Dictionary<Reason, Sum[]> cells = [];
    readonly Dictionary<string, Sum> shops = new(StringComparer.Ordinal);

    /// <summary>All that waits.</summary>
    public Sum Total => Sum.Of(Rows.Select(static r => r.Total));

    /// <summary>受注日 of the oldest slip that waits; null when none does.</summary>
    public DateOnly? Oldest { get; private set; }

    /// <summary>One row for each reason, the most money first, each with a sum for every band of <see cref="AgeBand.All"/>.</summary>
    public IReadOnlyList<WaitingRow> Rows => [.. cells.Select(static c => new WaitingRow(c.Key, c.Value)).OrderByDescending(static r => r.Total.Yen).ThenBy(static r => r.Reason)];

    /// <summary>The sum of every band.</summary>
    public IReadOnlyList<Sum> Bands => [.. Enumerable.Range(0, AgeBand.All.Count).Select(i => Sum.Of(cells.Values.Select(c => c[i])))];

    /// <summary>What waits in one shop.</summary>
    public Sum Of(string shop) => shops.GetValueOrDefault(shop);

    /// <summary>Adds a slip that waits.</summary>
    internal void Add(OrderSlip slip, Reason reason, DateOnly today)
    {
        if (!cells.TryGetValue(reason, out var row)) cells[reason] = row = new Sum[AgeBand.All.Count];
        var one = new Sum(1, slip.TotalAmount);
        row[AgeBand.IndexOf(JapanTime.Days(slip.OrderDate, today))] += one;
        shops[slip.Shop] = Of(slip.Shop) + one;
        if (Oldest is not { } oldest || slip.OrderDate < oldest) Oldest = slip.OrderDate;
    }
}

/// <summary>What waits for one reason.</summary>
/// <param name="Reason">Why it waits.</param>
/// <param name="Bands">The sum of every band of <see cref="AgeBand.All"/>.</param>
public sealed record WaitingRow(Reason Reason, IReadOnlyList<Sum> Bands)
{
    /// <summary>Over all ages.</summary>
    public Sum Total => Sum.Of(Bands);
}
