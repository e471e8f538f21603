using RakutenOps.Core.Rms;
using RakutenOps.Core.Storage;
using RakutenOps.Edits;

namespace RakutenOps.Core.Sync;

/// <summary>A person's wish that the 発送日 of a slip's order is registered on RMS.</summary>
/// <param name="SlipNumber">The slip.</param>
/// <param name="Date">発送日, JST; null is the slip's 出荷予定日.</param>
/// <param name="Company">Rakuten's code of the carrier; null is the order's usual one.</param>
public sealed record ShippingDateWish(long SlipNumber, DateOnly? Date, string? Company);

/// <summary>One slip whose date is to be registered.</summary>
/// <param name="Slip">The slip as it is.</param>
/// <param name="Order">Its order as RMS gave it.</param>
/// <param name="Date">発送日, JST; null is the slip's 出荷予定日.</param>
/// <param name="Company">Rakuten's code of the carrier; null is the order's usual one.</param>
/// <param name="Sighting">What is known of the order, to be written with the slip; null writes none.</param>
/// <param name="IsLast">Whether no other step of the order comes after it, so that the order is no longer held for its date.</param>
internal sealed record ShippingDateStep(OrderSlip Slip, RakutenOrder Order, DateOnly? Date, string? Company, OrderSighting? Sighting, bool IsLast = true)
{
    /// <summary>Whether a step before it is to give RMS the date that this one wants there.</summary>
    public bool Follows { get; init; }
}

/// <summary>
/// Registers 発送日: first on RMS, then 納品書印刷指示日 with RMS's answer in the slip's history. Killed between the two, the next time finds the date on RMS, sends nothing, and fills the slip. What may have
/// arrived is never sent again: the order is read again first.
/// </summary>
/// <param name="run">The shop's run.</param>
/// <param name="byPerson">Whether a person asked, whose edit it then is; the sync's own writes leave <see cref="OrderSlip.EditedAt"/>.</param>
internal sealed class ShippingDates(ShopRun run, bool byPerson)
{
    const int Attempts = 3;

    // Orders that were written to: what was read of them before no longer stands.
    readonly HashSet<string> written = new(StringComparer.Ordinal);

    /// <summary>What people wish for slips of this shop; a wish that cannot be met is told and the others go on.</summary>
    public async Task SetAsync(IReadOnlyCollection<ShippingDateWish> wishes, CancellationToken cancel)
    {
        var slips = run.Store.Find(new() { Shops = [run.Shop], SlipNumbers = [.. wishes.Select(static w => w.SlipNumber)] }).ToDictionary(static s => s.SlipNumber);
        foreach (var chunk in wishes.Where(w => slips.ContainsKey(w.SlipNumber)).Chunk(PaymentCycle.BatchSize))
        {
            run.Requests.Orders++;
            var read = await run.Rms.OrdersAsync([.. chunk.Select(w => slips[w.SlipNumber].RootOrderNumber)], cancel).ConfigureAwait(false);
            foreach (var (number, why) in read.NotRead) await run.EmitAsync(new OrderFailed(run.Shop, number, why), cancel).ConfigureAwait(false);
            var orders = read.Orders.ToDictionary(static o => o.OrderNumber, StringComparer.Ordinal);
            var sightings = run.Store.Sightings(run.Shop, [.. orders.Keys]);
            var steps = from wish in chunk
                        let slip = slips[wish.SlipNumber]
                        where orders.ContainsKey(slip.RootOrderNumber)
                        select new ShippingDateStep(slip, orders[slip.RootOrderNumber], wish.Date, wish.Company, sightings.GetValueOrDefault(slip.RootOrderNumber));
            await RegisterAsync([.. steps], cancel).ConfigureAwait(false);
        }
    }

