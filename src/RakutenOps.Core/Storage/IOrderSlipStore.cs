namespace RakutenOps.Core.Storage;

/// <summary>
/// Where slips, their history, shops and settings live. Calls are synchronous (SQLite has no asynchronous I/O) and each is one transaction.
/// Instances are not shared between threads: a shop's cycle opens its own.
/// </summary>
public interface IOrderSlipStore : IDisposable
{
    /// <summary>Where the store is and what it holds.</summary>
    StoreInfo Describe();
    /// <summary>Lets a token end reads that are under way, and each wait for another program's lock, with an <see cref="OperationCanceledException"/>, until the store is closed. A write under way is left to its end.</summary>
    /// <param name="cancel">Cancelled by whoever stops.</param>
    void EndWith(CancellationToken cancel);

    // Shops and settings.

    /// <summary>Every shop, by name.</summary>
    IReadOnlyList<RakutenShop> Shops();
    /// <summary>Adds a shop, or replaces the one of that name.</summary>
    void Save(RakutenShop shop);
    /// <summary>Removes a shop that has no slips; false when there is none of that name.</summary>
    /// <exception cref="StoreException">The shop still has slips (ShopHasSlips).</exception>
    bool RemoveShop(string name);
    /// <summary>Every row of 支払方法の取込設定.</summary>
    IReadOnlyList<PaymentMethodMap> PaymentMap();
    /// <summary>Adds or replaces a row of the map; the key is shop and settlement code.</summary>
    void Save(PaymentMethodMap row);
    /// <summary>Removes a row of the map; false when there is none.</summary>
    bool RemovePaymentMap(string shop, int settlementCode);
    /// <summary>Every row of 出荷可能設定.</summary>
    IReadOnlyList<ShippableSetting> ShippableSettings();
    /// <summary>Adds or replaces a row; the key is shop and payment method.</summary>
    void Save(ShippableSetting row);

    // Slips.

    /// <summary>Slips that fit a query, in order of slip number, streamed. Stage is not set: it depends on the day and the settings.</summary>
    IEnumerable<OrderSlip> Find(SlipQuery query);
    /// <summary>One slip; null when there is none of that number.</summary>
    OrderSlip? Slip(long slipNumber);
    /// <summary>Every slip of the given Rakuten orders (by root number) of a shop, whatever its state; any number of orders.</summary>
    IReadOnlyList<OrderSlip> SlipsOf(string shop, IReadOnlyCollection<string> rootOrderNumbers);
    /// <summary>Which of the given order numbers are known to the shop (by root number), in one query; any number of orders.</summary>
    IReadOnlySet<string> Known(string shop, IReadOnlyCollection<string> rootOrderNumbers);
    /// <summary>Writes slips, history, sightings and progress together, or nothing at all; see <see cref="StoreBatch"/>.</summary>
    BatchResult Apply(StoreBatch batch);
    /// <summary>History rows that fit a query, oldest first, streamed.</summary>
    IEnumerable<SlipHistory> History(HistoryQuery query);

    // What the planner asks (design.md §3). "Waiting" is R4 with R6: api origin not excluded, live, 受注状態 2, 入金 0, 承認 10, 承認日 blank.

