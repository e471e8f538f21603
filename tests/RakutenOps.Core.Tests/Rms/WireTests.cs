namespace RakutenOps.Core.Rms;

public class WireTests
{
    [Fact]
    public async Task A_search_is_sent_as_documented()
    {
        await using var server = new CannedRms(Reply.Json(Given.NoHits));
        using var rms = Given.Client(server);

        var search = new OrderSearch(SearchDate.Fixed, new(2026, 11, 1, 15, 0, 0, 250, TimeSpan.Zero), new(2026, 11, 2, 12, 0, 0, JapanTime.Offset), [OrderProgress.AwaitingShipment]);
        await rms.SearchAsync(search, 2, TestContext.Current.CancellationToken);

        var sent = server.Requests.ShouldHaveSingleItem();
        sent.Line.ShouldBe("POST /es/2.0/order/searchOrder/ HTTP/1.1");
        sent.Header("Content-Type").ShouldBe("application/json; charset=utf-8");
        sent.Header("Authorization").ShouldBe("ESA U1AwMDAwMDBfY2FuYXJ5U2VjcmV0NDI6U0wwMDAwMDBfY2FuYXJ5S2V5LzQ3MTEreA==");
        sent.Header("Transfer-Encoding").ShouldBeNull();
        sent.Header("Expect").ShouldBeNull();
        sent.Header("Cookie").ShouldBeNull();
        sent.Body.ShouldBe("""{"orderProgressList":[300],"dateType":3,"startDatetime":"2026-11-02T00:00:00+0900","endDatetime":"2026-11-02T12:00:00+0900","PaginationRequestModel":{"requestRecordsAmount":1000,"requestPage":2,"SortModelList":[{"sortColumn":1,"sortDirection":1}]}}""");
    }

    [Fact]
    public async Task A_search_of_every_progress_names_none()
    {
        await using var server = new CannedRms(Reply.Json(Given.NoHits));
        using var rms = Given.Client(server);
        await rms.SearchAsync(Given.Search with { Progress = [] }, 1, TestContext.Current.CancellationToken);
        server.Requests.ShouldHaveSingleItem().Body.ShouldStartWith("""{"dateType":3,""");
    }

    [Fact]
    public async Task GetOrder_asks_version_ten_and_each_number_once()
    {
        await using var server = new CannedRms(Reply.Json(Given.Orders()));
        using var rms = Given.Client(server);
        await rms.OrdersAsync(["a-1", "a-2", "a-1"], TestContext.Current.CancellationToken);
        var sent = server.Requests.ShouldHaveSingleItem();
        sent.Line.ShouldBe("POST /es/2.0/order/getOrder/ HTTP/1.1");
        sent.Body.ShouldBe("""{"orderNumberList":["a-1","a-2"],"version":10}""");
    }

    [Fact]
    public async Task GetPayment_asks_version_four()
    {
        await using var server = new CannedRms(Reply.Json("""{"MessageModelList":[],"OrderModel":null}"""));
        using var rms = Given.Client(server);
        (await rms.PaymentsAsync("a-1", TestContext.Current.CancellationToken)).ShouldBeNull();
        var sent = server.Requests.ShouldHaveSingleItem();
        sent.Line.ShouldBe("POST /es/2.0/order/getPayment/ HTTP/1.1");
        sent.Body.ShouldBe("""{"orderNumber":"a-1","version":4}""");
    }

    [Fact]
    public async Task ConfirmOrder_names_the_orders()
    {
        await using var server = new CannedRms(Reply.Json(Given.Messages(Given.Message("INFO", "CONFIRM_ORDER_INFO_101", "注文確認に成功しました。", "a-1"))));
        using var rms = Given.Client(server);
        await rms.ConfirmAsync(["a-1"], TestContext.Current.CancellationToken);
        var sent = server.Requests.ShouldHaveSingleItem();
        sent.Line.ShouldBe("POST /es/2.0/order/confirmOrder/ HTTP/1.1");
        sent.Body.ShouldBe("""{"orderNumberList":["a-1"]}""");
    }