    /// <summary>Plans the steps, asks the caller for approval, and carries out what was approved.</summary>
    /// <param name="steps">The steps; several of one order are carried out one after the other.</param>
    /// <param name="cancel">Ends it at once; what was written stays.</param>
    public async Task RegisterAsync(IReadOnlyList<ShippingDateStep> steps, CancellationToken cancel)
    {
        var planned = new Dictionary<SyncDecision, (ShippingDateStep Step, ShippingDatePlan Plan)>(ReferenceEqualityComparer.Instance);
        // As the slips will be once the steps before are carried out.
        var slips = run.Store.SlipsOf(run.Shop, [.. steps.Select(static s => s.Slip.RootOrderNumber).Distinct(StringComparer.Ordinal)]).ToDictionary(static s => s.SlipNumber);
        foreach (var step in steps)
        {
            try
            {
                var plan = Plan(step, slips.Values);
                slips[step.Slip.SlipNumber] = plan.Edit.After;
                var follows = planned.Values.Any(p => p.Step.Order.OrderNumber == step.Order.OrderNumber && p.Plan.OnRms == plan.OnRms && p.Plan.Rows.SequenceEqual(plan.Rows));
                if (follows) plan = plan with { Rows = [] };
                planned[Decision(step, plan)] = (step with { Follows = follows }, plan);
                foreach (var notice in plan.Notices) await run.EmitAsync(new SyncNotice(run.Shop, notice), cancel).ConfigureAwait(false);
            }
            catch (SlipException e)
            {
                await run.EmitAsync(byPerson ? new SlipRefused(run.Shop, e) : new SyncResult(run.Shop, [ShippingDateRegistration.NotRegistered(step.Slip, e)]), cancel).ConfigureAwait(false);
            }
        }
        if (planned.Count == 0) return;
        var batch = new SyncBatch(run.Shop, [.. planned.Keys]);
        await run.EmitAsync(batch, cancel).ConfigureAwait(false);
        var approved = await batch.ApprovalAsync(cancel).ConfigureAwait(false);
        foreach (var decision in batch.Decisions)
        {
            if (run.DryRun || !decision.ChangesSlip) await run.EmitAsync(new SyncResult(run.Shop, [decision]), cancel).ConfigureAwait(false);
            else if (approved(decision)) await CarryOutAsync(planned[decision].Step, planned[decision].Plan, cancel).ConfigureAwait(false);
        }
    }

    ShippingDatePlan Plan(ShippingDateStep step) => Plan(step, run.Store.SlipsOf(run.Shop, [step.Slip.RootOrderNumber]));

    ShippingDatePlan Plan(ShippingDateStep step, IEnumerable<OrderSlip> slips) =>
        ShippingDateRegistration.Plan(step.Slip, step.Order, step.Date, step.Company, [.. slips.Where(s => s.RootOrderNumber == step.Slip.RootOrderNumber && s.SlipNumber != step.Slip.SlipNumber)], run.Policy, run.Now);

    static SyncDecision Decision(ShippingDateStep step, ShippingDatePlan plan)
    {
        var decision = ShippingDateRegistration.Registered(step.Slip, plan, step.Order.ShippingDate);
        if (plan.IsDone) return decision with { Changes = [], After = null };
        return plan.Rows.Count == 0 ? decision : decision with { Request = UpdateOrderShippingRequest.Of(step.Order.OrderNumber, plan.Rows).ToString() };
    }

    async Task CarryOutAsync(ShippingDateStep step, ShippingDatePlan plan, CancellationToken cancel)
    {
        try
        {
            if ((step.Follows || written.Contains(step.Order.OrderNumber)) && await AgainAsync(step.Order.OrderNumber, cancel).ConfigureAwait(false) is { } now)
            {
                step = step with { Order = now };
                plan = Plan(step);
            }
            var answer = plan.Rows.Count == 0 ? null : await WriteAsync(step, plan, cancel).ConfigureAwait(false);
            var decision = answer is { Succeeded: false } ? Refused(step, plan, answer) : Taken(step, plan, answer);
            await run.EmitAsync(new SyncResult(run.Shop, [decision]), cancel).ConfigureAwait(false);
        }
        catch (RmsException e) when (e.Trouble != RmsTrouble.Unauthorised)
        {
            await run.EmitAsync(new OrderFailed(run.Shop, step.Order.OrderNumber, e.Message), cancel).ConfigureAwait(false);
        }
    }

