using System.Runtime.CompilerServices;
using RakutenOps.Core.Notices;
using RakutenOps.Core.Rms;
using RakutenOps.Core.Storage;
using RakutenOps.Core.Sync;

namespace RakutenOps.Core.Runs;

/// <summary>A cycle's end: what it did.</summary>
/// <param name="Report">The report.</param>
public sealed record CycleFinished(RakutenCycleReport Report) : SyncEvent("");

/// <summary>How an unattended cycle keeps house.</summary>
public sealed record CycleOptions
{
    /// <summary>What tells this job from others on this machine: the store and the shops that were asked for.</summary>
    public required string Job { get; init; }
    /// <summary>Where its lock lies.</summary>
    public string LockFolder { get; init; } = StateFolder.Path;
    /// <summary>Where its log goes; null writes none.</summary>
    public string? LogFolder { get; init; } = StateFolder.Logs;
    /// <summary>How long rows of past runs and log files are kept.</summary>
    public TimeSpan Keep { get; init; } = TimeSpan.FromDays(90);
    /// <summary>A window that closes in so many days, or fewer, calls a person.</summary>
    public int WindowDays { get; init; } = 1;
    /// <summary>Whom to tell; nobody when null.</summary>
    public INoticeSender? Notices { get; init; }
}

/// <summary>
/// One unattended cycle over shops: lock, import, confirm, payments, licence days, then what a person must know. Shops are independent, and whatever happens there is a report at the end.
/// </summary>
/// <param name="options">The outside world.</param>
/// <param name="cycle">How it keeps house.</param>
public sealed class CycleServices(WorkspaceOptions options, CycleOptions cycle)
{
    // A cause that has not shown for so long is forgotten: when it comes back it is told again. Longer than a sweep's round, in which a slip may show only once.
    static readonly TimeSpan CauseMemory = TimeSpan.FromDays(1);

    /// <summary>Runs the cycle. The last event is <see cref="CycleFinished"/>.</summary>
    /// <param name="request">Which shops and how.</param>
    /// <param name="cancel">Ends it at once; then there is no report.</param>
    public async IAsyncEnumerable<SyncEvent> RunAsync(SyncRequest request, [EnumeratorCancellation] CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        var started = options.Clock.GetUtcNow();
        var tally = new CycleTally();
        using var held = TakeLock(request, started, out var busy, out var noLock);
        if (busy is not null)
        {
            tally.Fail("", busy);
            yield return new ShopFailed("", busy);
            yield return new CycleFinished(tally.Report(request.Shops, started, options.Clock.GetUtcNow(), null));
            yield break;
        }
        ForgetUnopened(request);
        using var log = OpenLog(request.DryRun, out var noLog);
        if (noLog is not null) yield return noLog;
        log?.Begin(request.Shops);
        if (noLock is not null)
        {
            log?.Write(noLock);
            yield return noLock;
        }
        var observed = options with { Observe = log is null ? options.Observe : log.Write };
        var services = new SyncServices(observed);

        Func<SyncRequest, IAsyncEnumerable<SyncEvent>>[] phases =
        [
            r => services.ImportAsync(r, null, cancel),
            r => Outlasted(ConfirmAsync(services, r, cancel), log, cancel),
            r => services.PaymentsAsync(r, cancel),
        ];
        foreach (var phase in phases)
        {
            await foreach (var happened in phase(request with { Shops = [.. request.Shops.Where(tally.GoesOn)] }).ConfigureAwait(false))
            {
                tally.Take(happened);
                yield return happened;
            }
        }
        foreach (var step in (IAsyncEnumerable<SyncEvent>[])[LicencesAsync(request, tally, cancel), FinishAsync(request, tally, cancel)])
        {
            await foreach (var happened in Outlasted(step, log, cancel).ConfigureAwait(false))
            {
                if (happened is ShopFailed) tally.Take(happened);
                else log?.Write(happened);
                yield return happened;
            }
        }
        var report = tally.Report(request.Shops, started, options.Clock.GetUtcNow(), log is null ? null : cycle.LogFolder);
        log?.End(report);
        yield return new CycleFinished(report);
    }

