using System.Net;
using System.Text;
using RakutenOps.Emulator;
using RakutenOps.Emulator.Shops;

namespace RakutenOps.Core.Tests.Emulator;

/// <summary>Verbs, headers, credentials and gateway errors, rms-order-api.md §§1.1–1.5, 1.7 and 5.</summary>
public sealed class TransportTests
{
    const string Search = """{"dateType":1,"startDatetime":"2026-03-01T00:00:00+0900","endDatetime":"2026-03-02T00:00:00+0900"}""";

    [Theory]
    [InlineData("/es/2.0/order/searchOrder/")]
    [InlineData("/es/2.0/order/searchOrder")]
    public async Task A_function_answers_with_and_without_its_trailing_slash(string path)
    {
        await using var bench = await Bench.StartAsync();
        using var content = new StringContent(Search, Encoding.UTF8, "application/json");
        using var response = await bench.Client.PostAsync(path, content, TestContext.Current.CancellationToken);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("/es/2.0/order/searchOrder/")]
    [InlineData("/es/2.0/order/getOrder/")]
    [InlineData("/es/2.0/order/getPayment/")]
    public async Task Anything_but_POST_is_405(string path)
    {
        await using var bench = await Bench.StartAsync();
        using var response = await bench.Client.GetAsync(path, TestContext.Current.CancellationToken);
        response.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
    }

