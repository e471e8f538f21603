using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using RakutenOps.Core.Rms;
using RakutenOps.Core.Storage;
using RakutenOps.Core.Text;

namespace RakutenOps.Core.Sync;

/// <summary>
/// Runs a piece of work over shops, side by side, each with its own store, client, lease and failure: one bad shop never stops the rest. Events go through one bounded channel to the
/// caller, who pulls; leaving early ends every shop at once.
/// </summary>
internal sealed class ShopRunner(WorkspaceOptions options)
{
    /// <summary>Runs the work over the shops of a request.</summary>
    /// <param name="kind">Payment, Cancellation, Import or Confirm, for the run's row.</param>
    /// <param name="request">Which shops and how.</param>
    /// <param name="work">The work on one shop.</param>
    /// <param name="cancel">Ends every shop at once.</param>
    public async IAsyncEnumerable<SyncEvent> RunAsync(string kind, SyncRequest request, Func<ShopRun, CancellationToken, Task> work, [EnumeratorCancellation] CancellationToken cancel)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var channel = Channel.CreateBounded<SyncEvent>(new BoundedChannelOptions(16) { SingleReader = true });
        var working = Task.Run(() => WorkAsync(kind, request, work, channel.Writer, stop.Token), CancellationToken.None);
        try
        {
            await foreach (var happened in channel.Reader.ReadAllAsync(stop.Token).ConfigureAwait(false)) yield return happened;
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await working.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        await working.ConfigureAwait(false);
    }

