using System.Net;
using System.Text.Json.Nodes;
using RakutenOps.Emulator.Orders;
using RakutenOps.Emulator.Shops;

namespace RakutenOps.Core.Tests.Emulator;

/// <summary>getOrder, rms-order-api.md §3.</summary>
public sealed class GetOrderTests
{
    [Fact]
    public async Task An_order_awaiting_shipment_shows_when_it_was_settled_and_how()
    {
        await using var bench = await Bench.StartAsync();
        var number = bench.Payable("2026-03-08T10:00:00", new() { RequestPrice = 5480 });

        var order = await bench.GetOrderAsync(number);

        number.ShouldBe("123456-20260308-0000000001");
        ((int)order["orderProgress"]!).ShouldBe(300);
        ((string?)order["orderDatetime"]).ShouldBe("2026-03-08T10:00:00+0900");
        ((string?)order["shopOrderCfmDatetime"]).ShouldBe("2026-03-08T10:10:00+0900");
        ((string?)order["orderFixDatetime"]).ShouldBe("2026-03-08T10:40:00+0900");
        ((string?)order["shippingInstDatetime"]).ShouldBe("2026-03-08T10:40:00+0900");
        ((int)order["SettlementModel"]!["settlementMethodCode"]!).ShouldBe(1);
        ((string?)order["SettlementModel"]!["settlementMethod"]).ShouldBe("クレジットカード");
        ((int)order["SettlementModel"]!["rpaySettlementFlag"]!).ShouldBe(1);
        ((int)order["requestPrice"]!).ShouldBe(5480);
        ((int)order["ChangeReasonModelList"]![0]!["changeType"]!).ShouldBe(8);
        ((long)order["PackageModelList"]![0]!["basketId"]!).ShouldBeGreaterThan(int.MaxValue);
    }

    [Fact]
    public async Task Absent_values_are_explicit_nulls_and_empty_lists_differ_as_in_the_captures()
    {
        await using var bench = await Bench.StartAsync();
        var order = await bench.GetOrderAsync(bench.State.CreateOrder(new()));
        order.ShouldContainKey("shippingInstDatetime");
        order["shippingInstDatetime"].ShouldBeNull();
        order["CouponModelList"].ShouldBeNull();
        order["WrappingModel1"].ShouldBeNull();
        order["ChangeReasonModelList"]!.AsArray().ShouldBeEmpty();
        order["DueDateModelList"]!.AsArray().ShouldBeEmpty();
        order["PackageModelList"]![0]!["ShippingModelList"]!.AsArray().ShouldBeEmpty();
        order["PackageModelList"]![0]!.AsObject().ShouldContainKey("DeliveryCvsModel");
    }

    [Fact]
    public async Task The_billed_amount_is_the_sum_of_section_3_7_c()
    {
        await using var bench = await Bench.StartAsync();
        var number = bench.State.CreateOrder(new()
        {
            PostagePrice = 500,
            Recipients = 2,
            Items = [new() { Price = 1200, Units = 3 }, new() { Price = 800, TaxRate = 0.08m }],
            State = new() { ["couponPrice"] = 300, ["usedPoint"] = 100, ["deliveryPrice"] = 330, ["paymentCharge"] = 220 },
        });
        var order = await bench.GetOrderAsync(number);
        int Amount(string name) => (int)order[name]!;
        Amount("goodsPrice").ShouldBe((1200 * 3) + 800 + 1200);
        Amount("totalPrice").ShouldBe(Amount("goodsPrice") + 1000);
        Amount("requestPrice").ShouldBe(Amount("totalPrice") + 330 + 220 - 300 - 100);
        order["PackageModelList"]!.AsArray().Sum(package => (int)package!["totalPrice"]!).ShouldBe(Amount("totalPrice"));
    }