    /// <summary>
    /// The report of a cycle whose store cannot be opened: it goes to the log like any other, and people are told once, until a cycle has opened it again. What was told of cannot be kept in such a
    /// store: a file beside the lock remembers it.
    /// </summary>
    /// <param name="error">Why it cannot be opened.</param>
    /// <param name="cancel">Ends it at once.</param>
    public async Task<RakutenCycleReport> UnopenedAsync(StoreException error, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(error);
        var now = options.Clock.GetUtcNow();
        var tally = new CycleTally();
        tally.Fail("", error);
        using var log = OpenLog(isDry: false, out _);
        log?.Begin([]);
        log?.Write(new ShopFailed("", error));
        if (cycle.Notices is { } sender && tally.Causes.Count > 0 && !File.Exists(Unopened))
        {
            if (await sender.SendAsync(tally.Causes, now, cancel).ConfigureAwait(false) is { } why) log?.Write(new SyncNotice("", new("Say_NoticeUnsent", why)));
            else RememberUnopened();
        }
        var report = tally.Report([], now, options.Clock.GetUtcNow(), log is null ? null : cycle.LogFolder);
        log?.End(report);
        return report;
    }

    string Unopened => CycleLock.PathOf(cycle.LockFolder, cycle.Job) + ".unopened";

