using System.Net;
using RakutenOps.Emulator.Orders;

namespace RakutenOps.Core.Tests.Emulator;

/// <summary>getPayment, rms-order-api.md §4.2.</summary>
public sealed class GetPaymentTests
{
    [Fact]
    public async Task A_first_authorisation_is_one_attempt()
    {
        await using var bench = await Bench.StartAsync();
        var number = bench.Payable("2026-03-09T10:00:00", new() { RequestPrice = 5000 });
        var reply = await AskAsync(bench, number);
        reply.Status.ShouldBe(HttpStatusCode.OK);
        var payment = reply.Body["OrderModel"]!["PaymentModelList"]!.AsArray().ShouldHaveSingleItem()!;
        ((string?)payment["orderPaymentNumber"]).ShouldBe(number + "-1");
        ((int)payment["paymentAmount"]!).ShouldBe(5000);
        ((int)payment["paymentStatus"]!).ShouldBe(30300);
        ((string?)payment["paymentProcReqDatetime"]).ShouldBe("2026-03-09T10:10:00+0900");
        ((string?)payment["paymentProcCmplDatetime"]).ShouldBe("2026-03-09T10:40:00+0900");
        payment["paymentProcNgDatetime"].ShouldBeNull();
        ((string?)payment["PaymentCardModel"]!["cardNumber"])!.ShouldStartWith("XXXX-XXXX-XXXX-");
    }

    [Fact]
    public async Task A_refused_renewal_is_a_new_attempt_at_30400()
    {
        await using var bench = await Bench.StartAsync();
        var number = bench.Payable("2026-03-09T10:00:00");
        bench.State.Fire(number, OrderEventKind.ReauthNg);
        (await StatesAsync(bench, number)).ShouldBe([31110, 30400]);
    }

    [Fact]
    public async Task A_second_authorisation_releases_the_first_hold_once_it_stands()
    {
        await using var bench = await Bench.StartAsync();
        var number = bench.Payable("2026-03-09T10:00:00");
        bench.State.Fire(number, new OrderEvent { Event = OrderEventKind.ChangeAmount, Amount = 9000 });
        (await StatesAsync(bench, number)).ShouldBe([31110, 30200]);
        bench.State.Fire(number, OrderEventKind.AuthoriseOk);
        (await StatesAsync(bench, number)).ShouldBe([31200, 30300]);
    }

    [Theory]
    [InlineData(1, new[] { 30300 }, new[] { 31200 })]
    [InlineData(9, new[] { 30600 }, new[] { 31500 })]
    [InlineData(2, new[] { 30000 }, new[] { 30000 })]
    public async Task Cancelling_releases_a_hold_and_returns_a_prepayment(int code, int[] paid, int[] cancelled)
    {
        await using var bench = await Bench.StartAsync();
        var number = bench.Payable("2026-03-09T10:00:00", new() { SettlementMethodCode = code });
        (await StatesAsync(bench, number)).ShouldBe(paid);
        bench.State.Fire(number, OrderEventKind.Cancel);
        (await StatesAsync(bench, number)).ShouldBe(cancelled);
    }

    [Fact]
    public async Task An_unknown_order_has_no_model_and_a_version_is_required()
    {
        await using var bench = await Bench.StartAsync();
        (await AskAsync(bench, "123456-20260101-0000000009")).Body["OrderModel"].ShouldBeNull();
        var reply = await bench.CallAsync("getPayment", new { orderNumber = "x" });
        reply.Status.ShouldBe(HttpStatusCode.BadRequest);
        reply.Messages.ShouldBe(["versionの項目を指定して下さい。"]);
    }

    static Task<Reply> AskAsync(Bench bench, string number) => bench.CallAsync("getPayment", new { orderNumber = number, version = 4 });

    static async Task<IEnumerable<int>> StatesAsync(Bench bench, string number) =>
        (await AskAsync(bench, number)).Body["OrderModel"]!["PaymentModelList"]!.AsArray().Select(payment => (int)payment!["paymentStatus"]!);
}
