using System.Globalization;

namespace RakutenOps.Completion;

/// <summary>Slips, those that wait for payment first: the ones people ask about. As many as fit on a screen are read, so the prompt answers at once however many there are.</summary>
public abstract class SlipCompleter : StoreCompleter
{
    /// <summary>What tells one slip from the next.</summary>
    private protected static string Tip(OrderSlip slip, string number) =>
        string.Join("  ", ((string[])[number, slip.Shop, Display.Minute(slip.OrderedAt), slip.PaymentMethod ?? "", Display.Amount(slip.TotalAmount)]).Where(static part => part.Length > 0));
}

/// <summary>伝票番号.</summary>
public sealed class SlipNumberCompleter : SlipCompleter
{
    private protected override IEnumerable<(string Value, string Tip)> Known(string beginning) => Read(store => store.SlipsBeginning(beginning, Most))
        .Select(static s => (s.SlipNumber.ToString(CultureInfo.InvariantCulture), Tip(s, s.OrderNumber)));
}

/// <summary>受注番号.</summary>
public sealed class OrderNumberCompleter : SlipCompleter
{
    private protected override IEnumerable<(string Value, string Tip)> Known(string beginning) => Read(store => store.OrdersBeginning(OrderNumbers.RootOfBeginning(beginning), Most))
        .Select(static s => (s.OrderNumber, Tip(s, s.SlipNumber.ToString(CultureInfo.InvariantCulture))));
}
