using System.Net;
using RakutenOps.Emulator.Orders;

namespace RakutenOps.Core.Tests.Emulator;

/// <summary>The control API under /_emulator/.</summary>
public sealed class ControlApiTests
{
    [Fact]
    public async Task An_order_is_made_and_driven_by_events()
    {
        await using var bench = await Bench.StartAsync();
        var made = await bench.ControlAsync(HttpMethod.Post, "orders", """
            {"orderedAt":"2026-03-01T09:00:00","settlementMethodCode":1,"requestPrice":4000,"events":[{"event":"confirm","at":"2026-03-01T10:00:00+0900"}]}
            """);
        made.Status.ShouldBe(HttpStatusCode.Created);
        var number = (string)made.Body["orderNumbers"]![0]!;

        var ok = await bench.ControlAsync(HttpMethod.Post, $"orders/{number}/events", """{"event":"authoriseOk","at":"2026-03-01T10:31:00+0900"}""");

        ok.Status.ShouldBe(HttpStatusCode.OK);
        ((int)ok.Body["progress"]!).ShouldBe(300);
        ((string?)ok.Body["shippingInstructedAt"]).ShouldBe("2026-03-01T10:31:00+0900");
        ((int)ok.Body["requestPrice"]!).ShouldBe(4000);
    }

    [Fact]
    public async Task State_is_patched_directly_and_null_is_a_value()
    {
        await using var bench = await Bench.StartAsync();
        var number = bench.State.CreateOrder(new());
        var reply = await bench.ControlAsync(HttpMethod.Patch, $"orders/{number}", """
            {"progress":300,"shippingInstructedAt":"2026-03-09T08:00:00+0900","settlementMethodCode":null,"requestPrice":7777,
             "changeRows":[{"changeId":1,"changeType":9,"completedAt":"2026-03-09T08:00:00+0900"}]}
            """);
        reply.Status.ShouldBe(HttpStatusCode.OK);
        var order = await bench.GetOrderAsync(number);
        ((int)order["orderProgress"]!).ShouldBe(300);
        ((string?)order["shippingInstDatetime"]).ShouldBe("2026-03-09T08:00:00+0900");
        order["SettlementModel"].ShouldBeNull();
        ((int)order["requestPrice"]!).ShouldBe(7777);
        ((int)order["ChangeReasonModelList"]![0]!["changeType"]!).ShouldBe(9);
        (await bench.SearchAsync(1, "2026-03-10T00:00:00", "2026-03-11T00:00:00", 300)).OrderNumbers.ShouldBe([number]);
    }

