using System.Diagnostics;
using System.Net;
using RakutenOps.Emulator.Orders;

namespace RakutenOps.Core.Tests.Emulator;

/// <summary>Generated orders, and the limits that only many orders reach (rms-order-api.md §1.7).</summary>
public sealed class GenerationTests
{
    [Fact]
    public async Task The_same_seed_generates_the_same_orders()
    {
        var one = await SampleAsync(3);
        (await SampleAsync(3)).ShouldBe(one);
        (await SampleAsync(4)).ShouldNotBe(one);
    }

    [Fact]
    public async Task Shares_of_progress_and_method_are_met()
    {
        await using var bench = await Bench.StartAsync();
        bench.State.Generate(new() { Count = 10_000, Progress = new Dictionary<int, double> { [300] = 0.3, [900] = 0.05 }, Methods = new Dictionary<int, double> { [9] = 0.2 } });
        (await TotalAsync(bench, 300)).ShouldBeInRange(2800, 3200);
        (await TotalAsync(bench, 900)).ShouldBeInRange(430, 570);
        (await TotalAsync(bench, 200)).ShouldBeInRange(6300, 6700);
        (await TotalAsync(bench, 100, 200, 300, 400, 500, 600, 700, 800, 900)).ShouldBe(10_000);
    }

    [Fact]
    public async Task A_generated_order_is_an_order_like_any_other()
    {
        await using var bench = await Bench.StartAsync();
        bench.State.Generate(new() { Count = 10, Progress = new Dictionary<int, double> { [300] = 1 } });
        var number = (await bench.SearchAsync(3, "2026-02-01T00:00:00", "2026-03-10T12:00:00", 300)).OrderNumbers.First();
        var before = await bench.GetOrderAsync(number);
        ((int)before["orderProgress"]!).ShouldBe(300);
        ((string?)before["shippingInstDatetime"]).ShouldBe((string?)before["orderFixDatetime"]);
        (await bench.CallAsync("getPayment", new { orderNumber = number, version = 4 })).Body["OrderModel"]!["PaymentModelList"]!.AsArray().Count.ShouldBe(1);

        bench.State.Fire(number, new OrderEvent { Event = OrderEventKind.ChangeAmount, Amount = 12345 });

        var after = await bench.GetOrderAsync(number);
        ((int)after["orderProgress"]!).ShouldBe(200);
        ((int)after["requestPrice"]!).ShouldBe(12345);
        after["OrdererModel"]!.ToJsonString().ShouldBe(before["OrdererModel"]!.ToJsonString());
        (await bench.SearchAsync(1, "2026-02-01T00:00:00", "2026-03-10T12:00:00", 200)).OrderNumbers.ShouldBe([number]);
    }

    [Fact]
    public async Task Paying_for_many_makes_them_found_by_their_fix_date()
    {
        await using var bench = await Bench.StartAsync();
        bench.State.Generate(new() { Count = 2_000 });
        bench.Time.Advance(TimeSpan.FromHours(1));
        var paid = bench.State.MoveGenerated(new() { Count = 120 });
        paid.Distinct().Count().ShouldBe(120);
        var reply = await bench.CallAsync("searchOrder", new
        {
            orderProgressList = new[] { 300 },
            dateType = 3,
            startDatetime = "2026-03-10T12:30:00+0900",
            endDatetime = "2026-03-10T13:30:00+0900",
            PaginationRequestModel = new { requestRecordsAmount = 1000, requestPage = 1 },
        });
        reply.OrderNumbers.Order().ShouldBe(paid.Order());
    }

    [Fact]
    public async Task Orders_generated_and_made_share_one_sequence()
    {
        await using var bench = await Bench.StartAsync();
        bench.State.Generate(new() { Count = 3 });
        bench.State.CreateOrder(new()).ShouldBe("123456-20260310-0000000004");
        Should.Throw<EventRefusedException>(() => bench.State.CreateOrder(new() { OrderNumber = "123456-20260310-0000000004" })).Message.ShouldContain("used once");
        Should.Throw<EventRefusedException>(() => bench.State.CreateOrder(new() { OrderNumber = "777777-20260310-0000000004" }));
    }

