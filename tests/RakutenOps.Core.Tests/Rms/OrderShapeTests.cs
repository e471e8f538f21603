using System.Globalization;

namespace RakutenOps.Core.Rms;

/// <summary>
/// The shapes in which public clients have recorded orders, and some that no one has yet: none costs an order. What a rule needs is read or the order is unreadable; anything else that
/// cannot be read is blank and named.
/// </summary>
public class OrderShapeTests
{
    const string Number = "400100-20261101-0000000001";

    [Theory]
    [InlineData("\"2026-11-01T10:00:00+0900\"", "2026-11-01T10:00:00")]
    [InlineData("\"2026-11-01T10:00:00+09:00\"", "2026-11-01T10:00:00")] // as the documentation writes it
    [InlineData("\"2026-11-01T10:00:00+09\"", "2026-11-01T10:00:00")]
    [InlineData("\"2026-11-01T01:00:00Z\"", "2026-11-01T10:00:00")]
    [InlineData("\"2026-11-01T10:00:00\"", "2026-11-01T10:00:00")] // no zone is JST
    [InlineData("\"2026-11-01 10:00:00\"", "2026-11-01T10:00:00")]
    [InlineData("\"2026-11-01T10:00\"", "2026-11-01T10:00:00")]
    [InlineData("\"2026-11-01T10:00:00.500+0900\"", "2026-11-01T10:00:00.5")]
    [InlineData("\"2026/11/01 10:00:00\"", "2026-11-01T10:00:00")]
    [InlineData("\" 2026-11-01T10:00:00+0900 \"", "2026-11-01T10:00:00")]
    [InlineData("\"2026-11-01T10:00:00\\u002B0900\"", "2026-11-01T10:00:00")]
    [InlineData("\"2026-11-01\"", "2026-11-01T00:00:00")]
    [InlineData("\"20261101\"", "2026-11-01T00:00:00")]
    [InlineData("20261101", "2026-11-01T00:00:00")]
    [InlineData("\"2026-10-31T23:30:00-0200\"", "2026-11-01T10:30:00")]
    public async Task A_time_is_read_in_every_form(string written, string jst)
    {
        var order = await OneAsync(Given.Order(more: $"\"shippingInstDatetime\":{written}", ordered: written));
        var expected = new DateTimeOffset(DateTime.Parse(jst, CultureInfo.InvariantCulture), JapanTime.Offset);
        order.OrderedAt.ShouldBe(expected);
        order.ShippingInstructedAt.ShouldBe(expected);
        order.ShippingInstructedAt!.Value.Offset.ShouldBe(JapanTime.Offset);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("\"\"")]
    [InlineData("\"  \"")]
    public async Task A_blank_time_is_none(string blank)
    {
        var order = await OneAsync(Given.Order(more: $$"""
            "shopOrderCfmDatetime":{{blank}},"orderFixDatetime":{{blank}},"shippingInstDatetime":{{blank}},"shippingCmplRptDatetime":{{blank}},"requestPrice":1,
            "ChangeReasonModelList":[{"changeId":1,"changeType":4,"changeTypeDetail":1,"changeApplyDatetime":{{blank}},"changeFixDatetime":"2026-11-01T10:00:00+0900","changeCmplDatetime":{{blank}}}]
            """));
        order.ShippingInstructedAt.ShouldBeNull();
        order.ShipmentReportedAt.ShouldBeNull();
        order.ConfirmedAt.ShouldBeNull();
        order.FixedAt.ShouldBeNull();
        order.AmountChangedAt.ShouldBe(new DateTimeOffset(2026, 11, 1, 10, 0, 0, JapanTime.Offset));
    }

    [Theory]
    [InlineData("300")]
    [InlineData("300.0")]
    [InlineData("\"300\"")]
    [InlineData("\" 300 \"")]
    [InlineData("\"300.0\"")]
    [InlineData("3e2")]
    public async Task A_number_is_read_as_a_number_or_as_text(string written) =>
        (await OneAsync(Given.Order(progress: written))).Progress.ShouldBe(OrderProgress.AwaitingShipment);

