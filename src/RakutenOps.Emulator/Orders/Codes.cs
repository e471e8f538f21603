namespace RakutenOps.Emulator.Orders;

/// <summary>orderProgress, rms-order-api.md §3.3.</summary>
public static class Progress
{
    /// <summary>注文確認待ち: the shop must confirm.</summary>
    public const int AwaitingConfirmation = 100;

    /// <summary>楽天処理中: Rakuten authorises or waits for payment.</summary>
    public const int Processing = 200;

    /// <summary>発送待ち: paid for, may be shipped.</summary>
    public const int AwaitingShipment = 300;

    /// <summary>変更確定待ち: a change waits to be fixed.</summary>
    public const int AwaitingChange = 400;

    /// <summary>発送済.</summary>
    public const int Shipped = 500;

    /// <summary>支払手続き中: the money is being collected.</summary>
    public const int Collecting = 600;

    /// <summary>支払手続き済.</summary>
    public const int Collected = 700;

    /// <summary>キャンセル確定待ち: cancellation applied for.</summary>
    public const int CancelPending = 800;

    /// <summary>キャンセル確定.</summary>
    public const int Cancelled = 900;

    internal static bool IsKnown(int code) => code is >= 100 and <= 900 && code % 100 == 0;
}

/// <summary>settlementMethodCode, rms-order-api.md §3.5.</summary>
static class Settlement
{
    public const int Card = 1;
    public const int CashOnDelivery = 2;
    public const int ApplePay = 12;
    public const int Deferred = 21;

    /// <summary>Card and Apple Pay holds lapse after 30 days, §4.1.</summary>
    public static bool HasThirtyDayHold(int? code) => code is Card or ApplePay;

    /// <summary>The buyer pays before the goods go: bank transfer and convenience store.</summary>
    public static bool IsPrepay(int? code) => code is 9 or 13 or 14;

    /// <summary>Common 楽天ペイ methods; the others are the shop's own (選択制決済).</summary>
    public static bool IsCommon(int? code) => code is 1 or 8 or 9 or 12 or 13 or 14 or 16 or 17 or 21 or 27;

    public static string Name(int code) => code switch
    {
        1 => "クレジットカード",
        2 => "代金引換",
        3 => "後払い",
        4 => "ショッピングクレジット／ローン",
        5 => "オートローン",
        6 => "リース",
        7 => "請求書払い",
        8 => "ポイント",
        9 => "銀行振込",
        12 => "Apple Pay",
        13 => "セブンイレブン（前払）",
        14 => "ファミリーマート、ローソン等（前払）",
        16 => "Alipay",
        17 => "PayPal",
        21 => "後払い決済",
        27 => "Alipay（支付宝）",
        _ => $"決済方法{code}",
    };
}

/// <summary>paymentStatus of getPayment, rms-order-api.md §4.2.</summary>
public static class PaymentState
{
    /// <summary>決済なし.</summary>
    public const int None = 30000;

    /// <summary>決済手続き待ち.</summary>
    public const int Waiting = 30100;

    /// <summary>決済手続き依頼.</summary>
    public const int Requested = 30200;

    /// <summary>決済手続き完了: authorised.</summary>
    public const int Authorised = 30300;

    /// <summary>決済手続きNG: authorisation refused.</summary>
    public const int Refused = 30400;

    /// <summary>決済依頼: capture asked for.</summary>
    public const int CaptureRequested = 30500;

    /// <summary>決済確定: captured, or the prepayment received.</summary>
    public const int Captured = 30600;

    /// <summary>決済手続き取消待ち.</summary>
    public const int ReleaseWaiting = 31110;

    /// <summary>決済手続き取消完了: the hold is released.</summary>
    public const int Released = 31200;

    /// <summary>決済取消完了: the money is returned.</summary>
    public const int Refunded = 31500;

    internal static bool IsDecided(int state) => state is not (None or Waiting or Requested);
}

/// <summary>Delivery companies, rms-order-api.md §3.6.</summary>
static class DeliveryCompany
{
    static readonly string[] Names =
    [
        "その他", "ヤマト運輸", "佐川急便", "日本郵便", "西濃運輸", "セイノースーパーエクスプレス", "福山通運", "名鉄運輸", "トナミ運輸", "第一貨物", "新潟運輸",
        "中越運送", "岡山県貨物運送", "久留米運送", "山陽自動車運送", "NXトランスポート", "エコ配", "EMS", "DHL", "FedEx", "UPS", "日本通運", "TNT", "OCS", "USPS",
        "SFエクスプレス", "Aramex", "SGHグローバル・ジャパン", "Rakuten EXPRESS", "日本郵便 楽天倉庫出荷", "ヤマト運輸 クロネコゆうパケット", "名鉄NX運輸",
    ];

    /// <summary>The company's name, or null for a code RMS does not know.</summary>
    public static string? Name(string? code) =>
        code?.Length == 4 && int.TryParse(code, out var number) && number >= 1000 && number - 1000 < Names.Length ? Names[number - 1000] : null;
}
