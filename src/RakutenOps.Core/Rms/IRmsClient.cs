using RakutenOps.Core.Text;

namespace RakutenOps.Core.Rms;

/// <summary>RMS WEB SERVICE for one shop: what the sync and the cmdlets ask of it. Every call waits for the shop's turn (one request a second over all processes) and retries transport faults.</summary>
public interface IRmsClient : IDisposable
{
    /// <summary>searchOrder, one page (API §2).</summary>
    /// <exception cref="RmsException">RMS refused, or did not answer in time.</exception>
    Task<SearchPage> SearchAsync(OrderSearch search, int page, CancellationToken cancel);

    /// <summary>getOrder version 10 for at most 100 numbers (API §3). An order that cannot be read is reported by number and the others are given.</summary>
    /// <exception cref="RmsException">RMS refused, or did not answer in time.</exception>
    Task<OrdersRead> OrdersAsync(IReadOnlyCollection<string> orderNumbers, CancellationToken cancel);

    /// <summary>getPayment version 4 (API §4.2): the payment attempts of one order; null when RMS knows none.</summary>
    /// <exception cref="RmsException">RMS refused, or did not answer in time.</exception>
    Task<IReadOnlyList<PaymentAttempt>?> PaymentsAsync(string orderNumber, CancellationToken cancel);

    /// <summary>confirmOrder 注文確認 for at most 100 numbers (API §4): one answer per order. Never retried after it may have arrived.</summary>
    /// <exception cref="RmsException">RMS refused, or did not answer in time.</exception>
    Task<IReadOnlyList<OrderAnswer>> ConfirmAsync(IReadOnlyCollection<string> orderNumbers, CancellationToken cancel);

    /// <summary>updateOrderShipping (API §4.1): writes company and 発送日 of shipment rows of one order, all of them or none. Never retried after it may have arrived.</summary>
    /// <exception cref="RmsException">RMS refused, or did not answer in time.</exception>
    Task<IReadOnlyList<OrderAnswer>> SetShippingDatesAsync(string orderNumber, IReadOnlyList<ShipmentDate> rows, CancellationToken cancel);

    /// <summary>When the licence key ends (API §5); null when RMS's answer names no day.</summary>
    /// <exception cref="RmsException">RMS refused, or did not answer in time.</exception>
    Task<DateTimeOffset?> LicenceExpiryAsync(CancellationToken cancel);

    /// <summary>Requests sent so far, retries included.</summary>
    int Requests { get; }

    /// <summary>How far RMS's clock is ahead of this machine's, by the Date header of its last answer (refusals included), to the second; null before the first, or when RMS did not say.</summary>
    TimeSpan? ClockDifference { get; }
}

/// <summary>Which date a search runs over (API §2.1 dateType).</summary>
public enum SearchDate
{
    /// <summary>1: 注文日.</summary>
    Ordered = 1,
    /// <summary>2: 注文確認日.</summary>
    Confirmed = 2,
    /// <summary>3: 注文確定日, equal to 発送指示日時 in every capture known.</summary>
    Fixed = 3,
}

/// <summary>One searchOrder question; the span is at most 63 days (API §1.7).</summary>
/// <param name="Date">Which date.</param>
/// <param name="From">Start, inclusive.</param>
/// <param name="To">End, inclusive.</param>
/// <param name="Progress">orderProgressList; empty is all.</param>
public sealed record OrderSearch(SearchDate Date, DateTimeOffset From, DateTimeOffset To, IReadOnlyList<OrderProgress> Progress);

/// <summary>One page of a search.</summary>
/// <param name="OrderNumbers">The hits.</param>
/// <param name="Total">All hits of the question; 0 when none.</param>
/// <param name="Pages">All pages; 0 when there are no hits.</param>
public sealed record SearchPage(IReadOnlyList<string> OrderNumbers, int Total, int Pages);

/// <summary>What getOrder gave.</summary>
/// <param name="Orders">The orders that were read.</param>
/// <param name="Missing">Numbers RMS does not know, or no longer gives.</param>
/// <param name="Unreadable">Numbers whose order could not be read, with what was wrong.</param>
public sealed record OrdersRead(IReadOnlyList<RakutenOrder> Orders, IReadOnlyList<string> Missing, IReadOnlyList<UnreadableOrder> Unreadable)
{
    /// <summary>Those of <see cref="Orders"/> of which something could not be read that no payment or cancel rule needs.</summary>
    public IReadOnlyList<PartlyRead> Partly { get; init; } = [];

    /// <summary>Numbers whose order was not given or could not be read, each with why.</summary>
    public IEnumerable<(string OrderNumber, string Why)> NotRead =>
        Missing.Select(static n => (n, Sentence.Of("Order_Unknown"))).Concat(Unreadable.Select(static u => (u.OrderNumber, u.Why)));
}