    /// <summary>How many orders wait (distinct root numbers of waiting slips), counted up to a limit.</summary>
    int CountWaiting(string shop, int limit = int.MaxValue);
    /// <summary>Root numbers of waiting orders ordered on Rakuten between two moments, after a position, oldest first: the sweep and the small shop's whole set.</summary>
    IReadOnlyList<WaitingOrder> Waiting(string shop, DateTimeOffset orderedFrom, DateTimeOffset orderedBefore, SweepPosition? after, int limit);
    /// <summary>How many slips wait that were ordered between two moments: as many orders or, where orders were split, somewhat more.</summary>
    int CountWaitingBetween(string shop, DateTimeOffset orderedFrom, DateTimeOffset orderedBefore);
    /// <summary>Which of the given root numbers wait.</summary>
    IReadOnlySet<string> WaitingAmong(string shop, IReadOnlyCollection<string> rootOrderNumbers);
    /// <summary>
    /// The direct set: waiting orders whose slip a person (or the import) made or edited since <paramref name="editedSince"/> (all edits when null), or was ever approved
    /// (LastEvidenceAt set), or whose sighting is held; live, unshipped slips of any payment state that are held for returned_to_processing, cancel_not_final or shipping_date_missing; and the
    /// orders merged into live, unshipped slips (A16).
    /// </summary>
    IReadOnlyList<string> Direct(string shop, DateTimeOffset? editedSince);
    /// <summary>
    /// Orders with a slip that may be in R19's window: live, not excluded, 受注状態 2, 20, 30 or 40, 支払方法 one of <paramref name="cardMethods"/> or read from one of
    /// <paramref name="cardCodes"/>, 納品書印刷指示日 from <paramref name="today"/> to seven days on.
    /// </summary>
    IReadOnlyList<string> LongLead(string shop, IReadOnlyCollection<string> cardMethods, IReadOnlyCollection<int> cardCodes, DateOnly today);
    /// <summary>Which of the given root numbers have a live slip at 受注状態 0–40 that the cancel sync never cancelled, or a slip merged into such a slip.</summary>
    IReadOnlySet<string> CancellableAmong(string shop, IReadOnlyCollection<string> rootOrderNumbers);
    /// <summary>Which of the given root numbers have a live slip with 入金 2 that is not shipped.</summary>
    IReadOnlySet<string> PaidAmong(string shop, IReadOnlyCollection<string> rootOrderNumbers);
    /// <summary>受注日時 of the shop's oldest live unshipped slip; null when there is none.</summary>
    DateTimeOffset? OldestLive(string shop);
    /// <summary>受注日時 of the shop's oldest waiting slip; null when there is none.</summary>
    DateTimeOffset? OldestWaiting(string shop);
    /// <summary>受注日時 of the shop's oldest live slip with 入金 2 that is not shipped; null when there is none.</summary>
    DateTimeOffset? OldestPaid(string shop);

    // What was last seen on RMS, cursors, runs, leases.

    /// <summary>Sightings of the given orders; orders never seen are absent.</summary>
    IReadOnlyDictionary<string, OrderSighting> Sightings(string shop, IReadOnlyCollection<string> orderNumbers);
    /// <summary>Where the shop's cycles stand; a new one when there was none.</summary>
    SyncCursor Cursor(string shop);
    /// <summary>Writes where the shop's cycles stand.</summary>
    void Save(SyncCursor cursor);
    /// <summary>Writes the row of a run that begins or ends.</summary>
    void Save(SyncRun run);
    /// <summary>Runs, newest first, streamed.</summary>
    IEnumerable<SyncRun> Runs(string? shop = null, DateTimeOffset? since = null);
    /// <summary>The shop's rows that nobody has closed or marked yet, oldest first: the run that works it now, and those of processes that died.</summary>
    IReadOnlyList<SyncRun> OpenRuns(string shop);
    /// <summary>Removes the rows of runs that began before a moment; a slip's history keeps the numbers of its runs. Gives how many went.</summary>
    int ForgetRuns(DateTimeOffset before);
    /// <summary>The causes of which a person has been told for a shop (an empty name: for none in particular) and that have shown since; see <see cref="NoteCauses"/>.</summary>
    IReadOnlySet<string> NotedCauses(string shop);
    /// <summary>Notes that causes for a notice show now, and forgets those of the shop that last showed before a moment: a cause that comes back later is told again.</summary>
    void NoteCauses(string shop, IReadOnlyCollection<string> causes, DateTimeOffset at, DateTimeOffset forgetBefore);
    /// <summary>
    /// Takes the shop for one owner until a moment: the owner may hold it already, nobody may hold it, or the holder's time may be over. A lease that is refused says who holds it.
    /// </summary>
    LeaseResult TakeLease(string shop, string owner, DateTimeOffset now, DateTimeOffset until);
    /// <summary>Who holds the shop, and until when; null when nobody does. A holder whose time is over, or whose process has died, may still stand here.</summary>
    LeaseResult? Lease(string shop);
    /// <summary>Gives the shop back, when this owner still holds it.</summary>
    void ReleaseLease(string shop, string owner);
    /// <summary>Books the shop's next request to RMS over all processes: returns when it may be sent (never before <paramref name="now"/>) and moves the next one on by <paramref name="spacing"/>.</summary>
    DateTimeOffset BookRequest(string shop, DateTimeOffset now, TimeSpan spacing);