    [Fact]
    public async Task Found_orders_are_counted_and_each_missing_one_gets_its_own_INFO_102()
    {
        await using var bench = await Bench.StartAsync();
        var number = bench.State.CreateOrder(new());
        var reply = await bench.CallAsync("getOrder", new { orderNumberList = new[] { "123456-20260101-0000009999", number, "nonsense" }, version = 10 });
        reply.Status.ShouldBe(HttpStatusCode.OK);
        reply.Messages.ShouldBe(["受注情報取得に成功しました。(取得件数1件)", "受注情報が取得できませんでした。", "受注情報が取得できませんでした。"]);
        reply.Codes.ShouldBe(["ORDER_EXT_API_GET_ORDER_INFO_101", "ORDER_EXT_API_GET_ORDER_INFO_102", "ORDER_EXT_API_GET_ORDER_INFO_102"]);
        reply.Body["MessageModelList"]!.AsArray().Select(message => (string?)message!["orderNumber"]).ShouldBe([null, "123456-20260101-0000009999", "nonsense"]);
        reply.Body["OrderModelList"]!.AsArray().Count.ShouldBe(1);
        ((int)reply.Body["version"]!).ShouldBe(10);
    }

    [Fact]
    public async Task An_order_of_730_days_ago_is_answered_and_an_older_one_is_missing()
    {
        await using var bench = await Bench.StartAsync();
        var inside = bench.State.CreateOrder(new() { OrderedAt = Bench.Jst("2024-03-10T12:00:00"), AutoCancel = false });
        var outside = bench.State.CreateOrder(new() { OrderedAt = Bench.Jst("2024-03-10T11:59:59"), AutoCancel = false });
        var reply = await bench.CallAsync("getOrder", new { orderNumberList = new[] { inside, outside }, version = 10 });
        reply.Body["OrderModelList"]!.AsArray().Select(order => (string?)order!["orderNumber"]).ShouldBe([inside]);
    }

    [Fact]
    public async Task A_shop_never_sees_the_orders_of_another()
    {
        var other = new ShopRegistration { Id = "777777", ServiceSecret = "SP-other", LicenseKey = "SL-other" };
        await using var bench = await Bench.StartAsync(shops: [Bench.Shop, other]);
        var foreign = bench.State.CreateOrder(new() { Shop = "777777" });
        (await bench.CallAsync("getOrder", new { orderNumberList = new[] { foreign }, version = 10 })).Body["OrderModelList"]!.AsArray().ShouldBeEmpty();
        (await bench.SearchAsync(1, "2026-03-01T00:00:00", "2026-03-11T00:00:00")).OrderNumbers.ShouldBeEmpty();
        using var owner = bench.ClientOf(other);
        (await bench.CallAsync("getOrder", $$"""{"orderNumberList":["{{foreign}}"],"version":"10"}""", client: owner)).Body["OrderModelList"]!.AsArray().Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("""{"version":10}""", "ORDER_EXT_API_GET_ORDER_ERROR_009", "orderNumberListの項目を指定して下さい。")]
    [InlineData("""{"orderNumberList":["x"]}""", "ORDER_EXT_API_GET_ORDER_ERROR_009", "versionの項目を指定して下さい。")]
    [InlineData("""{"orderNumberList":[],"version":10}""", "ORDER_EXT_API_GET_ORDER_ERROR_010", "orderNumberListの値を指定して下さい。")]
    [InlineData("""{"orderNumberList":"x","version":10}""", "ORDER_EXT_API_GET_ORDER_ERROR_011", "orderNumberListの書式が不正です。")]
    [InlineData("""{"orderNumberList":["x"],"version":"ten"}""", "ORDER_EXT_API_GET_ORDER_ERROR_011", "versionの書式が不正です。")]
    public async Task A_bad_request_names_the_item(string body, string code, string text)
    {
        await using var bench = await Bench.StartAsync();
        var reply = await bench.CallAsync("getOrder", body);
        reply.Status.ShouldBe(HttpStatusCode.BadRequest);
        reply.Codes.ShouldBe([code]);
        reply.Messages.ShouldBe([text]);
        reply.Body.AsObject().ShouldContainKey("OrderModelList");
    }

