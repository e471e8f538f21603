using RakutenOps.Core.Rms;
using RakutenOps.Core.Sync;
using RakutenOps.Emulator.Orders;
using RakutenOps.Emulator.Shops;
using static RakutenOps.Core.Tests.Sync.World;
using Outcome = RakutenOps.Outcome;

namespace RakutenOps.Core.Tests.Sync;

/// <summary>Orders of which RMS's answer cannot be read, in part or at all: none is lost, none stops another, and nothing is guessed.</summary>
public sealed class UnreadableOrderTests
{
    static readonly Func<string, string> NoUnits = static body => body.Replace("\"units\":", "\"units\":\"some\",\"was\":", StringComparison.Ordinal);

    [Fact]
    public async Task A_field_that_a_slip_can_be_without_is_left_blank_and_said()
    {
        await using var world = await OnAsync("2025-01-05 13:00");
        var order = world.Order("2025-01-05 12:00", spec: new() { ShippingDate = Day("2025-02-20") });
        world.Garble = static body => body.Replace("2025-02-20", "2025-02-30", StringComparison.Ordinal);

        (await world.ImportAsync()).ShouldHaveSingleItem().OrderNumber.ShouldBe(order);

        world.Slip(order).PlannedShipDate.ShouldBeNull();
        var notice = world.Events.OfType<SyncNotice>().ShouldHaveSingleItem();
        notice.Text.Key.ShouldBe("Say_PartlyRead");
        notice.Text.ToString().ShouldContain("shippingDate");
    }

    [Fact]
    public async Task A_slip_is_not_made_without_its_pieces_and_the_import_looks_back_until_they_can_be_read()
    {
        await using var world = await OnAsync("2025-01-05 13:00");
        var order = world.Order("2025-01-05 12:00");
        world.Garble = NoUnits;
        for (var hours = 0; hours < 30; hours += 3)
        {
            (await world.ImportAsync()).ShouldBeEmpty();
            world.Events.OfType<OrderFailed>().ShouldHaveSingleItem().Why.ShouldContain("units");
            world.Clock.Advance(TimeSpan.FromHours(3));
        }
        world.Garble = null;

        (await world.ImportAsync()).ShouldHaveSingleItem().OrderNumber.ShouldBe(order);
    }

    [Fact]
    public async Task A_search_that_answers_for_another_shop_loses_no_order()
    {
        await using var world = await OnAsync("2025-01-05 13:00");
        var order = world.Order("2025-01-05 12:00");
        world.Garble = static body => body.Contains("orderNumberList", StringComparison.Ordinal) ? body.Replace($"\"{ShopRegistration.Demo.Id}-", "\"000000-", StringComparison.Ordinal) : body;
        for (var hours = 0; hours < 12; hours += 3)
        {
            (await world.ImportAsync()).ShouldBeEmpty();
            world.Events.OfType<OrderFailed>().ShouldNotBeEmpty();
            world.Clock.Advance(TimeSpan.FromHours(3));
        }
        world.Garble = null;

        (await world.ImportAsync()).ShouldHaveSingleItem().OrderNumber.ShouldBe(order);
    }

    [Fact]
    public async Task A_payment_needs_no_field_that_only_a_new_slip_needs()
    {
        await using var world = await OnAsync("2025-01-05 13:00");
        var order = world.Order("2025-01-05 12:00");
        await world.SlipOfAsync(order);
        world.At("2025-01-05 14:00").Fire(order, OrderEventKind.AuthoriseOk);
        world.Garble = static body => NoUnits(body).Replace("\"orderDatetime\":", "\"orderDatetime\":null,\"was\":", StringComparison.Ordinal);

        (await world.SyncAsync(order)).Outcome.ShouldBe(Outcome.Paid);
    }