    // What the prompt asks.

    /// <summary>Slips whose number begins with the digits: those that wait, by shop and time of order, then others by number. Without digits, those that wait.</summary>
    /// <param name="digits">The digits; with anything else there are none.</param>
    /// <param name="limit">How many at most.</param>
    IReadOnlyList<OrderSlip> SlipsBeginning(string digits, int limit);
    /// <summary>Slips of orders whose root number begins with the text, in small letters or large: those that wait, by shop and number, then others by number. Without a text, slips that wait.</summary>
    /// <param name="text">The text.</param>
    /// <param name="limit">How many at most.</param>
    IReadOnlyList<OrderSlip> OrdersBeginning(string text, int limit);

    // What the report asks.

    /// <summary>Root numbers of the shop's orders with a slip that is live and not shipped, each once, in order, streamed.</summary>
    IEnumerable<string> OpenOrders(string shop);
    /// <summary>How many changes each rule made on each JST day since a moment, and over how many yen of slips; by shop, day and rule.</summary>
    /// <param name="rules">The rules asked about, such as R8.</param>
    /// <param name="since">The moment.</param>
    IReadOnlyList<RuleCount> RuleCounts(IReadOnlyCollection<string> rules, DateTimeOffset since);
    /// <summary>
    /// What was last seen of the shop's orders that tell of an authorisation refused on or after a JST day (a deadline for another method, or a refused attempt), streamed.
    /// </summary>
    IEnumerable<OrderSighting> Refused(string shop, DateOnly since);

    // Care.

    /// <summary>Writes one state of the whole store to a file, while others read and write, and checks the file; it can be opened as a store.</summary>
    /// <param name="path">The file, which is there only when it is whole.</param>
    /// <param name="overwrite">Whether a file that is there is replaced; else StoreExists.</param>
    /// <param name="progress">Told now and then how far it is; null when nobody wants to know.</param>
    /// <param name="cancel">Ends it at once; what stood under the name stays.</param>
    /// <exception cref="StoreException">StoreExists, StoreDamaged, StoreFull, StoreReadOnly; StoreUnsupported where the server's own tools make the backup.</exception>
    void Backup(string path, bool overwrite, Action<BackupStep>? progress, CancellationToken cancel);
    /// <summary>What is wrong with the store; empty when nothing is. Others may read and write meanwhile; nothing is repaired.</summary>
    /// <param name="check">What to look at.</param>
    /// <param name="cancel">Ends it at once.</param>
    IReadOnlyList<string> Faults(StoreCheck check, CancellationToken cancel);
    /// <summary>
    /// Copies everything but leases into another store, which is empty, and compares it row for row: all of it in one transaction there, or nothing. Gives how many rows each table has.
    /// </summary>
    /// <param name="destination">The other store, of either kind.</param>
    /// <param name="progress">Told now and then how far it is; null when nobody wants to know.</param>
    /// <param name="cancel">Ends it at once; the other store stays empty.</param>
    /// <exception cref="StoreException">StoreNotEmpty, or StoreDamaged when the copy is not the same.</exception>
    IReadOnlyList<(string Table, long Rows)> CopyTo(IOrderSlipStore destination, Action<CopyStep>? progress, CancellationToken cancel);
}

/// <summary>How far a backup is.</summary>
/// <param name="Pages">How many of the file's pages are copied; when all are, the copy is checked.</param>
/// <param name="Of">How many there are.</param>
public readonly record struct BackupStep(long Pages, long Of);

/// <summary>How far a copy of a store is.</summary>
/// <param name="Table">The table.</param>
/// <param name="IsCompared">Whether its rows are compared now; before that they are copied.</param>
/// <param name="Rows">How many rows are done.</param>
/// <param name="Of">How many there are.</param>
public readonly record struct CopyStep(string Table, bool IsCompared, long Rows, long Of);