    [Theory]
    [InlineData(false, 15_000)]
    [InlineData(true, 15_500)]
    public async Task Of_more_than_15000_hits_the_later_cannot_be_reached(bool reportTrueTotal, int total)
    {
        await using var bench = await Bench.StartAsync(new() { ReportTrueTotal = reportTrueTotal });
        bench.State.Generate(new() { Count = 15_500 });
        (await PageAsync(bench, 15)).OrderNumbers.Count().ShouldBe(1000);
        ((int)(await PageAsync(bench, 15)).Body["PaginationResponseModel"]!["totalRecordsAmount"]!).ShouldBe(total);
        ((int)(await PageAsync(bench, 15)).Body["PaginationResponseModel"]!["totalPages"]!).ShouldBe(15);
        (await PageAsync(bench, 16)).OrderNumbers.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_million_orders_are_kept_small_and_asked_for_fast()
    {
        await using var bench = await Bench.StartAsync();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        bench.State.Generate(new() { Count = 1_000_000, Progress = new Dictionary<int, double> { [300] = 0.1 } });
        (GC.GetTotalMemory(forceFullCollection: true) - before).ShouldBeLessThan(120_000_000);

        var numbers = (await PageAsync(bench, 1)).OrderNumbers.Take(100).ToList();
        await bench.CallAsync("getOrder", new { orderNumberList = numbers, version = 10 });
        var watch = Stopwatch.StartNew();
        for (var at = 0; at < 10; at++) await bench.CallAsync("getOrder", new { orderNumberList = numbers, version = 10 });
        (watch.ElapsedMilliseconds / 10).ShouldBeLessThan(250);   // some 10 ms; room for a busy machine
    }

    [Fact]
    public async Task What_does_not_add_up_is_refused()
    {
        await using var bench = await Bench.StartAsync();
        foreach (var body in new[]
        {
            """{"count":-1}""", """{"count":1,"progress":{"300":0.7,"200":0.4}}""", """{"count":1,"progress":{"310":0.1}}""", """{"count":1,"to":"2026-03-11T00:00:00"}""",
        })
        {
            (await bench.ControlAsync(HttpMethod.Post, "generate", body)).Status.ShouldBe(HttpStatusCode.Conflict, body);
        }
        (await bench.ControlAsync(HttpMethod.Post, "generate", """{"count":50,"progress":{"200":1}}""")).Text.ShouldBe("""{"generated":50}""");
        (await bench.ControlAsync(HttpMethod.Post, "generate/move", """{"count":20}""")).Text.ShouldBe("""{"moved":20}""");
        (await bench.ControlAsync(HttpMethod.Post, "generate/move", """{"count":20,"from":300,"to":200}""")).Status.ShouldBe(HttpStatusCode.Conflict);
    }

    static async Task<string> SampleAsync(ulong seed)
    {
        await using var bench = await Bench.StartAsync();
        bench.State.Generate(new() { Count = 50, Seed = seed, Progress = new Dictionary<int, double> { [300] = 0.5 } });
        var numbers = (await PageAsync(bench, 1)).OrderNumbers;
        return (await bench.CallAsync("getOrder", new { orderNumberList = numbers, version = 10 })).Text;
    }

    static async Task<int> TotalAsync(Bench bench, params int[] progress) =>
        (int)(await bench.SearchAsync(1, "2026-02-01T00:00:00", "2026-03-10T12:00:00", progress)).Body["PaginationResponseModel"]!["totalRecordsAmount"]!;

    static Task<Reply> PageAsync(Bench bench, int page) => bench.CallAsync("searchOrder", new
    {
        dateType = 1,
        startDatetime = "2026-02-01T00:00:00+0900",
        endDatetime = "2026-03-10T12:00:00+0900",
        PaginationRequestModel = new { requestRecordsAmount = 1000, requestPage = page, SortModelList = new[] { new { sortColumn = 1, sortDirection = 1 } } },
    });
}