/// <summary>An order that was read but for some fields, which are blank in it.</summary>
/// <param name="OrderNumber">Its number.</param>
/// <param name="Fields">RMS's names of the fields; of a list, the list's.</param>
public sealed record PartlyRead(string OrderNumber, IReadOnlyList<string> Fields);

/// <summary>An order that RMS gave but that cannot be read.</summary>
/// <param name="OrderNumber">Its number, or the position when even the number is unreadable.</param>
/// <param name="Why">What was wrong, without the body.</param>
public sealed record UnreadableOrder(string OrderNumber, string Why);

/// <summary>RMS's message about one order.</summary>
/// <param name="OrderNumber">The order; null when the message is about the whole request.</param>
/// <param name="Type">INFO, WARNING or ERROR.</param>
/// <param name="Code">Message code.</param>
/// <param name="Text">Rakuten's own words; in brackets what stands for them where there are none.</param>
public sealed record OrderAnswer(string? OrderNumber, string Type, string Code, string Text)
{
    /// <summary>Whether RMS did what was asked.</summary>
    public bool Succeeded => Type == "INFO";
    /// <summary>What a person is told where RMS has no words of its own; null where it has.</summary>
    public string? Why { get; init; }
    /// <summary>Code and words, the same in every language: what the history keeps.</summary>
    public string Said => $"{Code} {Text}".Trim();

    /// <summary>A request that RMS rejected as a whole, as its answer about the one order of the request.</summary>
    internal static OrderAnswer Of(string orderNumber, RmsException rejected) =>
        new(orderNumber, "ERROR", rejected.RmsCode ?? "", rejected.RmsMessage ?? FormattableString.Invariant($"(HTTP {rejected.HttpStatus})")) { Why = rejected.RmsMessage is null ? rejected.Message : null };
}

/// <summary>What kind of trouble an RMS answer means for the caller.</summary>
public enum RmsTrouble
{
    /// <summary>RMS could not be reached, was slow, overloaded or in maintenance: try again later.</summary>
    Unreachable,
    /// <summary>RMS refused the credential (API §1.5 names five causes).</summary>
    Unauthorised,
    /// <summary>RMS asked to slow down.</summary>
    RateLimited,
    /// <summary>RMS rejected the request itself.</summary>
    Rejected,
    /// <summary>RMS's answer could not be understood.</summary>
    Unreadable,
}

/// <summary>RMS did not do what was asked: the three error shapes of API §1.5, and no answer at all, as one.</summary>
public sealed class RmsException : Exception
{
    /// <summary>Says what RMS answered.</summary>
    public RmsException(RmsTrouble trouble, string message, string? code = null, string? rmsMessage = null, int? httpStatus = null, string? requestId = null, TimeSpan? retryAfter = null, Exception? inner = null)
        : base(message, inner)
    {
        (Trouble, RmsCode, RmsMessage, HttpStatus, RequestId, RetryAfter) = (trouble, code, rmsMessage, httpStatus, requestId, retryAfter);
    }

    /// <summary>What kind of trouble.</summary>
    public RmsTrouble Trouble { get; }
    /// <summary>RMS's code, such as ES01-01; null when there was none.</summary>
    public string? RmsCode { get; }
    /// <summary>RMS's own words; null when there were none.</summary>
    public string? RmsMessage { get; }
    /// <summary>HTTP status; null when no answer came.</summary>
    public int? HttpStatus { get; }
    /// <summary>RMS's RequestId header; null when there was none.</summary>
    public string? RequestId { get; }
    /// <summary>How long RMS asked to wait; null when it did not say.</summary>
    public TimeSpan? RetryAfter { get; }
    /// <summary>Whether the trouble lies in this question or its answer, so that one about another order may well succeed.</summary>
    public bool ConcernsOneOrder => Trouble is RmsTrouble.Rejected or RmsTrouble.Unreadable;
    /// <summary>Whether the same request may succeed later.</summary>
    public bool IsTransient => Trouble is RmsTrouble.Unreachable or RmsTrouble.RateLimited or RmsTrouble.Unreadable;
}

/// <summary>A shop's credential (API §1.1). Never written anywhere; ToString shows nothing of it.</summary>
/// <param name="ServiceSecret">serviceSecret.</param>
/// <param name="LicenseKey">licenseKey.</param>
public sealed record RmsCredential(string ServiceSecret, string LicenseKey)
{
    /// <summary>Shows that there is a credential, not which.</summary>
    public override string ToString() => "RmsCredential { *** }";
}
