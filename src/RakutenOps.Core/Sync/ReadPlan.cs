using RakutenOps.Core.Rms;

namespace RakutenOps.Core.Sync;

/// <summary>
/// Which orders a cycle reads (design.md §3). Requests are what costs: a quiet cycle asks three searches, reads what waits directly and the long-lead slips, and nothing else;
/// a slice of the sweep sees to it that an order which those searches cannot find is still found within six hours, and everything that waits is read again within a day.
/// </summary>
internal sealed record ReadPlan
{
    /// <summary>Orders read in this cycle because something says so.</summary>
    public required IReadOnlyList<string> Due { get; init; }
    /// <summary>Orders read in this cycle because it is their turn in the sweep, and not due anyway.</summary>
    public required IReadOnlyList<string> Swept { get; init; }
    /// <summary>Every order whose turn in the sweep it is: getPayment may be asked again for these.</summary>
    public required IReadOnlySet<string> Turn { get; init; }
    /// <summary>Waiting orders that RMS no longer answers (over 730 days): told once, then left alone.</summary>
    public required IReadOnlyList<string> OutOfReach { get; init; }
    /// <summary>Where the cycles stand when this one completes.</summary>
    public required SyncCursorMove Next { get; init; }
}

/// <summary>How a completed cycle moves the cursor.</summary>
internal sealed record SyncCursorMove(Storage.SweepPosition? Sweep, DateTimeOffset? SweptAt, Storage.SweepPosition? OldSweep, DateTimeOffset? OldSweptAt, DateTimeOffset? ProcessingSweptTo);

/// <summary>Makes the plan of a cycle.</summary>
internal sealed class ReadPlanner(ShopRun run)
{
    /// <summary>How many waiting orders are simply all read: one getOrder.</summary>
    public const int FewOrders = 100;

    static readonly TimeSpan Overlap = TimeSpan.FromHours(2);
    /// <summary>How many orders six hours read again where each quarter of an hour has one getOrder.</summary>
    const double ReadInSweepTime = 2_400;

    static readonly TimeSpan SweepTime = TimeSpan.FromHours(6);
    static readonly TimeSpan LongestRound = TimeSpan.FromDays(1);
    static readonly TimeSpan CycleTime = TimeSpan.FromMinutes(15);
    static readonly TimeSpan RecentAge = TimeSpan.FromDays(180);

    readonly OrderSearcher searcher = new(run.Rms, run.Requests, run.Clock);
    readonly List<string> due = [];
    readonly HashSet<string> seen = new(StringComparer.Ordinal);

    /// <summary>The plan of a whole payment cycle (R25).</summary>
    public async Task<ReadPlan> PaymentsAsync(CancellationToken cancel)
    {
        var cursor = run.Store.Cursor(run.Shop);
        var outOfReach = run.Store.Waiting(run.Shop, DateTimeOffset.MinValue, run.Now - OrderSearcher.Reach, null, 1000).Select(static w => w.OrderNumber).ToList();
        await CancelsAsync(cursor, cancel).ConfigureAwait(false);
        var few = run.Store.CountWaiting(run.Shop, FewOrders + outOfReach.Count + 1) - outOfReach.Count <= FewOrders;
        if (few) Add(run.Store.Waiting(run.Shop, run.Now - OrderSearcher.Reach, DateTimeOffset.MaxValue, null, FewOrders).Select(static w => w.OrderNumber));
        else await AwaitingShipmentAsync(cursor, cancel).ConfigureAwait(false);
        Add(run.Store.Direct(run.Shop, FirstRun(cursor) ? run.Now : cursor.PaymentCompletedFrom));
        Add(run.Store.LongLead(run.Shop, run.Policy.CardMethods, run.Policy.CardCodes, JapanTime.Day(run.Now)));
        await ReturnedAsync(cancel).ConfigureAwait(false);
        // Where no time has passed since the last slice, no part of the sweep is due and nothing is counted.
        var sweeps = cursor.SweptAt != run.Now;
        var waiting = Count(run.Now - RecentAge, DateTimeOffset.MaxValue);
        var (found, place) = sweeps ? await DaysOfOrderAsync(cursor, waiting > ReadInSweepTime, cancel).ConfigureAwait(false) : ([], cursor.ProcessingSweptTo);

        var recent = Slice(run.Now - RecentAge, DateTimeOffset.MaxValue, waiting, cursor.Sweep, Share(cursor.SweptAt, Round(waiting)));
        var old = Slice(run.Now - OrderSearcher.Reach, run.Now - RecentAge, Count(run.Now - OrderSearcher.Reach, run.Now - RecentAge), cursor.OldSweep, Share(cursor.OldSweptAt, LongestRound));
        // Few orders are all read in every cycle, so their turn for getPayment comes with the sweep's clock.
        var turn = (few ? Turn(cursor) ? due : [] : recent.Orders.Concat(old.Orders).Concat(found)).ToHashSet(StringComparer.Ordinal);
        var gone = outOfReach.ToHashSet(StringComparer.Ordinal);
        due.RemoveAll(gone.Contains);
        return new()
        {
            Due = due,
            Swept = few ? [] : [.. turn.Where(n => !seen.Contains(n))],
            Turn = turn,
            OutOfReach = outOfReach,
            Next = few
                ? new(null, Turn(cursor) ? run.Now : cursor.SweptAt, null, Turn(cursor) ? run.Now : cursor.OldSweptAt, place)
                : new(recent.Next, run.Now, old.Next, run.Now, place),
        };

        int Count(DateTimeOffset from, DateTimeOffset before) => sweeps && !few ? run.Store.CountWaitingBetween(run.Shop, from, before) : 0;
    }