    [Fact]
    public async Task A_misspelt_property_or_a_wrong_value_is_refused_and_changes_nothing()
    {
        await using var bench = await Bench.StartAsync();
        var number = bench.State.CreateOrder(new());
        (await bench.ControlAsync(HttpMethod.Patch, $"orders/{number}", """{"progres":300}""")).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await bench.ControlAsync(HttpMethod.Patch, $"orders/{number}", """{"progress":310}""")).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await bench.ControlAsync(HttpMethod.Post, "orders", "{not json")).Status.ShouldBe(HttpStatusCode.BadRequest);
        bench.ProgressOf(number).ShouldBe(100);
    }

    [Fact]
    public async Task An_event_that_does_not_fit_is_refused_with_the_reason()
    {
        await using var bench = await Bench.StartAsync();
        var number = bench.State.CreateOrder(new());
        var reply = await bench.ControlAsync(HttpMethod.Post, $"orders/{number}/events", """{"event":"authoriseOk"}""");
        reply.Status.ShouldBe(HttpStatusCode.Conflict);
        ((string?)reply.Body["error"])!.ShouldContain("is at 100");
    }

    [Theory]
    [InlineData("""{"events":[{"event":"confirm"},{"event":"ship"}]}""", HttpStatusCode.Conflict)]
    [InlineData("""{"state":{"progress":1}}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"requestPrice":-1}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"shop":"nowhere"}""", HttpStatusCode.NotFound)]
    public async Task A_refused_order_is_not_made_by_halves(string spec, HttpStatusCode status)
    {
        await using var bench = await Bench.StartAsync();
        (await bench.ControlAsync(HttpMethod.Post, "orders", spec)).Status.ShouldBe(status);
        ((int)(await bench.ControlAsync(HttpMethod.Get, "orders")).Body["total"]!).ShouldBe(0);
        bench.State.CreateOrder(new()).ShouldEndWith("-0000000001");
    }

    [Fact]
    public async Task An_order_that_is_not_there_is_404()
    {
        await using var bench = await Bench.StartAsync();
        (await bench.ControlAsync(HttpMethod.Get, "orders/123456-20260101-0000000001")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await bench.ControlAsync(HttpMethod.Post, "orders/123456-20260101-0000000001/events", """{"event":"ship"}""")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await bench.ControlAsync(HttpMethod.Delete, "shops/nowhere")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData(9_000)]
    [InlineData(500)]
    public async Task An_amount_is_met_even_where_no_single_unit_can_take_the_difference(int amount)
    {
        await using var bench = await Bench.StartAsync();
        var number = bench.State.CreateOrder(new() { Items = [new() { Price = 1000, Units = 3 }], RequestPrice = amount });
        var order = await bench.GetOrderAsync(number);
        ((int)order["requestPrice"]!).ShouldBe(amount);
        ((int)order["postagePrice"]!).ShouldBeGreaterThanOrEqualTo(0);
    }

    [Fact]
    public async Task The_clock_runs_with_the_one_beneath_from_wherever_it_is_set()
    {
        await using var bench = await Bench.StartAsync();
        ((string?)(await bench.ControlAsync(HttpMethod.Get, "clock")).Body["now"]).ShouldBe("2026-03-10T12:00:00+0900");
        ((string?)(await bench.ControlAsync(HttpMethod.Put, "clock", """{"advance":"2.00:00:00"}""")).Body["now"]).ShouldBe("2026-03-12T12:00:00+0900");
        bench.Time.Advance(TimeSpan.FromHours(1));
        ((string?)(await bench.ControlAsync(HttpMethod.Get, "clock")).Body["now"]).ShouldBe("2026-03-12T13:00:00+0900");
        ((string?)(await bench.ControlAsync(HttpMethod.Put, "clock", """{"now":"2026-05-01T00:00:00+0900","frozen":true}""")).Body["now"]).ShouldBe("2026-05-01T00:00:00+0900");
        bench.Time.Advance(TimeSpan.FromHours(1));
        ((string?)(await bench.ControlAsync(HttpMethod.Get, "clock")).Body["now"]).ShouldBe("2026-05-01T00:00:00+0900");
        ((string?)(await bench.ControlAsync(HttpMethod.Put, "clock", """{"offset":"00:00:00","frozen":false}""")).Body["now"]).ShouldBe("2026-03-10T14:00:00+0900");
    }

    [Fact]
    public async Task Requests_are_counted_per_shop_and_function_and_control_is_not()
    {
        await using var bench = await Bench.StartAsync();
        await bench.SearchAsync(1, "2026-03-01T00:00:00", "2026-03-10T00:00:00");
        await bench.SearchAsync(1, "2026-03-01T00:00:00", "2026-03-10T00:00:00");
        await bench.GetOrderMissingAsync();

        var counts = await bench.ControlAsync(HttpMethod.Get, "requests");

        counts.Text.ShouldBe("""{"total":3,"shops":{"123456":{"getOrder":1,"searchOrder":2}}}""");
        bench.State.Requests.Count("searchOrder").ShouldBe(2);
        await bench.ControlAsync(HttpMethod.Delete, "requests");
        bench.State.Requests.Total.ShouldBe(0);
    }

    [Fact]
    public async Task A_back_dated_order_meets_its_deadlines_only_when_the_next_request_comes()
    {
        await using var bench = await Bench.StartAsync();
        var number = bench.State.CreateOrder(new() { OrderedAt = Bench.Jst("2026-02-01T09:00:00") });
        bench.State.Fire(number, OrderEventKind.Confirm, Bench.Jst("2026-02-02T09:00:00"));
        bench.State.Fire(number, OrderEventKind.AuthoriseOk, Bench.Jst("2026-02-02T10:00:00"));
        bench.ProgressOf(number).ShouldBe(300);
    }
}

file static class Asking
{
    public static Task GetOrderMissingAsync(this Bench bench) => bench.CallAsync("getOrder", new { orderNumberList = new[] { "123456-20260101-0000000009" }, version = 10 });
}
