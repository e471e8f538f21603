using RakutenOps.Core.Rms;
using RakutenOps.Core.Text;

namespace RakutenOps.Core.Sync;

/// <summary>注文確認 (confirmOrder): 100 → 200 on RMS, for the given orders or for all that stand at 100. It cannot be undone, and Rakuten cancels what is left unconfirmed for 14 days.</summary>
internal sealed class ConfirmCycle(ShopRun run, IReadOnlyCollection<string>? orderNumbers)
{
    /// <summary>Searches where no orders are given, and confirms what the caller approves.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        var orders = orderNumbers ?? await new OrderSearcher(run.Rms, run.Requests, run.Clock)
            .AllAsync(SearchDate.Ordered, run.Now - OrderSearcher.Window, run.Now, [OrderProgress.AwaitingConfirmation], SearchPurpose.Now, cancel).ConfigureAwait(false);
        var done = 0;
        foreach (var chunk in orders.Chunk(PaymentCycle.BatchSize))
        {
            await run.ProgressAsync("Confirm", done, orders.Count, cancel).ConfigureAwait(false);
            await ConfirmAsync(chunk, cancel).ConfigureAwait(false);
            done += chunk.Length;
        }
    }

    async Task ConfirmAsync(IReadOnlyCollection<string> orders, CancellationToken cancel)
    {
        var slips = run.Store.SlipsOf(run.Shop, orders).ToLookup(static s => s.RootOrderNumber, StringComparer.Ordinal);
        var batch = new SyncBatch(run.Shop, [.. orders.Select(n => Decision(n, slips[n].FirstOrDefault()))]);
        await run.EmitAsync(batch, cancel).ConfigureAwait(false);
        var approved = await batch.ApprovalAsync(cancel).ConfigureAwait(false);
        if (run.DryRun)
        {
            await run.EmitAsync(new SyncResult(run.Shop, batch.Decisions), cancel).ConfigureAwait(false);
            return;
        }
        var wanted = batch.Decisions.Where(approved).ToList();
        if (wanted.Count == 0) return;
        run.Requests.Orders++;
        var answers = (await run.Rms.ConfirmAsync([.. wanted.Select(static d => d.OrderNumber)], cancel).ConfigureAwait(false)).ToLookup(static a => a.OrderNumber ?? "", StringComparer.Ordinal);
        var confirmed = new List<SyncDecision>();
        foreach (var decision in wanted)
        {
            var answer = answers[decision.OrderNumber].Concat(answers[""]).FirstOrDefault();
            if (answer is { Succeeded: true }) confirmed.Add(decision);
            else await run.EmitAsync(new OrderFailed(run.Shop, decision.OrderNumber, answer is null ? Sentence.Of("Order_NotNamed") : answer.Why ?? answer.Said), cancel).ConfigureAwait(false);
        }
        run.Store.Save(run.Count(orders: wanted.Count));
        await run.EmitAsync(new SyncResult(run.Shop, confirmed), cancel).ConfigureAwait(false);
    }

    SyncDecision Decision(string order, OrderSlip? slip) =>
        new() { SlipNumber = slip?.SlipNumber ?? 0, OrderNumber = order, Shop = run.Shop, Rule = "Confirm", Outcome = Outcome.Confirmed, Reason = Reason.Applied, Text = new("Say_Confirmed") };
}
