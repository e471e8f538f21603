using System.Collections.Frozen;
using RakutenOps.Core.Rms;
using RakutenOps.Core.Storage;
using RakutenOps.Core.Text;
using RakutenOps.Rules;

namespace RakutenOps.Core.Sync;

/// <summary>
/// Imports the orders that RMS has and the store has not: 楽天ペイ orders at 100–300, 選択制決済 at 300 only. It goes on from the last completed import, so an outage loses nothing;
/// an order that cannot be taken yet (an amount still at −9999, 選択制決済 before 300) keeps the next import looking back as far as itself, one that cannot be read as far as this import.
/// </summary>
internal sealed class ImportCycle(ShopRun run, DateTimeOffset? since)
{
    static readonly TimeSpan FirstReach = TimeSpan.FromHours(24);
    static readonly TimeSpan Overlap = TimeSpan.FromHours(2);
    static readonly TimeSpan LongestLookBack = TimeSpan.FromDays(62);
    static readonly TimeSpan Unconfirmed = TimeSpan.FromDays(1);
    static readonly OrderProgress[] Open = [OrderProgress.AwaitingConfirmation, OrderProgress.RakutenProcessing, OrderProgress.AwaitingShipment];

    // What a slip cannot be without; any other field may be blank.
    static readonly HashSet<string> Needed = new(["orderDatetime", "requestPrice", "units", "PackageModelList", "ItemModelList"], StringComparer.OrdinalIgnoreCase);

    DateTimeOffset from, until = run.Now;
    int leftUnconfirmed;

    /// <summary>Searches, reads and makes slips.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        var cursor = run.Store.Cursor(run.Shop);
        from = since ?? (cursor.ImportedUntil - Overlap) ?? run.Now - FirstReach;
        var searcher = new OrderSearcher(run.Rms, run.Requests, run.Clock);
        await run.ProgressAsync("Search", 0, 2, cancel).ConfigureAwait(false);
        var ordered = await searcher.AllAsync(SearchDate.Ordered, from, run.Now, Open, SearchPurpose.Now, cancel).ConfigureAwait(false);
        // An order from before may have become one that is taken only now: settled, or confirmed late.
        var fixedNow = await searcher.AllAsync(SearchDate.Fixed, from, run.Now, [OrderProgress.AwaitingShipment], SearchPurpose.Now, cancel).ConfigureAwait(false);
        var found = ordered.Union(fixedNow, StringComparer.Ordinal).ToList();
        var known = run.Store.Known(run.Shop, found);
        var fresh = found.Where(n => !known.Contains(n)).Order(StringComparer.Ordinal).ToList();
        var done = 0;
        foreach (var chunk in fresh.Chunk(PaymentCycle.BatchSize))
        {
            await run.ProgressAsync("Import", done, fresh.Count, cancel).ConfigureAwait(false);
            run.Requests.Orders++;
            await TakeAsync(await run.Rms.OrdersAsync(chunk, cancel).ConfigureAwait(false), cancel).ConfigureAwait(false);
            done += chunk.Length;
        }
        await run.ProgressAsync("Import", done, fresh.Count, cancel).ConfigureAwait(false);
        if (leftUnconfirmed > 0 && !run.Policy.Shop.AutoConfirm) await run.EmitAsync(new SyncNotice(run.Shop, new("Say_LeftUnconfirmed", leftUnconfirmed)), cancel).ConfigureAwait(false);
        if (run.DryRun || (since is not null && cursor.ImportedUntil is null && since > run.Now - FirstReach)) return;
        var earliest = run.Now - LongestLookBack;
        run.Store.Save(run.Store.Cursor(run.Shop) with { ImportedUntil = until < earliest ? earliest : until });
    }

    async Task TakeAsync(OrdersRead read, CancellationToken cancel)
    {
        var decisions = new List<SyncDecision>();
        var sightings = new List<OrderSighting>();
        var blank = read.Partly.ToDictionary(static p => p.OrderNumber, static p => p.Fields, StringComparer.Ordinal);
        foreach (var order in read.Orders)
        {
            var fields = blank.GetValueOrDefault(order.OrderNumber) ?? [];
            if (order is { Progress: OrderProgress.AwaitingConfirmation } && run.Now - order.OrderedAt > Unconfirmed) leftUnconfirmed++;
            if (order.OrderedAt is not { } ordered || fields.Any(Needed.Contains)) await FailedAsync(order.OrderNumber, Sentence.Of("Order_Needs", string.Join(", ", fields)), cancel).ConfigureAwait(false);
            else if (!CanTake(order)) LookBackTo(ordered);
            else
            {
                decisions.Add(NewSlip.From(order, ordered, run.Policy, run.Now));
                sightings.Add(new() { Shop = run.Shop, OrderNumber = order.OrderNumber, SeenAt = run.Now, Order = order });
                if (fields.Count > 0) await run.EmitAsync(new SyncNotice(run.Shop, new("Say_PartlyRead", order.OrderNumber, string.Join(", ", fields))), cancel).ConfigureAwait(false);
            }
        }
        foreach (var bad in read.Unreadable) await FailedAsync(bad.OrderNumber, bad.Why, cancel).ConfigureAwait(false);
        // A search found it a moment ago: RMS lags behind itself, or answered for another shop, and what it should have found was not seen.
        foreach (var gone in read.Missing) await FailedAsync(gone, Sentence.Of("Order_Vanished"), cancel).ConfigureAwait(false);
        await run.CarryOutAsync(decisions, static _ => null, sightings, FrozenDictionary<string, OrderSighting>.Empty, read.Orders.Count, cancel).ConfigureAwait(false);
    }

    async Task FailedAsync(string order, string why, CancellationToken cancel)
    {
        LookBackTo(from + Overlap);
        await run.EmitAsync(new OrderFailed(run.Shop, order, why), cancel).ConfigureAwait(false);
    }

    void LookBackTo(DateTimeOffset at)
    {
        if (at < until) until = at;
    }

    static bool CanTake(RakutenOrder order) =>
        !order.HasOpenAmount && order.RequestedAmount is not null && (order.IsCommonSettlement != false || order.Progress == OrderProgress.AwaitingShipment) && Open.Contains(order.Progress);
}

