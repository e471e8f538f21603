using System.Net;
using System.Text.Json.Nodes;
using RakutenOps.Emulator.Orders;

namespace RakutenOps.Core.Tests.Emulator;

/// <summary>updateOrderShipping, rms-order-api.md §4.1.</summary>
public sealed class UpdateOrderShippingTests
{
    [Fact]
    public async Task A_shipping_date_is_registered_without_a_tracking_number_and_then_moved()
    {
        await using var bench = await Bench.StartAsync();
        var number = bench.Payable("2026-03-09T10:00:00");

        var added = await SendAsync(bench, number, """{"deliveryCompany":"1001","shippingDate":"2026-04-20"}""");
        added.Status.ShouldBe(HttpStatusCode.OK);
        added.Codes.ShouldBe(["ORDER_EXT_API_UPDATE_ORDERSHIPPING_INFO_101"]);
        added.Messages.ShouldBe(["発送情報の追加設定が完了しました。"]);
        var id = (long)added.Body["MessageModelList"]![0]!["shippingDetailId"]!;
        id.ShouldBeGreaterThan(int.MaxValue);

        var moved = await SendAsync(bench, number, $$"""{"shippingDetailId":{{id}},"shippingDate":"2026-05-01"}""");
        moved.Messages.ShouldBe(["発送情報の更新設定が完了しました。"]);

        var row = (await RowsAsync(bench, number)).ShouldHaveSingleItem()!;
        ((string?)row["shippingDate"]).ShouldBe("2026-05-01");
        ((string?)row["deliveryCompany"]).ShouldBe("1001");
        ((string?)row["deliveryCompanyName"]).ShouldBe("ヤマト運輸");
        row["shippingNumber"].ShouldBeNull();
    }

    [Fact]
    public async Task Posting_again_without_the_id_doubles_the_row()
    {
        await using var bench = await Bench.StartAsync();
        var number = bench.Payable("2026-03-09T10:00:00");
        const string Row = """{"shippingDetailId":null,"deliveryCompany":"1001","shippingDate":"2026-04-20"}""";
        await SendAsync(bench, number, Row);
        await SendAsync(bench, number, Row);
        (await RowsAsync(bench, number)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Absent_keeps_and_empty_erases()
    {
        await using var bench = await Bench.StartAsync();
        var number = bench.Payable("2026-03-09T10:00:00");
        var id = await AddAsync(bench, number, """{"deliveryCompany":"1002","shippingNumber":"A1","shippingDate":"2026-04-20"}""");
        await SendAsync(bench, number, $$"""{"shippingDetailId":{{id}},"shippingNumber":""}""");
        var row = (await RowsAsync(bench, number))[0]!;
        row["shippingNumber"].ShouldBeNull();
        ((string?)row["shippingDate"]).ShouldBe("2026-04-20");
        await SendAsync(bench, number, $$"""{"shippingDetailId":{{id}},"shippingDate":""}""");
        (await RowsAsync(bench, number))[0]!["shippingDate"].ShouldBeNull();
    }

    [Fact]
    public async Task The_delete_flag_removes_the_row()
    {
        await using var bench = await Bench.StartAsync();
        var number = bench.Payable("2026-03-09T10:00:00");
        var id = await AddAsync(bench, number, """{"deliveryCompany":"1002","shippingDate":"2026-04-20"}""");
        (await SendAsync(bench, number, $$"""{"shippingDetailId":{{id}},"shippingDeleteFlag":1}""")).Codes.ShouldBe(["ORDER_EXT_API_UPDATE_ORDERSHIPPING_INFO_103"]);
        (await RowsAsync(bench, number)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Rows_are_numbered_across_all_recipients()
    {
        await using var bench = await Bench.StartAsync();
        var number = bench.Payable("2026-03-09T10:00:00", new() { Recipients = 2 });
        var baskets = bench.State.Read(number, order => order.Packages.ConvertAll(package => package.BasketId));
        var reply = await bench.CallAsync("updateOrderShipping", new
        {
            orderNumber = number,
            BasketidModelList = baskets.Select(basket => new { basketId = basket, ShippingModelList = new[] { new { deliveryCompany = "1001" }, new { deliveryCompany = "1003" } } }),
        });
        reply.Body["MessageModelList"]!.AsArray().Select(message => (int)message!["dataNumber"]!).ShouldBe([1, 2, 3, 4]);
        reply.Body["MessageModelList"]!.AsArray().Select(message => (long)message!["shippingDetailId"]!).Distinct().Count().ShouldBe(4);
    }

    [Theory]
    [InlineData("""{"deliveryCompany":"9999"}""", "deliveryCompanyの書式が不正です。")]
    [InlineData("""{"shippingDate":"2026/04/20"}""", "shippingDateの書式が不正です。")]
    [InlineData("""{"shippingDetailId":42}""", "shippingDetailIdの書式が不正です。")]
    public async Task A_malformed_row_changes_nothing(string row, string text)
    {
        await using var bench = await Bench.StartAsync();
        var number = bench.Payable("2026-03-09T10:00:00");
        var reply = await SendAsync(bench, number, """{"deliveryCompany":"1001"},""" + row);
        reply.Status.ShouldBe(HttpStatusCode.BadRequest);
        reply.Codes.ShouldBe(["ORDER_EXT_API_UPDATE_ORDERSHIPPING_ERROR_011"]);
        reply.Messages.ShouldBe([text]);
        ((int)reply.Body["MessageModelList"]![0]!["dataNumber"]!).ShouldBe(2);
        (await RowsAsync(bench, number)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_cancelled_order_takes_no_shipment()
    {
        await using var bench = await Bench.StartAsync();
        var number = bench.Payable("2026-03-09T10:00:00");
        bench.State.Fire(number, OrderEventKind.Cancel);
        (await SendAsync(bench, number, """{"deliveryCompany":"1001"}""")).Codes.ShouldBe(["ORDER_EXT_API_UPDATE_ORDERSHIPPING_ERROR_102"]);
    }

    [Fact]
    public async Task A_date_registered_this_way_brings_the_renewal_seven_days_before()
    {
        await using var bench = await Bench.StartAsync();
        var number = bench.Payable("2026-03-09T10:00:00");
        await SendAsync(bench, number, """{"deliveryCompany":"1001","shippingDate":"2026-04-20"}""");
        bench.Time.SetUtcNow(Bench.Jst("2026-04-13T00:05:00"));
        ((string?)(await bench.GetOrderAsync(number))["shippingInstDatetime"]).ShouldBe("2026-04-13T00:05:00+0900");
        (await bench.SearchAsync(4, "2026-04-20T00:00:00", "2026-04-20T23:59:59", 300)).OrderNumbers.ShouldBe([number]);
    }

    static async Task<long> AddAsync(Bench bench, string number, string row) => (long)(await SendAsync(bench, number, row)).Body["MessageModelList"]![0]!["shippingDetailId"]!;

    static Task<Reply> SendAsync(Bench bench, string number, string rows)
    {
        var basket = bench.State.Read(number, order => order.Packages[0].BasketId);
        return bench.CallAsync("updateOrderShipping", $$"""{"orderNumber":"{{number}}","BasketidModelList":[{"basketId":{{basket}},"ShippingModelList":[{{rows}}]}]}""");
    }

    static async Task<JsonArray> RowsAsync(Bench bench, string number) => (await bench.GetOrderAsync(number))["PackageModelList"]![0]!["ShippingModelList"]!.AsArray();
}
