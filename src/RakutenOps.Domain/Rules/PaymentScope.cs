namespace RakutenOps.Rules;

/// <summary>R3 支払方法 and R27: 楽天ペイ(楽天市場決済) whose method is mapped. 選択制決済 is never changed by the import.</summary>
public static class PaymentScope
{
    /// <summary>Whether Rakuten collects the money (rpaySettlementFlag, never the code).</summary>
    /// <param name="s">The situation, with its order.</param>
    public static Finding CheckCommon(Situation s)
    {
        var common = s.Rakuten.IsCommonSettlement;
        var found = common is null ? new Phrase("Found_NoSettlement") : new Phrase(common.Value ? "Found_Common" : "Found_Selective", Method(s.Rakuten));
        return new("R3", new("Condition_Settlement"), found, new("Wanted_Common"), common == true, Reason.NotCommonSettlement);
    }

    /// <summary>Whether RMS's method has a 支払方法 here.</summary>
    /// <param name="s">The situation, with its order.</param>
    public static Finding CheckMapped(Situation s)
    {
        var row = s.Shop.MethodFor(s.Rakuten.SettlementCode);
        var found = row is null ? new Phrase("Found_Unmapped", Method(s.Rakuten)) : new Phrase("Found_Mapped", Method(s.Rakuten), row.PaymentMethod);
        return new("R3", new("Condition_Mapping"), found, new("Wanted_Mapped"), row is not null, Reason.PaymentUnmapped);
    }

    /// <summary>RMS's method as a person knows it: name and code.</summary>
    /// <param name="order">The order.</param>
    public static Phrase Method(RakutenOrder order) => order?.SettlementName is { } name ? new("Method", name, order!.SettlementCode) : Phrase.Value(order?.SettlementCode);
}
