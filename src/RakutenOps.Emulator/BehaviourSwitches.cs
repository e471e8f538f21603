using RakutenOps.Emulator.Orders;

namespace RakutenOps.Emulator;

/// <summary>
/// What is not known of RMS, as switches: everything that rms-order-api.md marks [I] or [?]. Each has the reading as default that the notes find likeliest.
/// </summary>
public sealed record BehaviourSwitches
{
    /// <summary>A second settlement stamps orderFixDatetime and shippingInstDatetime anew (§8 question 3). False keeps the first.</summary>
    public bool RestampOnReauthorisation { get; init; } = true;

    /// <summary>An order that goes back from 300 loses both stamps until it is settled again (§3.7 a).</summary>
    public bool ClearStampsOnReturn { get; init; }

    /// <summary>Where an amount change sends a common-payment order: 200 or 400 (§8 question 5).</summary>
    public int ProgressOfAmountChange { get; init; } = Progress.Processing;

    /// <summary>cancelOrder leads to 800, fixed the next night; false goes to 900 at once (§6 row 14).</summary>
    public bool CancelThroughPending { get; init; } = true;

    /// <summary>An order at 800 is fixed the next night; false leaves it there until an event.</summary>
    public bool FixCancellations { get; init; } = true;

    /// <summary>A 発送日 registered with less than 7 days left is re-authorised the next night; false never (§8 question 7).</summary>
    public bool ReauthoriseLate { get; init; } = true;

    /// <summary>What becomes of authorisations of orders that do not say.</summary>
    public BankAnswer Authorisation { get; init; } = BankAnswer.Manual;

    /// <summary>From ordering to RMS's own confirmation.</summary>
    public TimeSpan AutoConfirmDelay { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>From asking to the answer of a card authorisation (31 minutes were observed).</summary>
    public TimeSpan AuthorisationDelay { get; init; } = TimeSpan.FromMinutes(31);

    /// <summary>From confirmation to settlement for the shop's own methods (3 minutes were observed).</summary>
    public TimeSpan OwnSettlementDelay { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>From confirmation to the buyer's payment for prepaid methods.</summary>
    public TimeSpan PrepaymentDelay { get; init; } = TimeSpan.FromDays(2);

    /// <summary>The body that the order functions answer rejected credentials with (§1.5).</summary>
    public ErrorShape CredentialError { get; init; } = ErrorShape.Results;

    /// <summary>What a shop gets that asks more often than <see cref="RequestsPerSecond"/>; 0 for no limit, else 429 or 503 (§1.7).</summary>
    public int ThrottleStatus { get; init; }

    /// <summary>The limit of <see cref="ThrottleStatus"/>.</summary>
    public double RequestsPerSecond { get; init; } = 1;

    /// <summary>Report the true number of hits beyond 15,000; false reports 15,000. Later hits cannot be paged to either way.</summary>
    public bool ReportTrueTotal { get; init; }

    /// <summary>Message code of a searchOrder window over 63 days, a start over 730 days back, or a page over 1000 rows (§8 question 1).</summary>
    public string SearchLimitCode { get; init; } = "ORDER_EXT_API_SEARCH_ORDER_ERROR_023";

    /// <summary>Message code of more than 100 numbers in a getOrder (§8 question 1).</summary>
    public string GetOrderLimitCode { get; init; } = "ORDER_EXT_API_GET_ORDER_ERROR_023";

    /// <summary>Message code of a version that getOrder does not know (§8 question 1).</summary>
    public string VersionCode { get; init; } = "ORDER_EXT_API_GET_ORDER_ERROR_011";

    /// <summary>HTTP status of the three above.</summary>
    public int LimitStatus { get; init; } = 400;
}

/// <summary>The two gateway error bodies of §1.5.</summary>
public enum ErrorShape
{
    /// <summary>Shape B: <c>{"Results":{"errorCode","message"}}</c>, ES01-01.</summary>
    Results,

    /// <summary>Shape C: <c>{"errors":[{"code","message"}]}</c>, GA0001.</summary>
    Errors,
}