    [Fact]
    public async Task A_progress_that_is_not_known_is_kept_as_it_is() => ((int)(await OneAsync(Given.Order(progress: "350"))).Progress).ShouldBe(350);

    [Theory]
    [InlineData("1", true)]
    [InlineData("0", false)]
    [InlineData("1.0", true)]
    [InlineData("\"1\"", true)]
    [InlineData("\"0\"", false)]
    [InlineData("true", true)]
    [InlineData("\"False\"", false)]
    [InlineData("null", null)]
    [InlineData("\"\"", null)]
    public async Task A_flag_is_read_in_every_form(string written, bool? wanted) =>
        (await OneAsync(Settled($"\"settlementMethodCode\":1,\"rpaySettlementFlag\":{written}"))).IsCommonSettlement.ShouldBe(wanted);

    // Answers of the versions up to 6 name the method and give no code (API §3.2); 14 was renamed in 2026.
    [Theory]
    [InlineData("\"settlementMethodCode\":1,\"settlementMethod\":\"クレジットカード\"", 1)]
    [InlineData("\"settlementMethodCode\":\"12\",\"settlementMethod\":\"Apple Pay\"", 12)]
    [InlineData("\"settlementMethod\":\"クレジットカード\"", 1)]
    [InlineData("\"settlementMethodCode\":null,\"settlementMethod\":\"銀行振込\"", 9)]
    [InlineData("\"settlementMethodCode\":\"\",\"settlementMethod\":\"代金引換\"", 2)]
    [InlineData("\"settlementMethod\":\"セブンイレブン（前払）\"", 13)]
    [InlineData("\"settlementMethod\":\"セブンイレブン(前払)\"", 13)]
    [InlineData("\"settlementMethod\":\"ローソン、郵便局ATM等（前払）\"", 14)]
    [InlineData("\"settlementMethod\":\"ローソン、郵便局ＡＴＭ等（前払）\"", 14)]
    [InlineData("\"settlementMethod\":\"ファミリーマート、ローソン等（前払）\"", 14)]
    [InlineData("\"settlementMethod\":\"ApplePay\"", 12)]
    [InlineData("\"settlementMethod\":\"後払い決済\"", 21)]
    [InlineData("\"settlementMethod\":\"Alipay(支付宝)\"", 27)]
    [InlineData("\"settlementMethodCode\":99,\"settlementMethod\":\"クレジットカード\"", 99)] // the code counts, never the name
    [InlineData("\"settlementMethod\":\"クレジット\"", null)]
    [InlineData("\"settlementMethod\":\"ローソン\"", null)]
    [InlineData("\"settlementMethod\":\"XXXXXX\"", null)]
    [InlineData("\"settlementMethod\":\"\"", null)]
    [InlineData("\"settlementMethod\":null", null)]
    [InlineData("\"settlementMethod\":{}", null)]
    public async Task A_method_is_known_by_its_code_else_by_a_name_of_Rakutens_else_not(string model, int? code) =>
        (await OneAsync(Settled(model))).SettlementCode.ShouldBe(code);

