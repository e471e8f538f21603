using System.Globalization;
using System.Text.Json;

namespace RakutenOps.Core.Rms;

/// <summary>The error bodies of API §1.5: each becomes one RmsException that says what happened.</summary>
public class RefusalTests
{
    static readonly RmsClientOptions Once = new() { Retries = 0 };

    public static TheoryData<string, int, string, RmsTrouble, string?, string?> Shapes => new()
    {
        // A: the order functions
        { "A validation", 400, """{"MessageModelList":[{"messageType":"ERROR","messageCode":"ORDER_EXT_API_SEARCH_ORDER_ERROR_011","message":"startDatetimeの書式が不正です。"}],"orderNumberList":null,"PaginationResponseModel":null}""", RmsTrouble.Rejected, "ORDER_EXT_API_SEARCH_ORDER_ERROR_011", "startDatetimeの書式が不正です。" },
        { "A with 200", 200, """{"MessageModelList":[{"messageType":"ERROR","messageCode":"ORDER_EXT_API_SEARCH_ORDER_ERROR_023","message":"x"}],"orderNumberList":null}""", RmsTrouble.Rejected, "ORDER_EXT_API_SEARCH_ORDER_ERROR_023", "x" },
        { "A with 500", 500, """{"MessageModelList":[{"messageType":"ERROR","messageCode":"E1","message":"x"}]}""", RmsTrouble.Unreachable, "E1", "x" },
        { "A, error behind a warning", 400, """{"messageModelList":[{"messageType":"WARNING","messageCode":"W","message":"w"},{"messageType":"error","messageCode":"E","message":"e"}]}""", RmsTrouble.Rejected, "E", "e" },
        // B: the old gateway
        { "B key refused", 401, """{"Results":{"errorCode":"ES01-01","message":"Un-Authorised"}}""", RmsTrouble.Unauthorised, "ES01-01", "Un-Authorised" },
        { "B function not on", 400, """{"Results":{"errorCode":"ES04-01","message":"Bad Request"}}""", RmsTrouble.Unauthorised, "ES04-01", "Bad Request" },
        { "B key refused with 200", 200, """{"Results":{"errorCode":"ES01-01","message":"Un-Authorised"}}""", RmsTrouble.Unauthorised, "ES01-01", "Un-Authorised" },
        { "B media type", 415, """{"Results":{"errorCode":"ES04-03","message":"Unsupported Media Type"}}""", RmsTrouble.Rejected, "ES04-03", "Unsupported Media Type" },
        { "B overload", 503, """{"Results":{"errorCode":"ES03-01","message":"Service Unavailable"}}""", RmsTrouble.Unreachable, "ES03-01", "Service Unavailable" },
        // C: the new gateway
        { "C key refused", 401, """{"errors":[{"code":"GA0001","message":"Un-Authorised"}]}""", RmsTrouble.Unauthorised, "GA0001", "Un-Authorised" },
        { "C key refused with 400", 400, """{"errors":[{"code":"GA0001","message":"Un-Authorised","metadata":{"propertyPath":"licenseKey"}}]}""", RmsTrouble.Unauthorised, "GA0001", "Un-Authorised" },
        { "C bad property", 400, """{"errors":[{"code":"IE0002","message":"bad","metadata":{"propertyPath":"a.b"}},{"code":"second"}]}""", RmsTrouble.Rejected, "IE0002", "bad" },
        { "C lone error", 429, """{"errors":{"code":"GA0429","message":"Too Many"}}""", RmsTrouble.RateLimited, "GA0429", "Too Many" },
        // D: anything else
        { "D forbidden page", 403, "<html>Forbidden</html>", RmsTrouble.Unauthorised, null, null },
        { "D empty 401", 401, "", RmsTrouble.Unauthorised, null, null },
        { "D maintenance page", 503, "<html>メンテナンス</html>", RmsTrouble.Unreachable, null, null },
        { "D plain text", 500, "Internal Server Error", RmsTrouble.Unreachable, null, null },
        { "D empty 502", 502, "", RmsTrouble.Unreachable, null, null },
        { "D slow down", 429, "slow down", RmsTrouble.RateLimited, null, null },
        { "D unknown path", 404, "<html>Not Found</html>", RmsTrouble.Rejected, null, null },
        { "D wrong verb", 405, "", RmsTrouble.Rejected, null, null },
        { "D redirect", 302, "", RmsTrouble.Unreachable, null, null },
        { "D page with 200", 200, "<!DOCTYPE html><html></html>", RmsTrouble.Unreadable, null, null },
        { "D nothing with 200", 200, "", RmsTrouble.Unreadable, null, null },
        { "D nothing with 204", 204, "", RmsTrouble.Unreadable, null, null },
        { "D text with 200", 200, "OK", RmsTrouble.Unreadable, null, null },
        { "D null", 200, "null", RmsTrouble.Unreadable, null, null },
        { "D a list", 200, "[]", RmsTrouble.Unreadable, null, null },
        { "D an object of nobody", 200, """{"status":"ok"}""", RmsTrouble.Unreadable, null, null },
        { "D cut off", 200, """{"MessageModelList":[{"messageType":"INFO","messageCode":"x","mess""", RmsTrouble.Unreadable, null, null },
        { "D two objects", 200, Given.NoHits + Given.NoHits, RmsTrouble.Unreadable, null, null },
        { "hits counted but not listed", 200, """{"MessageModelList":[],"orderNumberList":null,"PaginationResponseModel":{"totalRecordsAmount":5,"totalPages":1,"requestPage":1}}""", RmsTrouble.Unreadable, null, null },
        { "a list that is none", 200, """{"MessageModelList":[],"orderNumberList":17}""", RmsTrouble.Unreadable, null, null },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task Every_shape_of_error_becomes_one_exception(string shape, int status, string body, RmsTrouble trouble, string? code, string? words)
    {
        await using var server = new CannedRms(Reply.Json(body, status));
        using var rms = Given.Client(server, options: Once);

        var refused = await Should.ThrowAsync<RmsException>(rms.SearchAsync(Given.Search, 1, TestContext.Current.CancellationToken), shape);

        refused.Trouble.ShouldBe(trouble, refused.Message);
        refused.RmsCode.ShouldBe(code);
        refused.RmsMessage.ShouldBe(words);
        refused.HttpStatus.ShouldBe(status);
        refused.RequestId.ShouldBe("0b1c2d3e");
        refused.Message.ShouldStartWith("searchOrder: ");
        refused.Message.ShouldContain($"HTTP {status}");
        if (code is not null) refused.Message.ShouldContain(code);
    }

    [Fact]
    public async Task A_refused_key_is_told_with_what_to_check()
    {
        await using var server = new CannedRms(Reply.Json("""{"Results":{"errorCode":"ES01-01","message":"Un-Authorised"}}""", 401));
        using var rms = Given.Client(server);
        var refused = await Should.ThrowAsync<RmsException>(rms.LicenceExpiryAsync(TestContext.Current.CancellationToken));
        foreach (var cause in new[] { "typed right", "90 days", "利用する", "10 to 30 minutes" }) refused.Message.ShouldContain(cause);
        refused.IsTransient.ShouldBeFalse();
        rms.Requests.ShouldBe(1);
    }

    [Fact]
    public async Task A_nobody_at_the_endpoint_is_unreachable()
    {
        Uri gone;
        await using (var server = new CannedRms(Reply.HangUp)) gone = server.Endpoint;
        using var rms = new RmsClient(gone, Given.Keys, OpenGate.Instance, new SkippingClock(), Once);
        var refused = await Should.ThrowAsync<RmsException>(rms.SearchAsync(Given.Search, 1, TestContext.Current.CancellationToken));
        refused.Trouble.ShouldBe(RmsTrouble.Unreachable);
        refused.HttpStatus.ShouldBeNull();
        refused.InnerException.ShouldNotBeNull();
    }

    [Fact]
    public async Task Payments_of_another_order_are_not_taken()
    {
        await using var server = new CannedRms(Reply.Json("""{"MessageModelList":[],"OrderModel":{"orderNumber":"b-2","PaymentModelList":[{"orderPaymentNumber":"b-2-1","paymentStatus":30300}]}}"""));
        using var rms = Given.Client(server, options: Once);
        var refused = await Should.ThrowAsync<RmsException>(rms.PaymentsAsync("a-1", TestContext.Current.CancellationToken));
        refused.Trouble.ShouldBe(RmsTrouble.Unreadable);
        refused.Message.ShouldContain("another order");
    }

    [Fact]
    public async Task A_page_behind_the_last_is_empty_and_no_error()
    {
        await using var server = new CannedRms(Reply.Json("""{"MessageModelList":[],"orderNumberList":[],"PaginationResponseModel":{"totalRecordsAmount":"990","totalPages":1,"requestPage":2}}"""));
        using var rms = Given.Client(server);
        var page = await rms.SearchAsync(Given.Search, 2, TestContext.Current.CancellationToken);
        page.OrderNumbers.ShouldBeEmpty();
        page.Total.ShouldBe(990);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \\t")]
    [InlineData("\u3000")]
    [InlineData("\\u2028")]
    public async Task A_number_of_nothing_but_space_is_none(string space)
    {
        await using var server = new CannedRms(Reply.Json("""{"MessageModelList":[],"orderNumberList":["SPACE","a-1"],"PaginationResponseModel":{"totalRecordsAmount":2,"totalPages":1,"requestPage":1}}""".Replace("SPACE", space, StringComparison.Ordinal)));
        using var rms = Given.Client(server);
        (await rms.SearchAsync(Given.Search, 1, TestContext.Current.CancellationToken)).OrderNumbers.ShouldBe(["a-1"]);
    }

    [Fact]
    public async Task No_hits_are_no_error()
    {
        await using var server = new CannedRms(Reply.Json(Given.NoHits));
        using var rms = Given.Client(server);
        var page = await rms.SearchAsync(Given.Search, 1, TestContext.Current.CancellationToken);
        page.OrderNumbers.ShouldBeEmpty();
        page.Total.ShouldBe(0);
        page.Pages.ShouldBe(0);
    }

    [Fact]
    public async Task Per_order_errors_of_a_confirmation_are_answers_even_with_400()
    {
        await using var server = new CannedRms(Reply.Json(Given.Messages(
            Given.Message("INFO", "CONFIRM_ORDER_INFO_101", "注文確認に成功しました。", "a-1"),
            Given.Message("ERROR", "CONFIRM_ORDER_ERROR_102", "取消済", "a-2")), 400));
        using var rms = Given.Client(server);
        var answers = await rms.ConfirmAsync(["a-1", "a-2", "a-3"], TestContext.Current.CancellationToken);
        answers.Select(static a => (a.OrderNumber, a.Succeeded)).ShouldBe([("a-1", true), ("a-2", false), ("a-3", false)]);
        answers[2].Why!.ShouldContain("read it again");
    }

    [Theory]
    [InlineData("en", "does not name this order", "no such function")]
    [InlineData("ja", "この注文がありません", "該当する API がない")]
    public async Task What_the_history_keeps_is_the_same_in_every_language_and_what_a_person_is_told_is_not(string language, string unnamed, string unknown)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        await using var server = new CannedRms(Reply.Json(Given.Messages(Given.Message("INFO", "CONFIRM_ORDER_INFO_101", "注文確認に成功しました。", "a-1"))), Reply.Html(404));
        using var rms = Given.Client(server, options: Once);

        var silent = (await rms.ConfirmAsync(["a-1", "a-2"], TestContext.Current.CancellationToken))[1];
        var refused = OrderAnswer.Of("a-2", await Should.ThrowAsync<RmsException>(rms.ConfirmAsync(["a-2"], TestContext.Current.CancellationToken)));

        (silent.Said, refused.Said).ShouldBe(("(not named)", "(HTTP 404)"));
        silent.Why!.ShouldContain(unnamed);
        refused.Why!.ShouldContain(unknown);
    }

    [Fact]
    public async Task A_confirmation_rejected_as_a_whole_is_an_error()
    {
        await using var server = new CannedRms(Reply.Json(Given.Messages(Given.Message("ERROR", "CONFIRM_ORDER_ERROR_009", "orderNumberListの項目を指定して下さい。")), 400));
        using var rms = Given.Client(server);
        var refused = await Should.ThrowAsync<RmsException>(rms.ConfirmAsync(["a-1"], TestContext.Current.CancellationToken));
        refused.Trouble.ShouldBe(RmsTrouble.Rejected);
        refused.RmsCode.ShouldBe("ORDER_EXT_API_CONFIRM_ORDER_ERROR_009");
    }

    static readonly string Malformed = Given.Messages(Given.Message("ERROR", "GET_ORDER_ERROR_011", "orderNumberListの書式が不正です。"));

    static string[] Hundred(params int[] bad) => [.. Enumerable.Range(0, 100).Select(i => (bad.Contains(i) ? "bad-" : "order-") + i)];

    static Reply RefusingBad(Sent sent)
    {
        var numbers = JsonDocument.Parse(sent.Body).RootElement.GetProperty("orderNumberList").EnumerateArray().Select(static n => n.GetString()!).ToArray();
        return numbers.Any(static n => n.StartsWith("bad", StringComparison.Ordinal)) ? Reply.Json(Malformed, 400) : Reply.Json(Given.Orders([.. numbers.Select(n => Given.Order(n))]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(57)]
    [InlineData(99)]
    [InlineData(12, 13)]
    [InlineData(0, 50, 99)]
    public async Task A_number_that_RMS_refuses_costs_no_other_order_of_its_batch(params int[] bad)
    {
        await using var server = new CannedRms(RefusingBad);
        using var rms = Given.Client(server);

        var read = await rms.OrdersAsync(Hundred(bad), TestContext.Current.CancellationToken);

        read.Orders.Count.ShouldBe(100 - bad.Length);
        read.Unreadable.Select(static u => u.OrderNumber).ShouldBe(bad.Select(static i => $"bad-{i}"));
        read.Unreadable.ShouldAllBe(static u => u.Why.Contains("ERROR_011"));
        if (bad.Length == 1) rms.Requests.ShouldBeLessThanOrEqualTo(15);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(100)]
    public async Task A_getOrder_that_RMS_refuses_whatever_the_numbers_is_an_error_after_a_few_requests(int orders)
    {
        await using var server = new CannedRms(Reply.Json(Malformed, 400));
        using var rms = Given.Client(server);

        var refused = await Should.ThrowAsync<RmsException>(rms.OrdersAsync(Hundred()[..orders], TestContext.Current.CancellationToken));

        refused.RmsCode.ShouldBe("ORDER_EXT_API_GET_ORDER_ERROR_011");
        rms.Requests.ShouldBeLessThanOrEqualTo(17);
    }

    [Fact]
    public async Task A_gateway_that_refuses_is_not_asked_again_in_halves()
    {
        await using var server = new CannedRms(Reply.Json("""{"Results":{"errorCode":"ES04-03","message":"Unsupported Media Type"}}""", 415));
        using var rms = Given.Client(server);

        await Should.ThrowAsync<RmsException>(rms.OrdersAsync(Hundred(), TestContext.Current.CancellationToken));

        rms.Requests.ShouldBe(1);
    }
}