    [Theory]
    [InlineData(2598761447L, """{"shippingDetailId":2598761447,"deliveryCompany":"1001","shippingDate":"2026-12-20"}""")]
    [InlineData(null, """{"deliveryCompany":"1001","shippingDate":"2026-12-20"}""")] // an absent row number adds a row, and no tracking number is named
    public async Task A_shipping_date_is_written_to_the_row_or_a_new_one(long? row, string model)
    {
        await using var server = new CannedRms(Reply.Json(Given.Messages(Given.Message("INFO", "UPDATE_ORDERSHIPPING_INFO_102"))));
        using var rms = Given.Client(server);
        var answers = await rms.SetShippingDatesAsync("a-1", [new(2117568357, row, "1001", new(2026, 12, 20))], TestContext.Current.CancellationToken);
        answers.ShouldHaveSingleItem().ShouldBe(new("a-1", "INFO", "ORDER_EXT_API_UPDATE_ORDERSHIPPING_INFO_102", ""));
        var sent = server.Requests.ShouldHaveSingleItem();
        sent.Line.ShouldBe("POST /es/2.0/order/updateOrderShipping/ HTTP/1.1");
        sent.Body.ShouldBe($$"""{"orderNumber":"a-1","BasketidModelList":[{"basketId":2117568357,"ShippingModelList":[{{model}}]}]}""");
    }

    [Fact]
    public async Task The_licence_is_asked_with_the_key_in_the_query_and_no_body()
    {
        await using var server = new CannedRms(Reply.Json("""{"expiryDate":"2026-11-28T23:59:59"}"""));
        using var rms = Given.Client(server);
        var expiry = await rms.LicenceExpiryAsync(TestContext.Current.CancellationToken);
        expiry.ShouldBe(new DateTimeOffset(2026, 11, 28, 23, 59, 59, JapanTime.Offset));
        var sent = server.Requests.ShouldHaveSingleItem();
        sent.Line.ShouldBe("GET /es/1.0/license-management/license-key/expiry-date?licenseKey=SL000000_canaryKey%2F4711%2Bx HTTP/1.1");
        sent.Header("Authorization").ShouldNotBeNull().ShouldStartWith("ESA ");
        sent.Header("Content-Type").ShouldBeNull();
    }

    [Theory]
    [InlineData("Mon, 02 Nov 2026 03:00:00 GMT", 0)]
    [InlineData("Mon, 02 Nov 2026 02:59:59 GMT", 0)]
    [InlineData("Mon, 02 Nov 2026 03:05:00 GMT", 300)]
    [InlineData("Mon, 02 Nov 2026 02:54:59 GMT", -300)]
    public async Task The_Date_of_an_answer_tells_how_far_the_clocks_are_apart_to_the_second(string date, int seconds)
    {
        await using var server = new CannedRms(Reply.Json("""{"expiryDate":"2026-11-28T23:59:59"}""", headers: $"Date: {date}\r\n"), Reply.Json(Given.NoHits));
        using var rms = Given.Client(server);
        rms.ClockDifference.ShouldBeNull();
        await rms.LicenceExpiryAsync(TestContext.Current.CancellationToken);
        rms.ClockDifference.ShouldBe(TimeSpan.FromSeconds(seconds));
        await rms.SearchAsync(Given.Search, 1, TestContext.Current.CancellationToken);
        rms.ClockDifference.ShouldBe(TimeSpan.FromSeconds(seconds), "an answer without a Date says nothing");
    }

    [Fact]
    public async Task Japanese_goes_out_as_raw_UTF8()
    {
        await using var server = new CannedRms(Reply.Json(Given.Orders()));
        using var rms = Given.Client(server);
        await rms.OrdersAsync(["注文+1"], TestContext.Current.CancellationToken);
        server.Requests.ShouldHaveSingleItem().Body.ShouldContain("[\"注文+1\"]");
    }

    [Fact]
    public async Task More_than_a_hundred_orders_are_refused_before_anything_is_sent()
    {
        await using var server = new CannedRms(Reply.Json(Given.Orders()));
        using var rms = Given.Client(server);
        var many = Enumerable.Range(0, 101).Select(static n => $"a-{n}").ToList();
        await Should.ThrowAsync<ArgumentOutOfRangeException>(rms.OrdersAsync(many, TestContext.Current.CancellationToken));
        await Should.ThrowAsync<ArgumentOutOfRangeException>(rms.ConfirmAsync(many, TestContext.Current.CancellationToken));
        (await rms.OrdersAsync([], TestContext.Current.CancellationToken)).Orders.ShouldBeEmpty();
        (await rms.ConfirmAsync([], TestContext.Current.CancellationToken)).ShouldBeEmpty();
        server.Requests.ShouldBeEmpty();
        rms.Requests.ShouldBe(0);
    }
}
