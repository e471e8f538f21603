using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using RakutenOps.Emulator;
using RakutenOps.Emulator.Orders;
using RakutenOps.Emulator.Shops;

namespace RakutenOps.Core.Tests.Emulator;

/// <summary>An emulator on a port of its own with a fake clock, and a client that asks it as a shop would.</summary>
sealed class Bench : IAsyncDisposable
{
    public const string ShopId = "123456";

    public static readonly ShopRegistration Shop = new() { Id = ShopId, ServiceSecret = "SP-secret-of-123456", LicenseKey = "SL-key-of-123456" };

    Bench(EmulatorHost host, FakeTimeProvider time)
    {
        Host = host;
        Time = time;
        Client = ClientOf(Shop);
    }

    public EmulatorHost Host { get; }

    public EmulatorState State => Host.State;

    public FakeTimeProvider Time { get; }

    public HttpClient Client { get; }

    /// <summary>Starts with the clock at 2026-03-10 12:00 JST unless told otherwise.</summary>
    public static async Task<Bench> StartAsync(BehaviourSwitches? switches = null, string now = "2026-03-10T12:00:00+09:00", params ShopRegistration[] shops)
    {
        var time = new FakeTimeProvider(Jst(now));
        var options = new EmulatorOptions { TimeProvider = time, Shops = shops.Length == 0 ? [Shop] : shops, Switches = switches ?? new() };
        return new(await EmulatorHost.StartAsync(options, TestContext.Current.CancellationToken), time);
    }

    public HttpClient ClientOf(ShopRegistration shop)
    {
        var client = new HttpClient { BaseAddress = Host.BaseAddress };
        client.DefaultRequestHeaders.Authorization = new("ESA", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{shop.ServiceSecret}:{shop.LicenseKey}")));
        return client;
    }

    /// <summary>Posts a body to an order function and reads the JSON of any status.</summary>
    public Task<Reply> CallAsync(string function, object body) => CallAsync(function, JsonSerializer.Serialize(body));

    public async Task<Reply> CallAsync(string function, string json, string contentType = "application/json; charset=utf-8", HttpClient? client = null)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(json));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        using var response = await (client ?? Client).PostAsync($"/es/2.0/order/{function}/", content, TestContext.Current.CancellationToken);
        return await Reply.OfAsync(response);
    }

    public async Task<JsonObject> GetOrderAsync(string number, int version = 10) =>
        (await CallAsync("getOrder", new { orderNumberList = new[] { number }, version })).Body["OrderModelList"]![0]!.AsObject();

    public Task<Reply> SearchAsync(int dateType, string start, string end, params int[] progress) =>
        CallAsync("searchOrder", new { orderProgressList = progress, dateType, startDatetime = Stamp(start), endDatetime = Stamp(end) });

    public async Task<Reply> ControlAsync(HttpMethod method, string path, string? json = null)
    {
        using var request = new HttpRequestMessage(method, "/_emulator/" + path);
        if (json is not null) request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        using var response = await Client.SendAsync(request, TestContext.Current.CancellationToken);
        return await Reply.OfAsync(response);
    }

    /// <summary>An order at 300: ordered, confirmed ten minutes later, authorised another half hour later.</summary>
    public string Payable(string orderedAt, OrderSpec? spec = null)
    {
        var ordered = Jst(orderedAt);
        return State.CreateOrder((spec ?? new()) with
        {
            OrderedAt = ordered,
            Events =
            [
                new() { Event = OrderEventKind.Confirm, At = ordered.AddMinutes(10) },
                new() { Event = OrderEventKind.AuthoriseOk, At = ordered.AddMinutes(40) },
            ],
        });
    }

    public int ProgressOf(string number) => State.Read(number, order => order.Progress);

    public static DateTimeOffset Jst(string text)
    {
        var time = DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        return text.LastIndexOf('+') > 0 ? time : new DateTimeOffset(time.DateTime, TimeSpan.FromHours(9));
    }

    public static string Stamp(string text) => Jst(text).ToString("yyyy-MM-dd'T'HH:mm:ss'+0900'", CultureInfo.InvariantCulture);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Host.DisposeAsync();
    }
}

/// <summary>An answer, read.</summary>
sealed record Reply(HttpStatusCode Status, string Text, HttpResponseHeaders Headers, string? ContentType)
{
    public JsonNode Body => JsonNode.Parse(Text)!;

    public IEnumerable<string> Codes => Body["MessageModelList"]!.AsArray().Select(message => (string)message!["messageCode"]!);

    public IEnumerable<string> Messages => Body["MessageModelList"]!.AsArray().Select(message => (string)message!["message"]!);

    public IEnumerable<string> OrderNumbers => Body["orderNumberList"]!.AsArray().Select(number => (string)number!);

    public static async Task<Reply> OfAsync(HttpResponseMessage response)
    {
        // Before the body is read: reading it parses the header and rewrites its spacing.
        var contentType = response.Content.Headers.NonValidated.TryGetValues("Content-Type", out var raw) ? raw.ToString() : null;
        return new(response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), response.Headers, contentType);
    }
}