    [Theory]
    [InlineData("/es/2.0/order/guessOrder/")]
    [InlineData("/es/9.9/order/searchOrder/")]
    [InlineData("/")]
    public async Task An_unknown_path_is_404(string path)
    {
        await using var bench = await Bench.StartAsync();
        using var content = new StringContent("{}", Encoding.UTF8, "application/json");
        using var response = await bench.Client.PostAsync(path, content, TestContext.Current.CancellationToken);
        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("application/json; charset=utf-8", HttpStatusCode.OK)]
    [InlineData("application/json;charset=UTF-8", HttpStatusCode.OK)]
    [InlineData("application/json", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("text/plain; charset=utf-8", HttpStatusCode.UnsupportedMediaType)]
    public async Task Content_type_needs_its_charset(string contentType, HttpStatusCode status)
    {
        await using var bench = await Bench.StartAsync();
        var reply = await bench.CallAsync("searchOrder", Search, contentType);
        reply.Status.ShouldBe(status);
        if (status == HttpStatusCode.UnsupportedMediaType) ((string?)reply.Body["Results"]!["errorCode"]).ShouldBe("ES04-03");
    }

    [Fact]
    public async Task A_body_that_is_no_JSON_is_ES04_01()
    {
        await using var bench = await Bench.StartAsync();
        var reply = await bench.CallAsync("searchOrder", "{dateType:");
        reply.Status.ShouldBe(HttpStatusCode.BadRequest);
        reply.Text.ShouldBe("""{"Results":{"errorCode":"ES04-01","message":"Bad Request"}}""");
    }

    [Theory]
    [InlineData(ErrorShape.Results, """{"Results":{"errorCode":"ES01-01","message":"Un-Authorised"}}""")]
    [InlineData(ErrorShape.Errors, """{"errors":[{"code":"GA0001","message":"Un-Authorised"}]}""")]
    public async Task Wrong_credentials_are_401_in_the_shape_that_the_switch_says(ErrorShape shape, string body)
    {
        await using var bench = await Bench.StartAsync(new() { CredentialError = shape });
        using var stranger = bench.ClientOf(Bench.Shop with { LicenseKey = "SL-wrong" });
        var reply = await bench.CallAsync("searchOrder", Search, client: stranger);
        reply.Status.ShouldBe(HttpStatusCode.Unauthorized);
        reply.Text.ShouldBe(body);
        bench.State.Requests.Count("searchOrder", RequestCounter.NoShop).ShouldBe(1);
    }

    [Fact]
    public async Task A_key_works_to_the_last_second_of_its_90th_day()
    {
        await using var bench = await Bench.StartAsync();
        bench.Time.SetUtcNow(Bench.Jst("2026-06-08T23:59:59"));
        (await bench.CallAsync("searchOrder", Search)).Status.ShouldBe(HttpStatusCode.OK);
        bench.Time.SetUtcNow(Bench.Jst("2026-06-09T00:00:00"));
        (await bench.CallAsync("searchOrder", Search)).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task The_licence_date_is_answered_without_a_zone()
    {
        await using var bench = await Bench.StartAsync();
        var reply = await LicenceAsync(bench, Bench.Shop.LicenseKey);
        reply.Status.ShouldBe(HttpStatusCode.OK);
        reply.Text.ShouldBe("""{"expiryDate":"2026-06-08T23:59:59"}""");
    }

    [Fact]
    public async Task The_licence_api_answers_another_key_or_a_shop_without_it_with_GA0001()
    {
        await using var bench = await Bench.StartAsync();
        (await LicenceAsync(bench, "SL-other")).Text.ShouldBe("""{"errors":[{"code":"GA0001","message":"Un-Authorised"}]}""");
        bench.State.PutShop(Bench.Shop with { LicenceApiEnabled = false });
        (await LicenceAsync(bench, Bench.Shop.LicenseKey)).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task Two_requests_within_a_second_meet_the_throttle_when_it_is_switched_on(int status)
    {
        await using var bench = await Bench.StartAsync(new() { ThrottleStatus = status });
        (await bench.CallAsync("searchOrder", Search)).Status.ShouldBe(HttpStatusCode.OK);
        ((int)(await bench.CallAsync("searchOrder", Search)).Status).ShouldBe(status);
        bench.Time.Advance(TimeSpan.FromSeconds(1));
        (await bench.CallAsync("searchOrder", Search)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_new_key_takes_over_and_the_old_one_dies()
    {
        await using var bench = await Bench.StartAsync();
        await bench.ControlAsync(HttpMethod.Put, $"shops/{Bench.ShopId}", """{"licenseKey":"SL-new"}""");
        (await bench.CallAsync("searchOrder", Search)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        using var renewed = bench.ClientOf(Bench.Shop with { LicenseKey = "SL-new" });
        (await bench.CallAsync("searchOrder", Search, client: renewed)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task No_answer_of_the_control_api_holds_a_credential()
    {
        await using var bench = await Bench.StartAsync();
        bench.State.CreateOrder(new());
        var made = await bench.ControlAsync(HttpMethod.Post, "shops", """{"id":"888888","serviceSecret":"SP-canary-1","licenseKey":"SL-canary-2"}""");
        made.Status.ShouldBe(HttpStatusCode.Created);
        var said = made.Text;
        foreach (var path in new[] { "shops", "orders", "requests", "clock", "switches", "faults" }) said += (await bench.ControlAsync(HttpMethod.Get, path)).Text;
        said += (await bench.ControlAsync(HttpMethod.Post, "shops", """{"id":"999","serviceSecret":"SP-canary-1","licenseKey":"SL-canary-2"}""")).Text;
        said.ShouldContain("888888");
        foreach (var secret in new[] { "canary", Bench.Shop.ServiceSecret, Bench.Shop.LicenseKey }) said.ShouldNotContain(secret);
        Bench.Shop.ToString().ShouldBe("shop 123456");
    }

    [Fact]
    public async Task Only_loopback_is_listened_on_and_only_loopback_names_are_answered()
    {
        (await Should.ThrowAsync<ArgumentException>(() => EmulatorHost.StartAsync(new() { Address = IPAddress.Any }))).Message.ShouldContain("loopback");
        await using var bench = await Bench.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/_emulator/orders");
        request.Headers.Host = "attacker.example";
        using var response = await bench.Client.SendAsync(request, TestContext.Current.CancellationToken);
        response.StatusCode.ShouldBe(HttpStatusCode.MisdirectedRequest);
    }

    [Fact]
    public async Task Shutdown_is_told_to_whoever_runs_the_emulator()
    {
        await using var bench = await Bench.StartAsync();
        bench.Host.StopRequested.IsCancellationRequested.ShouldBeFalse();
        (await bench.ControlAsync(HttpMethod.Post, "shutdown")).Status.ShouldBe(HttpStatusCode.Accepted);
        await Patience.Until(() => bench.Host.StopRequested.IsCancellationRequested, "whoever runs the emulator to be told");
    }

    static async Task<Reply> LicenceAsync(Bench bench, string key)
    {
        using var response = await bench.Client.GetAsync($"/es/1.0/license-management/license-key/expiry-date?licenseKey={key}", TestContext.Current.CancellationToken);
        return await Reply.OfAsync(response);
    }
}
