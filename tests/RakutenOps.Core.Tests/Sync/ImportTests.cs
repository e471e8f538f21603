using RakutenOps.Core.Sync;
using RakutenOps.Emulator.Orders;
using static RakutenOps.Core.Tests.Sync.World;
using Outcome = RakutenOps.Outcome;

namespace RakutenOps.Core.Tests.Sync;

/// <summary>受注取込 and 注文確認 over the engine.</summary>
public sealed class ImportTests
{
    [Fact]
    public async Task An_order_becomes_a_slip_once_with_its_goods_and_its_method()
    {
        await using var world = await OnAsync("2025-01-05 13:00");
        var order = world.Order("2025-01-05 12:00", price: 4200);

        (await world.ImportAsync()).ShouldHaveSingleItem().Outcome.ShouldBe(Outcome.Imported);
        (await world.ImportAsync()).ShouldBeEmpty();

        var slip = world.Slip(order);
        (slip.Origin, slip.PaymentMethod, slip.SettlementCode, slip.TotalAmount).ShouldBe((SlipOrigin.Api, "クレジットカード", 1, 4200m));
        (slip.Status, slip.DepositStatus, slip.ApprovalStatus, slip.ApprovalDate).ShouldBe((SlipStatus.Entered, DepositStatus.Unpaid, ApprovalStatus.Unapproved, null));
        slip.Lines.ShouldHaveSingleItem().Quantity.ShouldBe(1);
    }

    [Fact]
    public async Task An_unmapped_method_makes_a_slip_with_a_blank_method_in_confirmation()
    {
        await using var world = await OnAsync("2025-01-05 13:00");
        var order = world.Order("2025-01-05 12:00", code: 14);

        (await world.ImportAsync()).ShouldHaveSingleItem().Reason.ShouldBe(Reason.PaymentUnmapped);

        world.Slip(order).ShouldSatisfyAllConditions(s => s.PaymentMethod.ShouldBeNull(), s => s.ConfirmCheck.ShouldBe(ConfirmCheck.Required));
        world.Map(14, "ローソン前払", PaymentKind.CvsPrepay);
        world.Fire(order, OrderEventKind.Pay);
        (await world.SyncAsync(order)).Outcome.ShouldBe(Outcome.Paid);
        world.Slip(order).PaymentMethod.ShouldBe("ローソン前払");
    }

    [Fact]
    public async Task An_outage_of_ten_days_loses_no_order()
    {
        await using var world = await OnAsync("2025-01-05 13:00");
        await world.ImportAsync();
        var order = world.Order("2025-01-05 12:59");
        world.At("2025-01-10 09:00");
        var second = world.Order("2025-01-10 08:00");
        world.At("2025-01-15 09:00");

        (await world.ImportAsync()).Select(d => d.OrderNumber).ShouldBe([order, second], ignoreOrder: true);
    }

    [Fact]
    public async Task A_selective_settlement_is_imported_at_300_only_however_late_that_is()
    {
        await using var world = await OnAsync("2025-01-05 13:00");
        var order = world.Order("2025-01-05 12:00", code: 2);
        (await world.ImportAsync()).ShouldBeEmpty();
        world.At("2025-01-12 09:00");
        (await world.ImportAsync()).ShouldBeEmpty();
        world.Fire(order, OrderEventKind.AuthoriseOk);
        world.At("2025-01-12 09:15");

        (await world.ImportAsync()).ShouldHaveSingleItem().OrderNumber.ShouldBe(order);
        (await world.SyncAsync(order)).Reason.ShouldBe(Reason.NotCommonSettlement);
        world.Slip(order).DepositStatus.ShouldBe(DepositStatus.Unpaid);
    }

    [Fact]
    public async Task An_amount_that_is_not_fixed_is_read_again_until_it_is()
    {
        await using var world = await OnAsync("2025-01-05 13:00");
        var order = world.Order("2025-01-05 12:00");
        world.Rms.State.Change(order, o => o.Answer = new() { ["requestPrice"] = -9999 });
        (await world.ImportAsync()).ShouldBeEmpty();
        world.At("2025-01-08 09:00");
        (await world.ImportAsync()).ShouldBeEmpty();
        world.Rms.State.Change(order, o => o.Answer = null);
        world.At("2025-01-08 09:15");

        (await world.ImportAsync()).ShouldHaveSingleItem().OrderNumber.ShouldBe(order);
        world.Slip(order).TotalAmount.ShouldBe(3000m);
    }

    [Fact]
    public async Task An_order_that_cannot_be_read_is_named_and_the_others_go_in()
    {
        await using var world = await OnAsync("2025-01-05 13:00");
        var bad = world.Order("2025-01-05 12:00");
        var good = world.Order("2025-01-05 12:01");
        world.Rms.State.Change(bad, o => o.Answer = new() { ["orderDatetime"] = "yesterday" });

        (await world.ImportAsync()).ShouldHaveSingleItem().OrderNumber.ShouldBe(good);

        world.Events.OfType<OrderFailed>().ShouldHaveSingleItem().OrderNumber.ShouldBe(bad);
    }

    [Fact]
    public async Task A_backlog_comes_in_since_a_given_day_over_several_windows()
    {
        await using var world = await OnAsync("2025-01-05 13:00");
        var order = world.Order("2025-01-05 12:00", spec: new() { AutoCancel = false });
        world.At("2025-07-20 09:00");
        var recent = world.Order("2025-07-19 09:00");

        (await world.ImportAsync("2025-01-01")).Select(d => d.OrderNumber).ShouldBe([order, recent], ignoreOrder: true);
    }

    [Fact]
    public async Task Orders_left_unconfirmed_for_a_day_are_said()
    {
        await using var world = await OnAsync("2025-01-05 13:00");
        world.Rms.State.CreateOrder(new() { OrderedAt = Jst("2025-01-05 12:00") });
        world.At("2025-01-06 12:30");

        await world.ImportAsync("2025-01-05");

        world.Events.OfType<SyncNotice>().ShouldHaveSingleItem().Text.Key.ShouldBe("Say_LeftUnconfirmed");
    }

    [Fact]
    public async Task Confirming_moves_the_orders_at_100_and_says_which_RMS_refused()
    {
        await using var world = await OnAsync("2025-01-05 13:00");
        var order = world.Rms.State.CreateOrder(new() { OrderedAt = Jst("2025-01-05 12:00") });
        var already = world.Order("2025-01-05 12:01");

        var decisions = await world.RunAsync(world.Services.ConfirmAsync(Request, new[] { order, already }.ToLookup(static _ => World.Shop), TestContext.Current.CancellationToken));

        decisions.ShouldHaveSingleItem().ShouldSatisfyAllConditions(d => d.OrderNumber.ShouldBe(order), d => d.Outcome.ShouldBe(Outcome.Confirmed));
        world.Rms.State.Read(order, o => o.Progress).ShouldBe(200);
        world.Events.OfType<OrderFailed>().ShouldHaveSingleItem().OrderNumber.ShouldBe(already);
    }
}