    async Task WorkAsync(string kind, SyncRequest request, Func<ShopRun, CancellationToken, Task> work, ChannelWriter<SyncEvent> events, CancellationToken cancel)
    {
        try
        {
            var inOtherHands = new ConcurrentQueue<string>();
            await SideBySideAsync(request.Shops, inOtherHands.Enqueue).ConfigureAwait(false);
            // A holder that has died since leaves its shop to whoever comes by again; one that lives keeps it.
            await SideBySideAsync(inOtherHands.Order(StringComparer.Ordinal), static _ => { }).ConfigureAwait(false);
            events.Complete();
        }
        catch (Exception e)
        {
            events.TryComplete(e is OperationCanceledException ? null : e);
            throw;
        }

        Task SideBySideAsync(IEnumerable<string> shops, Action<string> whenHeld) => Parallel.ForEachAsync(
            shops,
            new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, request.ThrottleLimit), CancellationToken = cancel },
            (shop, token) => OneShopAsync(kind, shop, request, work, whenHeld, events, token));
    }

    async ValueTask OneShopAsync(string kind, string name, SyncRequest request, Func<ShopRun, CancellationToken, Task> work, Action<string> whenHeld, ChannelWriter<SyncEvent> events, CancellationToken cancel)
    {
        ShopRun? run = null;
        IOrderSlipStore? store = null;
        IRmsClient? rms = null;
        ShopLease? lease = null;
        SyncRun? begun = null;
        Exception? failure = null;
        using var activity = Telemetry.Source.StartActivity("run " + kind);
        activity?.SetTag("shop", name);
        try
        {
            store = await options.OpenStoreAsync(cancel).ConfigureAwait(false);
            var policy = Policy(store, name);
            var started = options.Clock.GetUtcNow();
            Usable(policy.Shop);
            var row = new SyncRun { RunId = Guid.CreateVersion7(started).ToString("N"), Shop = name, Kind = kind, StartedAt = started, Host = $"{Environment.MachineName}:{Environment.ProcessId}" };
            if (!request.DryRun)
            {
                lease = Take(store, kind, name, request, whenHeld);
                if (lease is null) return;
                await TakeUpAsync(store, name, Tell, cancel).ConfigureAwait(false);
                store.Save(begun = row);
            }
            var spacing = options.SpacingOf(policy.Shop);
            rms = options.OpenClient(policy.Shop, lease is null ? new LocalGate(options.Clock, spacing) : new LeasedGate(new RequestGate(store, name, options.Clock, spacing), lease));
            policy = await ShopLicence.LicensedAsync(policy, store, rms, options.Clock.GetUtcNow(), request.DryRun, cancel).ConfigureAwait(false);
            run = new(policy, store, rms, options.Clock, request, row, Tell);
            await work(run, cancel).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancel.IsCancellationRequested)
        {
            failure = store is null ? e : ShopLicence.Judged(e, store, name, options.Clock.GetUtcNow());
        }
        finally
        {
            var error = cancel.IsCancellationRequested ? SyncRun.StoppedMark : failure is null ? null : ErrorIds.Of(failure);
            run?.End(options.Clock.GetUtcNow(), error);
            // A run that ended before its work, for want of a credential or a licence, has a row that says so too.
            Close(store, lease, run?.Row ?? (begun is null ? null : begun with { EndedAt = options.Clock.GetUtcNow(), Error = error }));
            rms?.Dispose();
            store?.Dispose();
        }
        if (run is not null && !request.DryRun) Telemetry.Ran(run.Row);
        if (failure is not null) await Tell(new ShopFailed(name, failure), cancel).ConfigureAwait(false);
        if (run is not null) await Tell(new ShopFinished(name, run.Row, run.Requests), cancel).ConfigureAwait(false);

        ValueTask Tell(SyncEvent happened, CancellationToken token)
        {
            options.Observe?.Invoke(happened);
            return events.WriteAsync(happened, token);
        }
    }

    // Of machines that share the shops the first to come works one; the others find it worked, or in other hands, and go on to the next.
    ShopLease? Take(IOrderSlipStore store, string kind, string name, SyncRequest request, Action<string> whenHeld)
    {
        if (request.DueBefore is not { } due) return ShopLease.Take(store, name, options.Clock);
        ShopLease lease;
        try
        {
            lease = ShopLease.Take(store, name, options.Clock);
        }
        catch (ShopException e) when (e.Id == "ShopBusy")
        {
            whenHeld(name);
            return null;
        }
        // A run of the future is of a clock that has been set back since; machines that share shops differ by less than a lease holds.
        var latest = options.Clock.GetUtcNow() + ShopLease.Time;
        if (!store.Runs(name, due).Any(run => run.Kind == kind && run.Completed && run.StartedAt <= latest)) return lease;
        lease.Release();
        return null;
    }

    // The shop is held, so a row that is still open is of a process that died: its work is this run's now, for every run reads anew what a killed one left undone.
    static async Task TakeUpAsync(IOrderSlipStore store, string shop, Func<SyncEvent, CancellationToken, ValueTask> tell, CancellationToken cancel)
    {
        foreach (var dead in store.OpenRuns(shop))
        {
            store.Save(dead with { Error = SyncRun.KilledMark });
            await tell(new SyncNotice(shop, new("Say_RunKilled", dead.Kind, dead.StartedAt, dead.Host, dead.Requests, dead.SlipsChanged)), cancel).ConfigureAwait(false);
        }
    }

    static ShopPolicy Policy(IOrderSlipStore store, string name)
    {
        var shops = store.Shops();
        var shop = shops.FirstOrDefault(s => s.Name == name)
            ?? throw ShopException.NotFound(name, shops);
        return new(shop, store.PaymentMap(), store.ShippableSettings());
    }

    // R1: off, nothing is imported and no slip is changed; RMS is not even asked.
    static void Usable(RakutenShop shop)
    {
        if (!shop.OrderImport) throw new ShopException("ShopImportOff", shop.Name, Sentence.Of("ShopImportOff", shop.Name), $"Set-RakutenShop {shop.Name} -OrderImport On -CancelKind …");
    }

    // A run that reaches this point says how it ended; one that is killed leaves its row open and its lease to run out.
    static void Close(IOrderSlipStore? store, ShopLease? lease, SyncRun? row)
    {
        if (lease is null) return;
        if (row is not null) AsFarAsItGoes(() => store?.Save(row));
        AsFarAsItGoes(lease.Release);
    }

    static void AsFarAsItGoes(Action write)
    {
        try
        {
            write();
        }
        catch (Exception e) when (e is StoreException or OperationCanceledException)
        {
            // The store is what failed, or what would be waited for; the open row and the lease's end tell the next run.
        }
    }
}
