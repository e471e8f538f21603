using RakutenOps.Core.Storage;

namespace RakutenOps.Commands.Settings;

/// <summary>Which payment methods a shop's waiting slips and the orders behind them use without a row of 支払方法の取込設定 (R3, A12).</summary>
static class UnmappedMethods
{
    /// <summary>One per settlement code, with how many slips wait with it.</summary>
    /// <param name="store">The store.</param>
    /// <param name="policy">The shop's settings.</param>
    /// <param name="now">Now.</param>
    public static IEnumerable<UnmappedMethod> Of(IOrderSlipStore store, ShopPolicy policy, DateTimeOffset now)
    {
        var shop = policy.Shop.Name;
        // Orders whose slip is held by a missing map are in the direct set; a buyer's new method is known from the order alone.
        var seen = store.Sightings(shop, store.Direct(shop, now));
        var slips = store.Find(new SlipQuery { Shops = [shop], Statuses = [SlipStatus.Incomplete, SlipStatus.MailImported, SlipStatus.Entered], Live = true });
        return slips
            .Select(slip => (Order: seen.GetValueOrDefault(slip.RootOrderNumber)?.Order, Slip: slip))
            .Select(static s => (Code: s.Order?.SettlementCode ?? s.Slip.SettlementCode, Name: s.Order?.SettlementName))
            .Where(s => s.Code is not null && policy.MethodFor(s.Code) is null)
            .GroupBy(static s => s.Code!.Value)
            .OrderBy(static g => g.Key)
            .Select(g => new UnmappedMethod { Shop = shop, SettlementCode = g.Key, SettlementName = g.Select(static s => s.Name).FirstOrDefault(static n => n is not null) ?? Settlements.Name(g.Key), Slips = g.Count() });
    }
}
