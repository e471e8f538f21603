using RakutenOps.Core.Rms;

namespace RakutenOps.Core.Sync;

/// <summary>What a search is counted as (design.md §10).</summary>
internal enum SearchPurpose
{
    /// <summary>One of the cycle's own searches; its pages after the first are further ones.</summary>
    Now,
    /// <summary>A window from before the cycle's own.</summary>
    Further,
    /// <summary>The sweep's.</summary>
    Sweep,
}

/// <summary>
/// searchOrder over any span: cut into windows of 63 days, read page by page, and cut again where RMS would not page to the end (API §1.7). Nothing past a limit is lost.
/// </summary>
internal sealed class OrderSearcher(IRmsClient rms, RequestCount requests, TimeProvider clock)
{
    /// <summary>The longest span of one search; a second short of 63 days, both ends being inside.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromDays(63) - TimeSpan.FromSeconds(1);

    /// <summary>How far back RMS answers; a minute short of 730 days, for clocks differ.</summary>
    public static readonly TimeSpan Reach = TimeSpan.FromDays(730) - TimeSpan.FromMinutes(1);

    const int MostHits = 15_000;

    /// <summary>Every order number of a span, each once.</summary>
    /// <param name="date">Which date.</param>
    /// <param name="from">Start; what lies beyond RMS's reach is left out.</param>
    /// <param name="to">End.</param>
    /// <param name="progress">orderProgress values.</param>
    /// <param name="purpose">What the requests are counted as.</param>
    /// <param name="cancel">Ends it at once.</param>
    public async Task<IReadOnlyCollection<string>> AllAsync(SearchDate date, DateTimeOffset from, DateTimeOffset to, IReadOnlyList<OrderProgress> progress, SearchPurpose purpose, CancellationToken cancel)
    {
        var oldest = clock.GetUtcNow() - Reach;
        if (from < oldest) from = oldest;
        (from, to) = (JapanTime.WholeSecond(from), JapanTime.WholeSecond(to));
        var found = new HashSet<string>(StringComparer.Ordinal);
        var windows = new Stack<(DateTimeOffset From, DateTimeOffset To)>();
        for (var end = to; end >= from; end = windows.Peek().From.AddSeconds(-1)) windows.Push((Max(from, end - Window), end));
        while (windows.TryPop(out var window))
        {
            var search = new OrderSearch(date, window.From, window.To, progress);
            var first = await PageAsync(search, 1).ConfigureAwait(false);
            // RMS may report no more than it gives: a full 15,000 is then any number.
            if (first.Total >= MostHits && window.To - window.From > TimeSpan.FromSeconds(1))
            {
                var middle = JapanTime.WholeSecond(window.From + ((window.To - window.From) / 2));
                windows.Push((middle.AddSeconds(1), window.To));
                windows.Push((window.From, middle));
                continue;
            }
            found.UnionWith(first.OrderNumbers);
            for (var page = 2; page <= first.Pages; page++) found.UnionWith((await PageAsync(search, page).ConfigureAwait(false)).OrderNumbers);
        }
        return found;

        async Task<SearchPage> PageAsync(OrderSearch search, int page)
        {
            requests.CountSearch(purpose);
            if (purpose == SearchPurpose.Now) purpose = SearchPurpose.Further;
            return await rms.SearchAsync(search, page, cancel).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// The windows before a moment, newest first, down to the oldest slip: one of them is searched per cycle, so that the cost of a cycle does not grow with the age of what it guards.
    /// </summary>
    /// <param name="oldest">The oldest slip's 受注日時.</param>
    /// <param name="before">Where the newest window ends.</param>
    /// <param name="turn">Which turn it is; any number.</param>
    public (DateTimeOffset From, DateTimeOffset To)? Older(DateTimeOffset oldest, DateTimeOffset before, int turn)
    {
        var reach = clock.GetUtcNow() - Reach;
        if (oldest < reach) oldest = reach;
        if (oldest >= before) return null;
        var windows = (int)Math.Ceiling((before - oldest) / Window);
        var to = before.AddSeconds(-1) - (Window * (turn % windows));
        return (Max(oldest, to - Window), to);
    }

    static DateTimeOffset Max(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}
