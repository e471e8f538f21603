using System.Net;
using System.Text.Json;
using RakutenOps.Emulator.Faults;

namespace RakutenOps.Core.Tests.Emulator;

/// <summary>Injected faults (rms-order-api.md §1.4 and shape D of §1.5).</summary>
public sealed class FaultTests
{
    [Fact]
    public async Task A_429_tells_when_to_come_back_only_if_it_is_asked_to()
    {
        await using var bench = await Bench.StartAsync();
        bench.State.Faults.Set(new FaultRule { Kind = FaultKind.TooManyRequests, Count = 1, RetryAfter = TimeSpan.FromSeconds(3) }, new FaultRule { Kind = FaultKind.TooManyRequests, Count = 1 });
        var first = await AskAsync(bench);
        first.Status.ShouldBe(HttpStatusCode.TooManyRequests);
        first.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(3));
        (await AskAsync(bench)).Headers.RetryAfter.ShouldBeNull();
        (await AskAsync(bench)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_503_is_a_page_for_people()
    {
        await using var bench = await Bench.StartAsync();
        bench.State.Faults.Set(new FaultRule { Kind = FaultKind.Unavailable });
        var reply = await AskAsync(bench);
        reply.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        reply.ContentType.ShouldBe("text/html; charset=utf-8");
        reply.Text.ShouldStartWith("<!DOCTYPE html>");
    }

    [Theory]
    [InlineData(FaultKind.Reset)]
    [InlineData(FaultKind.BrokenOff)]
    public async Task A_connection_that_breaks_is_no_answer(FaultKind kind)
    {
        await using var bench = await Bench.StartAsync();
        bench.State.Faults.Set(new FaultRule { Kind = kind });
        await Should.ThrowAsync<HttpRequestException>(() => AskAsync(bench));
    }

    [Theory]
    [InlineData(false, 100)]
    [InlineData(true, 200)]
    public async Task A_lost_answer_may_or_may_not_have_taken_effect(bool takesEffect, int progress)
    {
        await using var bench = await Bench.StartAsync();
        var number = bench.State.CreateOrder(new());
        bench.State.Faults.Set(new FaultRule { Kind = FaultKind.Reset, Function = "confirmOrder", TakesEffect = takesEffect });
        await Should.ThrowAsync<HttpRequestException>(() => bench.CallAsync("confirmOrder", new { orderNumberList = new[] { number } }));
        bench.ProgressOf(number).ShouldBe(progress);
    }

    [Fact]
    public async Task Cut_off_JSON_comes_as_a_whole_answer()
    {
        await using var bench = await Bench.StartAsync();
        var number = bench.State.CreateOrder(new());
        bench.State.Faults.Set(new FaultRule { Kind = FaultKind.CutOff });
        var reply = await bench.CallAsync("getOrder", new { orderNumberList = new[] { number }, version = 10 });
        reply.Status.ShouldBe(HttpStatusCode.OK);
        Should.Throw<JsonException>(() => reply.Body);
    }

    [Fact]
    public async Task A_hang_ends_when_the_client_gives_up()
    {
        await using var bench = await Bench.StartAsync();
        bench.State.Faults.Set(new FaultRule { Kind = FaultKind.Hang, Count = 1 });
        using var impatient = bench.ClientOf(Bench.Shop);
        impatient.Timeout = TimeSpan.FromMilliseconds(200);
        await Should.ThrowAsync<TaskCanceledException>(() => bench.CallAsync("searchOrder", "{}", client: impatient));
        (await AskAsync(bench)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_slow_body_arrives_whole_in_the_end()
    {
        await using var bench = await Bench.StartAsync();
        var number = bench.State.CreateOrder(new());
        bench.State.Faults.Set(new FaultRule { Kind = FaultKind.SlowBody, Delay = TimeSpan.FromMilliseconds(50) });
        ((string?)(await bench.GetOrderAsync(number))["orderNumber"]).ShouldBe(number);
    }

    [Fact]
    public async Task Wrong_types_spoil_the_first_order_and_leave_the_others()
    {
        await using var bench = await Bench.StartAsync();
        string[] numbers = [bench.State.CreateOrder(new()), bench.State.CreateOrder(new())];
        bench.State.Faults.Set(new FaultRule { Kind = FaultKind.WrongTypes });
        var orders = (await bench.CallAsync("getOrder", new { orderNumberList = numbers, version = 10 })).Body["OrderModelList"]!.AsArray();
        orders[0]!["orderProgress"]!.GetValueKind().ShouldBe(JsonValueKind.String);
        ((string?)orders[0]!["orderNumber"]).ShouldBe(numbers[0]);
        ((int)orders[1]!["orderProgress"]!).ShouldBe(100);
    }

    [Fact]
    public async Task Orders_of_a_wrong_shop_have_numbers_that_no_one_asked_for()
    {
        await using var bench = await Bench.StartAsync();
        var number = bench.State.CreateOrder(new());
        bench.State.Faults.Set(new FaultRule { Kind = FaultKind.WrongShop });
        ((string?)(await bench.GetOrderAsync(number))["orderNumber"])!.ShouldStartWith("000000-");
    }

    [Fact]
    public async Task A_rule_hits_its_function_and_its_shop_after_what_it_skips_as_often_as_it_counts()
    {
        await using var bench = await Bench.StartAsync();
        bench.State.Faults.Set(new FaultRule { Kind = FaultKind.ServerError, Function = "searchOrder", Shop = Bench.ShopId, Skip = 1, Count = 2 });
        (await bench.CallAsync("getOrder", new { orderNumberList = new[] { "x" }, version = 10 })).Status.ShouldBe(HttpStatusCode.OK);
        var seen = new List<int>();
        for (var at = 0; at < 4; at++) seen.Add((int)(await AskAsync(bench)).Status);
        seen.ShouldBe([200, 500, 500, 200]);
    }

    [Fact]
    public async Task A_rate_hits_the_same_requests_for_the_same_seed()
    {
        await using var bench = await Bench.StartAsync();
        var one = await PatternAsync(bench, 7);
        (await PatternAsync(bench, 7)).ShouldBe(one);
        (await PatternAsync(bench, 8)).ShouldNotBe(one);
        one.Count(status => status == 500).ShouldBeInRange(8, 32);
    }

    [Fact]
    public async Task Faults_are_put_read_and_taken_away_over_the_control_api()
    {
        await using var bench = await Bench.StartAsync();
        await bench.ControlAsync(HttpMethod.Put, "faults", """[{"kind":"serverError","count":1}]""");
        (await AskAsync(bench)).Status.ShouldBe(HttpStatusCode.InternalServerError);
        ((int)(await bench.ControlAsync(HttpMethod.Get, "faults")).Body[0]!["hits"]!).ShouldBe(1);
        await bench.ControlAsync(HttpMethod.Put, "faults", """{"kind":"serverError"}""");
        (await AskAsync(bench)).Status.ShouldBe(HttpStatusCode.InternalServerError);
        (await bench.ControlAsync(HttpMethod.Delete, "faults")).Text.ShouldBe("[]");
        (await AskAsync(bench)).Status.ShouldBe(HttpStatusCode.OK);
        (await bench.ControlAsync(HttpMethod.Put, "faults", """{"kind":"meteor"}""")).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    static Task<Reply> AskAsync(Bench bench) => bench.SearchAsync(1, "2026-03-01T00:00:00", "2026-03-10T00:00:00");

    static async Task<List<int>> PatternAsync(Bench bench, ulong seed)
    {
        bench.State.Faults.Set(new FaultRule { Kind = FaultKind.ServerError, Rate = 0.5, Seed = seed });
        var seen = new List<int>();
        for (var at = 0; at < 40; at++) seen.Add((int)(await AskAsync(bench)).Status);
        return seen;
    }
}