    // RMS's own answer, a rejection included. No answer: what was sent may have arrived, and only the order tells.
    async Task<OrderAnswer> WriteAsync(ShippingDateStep step, ShippingDatePlan plan, CancellationToken cancel)
    {
        written.Add(step.Order.OrderNumber);
        run.Requests.Writes++;
        try
        {
            var answers = await run.Rms.SetShippingDatesAsync(step.Order.OrderNumber, plan.Rows, cancel).ConfigureAwait(false);
            return answers.FirstOrDefault(static a => !a.Succeeded) ?? answers[0];
        }
        catch (RmsException e) when (e.Trouble == RmsTrouble.Rejected)
        {
            return OrderAnswer.Of(step.Order.OrderNumber, e);
        }
        catch (RmsException e) when (e.Trouble is RmsTrouble.Unreachable or RmsTrouble.Unreadable)
        {
            var now = await AgainAsync(step.Order.OrderNumber, cancel).ConfigureAwait(false);
            if (now is not null && Plan(step with { Order = now }).Rows.Count == 0) return new(step.Order.OrderNumber, "INFO", "", "(read back)");
            throw;
        }
    }

    async Task<RakutenOrder?> AgainAsync(string number, CancellationToken cancel)
    {
        run.Requests.Orders++;
        return (await run.Rms.OrdersAsync([number], cancel).ConfigureAwait(false)).Orders is [var order] ? order : null;
    }

    SyncDecision Taken(ShippingDateStep step, ShippingDatePlan plan, OrderAnswer? answer)
    {
        var sighting = step.Sighting is { Order: { } seen } last ? last with { Order = seen with { ShippingDate = plan.OnRms }, Held = step.IsLast ? NotHeld(last) : last.Held } : null;
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var changes = ShippingDateRegistration.Changes(plan, step.Order.ShippingDate, answer?.Said, taken: true);
            if (Write(step.Slip, plan.Edit.After, changes, sighting) is { } slip) return Decision(step, plan) with { Changes = changes, After = slip };
            // A person changed the slip meanwhile. RMS has the date, so the slip as it is now gets it, if it still can.
            var now = run.Store.Slip(step.Slip.SlipNumber)!;
            step = step with { Slip = now };
            plan = plan with { Edit = ShippingDateRegistration.EditOf(now, plan.Date, run.Policy, run.Now) };
        }
        return Decision(step, plan).AsConflict();
    }

    SyncDecision Refused(ShippingDateStep step, ShippingDatePlan plan, OrderAnswer answer)
    {
        var sighting = step.Sighting is { } last ? last with { Held = step.IsLast ? NotHeld(last) : last.Held } : null;
        Write(step.Slip, step.Slip, ShippingDateRegistration.Changes(plan, step.Order.ShippingDate, answer.Said, taken: false), sighting);
        return ShippingDateRegistration.NotRegistered(step.Slip, new("ShippingDateRefused", step.Slip.SlipNumber, step.Order.OrderNumber, answer.Why ?? answer.Said));
    }

    OrderSlip? Write(OrderSlip before, OrderSlip after, IReadOnlyList<FieldChange> changes, OrderSighting? sighting)
    {
        var result = run.Store.Apply(new()
        {
            Slips = [new() { Before = before, After = after with { EditedAt = byPerson ? run.Now : before.EditedAt }, Changes = changes }],
            Sightings = sighting is null ? [] : [sighting],
            At = run.Now,
            By = run.By,
            Run = run.Count(changed: 1),
        });
        if (result.Conflicts.Count == 0) return result.Written[0] with { HistoryId = result.ChangeIds[0] };
        run.Store.Save(run.Count(changed: -1));
        return null;
    }

    static Reason? NotHeld(OrderSighting sighting) => sighting.Held == Reason.ShippingDateMissing ? null : sighting.Held;
}