    /// <summary>The plan of a cancel cycle (R23 alone).</summary>
    public async Task<IReadOnlyList<string>> CancellationsAsync(CancellationToken cancel)
    {
        await CancelsAsync(run.Store.Cursor(run.Shop), cancel).ConfigureAwait(false);
        return due;
    }

    // R23: one search of 800 and 900 over the 62 days in which it acts, and one older window per cycle for the alert after them. Decided ones are remembered.
    async Task CancelsAsync(Storage.SyncCursor cursor, CancellationToken cancel)
    {
        if (run.Store.OldestLive(run.Shop) is not { } slip) return;
        // The rule counts days, and a slip that a person made may have no better than the day.
        var oldest = JapanTime.Start(JapanTime.Day(slip));
        var start = JapanTime.Start(JapanTime.Day(run.Now).AddDays(-Rules.CancelSync.Days));
        List<string> hits = [.. await SearchAsync(SearchDate.Ordered, oldest > start ? oldest : start, run.Now, [OrderProgress.AwaitingCancelFix, OrderProgress.Cancelled], SearchPurpose.Now, cancel).ConfigureAwait(false)];
        if (searcher.Older(oldest, start, cursor.CancelWindow) is { } window)
        {
            hits.AddRange(await SearchAsync(SearchDate.Ordered, window.From, window.To, [OrderProgress.AwaitingCancelFix, OrderProgress.Cancelled], SearchPurpose.Further, cancel).ConfigureAwait(false));
        }
        var live = run.Store.CancellableAmong(run.Shop, hits);
        var sightings = run.Store.Sightings(run.Shop, live);
        Add(hits.Where(n => live.Contains(n) && !(sightings.TryGetValue(n, out var s) && s.Order?.Progress == OrderProgress.Cancelled && s.Told.Count > 0)));
    }

    // R7: 300 since the last completed cycle. dateType 3 stands for 発送指示日時, which has no search of its own; the sweep covers what that inference misses.
    async Task AwaitingShipmentAsync(Storage.SyncCursor cursor, CancellationToken cancel)
    {
        var from = FirstRun(cursor) ? run.Store.OldestWaiting(run.Shop) ?? run.Now : cursor.PaymentCompletedFrom!.Value - Overlap;
        var hits = await SearchAsync(SearchDate.Fixed, from, run.Now, [OrderProgress.AwaitingShipment], SearchPurpose.Now, cancel).ConfigureAwait(false);
        var waiting = run.Store.WaitingAmong(run.Shop, hits);
        Add(hits.Where(waiting.Contains));
    }

    // Paid here, not shipped, and back at 200. Most orders at 200 wait for their first payment and have no 注文確定日 yet: one search by it finds the few that went back, however many wait.
    async Task ReturnedAsync(CancellationToken cancel)
    {
        if (run.Store.OldestPaid(run.Shop) is not { } oldest) return;
        var hits = await SearchAsync(SearchDate.Fixed, Latest(oldest, run.Now - OrderSearcher.Window), run.Now, [OrderProgress.RakutenProcessing], SearchPurpose.Now, cancel).ConfigureAwait(false);
        var paid = run.Store.PaidAmong(run.Shop, hits);
        Add(hits.Where(paid.Contains));
    }

