using System.Runtime.CompilerServices;
using RakutenOps.Core.Storage;
using RakutenOps.Core.Sync;
using RakutenOps.Rules;

namespace RakutenOps.Core.Runs;

/// <summary>Slips whose windows close or have closed: R5 of slips that wait, after which no cycle pays them any more, and R19 of slips whose second authorisation has not come.</summary>
internal static class ClosingWindows
{
    const int Page = 1000;

    /// <summary>Each slip that may be concerned: what the rules say of it, and its windows that close in the given days or fewer. By what the last cycle saw; nothing is written and RMS is not asked.</summary>
    public static async IAsyncEnumerable<(SyncDecision Decision, IReadOnlyList<ReauthWindow> Closing)> OfAsync(WorkspaceOptions options, IOrderSlipStore store, IReadOnlyCollection<string> shops, int days, [EnumeratorCancellation] CancellationToken cancel)
    {
        var today = JapanTime.Day(options.Clock.GetUtcNow());
        var known = store.Shops().Where(s => s.OrderImport && shops.Contains(s.Name)).ToList();
        var services = new SyncServices(options);
        foreach (var shop in known)
        {
            var policy = new ShopPolicy(shop, store.PaymentMap(), store.ShippableSettings());
            var orders = Waiting(store, shop.Name, today.AddDays(days - ProcessingPeriod.Days + 1)).Concat(store.LongLead(shop.Name, policy.CardMethods, policy.CardCodes, today)).Distinct(StringComparer.Ordinal);
            foreach (var chunk in orders.Chunk(Page))
            {
                var slips = store.SlipsOf(shop.Name, chunk).Where(static s => s.IsLive);
                await foreach (var (slip, decision, windows) in services.ExplainAsync(slips, online: false, null, cancel).ConfigureAwait(false))
                {
                    yield return (decision, [.. windows.Where(w => w is { IsOpen: true, DaysLeft: { } left } && left <= days && (w.Rule == "R19" || (w.Rule == "R5" && WaitingSlip.Holds(slip))))]);
                }
            }
        }
    }

    // The window of a slip ordered later than this cannot close yet, whatever was changed since.
    static IEnumerable<string> Waiting(IOrderSlipStore store, string shop, DateOnly orderedBefore)
    {
        SweepPosition? after = null;
        while (true)
        {
            var page = store.Waiting(shop, DateTimeOffset.MinValue, JapanTime.Start(orderedBefore), after, Page);
            foreach (var order in page) yield return order.OrderNumber;
            if (page.Count < Page) yield break;
            after = page[^1].Position;
        }
    }
}
