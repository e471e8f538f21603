using RakutenOps.Core.Storage;

namespace RakutenOps.Core.Sync;

/// <summary>Runs as a person wants to see them: one that was left open by a process that died is told from one that runs.</summary>
public static class PastRuns
{
    /// <summary>Runs, newest first, streamed; nothing is written.</summary>
    /// <param name="store">The store.</param>
    /// <param name="shop">The shop; null is every shop, also those that are gone.</param>
    /// <param name="since">Runs that began at or after; null is all that are kept.</param>
    /// <param name="now">Now.</param>
    public static IEnumerable<SyncRun> Of(IOrderSlipStore store, string? shop, DateTimeOffset? since, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(store);
        var held = new Dictionary<string, bool>(StringComparer.Ordinal);
        foreach (var run in store.Runs(shop, since)) yield return run.State == RunState.Running && !IsHeld(run.Shop) ? run with { Error = SyncRun.KilledMark } : run;

        bool IsHeld(string name) => held.TryGetValue(name, out var known) ? known : held[name] = ShopLease.IsHeld(store.Lease(name), now);
    }
}