/// <summary>A slip as the API import makes it.</summary>
internal static class NewSlip
{
    /// <summary>The slip of an order. A method that is not mapped leaves 支払方法 blank and the slip in 確認待ち (R3).</summary>
    /// <param name="order">The order.</param>
    /// <param name="ordered">注文日時.</param>
    /// <param name="policy">The shop's settings.</param>
    /// <param name="now">The import's moment.</param>
    public static SyncDecision From(RakutenOrder order, DateTimeOffset ordered, ShopPolicy policy, DateTimeOffset now)
    {
        var method = policy.MethodFor(order.SettlementCode);
        var setting = policy.ShippableFor(method?.PaymentMethod);
        var slip = new OrderSlip
        {
            Shop = policy.Shop.Name,
            OrderNumber = order.OrderNumber,
            Origin = SlipOrigin.Api,
            PaymentMethod = method?.PaymentMethod,
            SettlementCode = order.SettlementCode,
            DepositStatus = setting.InitialDepositStatus,
            ApprovalStatus = setting.InitialApprovalStatus,
            ConfirmCheck = method is null ? ConfirmCheck.Required : ConfirmCheck.NotNeeded,
            TotalAmount = order.RequestedAmount ?? 0,
            OrderedAt = ordered,
            PlannedShipDate = order.ShippingDate,
            EditedAt = now,
            Lines = [.. order.Items.Select(static (item, i) => new OrderLine { LineNumber = i + 1, ItemCode = item.ItemCode, ItemName = item.ItemName, Quantity = item.Units, UnitPrice = item.Price })],
        };
        slip = Funnel.Advance(slip, setting, JapanTime.Day(now));
        return new()
        {
            SlipNumber = 0,
            OrderNumber = order.OrderNumber,
            Shop = policy.Shop.Name,
            Rule = "Import",
            Outcome = Outcome.Imported,
            Reason = method is null ? Reason.PaymentUnmapped : Reason.Applied,
            Text = method is null ? new("Say_ImportedUnmapped", PaymentScope.Method(order)) : new("Say_Imported", method.PaymentMethod),
            Changes = [new("Import", "Slip", null, order.OrderNumber)],
            After = slip,
        };
    }
}
