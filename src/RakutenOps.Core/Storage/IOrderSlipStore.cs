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
