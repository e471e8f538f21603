using RakutenOps.Core.Rms;
using RakutenOps.Core.Storage;
using RakutenOps.Core.Sync;

namespace RakutenOps.Core.Runs;

/// <summary>Counts what a cycle does, from its events.</summary>
internal sealed class CycleTally
{
    readonly HashSet<string> failed = new(StringComparer.Ordinal);
    readonly HashSet<string> left = new(StringComparer.Ordinal);
    readonly List<CycleCause> causes = [];
    readonly List<CycleProblem> problems = [];
    int imported, confirmed, changed, requests;

    public IReadOnlyList<CycleCause> Causes => causes;

    /// <summary>The key of the cause that a slip needs a person.</summary>
    public static string KeyOf(SyncDecision decision) => $"slip:{decision.SlipNumber}:{decision.ReasonCode}";

    /// <summary>Whether a shop is worked further in this cycle: a key, a licence or a connection that failed a minute ago fails again.</summary>
    public bool GoesOn(string shop) => !left.Contains(shop);

    /// <summary>Whether all of a shop's runs in this cycle reached their end, so that a cause which did not show is gone.</summary>
    public bool Completed(string shop) => !failed.Contains(shop);

    public void Take(SyncEvent happened)
    {
        switch (happened)
        {
            case SyncResult result:
                foreach (var decision in result.Decisions) Take(decision);
                break;
            case OrderFailed order:
                problems.Add(new(order.Shop, "OrderUnreadable", $"{order.OrderNumber}: {order.Why}"));
                break;
            case ShopFailed shop:
                Fail(shop.Shop, shop.Error);
                break;
            case ShopFinished finished:
                requests += finished.Run.Requests;
                break;
        }
    }

    /// <summary>A failure of a shop, or of none in particular.</summary>
    public void Fail(string shop, Exception error)
    {
        var id = ErrorIds.Of(error);
        failed.Add(shop);
        if (error is ShopException or RmsException { Trouble: RmsTrouble.Unauthorised or RmsTrouble.Unreachable or RmsTrouble.RateLimited }) left.Add(shop);
        problems.Add(new(shop, id, error.Message));
        if (CycleExits.Of(id) is CycleExit.Configuration or CycleExit.NeedsPerson or CycleExit.Unexpected) causes.Add(new(shop, "error:" + id, Phrase.Value(error is StoreException store ? $"{store.Message} {store.Advice}" : error.Message), Urgent: false));
    }

    /// <summary>A cause that is no error.</summary>
    public void Add(CycleCause cause) => causes.Add(cause);

    public RakutenCycleReport Report(IReadOnlyList<string> shops, DateTimeOffset started, DateTimeOffset ended, string? log) => new()
    {
        StartedAt = started,
        EndedAt = ended,
        Shops = shops,
        OrdersImported = imported,
        OrdersConfirmed = confirmed,
        SlipsChanged = changed,
        Requests = requests,
        Causes = [.. causes],
        Problems = [.. problems],
        Log = log,
        Exit = CycleExits.Of([.. problems.Select(static p => CycleExits.Of(p.Id)), .. causes.Where(static c => c.Urgent).Select(static _ => CycleExit.NeedsPerson)]),
    };

    void Take(SyncDecision decision)
    {
        if (decision.Outcome == Outcome.Imported) imported++;
        else if (decision.Outcome == Outcome.Confirmed) confirmed++;
        else if (decision.ChangesSlip) changed++;
        else if (decision.Outcome == Outcome.NeedsAttention)
        {
            causes.Add(new(decision.Shop, KeyOf(decision), new("Cause_Slip", decision.SlipNumber, decision.OrderNumber, decision.Text)));
        }
    }
}
