using System.Net;
using System.Net.Http.Headers;
using RakutenOps.Core.Text;
using Refit;

namespace RakutenOps.Core.Rms;

/// <summary>RMS WEB SERVICE for one shop over HTTP. Serves one flow at a time, as a shop's cycle is one.</summary>
public sealed class RmsClient : IRmsClient
{
    const int OrdersPerRequest = 100;
    const int HitsPerPage = 1000;
    const int GetOrderVersion = 10;
    const int GetPaymentVersion = 4;

    readonly RmsCredential credential;
    readonly RmsRefusals refusals;
    readonly RmsTransport transport;
    readonly HttpClient http;
    readonly IRmsApi api;

    /// <summary>A client for one shop.</summary>
    /// <param name="endpoint">Where RMS answers; https, or plain http on loopback alone.</param>
    /// <param name="credential">The shop's keys.</param>
    /// <param name="gate">Holds requests back until it is the shop's turn.</param>
    /// <param name="time">The clock.</param>
    /// <param name="options">Patience and limits; the usual ones when null.</param>
    /// <param name="handler">Carries the requests in place of sockets; disposed with the client. Null for sockets.</param>
    /// <exception cref="RmsException">The endpoint is not one that keys may be sent to (InsecureEndpoint), or a key is blank (CredentialMissing).</exception>
    public RmsClient(Uri endpoint, RmsCredential credential, IRequestGate gate, TimeProvider time, RmsClientOptions? options = null, HttpMessageHandler? handler = null)
    {
        ArgumentNullException.ThrowIfNull(credential);
        ArgumentNullException.ThrowIfNull(gate);
        ArgumentNullException.ThrowIfNull(time);
        RmsEndpoint.Checked(endpoint);
        if (string.IsNullOrWhiteSpace(credential.ServiceSecret) || string.IsNullOrWhiteSpace(credential.LicenseKey))
        {
            throw new RmsException(RmsTrouble.Unauthorised, Sentence.Of("Rms_NoKeys"), code: "CredentialMissing");
        }
        this.credential = credential;
        refusals = new RmsRefusals(credential);
        transport = new RmsTransport(gate, time, options ?? new(), refusals);
        http = new HttpClient(handler ?? Sockets(endpoint)) { BaseAddress = endpoint, Timeout = Timeout.InfiniteTimeSpan };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("ESA", refusals.Authorization);
        api = RestService.ForGenerated<IRmsApi>(http, new RefitSettings(new SystemTextJsonContentSerializer(RmsJson.Written))
        {
            // Refit's own exception would hold the request, with its Authorization header and the licence key's URL.
            TransportExceptionFactory = static (_, fault, _) => fault,
        });
    }

    /// <inheritdoc/>
    public int Requests => transport.Requests;

    /// <inheritdoc/>
    public TimeSpan? ClockDifference => transport.ClockDifference;

    /// <inheritdoc/>
    public async Task<SearchPage> SearchAsync(OrderSearch search, int page, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(search);
        ArgumentOutOfRangeException.ThrowIfLessThan(page, 1);
        var request = new SearchOrderRequest(
            search.Progress.Count == 0 ? null : [.. search.Progress.Select(static p => (int)p)],
            (int)search.Date, RmsMoment.Write(search.From), RmsMoment.Write(search.To),
            new(HitsPerPage, page, [new(SortColumn: 1, SortDirection: 1)]));
        var answer = await transport.AskAsync("searchOrder", () => new SearchAnswer(page, HitsPerPage), token => api.SearchOrder(request, token), cancel).ConfigureAwait(false);
        return new(answer.OrderNumbers, answer.Total, answer.Pages);
    }

    /// <inheritdoc/>
    public async Task<OrdersRead> OrdersAsync(IReadOnlyCollection<string> orderNumbers, CancellationToken cancel)
    {
        var asked = Distinct(orderNumbers);
        return asked.Count == 0 ? new([], [], []) : await new RefusedNumbers(numbers => ReadAsync(numbers, cancel)).ReadAsync(asked).ConfigureAwait(false);
    }

    async Task<OrdersRead> ReadAsync(IReadOnlySet<string> asked, CancellationToken cancel)
    {
        var request = new GetOrderRequest(asked, GetOrderVersion);
        var answer = await transport.AskAsync("getOrder", static () => new OrdersAnswer(), token => api.GetOrder(request, token), cancel).ConfigureAwait(false);
        return answer.Sorted(asked, refusals);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<PaymentAttempt>?> PaymentsAsync(string orderNumber, CancellationToken cancel)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(orderNumber);
        var request = new GetPaymentRequest(orderNumber, GetPaymentVersion);
        var answer = await transport.AskAsync("getPayment", () => new PaymentsAnswer(orderNumber), token => api.GetPayment(request, token), cancel).ConfigureAwait(false);
        return answer.Attempts.Count > 0 ? answer.Attempts : null;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<OrderAnswer>> ConfirmAsync(IReadOnlyCollection<string> orderNumbers, CancellationToken cancel)
    {
        var asked = Distinct(orderNumbers);
        if (asked.Count == 0) return [];
        var request = new ConfirmOrderRequest(asked);
        var answer = await transport.AskAsync("confirmOrder", static () => new WriteAnswer(), token => api.ConfirmOrder(request, token), cancel).ConfigureAwait(false);
        return answer.PerOrder(asked, refusals);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<OrderAnswer>> SetShippingDatesAsync(string orderNumber, IReadOnlyList<ShipmentDate> rows, CancellationToken cancel)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(orderNumber);
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentOutOfRangeException.ThrowIfZero(rows.Count, nameof(rows));
        var request = UpdateOrderShippingRequest.Of(orderNumber, rows);
        var answer = await transport.AskAsync("updateOrderShipping", static () => new WriteAnswer(), token => api.UpdateOrderShipping(request, token), cancel).ConfigureAwait(false);
        return answer.PerOrder([orderNumber], refusals);
    }

    /// <inheritdoc/>
    public async Task<DateTimeOffset?> LicenceExpiryAsync(CancellationToken cancel)
    {
        var answer = await transport.AskAsync("licence expiry date", static () => new LicenceAnswer(), token => api.LicenceExpiryDate(credential.LicenseKey, token), cancel).ConfigureAwait(false);
        return answer.ExpiresAt;
    }

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();

    // RMS refuses more than a hundred, and in some functions a number that stands twice.
    static HashSet<string> Distinct(IReadOnlyCollection<string> orderNumbers)
    {
        ArgumentNullException.ThrowIfNull(orderNumbers);
        var distinct = new HashSet<string>(orderNumbers, StringComparer.Ordinal);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(distinct.Count, OrdersPerRequest, nameof(orderNumbers));
        return distinct;
    }

    static SocketsHttpHandler Sockets(Uri endpoint) => new()
    {
        AllowAutoRedirect = false, // the keys go to no other host
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.All,
        ConnectTimeout = TimeSpan.FromSeconds(10),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5), // follows DNS
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
        UseProxy = !RmsEndpoint.IsLoopback(endpoint),
    };
}
