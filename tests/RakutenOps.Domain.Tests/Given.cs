using System.Globalization;

namespace RakutenOps.Domain.Tests;

/// <summary>
/// Builds the one thing a test is about and defaults the rest: an API slip ordered on 2025-01-05 that waits for its payment, and a card order at 300 that Rakuten authorised half an hour
/// after it came in. Codes are the back office's and Rakuten's numbers, days are JST days at noon unless a time is given.
/// </summary>
static class Given
{
    public const string FirstDay = "2025-01-05";
    public const string Number = "338101-20250105-00000001";
    public const int Card = 1, BankTransfer = 9, ApplePay = 12, SevenEleven = 13, Lawson = 14, Deferred = 21;

    /// <summary>Stands for "half an hour after the order".</summary>
    const string Soon = "soon";

    public static Scene Slip(
        string ordered = FirstDay, long number = 1, int status = 2, int deposit = 0, int approval = 10, string? approved = null, string? evidence = null, string? instruct = null,
        string? method = "クレジットカード", int? code = Card, ExcludedReason excluded = ExcludedReason.None, int cancel = 0, string? methodChanged = null, string? amountChanged = null,
        int confirm = 0, int allocated = 1, string? released = null, string orderNumber = Number, decimal amount = 5400, long? copiedFrom = null, string? cancelSynced = null) =>
        new(new OrderSlip
        {
            SlipNumber = number,
            Shop = "kobe-bakery",
            OrderNumber = orderNumber,
            Origin = excluded switch { ExcludedReason.Csv => SlipOrigin.Csv, ExcludedReason.Manual => SlipOrigin.Manual, _ => SlipOrigin.Api },
            CopiedFrom = copiedFrom,
            Status = (SlipStatus)status,
            CancelKind = (CancelKind)cancel,
            DepositStatus = (DepositStatus)deposit,
            ApprovalStatus = (ApprovalStatus)approval,
            ApprovalDate = DayOrNull(approved),
            PaymentMethod = method,
            SettlementCode = code,
            TotalAmount = amount,
            Lines = [new() { LineNumber = 1, ItemCode = "melonpan", Quantity = 1, AllocatedQuantity = allocated, ReleaseDate = DayOrNull(released) }],
            ConfirmCheck = (ConfirmCheck)confirm,
            OrderedAt = Moment(ordered),
            PaymentMethodChangedAt = MomentOrNull(methodChanged),
            AmountChangedAt = MomentOrNull(amountChanged),
            LastEvidenceAt = MomentOrNull(evidence),
            PrintInstructDate = DayOrNull(instruct),
            CancelSyncedAt = MomentOrNull(cancelSynced),
            ExcludedReason = excluded,
        }, Order(ordered: ordered), Shop());

    /// <summary>A slip that is paid: 2 / 30 / the day of its evidence, at 受注状態 20.</summary>
    public static Scene PaidSlip(string approved = FirstDay, string ordered = FirstDay, long number = 1, int status = 20, string? instruct = null, string? method = "クレジットカード", int? code = Card, ExcludedReason excluded = ExcludedReason.None, int cancel = 0) =>
        Slip(ordered, number, status, deposit: 2, approval: 30, approved: approved[..10], evidence: approved.Length > 10 ? approved : approved + " 12:30", instruct: instruct, method: method, code: code, excluded: excluded, cancel: cancel);

    public static RakutenOrder Order(
        int progress = 300, string? instructed = Soon, string ordered = FirstDay, int? code = Card, bool? common = true, string? shipped = null,
        OrderChange[]? changes = null, OrderDueDate[]? due = null, PaymentAttempt[]? payments = null) => new()
    {
        OrderNumber = Number,
        Progress = (OrderProgress)progress,
        OrderedAt = Moment(ordered),
        ShippingInstructedAt = instructed == Soon ? Moment(ordered).AddMinutes(30) : MomentOrNull(instructed),
        ShipmentReportedAt = MomentOrNull(shipped),
        SettlementCode = code,
        SettlementName = code is { } known ? NameOf(known) : null,
        IsCommonSettlement = common,
        Changes = changes ?? [],
        DueDates = due ?? [],
        Payments = payments,
    };

    public static ShopPolicy Shop(bool import = true, string? licenceEnds = null, int threshold = 2, int? cancelKind = 5, int[]? unmapped = null) => new(
        new RakutenShop { Name = "kobe-bakery", Endpoint = new Uri("https://api.rms.rakuten.co.jp"), OrderImport = import, LicenseExpiresAt = MomentOrNull(licenceEnds), CancelKind = (CancelKind?)cancelKind },
        new[] { (Card, PaymentKind.Card), (ApplePay, PaymentKind.ApplePay), (BankTransfer, PaymentKind.BankPrepay), (SevenEleven, PaymentKind.CvsPrepay), (Deferred, PaymentKind.Deferred) }
            .Where(m => unmapped?.Contains(m.Item1) != true)
            .Select(m => new PaymentMethodMap { SettlementCode = m.Item1, PaymentMethod = NameOf(m.Item1), Kind = m.Item2 }),
        [new ShippableSetting { PaymentMethod = NameOf(Card), RequiredDepositStatus = (DepositStatus)threshold }]);

