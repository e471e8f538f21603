using RakutenOps.Core.Storage;
using RakutenOps.Core.Sync;

namespace RakutenOps.Core.Runs;

/// <summary>How everything stands, read from the store alone: RMS is not asked and nothing is written.</summary>
/// <param name="options">The way to the store.</param>
/// <param name="stale">A shop without a whole payment run for so long is told; for six times as long, it is critical.</param>
/// <param name="windowDays">A window that closes in so many days, or fewer, is told.</param>
public sealed class HealthCheck(WorkspaceOptions options, TimeSpan stale, int windowDays)
{
    const int CriticalFactor = 6;

    /// <summary>Looks at the given shops.</summary>
    /// <param name="shops">The shops.</param>
    /// <param name="cancel">Ends it at once.</param>
    public async Task<RakutenHealth> LookAsync(IReadOnlyCollection<RakutenShop> shops, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(shops);
        using var store = await options.OpenStoreAsync(cancel).ConfigureAwait(false);
        var now = options.Clock.GetUtcNow();
        var problems = new List<HealthProblem>();
        var looked = shops.Select(s => Look(store, s, now, problems)).ToList();
        var closing = new List<ReauthWindow>();
        var told = shops.ToDictionary(static s => s.Name, s => store.NotedCauses(s.Name), StringComparer.Ordinal);
        await foreach (var (decision, windows) in ClosingWindows.OfAsync(options, store, [.. shops.Select(static s => s.Name)], windowDays, cancel).ConfigureAwait(false))
        {
            closing.AddRange(windows);
            problems.AddRange(windows.Select(static w => new HealthProblem(HealthState.Warning, w.Shop, "Window", new("Cause_Window", w.SlipNumber, w.OrderNumber, w.Rule, w.ClosesOn))));
            if (IsPastWindow(decision) && !told[decision.Shop].Contains(CycleTally.KeyOf(decision))) problems.Add(new(HealthState.Warning, decision.Shop, "Untold", new("Health_Untold", decision.SlipNumber, decision.OrderNumber, decision.Text)));
        }
        var described = store.Describe();
        return new()
        {
            At = now.ToOffset(JapanTime.Offset),
            Store = $"{described.Kind}: {described.Location}",
            StoreBytes = described.SizeBytes,
            Shops = looked,
            Closing = closing,
            Problems = [.. problems.OrderByDescending(static p => p.Severity)],
        };
    }

    // R5 and R17: no cycle pays it any more.
    static bool IsPastWindow(SyncDecision decision) => decision is { Outcome: Outcome.NeedsAttention, Reason: Reason.OutsidePeriod or Reason.ReauthAfter15Days };

    ShopHealth Look(IOrderSlipStore store, RakutenShop shop, DateTimeOffset now, List<HealthProblem> problems)
    {
        var last = PastRuns.Of(store, shop.Name, null, now).FirstOrDefault();
        var success = PastRuns.Of(store, shop.Name, null, now).FirstOrDefault(static r => r is { Kind: "Payment", State: RunState.Completed });
        var licence = RakutenLicense.Of(shop, now);
        if (shop.OrderImport) Judge(shop, last, success, licence, now, problems);
        return new()
        {
            Shop = shop.Name,
            OrderImport = shop.OrderImport,
            LastSuccessAt = success?.StartedAt,
            LastRun = last,
            Waiting = Ages(store, shop.Name, JapanTime.Day(now)),
            NeedsAttention = success?.NeedsAttention ?? 0,
            LicenseDaysLeft = licence.DaysLeft,
        };
    }

    void Judge(RakutenShop shop, SyncRun? last, SyncRun? success, RakutenLicense licence, DateTimeOffset now, List<HealthProblem> problems)
    {
        var since = success?.StartedAt ?? shop.ImportSwitchedOnAt;
        if (since is null || now - since > stale) Add(since is null || now - since > stale * CriticalFactor ? HealthState.Critical : HealthState.Warning, "Stale", new("Health_Stale", since));
        if (last?.State == RunState.Failed) Add(HealthState.Warning, "Failing", new("Health_Failing", last.StartedAt, last.Error));
        if (last?.State == RunState.Killed) Add(HealthState.Warning, "Killed", new("Health_Killed", last.StartedAt, last.Host));
        if (licence.Concerns) Add(licence.State == LicenseState.EndsSoon ? HealthState.Warning : HealthState.Critical, "Licence", licence.Text);
        if (success?.NeedsAttention > 0) Add(HealthState.Warning, "Attention", new("Health_Attention", success.NeedsAttention));

        void Add(HealthState severity, string code, Phrase text) => problems.Add(new(severity, shop.Name, code, text));
    }

    static WaitingAges Ages(IOrderSlipStore store, string shop, DateOnly today)
    {
        return new(Between(1, -1), Between(3, 1), Between(7, 3), Between(15, 7), store.CountWaitingBetween(shop, DateTimeOffset.MinValue, JapanTime.Start(today.AddDays(-15))));

        // Ordered from so many days ago, up to and without so many.
        int Between(int from, int before) => store.CountWaitingBetween(shop, JapanTime.Start(today.AddDays(-from)), JapanTime.Start(today.AddDays(-before)));
    }
}
