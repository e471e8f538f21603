using RakutenOps.Core.Storage;
using RakutenOps.Edits;
using RakutenOps.Rules;

namespace RakutenOps.Core.Slips;

/// <summary>
/// What people do to slips, over a store. Everything that changes is planned first, which writes nothing, and then applied as planned in one transaction: a slip that was changed between the two
/// is a SlipConflict, and nothing of the plan is written.
/// </summary>
/// <param name="store">The store; the caller closes it.</param>
/// <param name="clock">The clock.</param>
public sealed class SlipService(IOrderSlipStore store, TimeProvider clock)
{
    const int SlipsAtOnce = 500;

    readonly Dictionary<string, ShopPolicy> policies = new(StringComparer.Ordinal);

    /// <summary>Slips that fit a query, each with its stage of today, streamed.</summary>
    /// <param name="query">Which slips.</param>
    /// <param name="stages">The stages they may stand in today; null is any.</param>
    public IEnumerable<OrderSlip> Find(SlipQuery query, IReadOnlyCollection<Stage>? stages = null)
    {
        ArgumentNullException.ThrowIfNull(query);
        return stages is null
            ? store.Find(query).Select(Staged)
            : store.Find(SlipStages.Narrow(query, stages)).Select(Staged).Where(s => stages.Contains(s.Stage));
    }

    /// <summary>The slips, each with what it and its Rakuten order do not agree on, as the last sync saw the order; streamed.</summary>
    /// <param name="slips">Slips of any shops and orders.</param>
    public IEnumerable<OrderSlip> Compared(IEnumerable<OrderSlip> slips) => slips.Chunk(SlipsAtOnce).SelectMany(Compare);

    IEnumerable<OrderSlip> Compare(OrderSlip[] slips)
    {
        var differences = new Dictionary<long, IReadOnlyList<SlipDifference>>();
        foreach (var ofShop in slips.GroupBy(static s => s.Shop, StringComparer.Ordinal))
        {
            var seen = store.Sightings(ofShop.Key, [.. ofShop.Select(static s => s.RootOrderNumber).Distinct(StringComparer.Ordinal)]);
            var all = store.SlipsOf(ofShop.Key, [.. seen.Keys]);
            var (family, carriers) = (all.ToLookup(static s => s.RootOrderNumber, StringComparer.Ordinal), store.CarriersAmong(all));
            foreach (var slip in ofShop.Where(s => seen.ContainsKey(s.RootOrderNumber)))
            {
                var ofOrder = family[slip.RootOrderNumber].ToList();
                var situation = Situation(slip, ofOrder, seen[slip.RootOrderNumber]);
                if (Differences.Of(situation, MergedSlips.IsMerged(ofOrder, carriers)) is { Count: > 0 } found) differences[slip.SlipNumber] = found;
            }
        }
        return slips.Select(s => differences.TryGetValue(s.SlipNumber, out var found) ? s with { Differences = found } : s);
    }

    /// <summary>One slip with its stage of today.</summary>
    /// <exception cref="SlipException">There is none of that number (SlipNotFound).</exception>
    public OrderSlip Slip(long slipNumber) => Staged(Read(slipNumber));

    /// <summary>手起票.</summary>
    /// <exception cref="SlipException">The number is taken (SlipExists), or see <see cref="SlipCreation"/>.</exception>
    public SlipPlan PlanNew(SlipEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var plan = SlipCreation.Plan(entry, SlipOrigin.Manual, Policy(entry.Shop), Now);
        var taken = Family(entry.Shop, plan.Edits[0].After.RootOrderNumber).FirstOrDefault(s => s.OrderNumber == entry.OrderNumber);
        return taken is null ? plan : throw new SlipException("SlipExists", entry.OrderNumber, entry.OrderNumber, taken.SlipNumber);
    }

    /// <summary>Which of the order numbers have a slip, in one query.</summary>
    /// <param name="shop">The shop.</param>
    /// <param name="orderNumbers">Order numbers, suffixes included.</param>
    public IReadOnlySet<string> Taken(string shop, IReadOnlyCollection<string> orderNumbers)
    {
        var asked = orderNumbers.ToHashSet(StringComparer.Ordinal);
        asked.IntersectWith(store.SlipsOf(shop, [.. asked.Select(OrderNumbers.Root).Distinct(StringComparer.Ordinal)]).Select(static s => s.OrderNumber));
        return asked;
    }