    [Theory]
    [InlineData("\"SettlementModel\":null")]
    [InlineData("\"SettlementModel\":{}")]
    [InlineData("\"SettlementModel\":[]")]
    [InlineData("\"SettlementModel\":\"\"")]
    [InlineData("\"memo\":null")]
    public async Task An_order_without_settlement_is_read(string more)
    {
        var order = await OneAsync(Given.Order(more: more));
        order.SettlementCode.ShouldBeNull();
        order.IsCommonSettlement.ShouldBeNull();
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"\"")]
    [InlineData("[null]")]
    public async Task A_list_that_is_null_or_empty_has_nothing(string list)
    {
        var order = await OneAsync(Given.Order(more: $$"""
            "ChangeReasonModelList":{{list}},"DueDateModelList":{{list}},"CouponModelList":{{list}},"TaxSummaryModelList":{{list}},"requestPrice":100,
            "PackageModelList":[{"basketId":1,"ItemModelList":{{list}},"ShippingModelList":{{list}}}]
            """));
        order.Changes.ShouldBeEmpty();
        order.DueDates.ShouldBeEmpty();
        order.Items.ShouldBeEmpty();
        order.Baskets.ShouldHaveSingleItem().Shipments.ShouldBeEmpty();
    }

    [Fact]
    public async Task Keys_in_any_case_and_unknown_ones_are_taken()
    {
        var order = await OneAsync("""
            {"ordernumber":"400100-20261101-0000000001","ORDERPROGRESS":300,"OrderDatetime":"2026-11-01T10:00:00+0900","settlementModel":{"SettlementMethodCode":9,"RpaySettlementFlag":1},
            "packageModelList":[{"BasketId":7,"itemModelList":[{"ItemNumber":"a","Units":2,"Price":5}],"shippingModelList":[{"ShippingDate":"2026-12-01"}]}],"changeReasonModelList":[{"ChangeType":5,"ChangeTypeDetail":10,"ChangeFixDatetime":"2026-11-02T10:00:00+0900"}],
            "newModelList":[{"deep":[[{"orderNumber":"b-9","orderProgress":900}]]}],"newFlag":true,"RequestPrice":10}
            """);
        order.SettlementCode.ShouldBe(9);
        order.IsCommonSettlement.ShouldBe(true);
        order.Progress.ShouldBe(OrderProgress.AwaitingShipment);
        order.Items.ShouldHaveSingleItem().ShouldBe(new("a", "", 2, 5));
        order.ShippingDate.ShouldBe(new DateOnly(2026, 12, 1));
        order.PaymentChangedAt.ShouldNotBeNull();
        order.RequestedAmount.ShouldBe(10);
    }

    [Fact]
    public async Task Large_numbers_decimals_and_amounts_as_text_are_read()
    {
        var order = await OneAsync(Given.Order(more: """
            "requestPrice":"15340","totalPrice":15434.0,"paymentChargeTaxRate":0.1,"PackageModelList":[{"basketId":2117568357123,"postageTaxRate":0.08,"goodsPrice":"15434",
            "ItemModelList":[{"itemNumber":null,"manageNumber":10000018,"itemName":"x","units":"2","price":7000,"taxRate":0.1,"priceTaxIncl":7700.0}],
            "ShippingModelList":[{"shippingDetailId":2598761447456,"deliveryCompany":1001,"shippingNumber":123456789012,"shippingDate":"2026-12-01"},{"shippingDetailId":2,"shippingDate":"2026-12-20"},{"shippingDetailId":3,"shippingDate":null}]}],
            "ChangeReasonModelList":[{"changeId":9999999999,"changeType":8}]
            """));
        order.RequestedAmount.ShouldBe(15340);
        order.HasOpenAmount.ShouldBeFalse();
        order.Items.ShouldHaveSingleItem().ShouldBe(new("10000018", "x", 2, 7700));
        var basket = order.Baskets.ShouldHaveSingleItem();
        basket.BasketId.ShouldBe(2117568357123);
        basket.Shipments[0].ShouldBe(new(2598761447456, "1001", "123456789012", new(2026, 12, 1)));
        order.ShippingDate.ShouldBe(new DateOnly(2026, 12, 20));
        order.Changes.ShouldHaveSingleItem().Id.ShouldBe(9999999999);
    }

    [Theory]
    [InlineData("\"requestPrice\":-9999", null)]
    [InlineData("\"requestPrice\":\"-9999\"", null)]
    [InlineData("\"requestPrice\":-9999.0", null)]
    [InlineData("\"requestPrice\":100,\"deliveryPrice\":-9999", 100)]
    [InlineData("\"requestPrice\":100,\"PackageModelList\":[{\"basketId\":1,\"postagePrice\":\"-9999\"}]", 100)]
    public async Task An_amount_that_is_not_fixed_leaves_the_order_open(string more, int? requested)
    {
        var read = await ReadAsync(Given.Orders(Given.Order(more: more)));
        var order = read.Orders.ShouldHaveSingleItem();
        order.HasOpenAmount.ShouldBeTrue();
        order.RequestedAmount.ShouldBe(requested);
        read.Partly.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("\"orderDatetime\":\"yesterday\"", "orderDatetime")]
    [InlineData("\"orderDatetime\":null", "orderDatetime")]
    [InlineData("\"orderDatetime\":[1]", "orderDatetime")]
    [InlineData("\"shopOrderCfmDatetime\":\"x\"", "shopOrderCfmDatetime")]
    [InlineData("\"orderFixDatetime\":{\"a\":[{}]}", "orderFixDatetime")]
    [InlineData("\"requestPrice\":\"many\"", "requestPrice")]
    [InlineData("\"requestPrice\":null", "requestPrice")]
    [InlineData("\"requestPrice\":1e999", "requestPrice")]
    [InlineData("\"postagePrice\":true", "postagePrice")]
    [InlineData("\"PackageModelList\":\"none\"", "PackageModelList")]
    [InlineData("\"PackageModelList\":[17]", "PackageModelList")]
    [InlineData("\"PackageModelList\":[{\"ItemModelList\":{\"units\":[3]}}]", "units")]
    [InlineData("\"PackageModelList\":[{\"ItemModelList\":[{\"itemName\":{}, \"units\":1}]}]", "itemName")]
    [InlineData("\"PackageModelList\":[{\"ItemModelList\":[{\"itemName\":\"a\",\"units\":-1}]}]", "units")]
    [InlineData("\"PackageModelList\":[{\"ItemModelList\":[{\"itemName\":\"a\"}]}]", "units")]
    [InlineData("\"PackageModelList\":[{\"ItemModelList\":[[]]}]", "ItemModelList")]
    [InlineData("\"PackageModelList\":[{\"basketId\":99999999999999999999}]", "basketId")]
    [InlineData("\"PackageModelList\":[{\"ShippingModelList\":[{\"shippingDate\":\"2026-02-30\"}]}]", "shippingDate")]
    [InlineData("\"PackageModelList\":[{\"ShippingModelList\":3}]", "ShippingModelList")]
    [InlineData("\"DueDateModelList\":[{\"dueDateType\":\"a\",\"dueDate\":\"2026-12-01\"}]", "dueDateType")]
    [InlineData("\"SettlementModel\":{\"settlementMethodCode\":1,\"settlementMethod\":[\"a\"],\"rpaySettlementFlag\":1}", "settlementMethod")]
    public async Task A_field_that_no_payment_rule_needs_costs_no_order(string more, string field)
    {
        // The key that stands last wins, so what RMS always gives comes first and the test's own after it.
        const string Always = "\"requestPrice\":100,\"SettlementModel\":{\"settlementMethodCode\":1,\"rpaySettlementFlag\":1},";
        var read = await ReadAsync(Given.Orders(Given.Order(more: $"{Always}{more},\"shippingInstDatetime\":\"2026-11-01T11:00:00+0900\""), Given.Order("b-2", "\"requestPrice\":5")), "b-2");
        read.Unreadable.ShouldBeEmpty();
        read.Partly.ShouldHaveSingleItem().ShouldSatisfyAllConditions(p => p.OrderNumber.ShouldBe(Number), p => p.Fields.ShouldHaveSingleItem().ShouldBe(field));
        read.Orders.Count.ShouldBe(2);
        read.Orders[0].ShouldSatisfyAllConditions(
            o => o.Progress.ShouldBe(OrderProgress.AwaitingShipment), o => o.SettlementCode.ShouldBe(1), o => o.IsCommonSettlement.ShouldBe(true), o => o.ShippingInstructedAt.ShouldNotBeNull());
    }

    [Theory]
    [InlineData("\"orderProgress\":null", "orderProgress")]
    [InlineData("\"orderProgress\":\"\"", "orderProgress")]
    [InlineData("\"orderProgress\":\"shipped\"", "orderProgress")]
    [InlineData("\"orderProgress\":300.5", "orderProgress")]
    [InlineData("\"orderProgress\":0", "orderProgress")]
    [InlineData("\"orderProgress\":-9999", "orderProgress")]
    [InlineData("\"orderProgress\":30000000000", "orderProgress")]
    [InlineData("\"orderProgress\":[300]", "orderProgress")]
    [InlineData("\"shippingInstDatetime\":\"soon\"", "shippingInstDatetime")]
    [InlineData("\"shippingInstDatetime\":\"2026-13-01T00:00:00+0900\"", "shippingInstDatetime")]
    [InlineData("\"shippingInstDatetime\":\"2026-11-01T24:00:00+0900\"", "shippingInstDatetime")]
    [InlineData("\"shippingInstDatetime\":true", "shippingInstDatetime")]
    [InlineData("\"shippingCmplRptDatetime\":{}", "shippingCmplRptDatetime")]
    [InlineData("\"SettlementModel\":\"card\"", "SettlementModel")]
    [InlineData("\"SettlementModel\":[1]", "SettlementModel")]
    [InlineData("\"SettlementModel\":{\"settlementMethodCode\":\"card\"}", "settlementMethodCode")]
    [InlineData("\"SettlementModel\":{\"rpaySettlementFlag\":2}", "rpaySettlementFlag")]
    [InlineData("\"SettlementModel\":{\"rpaySettlementFlag\":\"yes\"}", "rpaySettlementFlag")]
    [InlineData("\"ChangeReasonModelList\":7", "ChangeReasonModelList")]
    [InlineData("\"ChangeReasonModelList\":[7]", "list")]
    [InlineData("\"ChangeReasonModelList\":[{\"changeType\":\"changed\"}]", "changeType")]
    [InlineData("\"ChangeReasonModelList\":[{\"changeType\":4,\"changeTypeDetail\":[]}]", "changeTypeDetail")]
    [InlineData("\"ChangeReasonModelList\":[{\"changeType\":4,\"changeApplyDatetime\":\"now\"}]", "changeApplyDatetime")]
    public async Task What_a_rule_needs_is_read_or_the_order_is_reported_and_the_others_go_on(string more, string field)
    {
        var read = await ReadAsync(Given.Orders(Given.Order("b-1"), Given.Order(more: more), Given.Order("b-2")), "b-1", "b-2");
        var bad = read.Unreadable.ShouldHaveSingleItem();
        bad.OrderNumber.ShouldBe(Number);
        bad.Why.ShouldContain(field);
        read.Orders.Select(static o => o.OrderNumber).ShouldBe(["b-1", "b-2"]);
        read.Missing.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_list_that_stands_twice_counts_once()
    {
        var order = await OneAsync(Given.Order(more: """
            "PackageModelList":[{"basketId":1,"ItemModelList":[{"itemNumber":"a","units":1}]}],"PackageModelList":[{"basketId":2,"ItemModelList":[{"itemNumber":"b","units":1}]}],
            "ChangeReasonModelList":[{"changeType":4}],"ChangeReasonModelList":[]
            """));
        order.Items.ShouldHaveSingleItem().ItemCode.ShouldBe("b");
        order.Baskets.ShouldHaveSingleItem().BasketId.ShouldBe(2);
        order.Changes.ShouldBeEmpty();
    }

    [Fact]
    public async Task Damaged_text_costs_the_text_and_not_the_order()
    {
        var order = await OneAsync(Given.Order(more: """ "requestPrice":1,"SettlementModel":{"settlementMethodCode":1,"settlementMethod":"\ud83d","rpaySettlementFlag":1},"remarks":"\udc00" """));
        order.SettlementCode.ShouldBe(1);
    }

    static string Settled(string model) => Given.Order(more: $"\"SettlementModel\":{{{model}}}");

    static async Task<RakutenOrder> OneAsync(string order)
    {
        var read = await ReadAsync(Given.Orders(order));
        read.Unreadable.ShouldBeEmpty();
        return read.Orders.ShouldHaveSingleItem();
    }

    static async Task<OrdersRead> ReadAsync(string body, params string[] others)
    {
        await using var server = new CannedRms(Reply.Json(body));
        using var rms = Given.Client(server, options: new() { Retries = 0 });
        return await rms.OrdersAsync([Number, .. others], TestContext.Current.CancellationToken);
    }
}
