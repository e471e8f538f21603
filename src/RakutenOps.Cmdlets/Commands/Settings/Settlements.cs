using RakutenOps.Core.Rms;

namespace RakutenOps.Commands.Settings;

/// <summary>Rakuten's payment methods by code (API §3.5): the names, old and new, and what kind of method each is.</summary>
static class Settlements
{
    /// <summary>The usual name of a code; null when it is not known.</summary>
    public static string? Name(int code) => SettlementNames.Name(code);

    /// <summary>The code of an old or a new name; null when it is not known.</summary>
    public static int? Code(string name) => SettlementNames.Code(name);

    /// <summary>What kind of method a code is; Other when this version does not know.</summary>
    public static PaymentKind Kind(int code) => code switch
    {
        1 => PaymentKind.Card,
        12 => PaymentKind.ApplePay,
        9 => PaymentKind.BankPrepay,
        13 or 14 => PaymentKind.CvsPrepay,
        3 or 21 => PaymentKind.Deferred,
        2 => PaymentKind.CashOnDelivery,
        _ => PaymentKind.Other,
    };
}
