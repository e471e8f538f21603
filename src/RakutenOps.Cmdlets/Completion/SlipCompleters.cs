using System.Globalization;
using RakutenOps.Core.Storage;

namespace RakutenOps.Completion;

/// <summary>
/// Slips that wait for payment, the oldest of each shop first: the ones people ask about. However many wait, a few hundred are looked at, so that the prompt answers at once.
/// </summary>
public abstract class WaitingSlipCompleter : StoreCompleter
{
    const int Looked = 300;

    /// <summary>Waiting orders' slips, in order of shop and time of order.</summary>
    private protected static IReadOnlyList<OrderSlip> WaitingSlips() => Read(static store =>
    {
        var slips = new List<OrderSlip>();
        foreach (var shop in store.Shops())
        {
            var orders = store.Waiting(shop.Name, DateTimeOffset.MinValue, DateTimeOffset.MaxValue, null, Looked).Select(static o => o.OrderNumber).Distinct().ToList();
            slips.AddRange(store.SlipsOf(shop.Name, orders).OrderBy(static s => s.OrderedAt).ThenBy(static s => s.SlipNumber));
        }
        return slips;
    });

    /// <summary>What tells one slip from the next.</summary>
    private protected static string Tip(OrderSlip slip, string number) =>
        string.Join("  ", ((string[])[number, slip.Shop, Display.Minute(slip.OrderedAt), slip.PaymentMethod ?? "", Display.Amount(slip.TotalAmount)]).Where(static part => part.Length > 0));
}

/// <summary>伝票番号 of slips that wait for payment.</summary>
public sealed class SlipNumberCompleter : WaitingSlipCompleter
{
    private protected override IEnumerable<(string Value, string Tip)> Known() => WaitingSlips().Select(static s => (s.SlipNumber.ToString(CultureInfo.InvariantCulture), Tip(s, s.OrderNumber)));
}

/// <summary>受注番号 of slips that wait for payment.</summary>
public sealed class OrderNumberCompleter : WaitingSlipCompleter
{
    private protected override IEnumerable<(string Value, string Tip)> Known() => WaitingSlips().Select(static s => (s.OrderNumber, Tip(s, s.SlipNumber.ToString(CultureInfo.InvariantCulture))));
}