/// <summary>What a store can be checked for.</summary>
public enum StoreCheck
{
    /// <summary>The file itself, or the server's indexes.</summary>
    Integrity,
    /// <summary>Rows that name others that are not there.</summary>
    References,
    /// <summary>History and slips agree: each slip was made once, its changes follow one another, and the last of them is what stands.</summary>
    History,
}

/// <summary>Where a store is and what it holds.</summary>
/// <param name="Kind">sqlite or postgresql.</param>
/// <param name="Location">The file or server, without any secret.</param>
/// <param name="SchemaVersion">The schema's version.</param>
/// <param name="Shops">Shops.</param>
/// <param name="Slips">Slips.</param>
/// <param name="SizeBytes">Size in bytes; null when not known.</param>
public sealed record StoreInfo(string Kind, string Location, int SchemaVersion, int Shops, long Slips, long? SizeBytes);

/// <summary>Which slips are asked for; every null is "any".</summary>
public sealed record SlipQuery
{
    /// <summary>Shops, exact names.</summary>
    public IReadOnlyCollection<string>? Shops { get; init; }
    /// <summary>Slip numbers.</summary>
    public IReadOnlyCollection<long>? SlipNumbers { get; init; }
    /// <summary>Order numbers: a root number finds every slip of the order, a suffixed one that slip.</summary>
    public IReadOnlyCollection<string>? OrderNumbers { get; init; }
    /// <summary>受注状態.</summary>
    public IReadOnlyCollection<SlipStatus>? Statuses { get; init; }
    /// <summary>入金状況.</summary>
    public DepositStatus? DepositStatus { get; init; }
    /// <summary>Live (true), cancelled (false) or both (null).</summary>
    public bool? Live { get; init; }
    /// <summary>Ordered on Rakuten at or after.</summary>
    public DateTimeOffset? OrderedFrom { get; init; }
    /// <summary>Ordered on Rakuten before.</summary>
    public DateTimeOffset? OrderedBefore { get; init; }
    /// <summary>Slips merged into one of these slip numbers.</summary>
    public IReadOnlyCollection<long>? MergedInto { get; init; }
}

/// <summary>Which history rows are asked for; every null is "any".</summary>
public sealed record HistoryQuery
{
    /// <summary>Slip numbers.</summary>
    public IReadOnlyCollection<long>? SlipNumbers { get; init; }
    /// <summary>Shop.</summary>
    public string? Shop { get; init; }
    /// <summary>Written at or after.</summary>
    public DateTimeOffset? Since { get; init; }
    /// <summary>Rule, such as R8.</summary>
    public string? Rule { get; init; }
    /// <summary>Run.</summary>
    public string? RunId { get; init; }
    /// <summary>History row or change number.</summary>
    public long? ChangeId { get; init; }
}

/// <summary>A waiting order and its place in the sweep.</summary>
/// <param name="OrderNumber">Root number.</param>
/// <param name="Position">Where the sweep stands after it.</param>
public sealed record WaitingOrder(string OrderNumber, SweepPosition Position);

/// <summary>Place in the sweep: 受注日時, then slip number.</summary>
/// <param name="OrderedAt">受注日時 of the last order swept.</param>
/// <param name="SlipNumber">Its slip.</param>
public sealed record SweepPosition(DateTimeOffset OrderedAt, long SlipNumber);

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

/// <summary>A store that cannot be opened, read or written, said so that a person can act.</summary>
public sealed class StoreException : Exception
{
    /// <summary>Says what is wrong with the store.</summary>
    /// <param name="id">Error id, such as StoreLocked, StoreDamaged, StoreNewer, StoreReadOnly, StoreFull, StoreNotFound, StoreUnreachable, ShopHasSlips.</param>
    /// <param name="message">What happened.</param>
    /// <param name="advice">What to do.</param>
    /// <param name="inner">The cause; null when there is none.</param>
    public StoreException(string id, string message, string advice, Exception? inner = null) : base(message, inner) => (Id, Advice) = (id, advice);

    /// <summary>Error id, stable.</summary>
    public string Id { get; }
    /// <summary>What to do.</summary>
    public string Advice { get; }
}
