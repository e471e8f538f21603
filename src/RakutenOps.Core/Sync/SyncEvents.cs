using RakutenOps.Edits;

namespace RakutenOps.Core.Sync;

/// <summary>What a run over shops tells its caller, in the order in which it happens per shop.</summary>
/// <param name="Shop">The shop it is about.</param>
public abstract record SyncEvent(string Shop);

/// <summary>How far a shop's run has come.</summary>
/// <param name="Shop">The shop.</param>
/// <param name="Step">What is being done, a key of the caller's words: Search, Read, Import, Confirm.</param>
/// <param name="Done">How many are done.</param>
/// <param name="Total">How many there are; 0 when not known.</param>
public sealed record SyncProgress(string Shop, string Step, int Done, int Total) : SyncEvent(Shop);

/// <summary>
/// Decisions that are about to be applied. The run waits until the caller has approved; in a dry run nothing is written whatever is approved.
/// </summary>
/// <param name="Shop">The shop.</param>
/// <param name="Decisions">Every decision of the batch, those that change nothing included.</param>
public sealed record SyncBatch(string Shop, IReadOnlyList<SyncDecision> Decisions) : SyncEvent(Shop)
{
    readonly TaskCompletionSource<Func<SyncDecision, bool>> approval = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Lets the run go on with the decisions that the caller approves; the others are left as they are.</summary>
    /// <param name="isApproved">Asked once for each decision that changes something, after this call, on another thread.</param>
    public void Approve(Func<SyncDecision, bool> isApproved) => approval.TrySetResult(isApproved);

    /// <summary>Lets the run go on with every decision.</summary>
    public void ApproveAll() => Approve(static _ => true);

    internal Task<Func<SyncDecision, bool>> ApprovalAsync(CancellationToken cancel) => approval.Task.WaitAsync(cancel);
}

/// <summary>Decisions as they were carried out: the approved ones that were written, those that change nothing, and conflicts (R24).</summary>
/// <param name="Shop">The shop.</param>
/// <param name="Decisions">The decisions, those of slips that had changed meanwhile now with conflict_retry.</param>
public sealed record SyncResult(string Shop, IReadOnlyList<SyncDecision> Decisions) : SyncEvent(Shop);

/// <summary>Something a person should know that stops nothing.</summary>
/// <param name="Shop">The shop.</param>
/// <param name="Text">What.</param>
public sealed record SyncNotice(string Shop, Phrase Text) : SyncEvent(Shop);

/// <summary>An order that RMS gave but that could not be read; the others went on.</summary>
/// <param name="Shop">The shop.</param>
/// <param name="OrderNumber">The order.</param>
/// <param name="Why">What was wrong.</param>
public sealed record OrderFailed(string Shop, string OrderNumber, string Why) : SyncEvent(Shop);

/// <summary>A slip for which what was asked cannot be done; the others went on.</summary>
/// <param name="Shop">The shop.</param>
/// <param name="Error">Why, and what to do.</param>
public sealed record SlipRefused(string Shop, SlipException Error) : SyncEvent(Shop);

/// <summary>A shop whose run could not go on; the other shops do.</summary>
/// <param name="Shop">The shop.</param>
/// <param name="Error">A ShopException, RmsException or StoreException.</param>
public sealed record ShopFailed(string Shop, Exception Error) : SyncEvent(Shop);

/// <summary>A shop's run is over.</summary>
/// <param name="Shop">The shop.</param>
/// <param name="Run">Its counts.</param>
/// <param name="Requests">Requests by what they were for.</param>
public sealed record ShopFinished(string Shop, SyncRun Run, RequestCount Requests) : SyncEvent(Shop);

/// <summary>Requests of a cycle by what they were for (design.md §10 counts import, sweep, older cancel windows and getPayment apart).</summary>
public sealed record RequestCount
{
    /// <summary>searchOrder for cancels of the last 62 days, for 300 and for 200.</summary>
    public int Search { get; set; }
    /// <summary>getOrder for hits, the direct set and long-lead.</summary>
    public int Orders { get; set; }
    /// <summary>getOrder for the sweep, and its searchOrder for paid orders that went back to 200.</summary>
    public int Sweep { get; set; }
    /// <summary>searchOrder for older windows and further pages.</summary>
    public int Further { get; set; }
    /// <summary>getPayment.</summary>
    public int Payments { get; set; }
    /// <summary>updateOrderShipping.</summary>
    public int Writes { get; set; }

    internal void CountSearch(SearchPurpose purpose)
    {
        if (purpose == SearchPurpose.Now) Search++;
        else if (purpose == SearchPurpose.Further) Further++;
        else Sweep++;
    }
}

/// <summary>What a run shall do.</summary>
public sealed record SyncRequest
{
    /// <summary>Shops by exact name; each exists.</summary>
    public required IReadOnlyList<string> Shops { get; init; }
    /// <summary>Reads and decides everything and writes no row anywhere (-WhatIf).</summary>
    public bool DryRun { get; init; }
    /// <summary>How many shops run side by side.</summary>
    public int ThrottleLimit { get; init; } = 8;
    /// <summary>
    /// Shares the shops with other machines: a shop is left when a run of the same kind that began at or after this moment has completed, or while another run holds it. Null works every shop.
    /// </summary>
    public DateTimeOffset? DueBefore { get; init; }
    /// <summary>Who asks: the cmdlet or job, for the history.</summary>
    public required string By { get; init; }
}