    /// <summary>A change row of the amount alone (detail 0–2).</summary>
    public static OrderChange AmountChange(string at, int type = 6, int detail = 0) => new(1, type, detail, Moment(at), null, null);

    /// <summary>A change row of the payment method (detail 10–12).</summary>
    public static OrderChange MethodChange(string at, int type = 6, int detail = 10) => new(2, type, detail, Moment(at), null, null);

    /// <summary>A 再決済手続き row (type 9).</summary>
    public static OrderChange Reauthorisation(string? completed, string? applied = null) => new(3, 9, null, MomentOrNull(applied ?? completed), null, MomentOrNull(completed));

    /// <summary>A payment attempt of getPayment.</summary>
    public static PaymentAttempt Attempt(int state, string requested, string? completed = null, string? refused = null) =>
        new("p-" + requested, Card, (PaymentState)state, Moment(requested), MomentOrNull(refused), MomentOrNull(completed), 5400);

    public static string NameOf(int code) => code switch
    {
        Card => "クレジットカード",
        BankTransfer => "銀行振込",
        ApplePay => "Apple Pay",
        SevenEleven => "セブンイレブン前払",
        Lawson => "ローソン前払",
        Deferred => "後払い決済",
        _ => "決済" + code.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>A moment: <c>2025-01-20</c> is noon JST, <c>2025-01-20 08:59</c> is JST, <c>2025-01-19T23:59:00Z</c> is UTC.</summary>
    public static DateTimeOffset Moment(string text) => text switch
    {
        _ when text.EndsWith('Z') => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
        { Length: 10 } => DateTimeOffset.Parse(text + "T12:00:00+09:00", CultureInfo.InvariantCulture),
        _ => DateTimeOffset.Parse(text + "+09:00", CultureInfo.InvariantCulture),
    };

    public static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    static DateTimeOffset? MomentOrNull(string? text) => text is null ? null : Moment(text);

    static DateOnly? DayOrNull(string? text) => text is null ? null : Day(text);
}

/// <summary>A slip with its order and shop, before the moment of the decision is known.</summary>
sealed record Scene(OrderSlip Slip, RakutenOrder? Order, ShopPolicy Shop)
{
    IReadOnlyList<OrderSlip> Others { get; init; } = [];
    DateTimeOffset? CodeSeen { get; init; }

    /// <summary>With this Rakuten order; null is an order that RMS did not give.</summary>
    public Scene On(RakutenOrder? order) => this with { Order = order };

    /// <summary>In a shop with these settings.</summary>
    public Scene In(ShopPolicy shop) => this with { Shop = shop };

    /// <summary>Beside other slips of the same order.</summary>
    public Scene Beside(params Scene[] siblings) => this with { Others = [.. siblings.Select(s => s.Slip)] };

    /// <summary>Where a sync first saw the order's present settlement code at this moment.</summary>
    public Scene CodeSeenAt(string moment) => this with { CodeSeen = Given.Moment(moment) };

    /// <summary>At a moment.</summary>
    public Situation At(string now) => new(Slip, Order, Shop, Given.Moment(now)) { Siblings = Others, SettlementChangeSeenAt = CodeSeen };
}

/// <summary>What tests say of a decision.</summary>
static class Decisions
{
    /// <summary>The slip stays as it is, with this outcome and reason.</summary>
    public static SyncDecision ShouldStay(this SyncDecision? decision, Outcome outcome, Reason reason)
    {
        decision.ShouldNotBeNull();
        (decision.Outcome, decision.Reason).ShouldBe((outcome, reason), decision.Message);
        decision.After.ShouldBeNull();
        decision.Changes.ShouldBeEmpty();
        return decision;
    }

    /// <summary>The slip changes, by this outcome, in these fields and no other: <c>R8 DepositStatus: 0 → 2</c>.</summary>
    public static SyncDecision ShouldChange(this SyncDecision? decision, Outcome outcome, params string[] changes)
    {
        decision.ShouldNotBeNull();
        (decision.Outcome, decision.Reason).ShouldBe((outcome, Reason.Applied), decision.Message);
        decision.Changes.Select(c => $"{c.Rule} {c}").ShouldBe(changes);
        decision.After.ShouldNotBeNull();
        return decision;
    }

    /// <summary>The finding of one rule's condition.</summary>
    public static Finding Of(this IEnumerable<Finding> findings, string rule) => findings.First(f => f.Rule == rule);
}