    // What RMS makes of 注文確定日 is inferred, what it makes of 受注日 is not: the days of order are gone through in six hours, for paid orders that are back at 200 and, where more wait than are read again in that
    // time, for waiting ones that are at 300.
    async Task<(IEnumerable<string> Found, DateTimeOffset? Place)> DaysOfOrderAsync(Storage.SyncCursor cursor, bool many, CancellationToken cancel)
    {
        var paid = run.Store.OldestPaid(run.Shop);
        var waiting = many && run.Store.OldestWaiting(run.Shop) is { } first ? Latest(first, run.Now - RecentAge) : (DateTimeOffset?)null;
        if ((paid is null || waiting < paid ? waiting : paid) is not { } oldest) return ([], null);
        var from = cursor.ProcessingSweptTo is { } place && place > oldest && place < run.Now ? place : oldest;
        // The end moves on by six hours while they are gone through.
        var to = from + ((run.Now - oldest + SweepTime) * Share(cursor.SweptAt, SweepTime));
        DateTimeOffset? next = to < run.Now ? to : null;
        if (to == from) return ([], next);
        if (paid is not null) Add(await OfTheseDaysAsync(OrderProgress.RakutenProcessing, run.Store.PaidAmong).ConfigureAwait(false));
        if (waiting is null) return ([], next);
        var found = await OfTheseDaysAsync(OrderProgress.AwaitingShipment, run.Store.WaitingAmong).ConfigureAwait(false);
        Add(found);
        return (found, next);

        async Task<IReadOnlySet<string>> OfTheseDaysAsync(OrderProgress progress, Func<string, IReadOnlyCollection<string>, IReadOnlySet<string>> among) =>
            among(run.Shop, await SearchAsync(SearchDate.Ordered, from, next ?? run.Now, [progress], SearchPurpose.Sweep, cancel).ConfigureAwait(false));
    }

    async Task<IReadOnlyCollection<string>> SearchAsync(SearchDate date, DateTimeOffset from, DateTimeOffset to, IReadOnlyList<OrderProgress> progress, SearchPurpose purpose, CancellationToken cancel)
    {
        await run.ProgressAsync("Search", run.Requests.Search, 3, cancel).ConfigureAwait(false);
        return await searcher.AllAsync(date, from, to, progress, purpose, cancel).ConfigureAwait(false);
    }

    // Up to 2,400 orders are read again in six hours, one getOrder in a quarter of an hour. Of more, a getOrder or what makes a day of it: the search over their days of order has found those at 300 long before.
    static TimeSpan Round(int waiting) => TimeSpan.FromTicks(Math.Min(LongestRound.Ticks, (SweepTime * Math.Max(1, waiting / ReadInSweepTime)).Ticks));

    // A slice as large as the time since the last one: everything is read once in the given time, however often or seldom cycles come.
    (IReadOnlyList<string> Orders, Storage.SweepPosition? Next) Slice(DateTimeOffset from, DateTimeOffset before, int waiting, Storage.SweepPosition? after, double share)
    {
        var count = (int)Math.Ceiling(waiting * share);
        if (count == 0) return ([], after);
        var slice = run.Store.Waiting(run.Shop, from, before, after, count);
        if (slice.Count < count && after is not null) slice = [.. slice, .. run.Store.Waiting(run.Shop, from, before, null, count - slice.Count)];
        return ([.. slice.Select(static w => w.OrderNumber)], slice.Count == 0 ? null : slice[^1].Position);
    }

    double Share(DateTimeOffset? last, TimeSpan round) => Math.Clamp((last is { } at ? run.Now - at : CycleTime) / round, 0, 1);

    bool Turn(Storage.SyncCursor cursor) => cursor.SweptAt is not { } at || run.Now - at >= SweepTime;

    // The first cycle, and the first after order import was switched on again, looks at everything that waits.
    bool FirstRun(Storage.SyncCursor cursor) => cursor.PaymentCompletedFrom is not { } last || run.Policy.Shop.ImportSwitchedOnAt > last;

    static DateTimeOffset Latest(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

    void Add(IEnumerable<string> orders)
    {
        foreach (var order in orders)
        {
            if (seen.Add(order)) due.Add(order);
        }
    }
}