    /// <summary>受注CSV取込 of one slip; a plan without edits where its number is there already, so that the same file twice makes no second slip.</summary>
    /// <param name="entry">The slip.</param>
    /// <param name="taken">Order numbers that have a slip, from <see cref="Taken"/>.</param>
    /// <exception cref="SlipException">See <see cref="SlipCreation"/>.</exception>
    public SlipPlan PlanCsv(SlipEntry entry, IReadOnlySet<string> taken)
    {
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentNullException.ThrowIfNull(taken);
        var plan = SlipCreation.Plan(entry, SlipOrigin.Csv, Policy(entry.Shop), Now);
        return taken.Contains(entry.OrderNumber) ? plan with { Edits = [] } : plan;
    }

    /// <summary>Writes plans that each stand for themselves, in one transaction: many small ones would cost a flush of the disk each.</summary>
    /// <param name="plans">The plans, each of another order number.</param>
    /// <param name="by">Who writes: the cmdlet.</param>
    /// <returns>The slips as they now stand; of an order whose slip was changed or made meanwhile there is none, and nothing of it was written.</returns>
    public IReadOnlyList<OrderSlip> ApplyEach(IEnumerable<SlipPlan> plans, string by)
    {
        var now = Now;
        var result = store.Apply(new() { Slips = [.. plans.SelectMany(static p => p.Edits).Select(e => Write(e, now))], At = now, By = by });
        return [.. result.Written.Select(Staged)];
    }

    /// <summary>複写.</summary>
    /// <exception cref="SlipException">SlipNotFound.</exception>
    public SlipPlan PlanCopy(long slipNumber)
    {
        var slip = Read(slipNumber);
        return SlipCopy.Plan(slip, Family(slip), Policy(slip.Shop), Now);
    }

    /// <summary>分割; line number → pieces that move.</summary>
    /// <exception cref="SlipException">SlipNotFound, or see <see cref="SlipSplit"/>.</exception>
    public SlipPlan PlanSplit(long slipNumber, IReadOnlyDictionary<int, int> pieces)
    {
        var slip = Read(slipNumber);
        return SlipSplit.Plan(slip, pieces, Family(slip), Policy(slip.Shop), Now);
    }

    /// <summary>同梱: the survivor absorbs the others.</summary>
    /// <exception cref="SlipException">SlipNotFound, or see <see cref="SlipMerge"/>.</exception>
    public SlipPlan PlanMerge(long survivor, IReadOnlyList<long> absorbed)
    {
        ArgumentNullException.ThrowIfNull(absorbed);
        var stays = Read(survivor);
        var goes = absorbed.Distinct().Select(Read).ToList();
        var earlier = goes.Count == 0 ? [] : store.Find(new() { MergedInto = [.. goes.Select(static s => s.SlipNumber)] }).ToList();
        return SlipMerge.Plan(stays, goes, earlier, Policy(stays.Shop), Now);
    }

    /// <summary>Makes a cancelled slip live again.</summary>
    /// <exception cref="SlipException">SlipNotFound, SlipNotCancelled.</exception>
    public SlipPlan PlanRestore(long slipNumber)
    {
        var slip = Read(slipNumber);
        return SlipRestore.Plan(slip, slip.MergedInto is { } into ? store.Slip(into) : null, Policy(slip.Shop), Now);
    }

    /// <summary>Changes fields of a slip; a plan without edits where it stands so already.</summary>
    /// <exception cref="SlipException">SlipNotFound, or see <see cref="SlipSetting"/>.</exception>
    public SlipPlan PlanSet(long slipNumber, SlipPatch patch)
    {
        var slip = Read(slipNumber);
        return SlipSetting.Plan(slip, patch, Policy(slip.Shop), Now);
    }

    /// <summary>The rows of the change that a history row belongs to, in order.</summary>
    /// <param name="historyId">A history row, or the number of a change.</param>
    /// <exception cref="SlipException">There is none of that number (HistoryNotFound).</exception>
    public IReadOnlyList<SlipHistory> Change(long historyId) =>
        store.History(new() { ChangeId = historyId }).ToList() is { Count: > 0 } rows ? rows : throw new SlipException("HistoryNotFound", historyId, historyId);

    /// <summary>Puts back what changes of one slip made of it; a plan without edits where it stands as before them already.</summary>
    /// <param name="changes">The changes, as <see cref="Change"/> gives them.</param>
    /// <param name="force">Whether fields that were changed again since, and a printed slip's payment, are put back all the same.</param>
    /// <exception cref="SlipException">See <see cref="SlipUndo"/>.</exception>
    public SlipPlan PlanUndo(IReadOnlyList<IReadOnlyList<SlipHistory>> changes, bool force = false)
    {
        ArgumentNullException.ThrowIfNull(changes);
        var slip = Read(changes[0][0].SlipNumber);
        return SlipUndo.Plan(slip, changes, Policy(slip.Shop), Now, force);
    }

