using System.Runtime.CompilerServices;
using RakutenOps.Core.Storage;
using RakutenOps.Core.Sync;
using RakutenOps.Rules;

namespace RakutenOps.Core.Runs;

/// <summary>Windows that are open and about to close: R5 of slips that wait, after which no cycle pays them any more, and R19 of slips whose second authorisation has not come.</summary>
internal static class ClosingWindows
{
    const int Page = 1000;

    /// <summary>The windows that close in the given days or fewer, by what the last cycle saw; nothing is written and RMS is not asked.</summary>
    public static async IAsyncEnumerable<ReauthWindow> OfAsync(WorkspaceOptions options, IOrderSlipStore store, IReadOnlyCollection<string> shops, int days, [EnumeratorCancellation] CancellationToken cancel)
    {
        var today = JapanTime.Day(options.Clock.GetUtcNow());
        var known = store.Shops().Where(s => s.OrderImport && shops.Contains(s.Name)).ToList();
        var services = new SyncServices(options);
        foreach (var shop in known)
        {
            var cards = new ShopPolicy(shop, store.PaymentMap(), store.ShippableSettings()).CardMethods;
            var orders = Waiting(store, shop.Name, today.AddDays(days - ProcessingPeriod.Days + 1)).Concat(store.LongLead(shop.Name, cards, today)).Distinct(StringComparer.Ordinal);
            foreach (var chunk in orders.Chunk(Page))
            {
                var slips = store.SlipsOf(shop.Name, chunk).Where(static s => s.IsLive);
                await foreach (var (slip, decision, windows) in services.ExplainAsync(slips, online: false, null, cancel).ConfigureAwait(false))
                {
                    foreach (var window in windows)
                    {
                        if (window is { IsOpen: true, DaysLeft: { } left } && left <= days && (window.Rule == "R19" || (window.Rule == "R5" && WaitingSlip.Holds(slip)))) yield return window;
                    }
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
