namespace RakutenOps;

/// <summary>A shop of Rakuten Ichiba and its switches. Holds a reference to the credential, never the credential.</summary>
public sealed record RakutenShop
{
    /// <summary>The shop's name in this store; the key.</summary>
    public required string Name { get; init; }

    /// <summary>Where RMS answers; https, or plain http on loopback alone.</summary>
    public required Uri Endpoint { get; init; }

    /// <summary>受注取込 [利用する]: one switch starts order import, payment import and cancel sync (R1).</summary>
    public bool OrderImport { get; init; }

    /// <summary>受注キャンセル理由 that the cancel sync writes (R23); null when not chosen, and then order import cannot be on.</summary>
    public CancelKind? CancelKind { get; init; }

    /// <summary>Whether the job confirms orders left at 100 (注文確認).</summary>
    public bool AutoConfirm { get; init; }

    /// <summary>Whether 発送日 is sent to RMS for orders shipping 30 and more days ahead.</summary>
    public bool RegisterShippingDate { get; init; }

    /// <summary>Where the credential is kept, as <c>source:name</c>; null when none was given. Never the credential itself.</summary>
    public string? CredentialReference { get; init; }

    /// <summary>When the credential was last given or pointed at; null when not known. A key that was issued anew takes 10 to 30 minutes to work (API §5).</summary>
    public DateTimeOffset? CredentialGivenAt { get; init; }

    /// <summary>When the licence key ends, as RMS last said; null when not yet asked.</summary>
    public DateTimeOffset? LicenseExpiresAt { get; init; }

    /// <summary>When order import was last switched on; null when never. The first cycle after it reads everything that waits.</summary>
    public DateTimeOffset? ImportSwitchedOnAt { get; init; }
}

/// <summary>支払方法の取込設定: what a settlement method of RMS is called here (R3). Keyed by code, for Rakuten renames its methods.</summary>
public sealed record PaymentMethodMap
{
    /// <summary>The shop the row is for; an empty string is every shop without a row of its own.</summary>
    public string Shop { get; init; } = "";
    /// <summary>Rakuten's settlementMethodCode.</summary>
    public required int SettlementCode { get; init; }
    /// <summary>Rakuten's name of the method as last seen; null when never seen.</summary>
    public string? SettlementName { get; init; }
    /// <summary>支払方法 of the back office.</summary>
    public required string PaymentMethod { get; init; }
    /// <summary>What sort of method it is; R19 depends on it.</summary>
    public PaymentKind Kind { get; init; }
}

/// <summary>出荷可能設定 of one 支払方法: what a new slip starts with, and which 入金状況 may go to [印刷待ち].</summary>
public sealed record ShippableSetting
{
    /// <summary>The shop the row is for; an empty string is every shop without a row of its own.</summary>
    public string Shop { get; init; } = "";
    /// <summary>支払方法 the row is for.</summary>
    public required string PaymentMethod { get; init; }
    /// <summary>入金状況 a new slip starts with.</summary>
    public DepositStatus InitialDepositStatus { get; init; } = DepositStatus.Unpaid;
    /// <summary>承認状況 a new slip starts with.</summary>
    public ApprovalStatus InitialApprovalStatus { get; init; } = ApprovalStatus.Unapproved;
    /// <summary>出荷できる入金状況: the lowest that may go to [印刷待ち].</summary>
    public DepositStatus RequiredDepositStatus { get; init; } = DepositStatus.Paid;
}

/// <summary>A shop with the settings that rules ask for: its payment map and its shippable settings.</summary>
public sealed class ShopPolicy
{
    readonly Dictionary<int, PaymentMethodMap> methods = [];
    readonly Dictionary<string, PaymentKind> kinds = new(StringComparer.Ordinal);
    readonly Dictionary<string, ShippableSetting> shippable = new(StringComparer.Ordinal);

    /// <summary>Gathers the rows that hold for one shop; a row of its own wins over a row for every shop.</summary>
    /// <param name="shop">The shop.</param>
    /// <param name="map">Rows of 支払方法の取込設定, of any shop.</param>
    /// <param name="settings">Rows of 出荷可能設定, of any shop.</param>
    public ShopPolicy(RakutenShop shop, IEnumerable<PaymentMethodMap> map, IEnumerable<ShippableSetting> settings)
    {
        ArgumentNullException.ThrowIfNull(shop);
        Shop = shop;
        foreach (var row in map.Where(r => AppliesTo(r.Shop)).OrderBy(static r => r.Shop.Length))
        {
            methods[row.SettlementCode] = row;
            kinds[row.PaymentMethod] = row.Kind;
        }
        foreach (var row in settings.Where(r => AppliesTo(r.Shop)).OrderBy(static r => r.Shop.Length)) shippable[row.PaymentMethod] = row;
    }

    /// <summary>The shop.</summary>
    public RakutenShop Shop { get; }

    /// <summary>The methods of the back office that are card or Apple Pay (R19).</summary>
    public IReadOnlyList<string> CardMethods => [.. kinds.Where(static k => k.Value is PaymentKind.Card or PaymentKind.ApplePay).Select(static k => k.Key)];

    /// <summary>Rakuten's codes of card and Apple Pay: a slip keeps the name of its method when the map gives another to its code.</summary>
    public IReadOnlyList<int> CardCodes => [.. methods.Values.Where(static m => m.Kind is PaymentKind.Card or PaymentKind.ApplePay).Select(static m => m.SettlementCode)];

    /// <summary>The map row of a settlement code; null when it is not mapped (R3).</summary>
    /// <param name="settlementCode">Rakuten's code; null when RMS gave none.</param>
    public PaymentMethodMap? MethodFor(int? settlementCode) => settlementCode is { } code ? methods.GetValueOrDefault(code) : null;

    /// <summary>The settlement code that a 支払方法 stands for; null when none or more than one does.</summary>
    /// <param name="paymentMethod">A slip's 支払方法; null when blank.</param>
    public int? CodeOf(string? paymentMethod) => methods.Values.Where(m => m.PaymentMethod == paymentMethod).Select(static m => (int?)m.SettlementCode).ToArray() is [var only] ? only : null;

    /// <summary>What sort of method a slip's 支払方法 is. A name that the map no longer has goes by the code it stood for, unless a person entered it; else Other.</summary>
    /// <param name="slip">The slip.</param>
    public PaymentKind KindOf(OrderSlip slip)
    {
        ArgumentNullException.ThrowIfNull(slip);
        if (slip.PaymentMethod is not { } name) return PaymentKind.Other;
        if (kinds.TryGetValue(name, out var kind)) return kind;
        return slip.PaymentMethodChangedAt is null && MethodFor(slip.SettlementCode) is { } row ? row.Kind : PaymentKind.Other;
    }

    /// <summary>Whether a 支払方法 of the back office is known to the map or to the 出荷可能設定.</summary>
    /// <param name="paymentMethod">A 支払方法.</param>
    public bool Knows(string paymentMethod) => kinds.ContainsKey(paymentMethod) || shippable.ContainsKey(paymentMethod);

    /// <summary>The 出荷可能設定 of a method; 0 / 10 / threshold 2 when there is none.</summary>
    /// <param name="paymentMethod">A slip's 支払方法; null when blank.</param>
    public ShippableSetting ShippableFor(string? paymentMethod) =>
        shippable.GetValueOrDefault(paymentMethod ?? "") ?? new ShippableSetting { Shop = Shop.Name, PaymentMethod = paymentMethod ?? "" };

    bool AppliesTo(string shop) => shop.Length == 0 || shop == Shop.Name;
}