    [Fact]
    public async Task A_hundred_numbers_are_answered_and_one_more_is_refused()
    {
        await using var bench = await Bench.StartAsync();
        var numbers = Enumerable.Range(0, 101).Select(_ => bench.State.CreateOrder(new())).ToList();
        (await bench.CallAsync("getOrder", new { orderNumberList = numbers.Take(100), version = 10 })).Body["OrderModelList"]!.AsArray().Count.ShouldBe(100);
        (await bench.CallAsync("getOrder", new { orderNumberList = numbers, version = 10 })).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(3, true)]
    [InlineData(10, true)]
    [InlineData(11, false)]
    public async Task Versions_3_to_10_are_known(int version, bool known)
    {
        await using var bench = await Bench.StartAsync();
        var number = bench.State.CreateOrder(new());
        (await bench.CallAsync("getOrder", new { orderNumberList = new[] { number }, version })).Status.ShouldBe(known ? HttpStatusCode.OK : HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("isSingleItemShipping", 4)]
    [InlineData("defaultDeliveryCompanyCode", 4)]
    [InlineData("receiptIssueCount", 5)]
    [InlineData("DueDateModelList", 5)]
    [InlineData("cautionDisplayDetailType", 6)]
    [InlineData("\"version\"", 6)]
    [InlineData("SkuModelList", 7)]
    [InlineData("deliveryCertPrgFlag", 8)]
    [InlineData("oneDayOperationFlag", 8)]
    [InlineData("dropOffFlag", 9)]
    [InlineData("socialGiftFlag", 10)]
    [InlineData("SocialGiftModel", 10)]
    public async Task A_field_appears_with_its_version(string field, int since)
    {
        await using var bench = await Bench.StartAsync();
        var number = bench.State.CreateOrder(new());
        for (var version = 3; version <= 10; version++)
        {
            var reply = await bench.CallAsync("getOrder", new { orderNumberList = new[] { number }, version });
            reply.Text.Contains(field, StringComparison.Ordinal).ShouldBe(version >= since, $"version {version}");
        }
    }

    [Theory]
    [InlineData("goodsTax")]
    [InlineData("isTaxRecalc")]
    public async Task A_field_dropped_at_version_8_is_gone_from_then_on(string field)
    {
        await using var bench = await Bench.StartAsync();
        var number = bench.State.CreateOrder(new());
        (await bench.GetOrderAsync(number, 7)).ShouldContainKey(field);
        (await bench.GetOrderAsync(number, 8)).ShouldNotContainKey(field);
    }

    [Fact]
    public async Task Amounts_that_are_not_fixed_are_minus_9999()
    {
        await using var bench = await Bench.StartAsync();
        var order = await bench.GetOrderAsync(bench.State.CreateOrder(new() { State = new() { ["amountsFixed"] = false } }));
        ((int)order["postagePrice"]!).ShouldBe(-9999);
        ((int)order["requestPrice"]!).ShouldBe(-9999);
    }

    [Fact]
    public async Task An_overlay_imitates_any_recorded_answer()
    {
        await using var bench = await Bench.StartAsync();
        var number = bench.State.CreateOrder(new()
        {
            Answer = new() { ["newFieldOfTomorrow"] = 1, ["remarks"] = null, ["PackageModelList"] = new JsonObject { ["0"] = new JsonObject { ["noshi"] = "御礼" } } },
        });
        bench.State.Change(number, order =>
        {
            order.SettlementMethodCode = null;
            order.Without = ["PackageModelList.0.SenderModel", "memo"];
        });
        var answer = await bench.GetOrderAsync(number);
        ((int)answer["newFieldOfTomorrow"]!).ShouldBe(1);
        answer["remarks"].ShouldBeNull();
        answer["SettlementModel"].ShouldBeNull();
        answer.ShouldNotContainKey("memo");
        ((string?)answer["PackageModelList"]![0]!["noshi"]).ShouldBe("御礼");
        answer["PackageModelList"]![0]!.AsObject().ShouldNotContainKey("SenderModel");
        answer["PackageModelList"]![0]!.AsObject().ShouldContainKey("ItemModelList");
    }
}