    // Where it cannot be remembered, it is told again by the next cycle.
    void RememberUnopened()
    {
        try
        {
            PrivateFolder.Make(cycle.LockFolder);
            PrivateFolder.Open(Unopened, FileMode.Create).Dispose();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }

    void ForgetUnopened(SyncRequest request)
    {
        if (request.DryRun) return;
        try
        {
            if (File.Exists(Unopened)) File.Delete(Unopened);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }

    // A store that fails outside a shop's run ends this step and not the cycle, whose report and log are still to be written.
    static async IAsyncEnumerable<SyncEvent> Outlasted(IAsyncEnumerable<SyncEvent> step, RunLog? log, [EnumeratorCancellation] CancellationToken cancel)
    {
        await using var events = step.GetAsyncEnumerator(cancel);
        while (true)
        {
            ShopFailed? failed = null;
            var more = false;
            try
            {
                more = await events.MoveNextAsync().ConfigureAwait(false);
            }
            catch (StoreException e)
            {
                failed = new("", e);
                log?.Write(failed);
            }
            if (failed is not null) yield return failed;
            if (!more) yield break;
            yield return events.Current;
        }
    }

    // A rehearsal writes nothing, so it is in nobody's way. A lock that cannot be written stops no payment: each shop's lease keeps runs apart.
    CycleLock? TakeLock(SyncRequest request, DateTimeOffset now, out ShopException? busy, out SyncNotice? trouble)
    {
        (busy, trouble) = (null, null);
        if (request.DryRun) return null;
        try
        {
            return CycleLock.Take(cycle.LockFolder, cycle.Job, now);
        }
        catch (ShopException e)
        {
            busy = e;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            trouble = new("", new("Say_NoLock", cycle.LockFolder, e.Message));
        }
        return null;
    }

    // A log that cannot be written stops no payment.
    RunLog? OpenLog(bool isDry, out SyncNotice? trouble)
    {
        trouble = null;
        if (cycle.LogFolder is not { } folder || isDry) return null;
        try
        {
            return new(folder, options.Clock, options.Mask, new() { Keep = cycle.Keep });
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            trouble = new("", new("Say_NoLog", folder, e.Message));
            return null;
        }
    }

    async IAsyncEnumerable<SyncEvent> ConfirmAsync(SyncServices services, SyncRequest request, [EnumeratorCancellation] CancellationToken cancel)
    {
        List<string> confirming;
        using (var store = await options.OpenStoreAsync(cancel).ConfigureAwait(false)) confirming = [.. store.Shops().Where(s => s.AutoConfirm && request.Shops.Contains(s.Name)).Select(static s => s.Name)];
        await foreach (var happened in services.ConfirmAsync(request with { Shops = confirming }, Enumerable.Empty<string>().ToLookup(static order => order), cancel).ConfigureAwait(false)) yield return happened;
    }

    // One request per shop and cycle, while the end is near or not known: a key that was renewed is so taken up without a word from anybody.
    async IAsyncEnumerable<SyncEvent> LicencesAsync(SyncRequest request, CycleTally tally, [EnumeratorCancellation] CancellationToken cancel)
    {
        using var store = await options.OpenStoreAsync(cancel).ConfigureAwait(false);
        foreach (var shop in store.Shops().Where(s => s.OrderImport && request.Shops.Contains(s.Name)))
        {
            var licence = RakutenLicense.Of(shop, options.Clock.GetUtcNow());
            if (licence.State == LicenseState.Fine) continue;
            try
            {
                if (tally.GoesOn(shop.Name)) licence = RakutenLicense.Of(await ShopLicence.AskAsync(options, store, shop, keep: !request.DryRun, cancel).ConfigureAwait(false), options.Clock.GetUtcNow());
            }
            catch (Exception e) when (e is RmsException or ShopException)
            {
                // The runs that follow say what is wrong with the key; only its end stays unknown here.
            }
            if (!licence.Concerns) continue;
            if (licence.State != LicenseState.Ended) tally.Add(new(shop.Name, "licence:" + licence.State, licence.Text, licence.State == LicenseState.Urgent));
            yield return new SyncNotice(shop.Name, licence.Text);
        }
    }

    // What no event tells: windows that close. Then people are told, and what is old is forgotten.
    async IAsyncEnumerable<SyncEvent> FinishAsync(SyncRequest request, CycleTally tally, [EnumeratorCancellation] CancellationToken cancel)
    {
        using var store = await options.OpenStoreAsync(cancel).ConfigureAwait(false);
        var now = options.Clock.GetUtcNow();
        await foreach (var (_, closing) in ClosingWindows.OfAsync(options, store, request.Shops, cycle.WindowDays, cancel).ConfigureAwait(false))
        {
            foreach (var window in closing) tally.Add(new(window.Shop, $"window:{window.SlipNumber}:{window.Rule}:{window.ClosesOn:yyyy-MM-dd}", new("Cause_Window", window.SlipNumber, window.OrderNumber, window.Rule, window.ClosesOn)));
        }
        if (request.DryRun) yield break;
        store.ForgetRuns(now - cycle.Keep);
        if (cycle.Notices is { } sender && await TellAsync(sender, store, request.Shops, tally, now, cancel).ConfigureAwait(false) is { } unsent) yield return unsent;
    }

    // Once per cause. A notice that could not be sent is tried again by the next cycle.
    static async Task<SyncNotice?> TellAsync(INoticeSender sender, IOrderSlipStore store, IReadOnlyList<string> shops, CycleTally tally, DateTimeOffset now, CancellationToken cancel)
    {
        var byShop = tally.Causes.ToLookup(static c => c.Shop, StringComparer.Ordinal);
        var noted = shops.Append("").Distinct(StringComparer.Ordinal).ToDictionary(static s => s, store.NotedCauses, StringComparer.Ordinal);
        var fresh = tally.Causes.Where(c => !noted[c.Shop].Contains(c.Key)).DistinctBy(static c => (c.Shop, c.Key)).ToList();
        SyncNotice? unsent = null;
        if (fresh.Count > 0 && await sender.SendAsync(fresh, now, cancel).ConfigureAwait(false) is { } why) unsent = new("", new("Say_NoticeUnsent", why));
        foreach (var (shop, known) in noted)
        {
            var shown = byShop[shop].Select(static c => c.Key).Where(k => unsent is null || known.Contains(k));
            // A shop whose run failed could not show its causes: those that were told stay told.
            if (!tally.Completed(shop)) shown = shown.Concat(known);
            store.NoteCauses(shop, [.. shown.Distinct(StringComparer.Ordinal)], now, now - CauseMemory);
        }
        return unsent;
    }
}
