namespace RakutenOps.Core.Storage;

/// <summary>One slip's write: the state it was decided on, the state it gets, and the history that says so.</summary>
public sealed record SlipWrite
{
    /// <summary>The slip as it was read; null for a new slip.</summary>
    public OrderSlip? Before { get; init; }
    /// <summary>The slip as it will be. The store numbers a new one, and adds one to the version.</summary>
    public required OrderSlip After { get; init; }
    /// <summary>The fields that change, for the history (see <see cref="SlipChanges"/>); a new slip has one row, field "Slip".</summary>
    public required IReadOnlyList<FieldChange> Changes { get; init; }
    /// <summary>What an approval rested on; null for other changes.</summary>
    public Evidence? Evidence { get; init; }
}

/// <summary>
/// Writes that stand or fall together. Slips of one Rakuten order (shop and root number) are one unit: when the version of any of them is no longer the one that was read,
/// a new slip's order number is taken in the shop, or the order of a new API slip that was neither split nor copied is already there, none of that order is written and its
/// root number comes back as a conflict; the other orders go in, unless the batch says <see cref="AllOrNothing"/>. Sightings, run and cursor are written in the same transaction.
/// </summary>
public sealed record StoreBatch
{
    /// <summary>Slip writes.</summary>
    public IReadOnlyList<SlipWrite> Slips { get; init; } = [];
    /// <summary>Whether a conflict on one order leaves every other unwritten too: 同梱 joins slips of several orders, and half of it would lose goods.</summary>
    public bool AllOrNothing { get; init; }
    /// <summary>What was seen on RMS.</summary>
    public IReadOnlyList<OrderSighting> Sightings { get; init; } = [];
    /// <summary>When it is written.</summary>
    public required DateTimeOffset At { get; init; }
    /// <summary>Who writes: the cmdlet or job.</summary>
    public required string By { get; init; }
    /// <summary>The run's row with its counts so far; null when a person writes.</summary>
    public SyncRun? Run { get; init; }
    /// <summary>Where the shop's cycles stand; null leaves it.</summary>
    public SyncCursor? Cursor { get; init; }
}

/// <summary>What a batch did.</summary>
/// <param name="Written">The slips as they now stand, numbered, in the batch's order.</param>
/// <param name="Conflicts">Root numbers of orders that were left because a slip had changed meanwhile (R24).</param>
/// <param name="ChangeIds">The history's change number for each slip written (same order as Written).</param>
public sealed record BatchResult(IReadOnlyList<OrderSlip> Written, IReadOnlyList<string> Conflicts, IReadOnlyList<long> ChangeIds);

/// <summary>What the last sync saw of a Rakuten order that a slip waits for.</summary>
public sealed record OrderSighting
{
    /// <summary>The shop.</summary>
    public required string Shop { get; init; }
    /// <summary>Rakuten's order number.</summary>
    public required string OrderNumber { get; init; }
    /// <summary>When the sighting last changed.</summary>
    public required DateTimeOffset SeenAt { get; init; }
    /// <summary>The order as it was read; null when it could not be read.</summary>
    /// <exception cref="StoreException">StoreDamaged, when what the store keeps is no order.</exception>
    public RakutenOrder? Order { get => Kept?.Order; init => Kept = value is null ? null : KeptOrder.Of(value); }
    /// <summary>The order as the store keeps it.</summary>
    internal KeptOrder? Kept { get; init; }
    /// <summary>When a sync first saw the present settlement code in place of another; null while it is the one the slip was imported with (R5, A20).</summary>
    public DateTimeOffset? SettlementChangeSeenAt { get; init; }
    /// <summary>Why the order is read directly every cycle: missing map, stale evidence, conflict, read error; null when it is not held.</summary>
    public Reason? Held { get; init; }
    /// <summary>Alerts already given once for this order, such as cancel_after_62_days; empty when none.</summary>
    public IReadOnlyList<Reason> Told { get; init; } = [];

    /// <summary>Whether it says what another says, whenever each was seen.</summary>
    internal bool SaysTheSameAs(OrderSighting? other) => other is not null && Told.SequenceEqual(other.Told) && (this with { SeenAt = other.SeenAt, Told = other.Told }) == other;
}

/// <summary>Where a shop's cycles stand.</summary>
public sealed record SyncCursor
{
    /// <summary>The shop.</summary>
    public required string Shop { get; init; }
    /// <summary>When the last completed payment cycle began; null before the first: then the search starts at the oldest waiting 受注日.</summary>
    public DateTimeOffset? PaymentCompletedFrom { get; init; }
    /// <summary>Up to when orders have been imported; null before the first import.</summary>
    public DateTimeOffset? ImportedUntil { get; init; }
    /// <summary>Place of the sweep over waiting orders of the last 180 days; null at its start.</summary>
    public SweepPosition? Sweep { get; init; }
    /// <summary>When the sweep last moved.</summary>
    public DateTimeOffset? SweptAt { get; init; }
    /// <summary>Place of the daily sweep over waiting orders of 180 to 730 days; null at its start.</summary>
    public SweepPosition? OldSweep { get; init; }
    /// <summary>When the daily sweep last moved.</summary>
    public DateTimeOffset? OldSweptAt { get; init; }
    /// <summary>Which 63-day window of older cancelled orders comes next; 0 is the newest.</summary>
    public int CancelWindow { get; init; }
    /// <summary>Up to which 受注日時 the searches over the days of order have come, for paid orders that went back to 200 and for waiting ones at 300; null at their start.</summary>
    public DateTimeOffset? ProcessingSweptTo { get; init; }
}

/// <summary>How often a rule changed slips of a shop on one day.</summary>
/// <param name="Shop">The shop.</param>
/// <param name="Day">The JST day.</param>
/// <param name="Rule">The rule, such as R8.</param>
/// <param name="Changes">Changes, each of one slip.</param>
/// <param name="Yen">What the slips amount to now.</param>
public sealed record RuleCount(string Shop, DateOnly Day, string Rule, int Changes, decimal Yen);

/// <summary>The answer to a wish for a lease.</summary>
/// <param name="Taken">Whether the shop is now held by the one who asked.</param>
/// <param name="Owner">Who holds it.</param>
/// <param name="Until">Until when.</param>
/// <param name="Abandoned">The owner whose time was over and whose lease was taken; null when nobody's was.</param>
public sealed record LeaseResult(bool Taken, string Owner, DateTimeOffset Until, string? Abandoned);
