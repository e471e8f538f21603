using System.Globalization;
using System.Text.Json;
using RakutenOps.Emulator.Faults;
using RakutenOps.Emulator.Orders;
using RakutenOps.Emulator.Shops;

namespace RakutenOps.Emulator.Http;

/// <summary>
/// The way in: route, verb, credentials, Content-Type, JSON, throttle, then the function (§§1.1, 1.4, 1.5). The order of these checks is an inference.
/// </summary>
sealed class RmsGateway(EmulatorState state, ulong seed, TimeProvider real)
{
    const string OrderPath = "/es/2.0/order/";
    const string LicencePath = "/es/1.0/license-management/license-key/expiry-date";
    const long LargestBody = 4 * 1024 * 1024;

    static readonly Dictionary<string, OrderFunction> Functions = new(StringComparer.Ordinal)
    {
        ["searchOrder"] = SearchOrder.Execute,
        ["getOrder"] = GetOrder.Execute,
        ["confirmOrder"] = ConfirmOrder.Execute,
        ["getPayment"] = GetPayment.Execute,
        ["updateOrderShipping"] = UpdateOrderShipping.Execute,
        ["cancelOrder"] = CancelOrder.Execute,
    };

    long _requests;

    public async Task HandleAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!.TrimEnd('/');
        var function = path == LicencePath ? "licenseExpiryDate" : path.StartsWith(OrderPath, StringComparison.Ordinal) ? path[OrderPath.Length..] : null;
        if (function is null || path != LicencePath && !Functions.ContainsKey(function))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        var shop = Credentials.ShopFor(context.Request.Headers.Authorization, state.Shops);
        state.Requests.Add(shop?.Id ?? RequestCounter.NoShop, function);
        var fault = state.Faults.Next(function, shop?.Id);
        if (fault?.Kind == FaultKind.Hang) await HangAsync(context, fault.Delay);
        var answer = fault is null ? null : FaultyAnswer.Instead(fault);
        if (answer is null && fault?.Kind != FaultKind.Reset || fault?.TakesEffect == true)
        {
            var whole = path == LicencePath ? LicenceExpiry(context.Request, shop) : await CallAsync(context, function, shop);
            answer ??= fault is null ? whole : FaultyAnswer.Damage(fault, whole, shop?.Id);
        }
        if (fault?.Kind == FaultKind.Reset) context.Abort();
        else await SendAsync(context, answer!, fault);
    }

    /// <summary>Waits in real time, as a network does, until the delay is over, the client gives up or the emulator stops.</summary>
    static async Task HangAsync(HttpContext context, TimeSpan? delay)
    {
        var stopping = context.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        await Task.Delay(delay ?? Timeout.InfiniteTimeSpan, end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    async Task<Answer> CallAsync(HttpContext context, string function, Shop? shop)
    {
        if (!HttpMethods.IsPost(context.Request.Method))
        {
            context.Response.Headers.Allow = "POST";
            return Answer.Empty(StatusCodes.Status405MethodNotAllowed);
        }
        if (shop is null || IsExpired(shop)) return Answer.CredentialsRejected(state.Switches.CredentialError);
        if (!IsJsonWithCharset(context.Request.ContentType)) return Answer.Results(415, "ES04-03", "Unsupported Media Type");
        if (Throttled(shop) is { } slower) return slower;

        JsonDocument body;
        try
        {
            if (context.Request.ContentLength > LargestBody) return Answer.Results(400, "ES04-01", "Bad Request");
            body = await JsonDocument.ParseAsync(context.Request.Body, default, context.RequestAborted);
        }
        catch (JsonException)
        {
            return Answer.Results(400, "ES04-01", "Bad Request");
        }
        using (body)
        {
            lock (shop.Gate)
            {
                var now = state.Clock.GetUtcNow();
                var rules = state.Rules;
                shop.RunDue(now, rules);
                return Functions[function](new(shop, rules, now, body.RootElement));
            }
        }
    }

    /// <summary>The licence API (§5). Its key travels in the query: no URL of it is ever written anywhere.</summary>
    Answer LicenceExpiry(HttpRequest request, Shop? shop)
    {
        if (!HttpMethods.IsGet(request.Method)) return Answer.Empty(StatusCodes.Status405MethodNotAllowed);
        if (shop is null || IsExpired(shop) || !shop.Registration.LicenceApiEnabled || request.Query["licenseKey"] != shop.Registration.LicenseKey)
            return Answer.CredentialsRejected(ErrorShape.Errors);
        var expiry = shop.Registration.LicenceExpiresAt!.Value.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);
        return new(200, Rendering.JsonWriting.Object(json => json.WriteString("expiryDate"u8, expiry)));
    }

    bool IsExpired(Shop shop) => state.Clock.GetUtcNow() > shop.Registration.LicenceExpiresAt;

    Answer? Throttled(Shop shop)
    {
        var switches = state.Switches;
        if (switches.ThrottleStatus == 0) return null;
        lock (shop.Gate)
        {
            var now = real.GetUtcNow();
            if (now - shop.LastRequestAt < TimeSpan.FromSeconds(1 / switches.RequestsPerSecond)) return Answer.Empty(switches.ThrottleStatus);
            shop.LastRequestAt = now;
            return null;
        }
    }

    static bool IsJsonWithCharset(string? contentType) =>
        contentType?.Split(';', StringSplitOptions.TrimEntries) is [var type, .. var parameters]
        && type.Equals("application/json", StringComparison.OrdinalIgnoreCase)
        && parameters.Any(parameter => parameter.Equals("charset=utf-8", StringComparison.OrdinalIgnoreCase));

    async Task SendAsync(HttpContext context, Answer answer, FaultRule? fault)
    {
        var number = (ulong)Interlocked.Increment(ref _requests);
        var response = context.Response;
        response.StatusCode = answer.Status;
        response.Headers["RequestId"] = new Guid((int)number, 0, 0x4000, BitConverter.GetBytes(Draw.Number(seed, number))).ToString();
        var now = state.Clock.GetUtcNow();
        response.Headers["Timestamp"] = now.ToString("yyyy-MM-dd'T'HH:mm:ss.fff", CultureInfo.InvariantCulture);
        response.Headers.Date = now.ToString("R", CultureInfo.InvariantCulture);
        response.Headers.CacheControl = "no-cache,no-store";
        FaultyAnswer.AddRetryAfter(fault, response);
        if (answer.Body.IsEmpty) return;
        response.ContentType = answer.ContentType;
        response.ContentLength = answer.Body.Length;
        if (fault?.Kind == FaultKind.BrokenOff)
        {
            await response.Body.WriteAsync(answer.Body[..(answer.Body.Length / 2)], context.RequestAborted);
            await response.Body.FlushAsync(context.RequestAborted);
            context.Abort();
        }
        else if (fault?.Kind == FaultKind.SlowBody)
        {
            await TrickleAsync(context, answer.Body, fault.Delay ?? TimeSpan.FromSeconds(5));
        }
        else
        {
            await response.Body.WriteAsync(answer.Body, context.RequestAborted);
        }
    }

    static async Task TrickleAsync(HttpContext context, ReadOnlyMemory<byte> body, TimeSpan during)
    {
        const int Pieces = 10;
        for (var piece = 0; piece < Pieces && !context.RequestAborted.IsCancellationRequested; piece++)
        {
            await context.Response.Body.WriteAsync(body[(body.Length * piece / Pieces)..(body.Length * (piece + 1) / Pieces)], context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            await HangAsync(context, during / Pieces);
        }
    }
}