    /// <summary>R15 on one slip, with a notice that names the slips of its order that stay as they are.</summary>
    /// <param name="slipNumber">The slip.</param>
    /// <param name="amount">The new total in yen; null leaves it.</param>
    /// <param name="force">Whether a slip that is printed or never automated is reset all the same.</param>
    /// <param name="together">Slips that are reset by the same command and so are no siblings left behind; those that R15 refuses are named all the same.</param>
    /// <exception cref="SlipException">SlipNotFound, AmountNegative, ResetRefused.</exception>
    public SlipPlan PlanReset(long slipNumber, decimal? amount = null, bool force = false, IReadOnlySet<long>? together = null)
    {
        var slip = Read(slipNumber);
        var s = Situation(slip);
        var left = s.Siblings.Where(o => together?.Contains(o.SlipNumber) != true || PaymentReset.Decide(s with { Slip = o, Siblings = [] }, null, force).After is null);
        return SlipPayment.Reset(s with { Siblings = [.. left] }, amount, force);
    }

    /// <summary>R17 and R26: approval by hand.</summary>
    /// <param name="slipNumber">The slip.</param>
    /// <param name="approvalDate">承認日, JST; null is today.</param>
    /// <exception cref="SlipException">SlipNotFound, SlipCancelled, ApprovalInFuture, DateTooEarly.</exception>
    public SlipPlan PlanApproval(long slipNumber, DateOnly? approvalDate = null) => SlipPayment.Approve(Situation(Read(slipNumber)), approvalDate ?? JapanTime.Day(Now));

    /// <summary>Writes a plan, all of it or nothing.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="by">Who writes: the cmdlet.</param>
    /// <returns>The slips as they now stand, in the plan's order, each with its stage.</returns>
    /// <exception cref="SlipException">A slip of the plan was changed meanwhile, or its new number is taken (SlipConflict).</exception>
    public IReadOnlyList<OrderSlip> Apply(SlipPlan plan, string by)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (plan.Edits.Count == 0) return [];
        var now = Now;
        var result = store.Apply(new() { Slips = [.. plan.Edits.Select(e => Write(e, now))], At = now, By = by, AllOrNothing = true });
        if (result.Conflicts.Count > 0) throw new SlipException("SlipConflict", plan.Edits.FirstOrDefault(static e => e.Before is not null)?.Before!.SlipNumber ?? (object)plan.Edits[0].After.OrderNumber, plan.Target);
        // A write that changes nothing that the history keeps has no row there.
        return [.. result.Written.Zip(result.ChangeIds, (slip, change) => Staged(slip) with { HistoryId = change == 0 ? null : change })];
    }

    internal DateTimeOffset Now => clock.GetUtcNow();

    internal ShopPolicy Policy(string shop)
    {
        if (policies.TryGetValue(shop, out var known)) return known;
        var shops = store.Shops();
        var row = shops.FirstOrDefault(s => s.Name == shop) ?? throw ShopException.NotFound(shop, shops);
        return policies[shop] = new(row, store.PaymentMap(), store.ShippableSettings());
    }

    // The edit counts from when it is written, not from when it was planned: a person may think about -Confirm while a cycle begins, and the cycle after it must see the edit.
    internal static SlipWrite Write(SlipEdit edit, DateTimeOffset now) => new() { Before = edit.Before, After = edit.After with { EditedAt = now }, Changes = edit.Changes, Evidence = edit.Evidence };

    internal OrderSlip Staged(OrderSlip slip) => slip with { Stage = Funnel.StageOf(slip, Policy(slip.Shop).ShippableFor(slip.PaymentMethod), JapanTime.Day(Now)) };

    OrderSlip Read(long slipNumber) => store.Slip(slipNumber) ?? throw new SlipException("SlipNotFound", slipNumber, slipNumber);

    IReadOnlyList<OrderSlip> Family(OrderSlip slip) => Family(slip.Shop, slip.RootOrderNumber);

    IReadOnlyList<OrderSlip> Family(string shop, string root) => store.SlipsOf(shop, [root]);

    Situation Situation(OrderSlip slip) => Situation(slip, Family(slip), store.Sightings(slip.Shop, [slip.RootOrderNumber]).GetValueOrDefault(slip.RootOrderNumber));

    Situation Situation(OrderSlip slip, IReadOnlyList<OrderSlip> family, OrderSighting? seen) => new(slip, seen?.Order, Policy(slip.Shop), Now)
    {
        Siblings = [.. family.Where(o => o.SlipNumber != slip.SlipNumber)],
        SettlementChangeSeenAt = seen?.SettlementChangeSeenAt,
    };
}
