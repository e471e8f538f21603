using System.Net;
using System.Text.Json.Nodes;

namespace RakutenOps.Core.Tests.Emulator;

/// <summary>searchOrder, rms-order-api.md §2.</summary>
public sealed class SearchOrderTests
{
    [Fact]
    public async Task Finds_orders_by_progress_and_fix_date_newest_order_first()
    {
        await using var bench = await Bench.StartAsync();
        var early = bench.Payable("2026-03-08T10:00:00");
        var late = bench.Payable("2026-03-09T10:00:00");
        bench.State.CreateOrder(new() { OrderedAt = Bench.Jst("2026-03-09T11:00:00") });

        var reply = await bench.SearchAsync(3, "2026-03-01T00:00:00", "2026-03-10T00:00:00", 300);

        reply.Status.ShouldBe(HttpStatusCode.OK);
        reply.OrderNumbers.ShouldBe([late, early]);
        reply.Codes.ShouldBe(["ORDER_EXT_API_SEARCH_ORDER_INFO_101"]);
        reply.Messages.ShouldBe(["注文検索に成功しました。"]);
        reply.Body["PaginationResponseModel"]!.ToJsonString().ShouldBe("""{"totalRecordsAmount":2,"totalPages":1,"requestPage":1}""");
        reply.ContentType.ShouldBe("application/json;charset=UTF-8");
        reply.Headers.GetValues("RequestId").ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("2026-03-08T10:40:00", "2026-03-08T10:40:00", 1)]
    [InlineData("2026-03-08T10:40:01", "2026-03-08T11:00:00", 0)]
    [InlineData("2026-03-08T09:00:00", "2026-03-08T10:39:59", 0)]
    public async Task Both_ends_of_the_window_are_in(string start, string end, int hits)
    {
        await using var bench = await Bench.StartAsync();
        bench.Payable("2026-03-08T10:00:00");
        (await bench.SearchAsync(3, start, end, 300)).OrderNumbers.Count().ShouldBe(hits);
    }

    [Fact]
    public async Task No_hit_is_INFO_102_with_a_full_width_zero_and_null_pagination()
    {
        await using var bench = await Bench.StartAsync();
        var reply = await bench.SearchAsync(1, "2026-03-01T00:00:00", "2026-03-10T00:00:00");
        reply.Codes.ShouldBe(["ORDER_EXT_API_SEARCH_ORDER_INFO_102"]);
        reply.Messages.ShouldBe(["注文検索に成功しました。(検索結果０件)"]);
        reply.Body["orderNumberList"]!.AsArray().ShouldBeEmpty();
        reply.Body["PaginationResponseModel"]!.ToJsonString().ShouldBe("""{"totalRecordsAmount":null,"totalPages":null,"requestPage":null}""");
    }

    [Fact]
    public async Task Missing_items_are_ERROR_009_each_and_the_data_is_null()
    {
        await using var bench = await Bench.StartAsync();
        var reply = await bench.CallAsync("searchOrder", new { orderProgressList = new[] { 300 } });
        reply.Status.ShouldBe(HttpStatusCode.BadRequest);
        reply.Codes.Distinct().ShouldBe(["ORDER_EXT_API_SEARCH_ORDER_ERROR_009"]);
        reply.Messages.ShouldBe(["dateTypeの項目を指定して下さい。", "startDatetimeの項目を指定して下さい。", "endDatetimeの項目を指定して下さい。"]);
        reply.Text.ShouldContain("\"orderNumberList\":null,\"PaginationResponseModel\":null");
    }

    [Theory]
    [InlineData("2026-03-01T00:00:00+09:00")]
    [InlineData("2026-03-01T00:00:00")]
    [InlineData("2026-03-01T00:00:00Z")]
    [InlineData("2026-03-01T00:00:00+0000")]
    [InlineData("2026-03-01T00:00:00.000+0900")]
    [InlineData("2026-03-01")]
    [InlineData("2026/03/01 00:00:00")]
    public async Task Any_other_form_of_time_is_ERROR_011(string start)
    {
        await using var bench = await Bench.StartAsync();
        var reply = await bench.CallAsync("searchOrder", new { dateType = 1, startDatetime = start, endDatetime = "2026-03-02T00:00:00+0900" });
        reply.Status.ShouldBe(HttpStatusCode.BadRequest);
        reply.Codes.ShouldBe(["ORDER_EXT_API_SEARCH_ORDER_ERROR_011"]);
        reply.Messages.ShouldBe(["startDatetimeの書式が不正です。"]);
    }

    [Theory]
    [InlineData("2026-01-06T00:00:00", "2026-03-10T00:00:00", 200)]   // 63 days
    [InlineData("2026-01-06T00:00:00", "2026-03-10T00:00:01", 400)]
    [InlineData("2024-03-10T12:00:00", "2024-03-11T00:00:00", 200)]   // 730 days back
    [InlineData("2024-03-10T11:59:59", "2024-03-11T00:00:00", 400)]
    [InlineData("2026-03-10T00:00:01", "2026-03-10T00:00:00", 400)]   // backwards
    public async Task The_window_is_63_days_at_most_and_starts_within_730(string start, string end, int status)
    {
        await using var bench = await Bench.StartAsync();
        ((int)(await bench.SearchAsync(1, start, end)).Status).ShouldBe(status);
    }

    [Fact]
    public async Task Pages_hold_what_was_asked_for_up_to_1000_rows()
    {
        await using var bench = await Bench.StartAsync();
        for (var minute = 0; minute < 7; minute++) bench.State.CreateOrder(new() { OrderedAt = Bench.Jst("2026-03-09T10:00:00").AddMinutes(minute) });

        var all = new List<string>();
        for (var page = 1; page <= 3; page++) all.AddRange((await PageAsync(bench, 3, page)).OrderNumbers);

        all.Count.ShouldBe(7);
        all.ShouldBe(all.Order());
        (await PageAsync(bench, 3, 1)).Body["PaginationResponseModel"]!.ToJsonString().ShouldBe("""{"totalRecordsAmount":7,"totalPages":3,"requestPage":1}""");
        (await PageAsync(bench, 1000, 1)).Status.ShouldBe(HttpStatusCode.OK);
        (await PageAsync(bench, 1001, 1)).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Blank_shipping_date_narrows_the_search_to_orders_without_one()
    {
        await using var bench = await Bench.StartAsync();
        var blank = bench.Payable("2026-03-08T10:00:00");
        bench.Payable("2026-03-08T11:00:00", new() { ShippingDate = new(2026, 4, 30) });
        var reply = await bench.CallAsync("searchOrder", new JsonObject
        {
            ["orderProgressList"] = new JsonArray(300), ["dateType"] = 1, ["settlementMethod"] = 1, ["shippingDateBlankFlag"] = 1,
            ["startDatetime"] = "2026-03-01T00:00:00+0900", ["endDatetime"] = "2026-03-10T00:00:00+0900",
        });
        reply.OrderNumbers.ShouldBe([blank]);
    }

    static Task<Reply> PageAsync(Bench bench, int rows, int page) => bench.CallAsync("searchOrder", new
    {
        dateType = 1,
        startDatetime = "2026-03-09T00:00:00+0900",
        endDatetime = "2026-03-10T00:00:00+0900",
        PaginationRequestModel = new { requestRecordsAmount = rows, requestPage = page, SortModelList = new[] { new { sortColumn = 1, sortDirection = 1 } } },
    });
}
