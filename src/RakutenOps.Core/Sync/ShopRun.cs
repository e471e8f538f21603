using RakutenOps.Core.Rms;
using RakutenOps.Core.Storage;

namespace RakutenOps.Core.Sync;

/// <summary>One shop being worked: its store, its RMS client, its settings, and the run's counts.</summary>
internal sealed class ShopRun(ShopPolicy policy, IOrderSlipStore store, IRmsClient rms, TimeProvider clock, SyncRequest request, SyncRun row, Func<SyncEvent, CancellationToken, ValueTask> emit)
{
    public ShopPolicy Policy => policy;
    public string Shop => policy.Shop.Name;
    public IOrderSlipStore Store => store;
    public IRmsClient Rms => rms;
    public TimeProvider Clock => clock;
    public bool DryRun => request.DryRun;
    public RequestCount Requests { get; } = new();
    public string By => request.By;
    public SyncRun Row { get; private set; } = row;

    /// <summary>When the run began: "now" for every decision of it.</summary>
    public DateTimeOffset Now => Row.StartedAt;

    public ValueTask EmitAsync(SyncEvent happened, CancellationToken cancel) => emit(happened, cancel);

    public ValueTask ProgressAsync(string step, int done, int total, CancellationToken cancel) => emit(new SyncProgress(Shop, step, done, total), cancel);

    /// <summary>The run's row with its counts so far.</summary>
    public SyncRun Count(int orders = 0, int changed = 0, int attention = 0) =>
        Row = Row with { Requests = rms.Requests, OrdersRead = Row.OrdersRead + orders, SlipsChanged = Row.SlipsChanged + changed, NeedsAttention = Row.NeedsAttention + attention };

    /// <summary>Closes the run's row.</summary>
    public void End(DateTimeOffset at, string? error) => Row = Count() with { EndedAt = at, Completed = error is null, Error = error };

    /// <summary>
    /// Asks the caller for approval, writes what was approved in one transaction with what was seen, and tells the outcome: written, unchanged, or conflict (R24).
    /// </summary>
    /// <param name="decisions">Every decision of the batch.</param>
    /// <param name="before">The slip each changing decision was made on; null for a slip that is made.</param>
    /// <param name="sightings">What was seen on RMS.</param>
    /// <param name="seen">What the store keeps of the orders, as it was read: what says nothing else is not written again.</param>
    /// <param name="orders">Orders read, for the counts.</param>
    /// <param name="cancel">Ends it at once; what was written stays.</param>
    public async Task CarryOutAsync(IReadOnlyList<SyncDecision> decisions, Func<SyncDecision, OrderSlip?> before, IReadOnlyList<OrderSighting> sightings,
        IReadOnlyDictionary<string, OrderSighting> seen, int orders, CancellationToken cancel)
    {
        Func<SyncDecision, bool> approved = static _ => false;
        if (decisions.Any(static d => d.ChangesSlip))
        {
            var batch = new SyncBatch(Shop, decisions);
            await emit(batch, cancel).ConfigureAwait(false);
            approved = await batch.ApprovalAsync(cancel).ConfigureAwait(false);
        }
        var attention = decisions.Count(static d => d.Outcome == Outcome.NeedsAttention);
        if (DryRun)
        {
            Count(orders, attention: attention);
            await emit(new SyncResult(Shop, decisions), cancel).ConfigureAwait(false);
            return;
        }

        var changing = decisions.Where(d => d.ChangesSlip && approved(d)).ToList();
        // What the caller declined is still to be done, and the searches would not find it again.
        var declined = decisions.Where(d => d.ChangesSlip && !approved(d)).Select(static d => OrderNumbers.Root(d.OrderNumber)).ToHashSet(StringComparer.Ordinal);
        var result = store.Apply(new()
        {
            Slips = [.. changing.Select(d => new SlipWrite { Before = before(d), After = d.After!, Changes = d.Changes, Evidence = d.Evidence })],
            Sightings = [.. sightings.Select(s => declined.Contains(s.OrderNumber) ? Retry(s) : s).Where(s => !s.SaysTheSameAs(seen.GetValueOrDefault(s.OrderNumber)))],
            At = Now,
            By = request.By,
            Run = Count(orders, changing.Count, attention),
        });
        var conflicts = result.Conflicts.ToHashSet(StringComparer.Ordinal);
        if (conflicts.Count > 0) Hold(sightings, conflicts, changing.Count(d => conflicts.Contains(OrderNumbers.Root(d.OrderNumber))));
        var written = changing.Where(d => !conflicts.Contains(OrderNumbers.Root(d.OrderNumber))).ToHashSet();
        await emit(new SyncResult(Shop, [.. Told(decisions, written, conflicts, result)]), cancel).ConfigureAwait(false);
    }

    // A slip that a person changed meanwhile is left; its order is read again in the next cycle.
    void Hold(IReadOnlyList<OrderSighting> sightings, HashSet<string> conflicts, int notWritten) => store.Apply(new()
    {
        Sightings = [.. sightings.Where(s => conflicts.Contains(s.OrderNumber)).Select(Retry)],
        At = Now,
        By = request.By,
        Run = Count(changed: -notWritten),
    });

    static OrderSighting Retry(OrderSighting sighting) => sighting with { Held = Reason.ConflictRetry };

    static IEnumerable<SyncDecision> Told(IReadOnlyList<SyncDecision> decisions, HashSet<SyncDecision> written, HashSet<string> conflicts, BatchResult result)
    {
        var numbered = new Queue<OrderSlip>(result.Written.Zip(result.ChangeIds, static (slip, change) => slip with { HistoryId = change == 0 ? null : change }));
        foreach (var decision in decisions)
        {
            if (written.Contains(decision))
            {
                var slip = numbered.Dequeue();
                yield return decision with { SlipNumber = slip.SlipNumber, After = slip };
            }
            else if (!decision.ChangesSlip) yield return decision;
            else if (conflicts.Contains(OrderNumbers.Root(decision.OrderNumber)))
            {
                yield return decision.AsConflict();
            }
        }
    }
}