    [Fact]
    public async Task A_slip_whose_order_cannot_be_read_needs_a_person_and_the_others_are_paid()
    {
        await using var world = await OnAsync("2025-01-05 13:00");
        string[] orders = [world.Order("2025-01-05 12:00"), world.Order("2025-01-05 12:05")];
        await world.ImportAsync();
        world.At("2025-01-05 14:00");
        foreach (var order in orders) world.Fire(order, OrderEventKind.AuthoriseOk);
        world.Garble = body => body.Replace($"\"orderNumber\":\"{orders[0]}\",\"orderProgress\":300", $"\"orderNumber\":\"{orders[0]}\",\"orderProgress\":\"?\"", StringComparison.Ordinal);

        var decisions = await world.SyncAsync();
        decisions.Single(d => d.OrderNumber == orders[0]).ShouldSatisfyAllConditions(d => d.Outcome.ShouldBe(Outcome.NeedsAttention), d => d.Reason.ShouldBe(Reason.OrderNotRead));
        decisions.Single(d => d.OrderNumber == orders[1]).Outcome.ShouldBe(Outcome.Paid);
        world.Events.OfType<OrderFailed>().ShouldHaveSingleItem().OrderNumber.ShouldBe(orders[0]);

        world.Garble = null;
        world.Clock.Advance(TimeSpan.FromMinutes(15));
        (await world.SyncAsync(orders[0])).Outcome.ShouldBe(Outcome.Paid);
    }

    [Theory]
    [InlineData("\"paymentStatus\":", "\"paymentStatus\":\"done\",\"was\":")]
    [InlineData("\"PaymentModelList\":", "\"PaymentModelList\":17,\"was\":")]
    public async Task Attempts_that_cannot_be_read_cost_their_own_order_a_cycle_and_no_other(string part, string garbled)
    {
        await using var world = await OnAsync("2025-01-05 13:00", new() { RestampOnReauthorisation = false }, skipping: true);
        var stale = world.Order("2025-01-05 12:00");
        var other = world.Order("2025-01-05 12:05");
        await world.ImportAsync();
        world.At("2025-01-05 14:00").Fire(stale, OrderEventKind.AuthoriseOk);
        await world.SyncAsync();
        world.At("2025-01-07 09:00").Fire(stale, OrderEventKind.ChangeAmount, amount: 5000);
        world.Reset(world.Slip(stale), 5000);
        world.At("2025-01-09 10:00").Fire(stale, OrderEventKind.AuthoriseOk);
        world.Fire(other, OrderEventKind.AuthoriseOk);
        // The change row of the re-authorisation would tell it too; without it only getPayment can.
        world.Garble = body => body.Replace("\"changeType\":9", "\"changeType\":null", StringComparison.Ordinal).Replace(part, garbled, StringComparison.Ordinal);

        var decisions = await world.SyncAsync();
        world.Garble = null;
        decisions.Single(d => d.OrderNumber == other).Outcome.ShouldBe(Outcome.Paid);
        decisions.Single(d => d.OrderNumber == stale).Outcome.ShouldNotBe(Outcome.Paid);
        world.Events.OfType<OrderFailed>().ShouldHaveSingleItem().OrderNumber.ShouldBe(stale);

        world.Garble = static body => body.Replace("\"changeType\":9", "\"changeType\":null", StringComparison.Ordinal);
        (await world.SyncAsync(stale)).Outcome.ShouldBe(Outcome.Paid);
    }

    [Fact]
    public async Task Every_version_of_an_order_is_read_alike()
    {
        await using var world = await OnAsync("2025-01-05 13:00");
        var order = world.Order("2025-01-05 12:00", code: 14);
        world.At("2025-01-06 09:00").Fire(order, OrderEventKind.Pay);
        var read = new List<RakutenOrder>();
        for (var version = 3; version <= 10; version++)
        {
            using var rms = new RmsClient(world.Rms.BaseAddress, new(ShopRegistration.Demo.ServiceSecret, ShopRegistration.Demo.LicenseKey), OpenGate.Instance, world.Clock, handler: new OlderVersion(version));
            var answer = await rms.OrdersAsync([order], TestContext.Current.CancellationToken);
            answer.Partly.ShouldBeEmpty();
            read.Add(answer.Orders.ShouldHaveSingleItem());
        }
        foreach (var older in read)
        {
            (older.SettlementCode, older.IsCommonSettlement, older.Progress).ShouldBe((14, true, OrderProgress.AwaitingShipment));
            older.RequestedAmount.ShouldBe(read[0].RequestedAmount);
            older.ShippingInstructedAt.ShouldBe(read[0].ShippingInstructedAt.ShouldNotBeNull());
        }
    }

    sealed class OlderVersion(int version) : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var asked = await request.Content!.ReadAsStringAsync(cancellationToken);
            request.Content = new StringContent(asked.Replace("\"version\":10", $"\"version\":{version}", StringComparison.Ordinal), System.Text.Encoding.UTF8, "application/json");
            return await base.SendAsync(request, cancellationToken);
        }
    }
}
