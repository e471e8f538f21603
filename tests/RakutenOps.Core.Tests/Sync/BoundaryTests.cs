using RakutenOps.Emulator.Orders;
using Outcome = RakutenOps.Outcome;
using static RakutenOps.Core.Tests.Sync.World;

namespace RakutenOps.Core.Tests.Sync;

/// <summary>Every row of domain.md §8, said of the whole engine: store, client, emulator and clock.</summary>
public sealed class BoundaryTests
{
    [Theory]
    [InlineData("2025-01-20 23:59", Outcome.Paid, Reason.Applied)]                  // day 15
    [InlineData("2025-01-21 00:00", Outcome.NeedsAttention, Reason.OutsidePeriod)]  // day 16
    public async Task R5_fifteen_days_after_the_order_are_in_and_sixteen_are_out(string polled, Outcome outcome, Reason reason)
    {
        await using var world = await OnAsync("2025-01-06 10:00");
        var order = world.Order("2025-01-05 23:59");
        await world.SlipOfAsync(order);
        world.At(polled);
        world.Fire(order, OrderEventKind.AuthoriseOk);

        var decision = await world.SyncAsync(order);

        decision.Outcome.ShouldBe(outcome);
        decision.Reason.ShouldBe(reason);
        world.Slip(order).DepositStatus.ShouldBe(outcome == Outcome.Paid ? DepositStatus.Paid : DepositStatus.Unpaid);
    }

    [Theory]
    [InlineData("2025-01-28 23:59", Outcome.PaidWithNewMethod)]  // day 15 after the change
    [InlineData("2025-01-29 00:00", Outcome.NeedsAttention)]     // day 16
    public async Task R5_fifteen_days_after_a_method_change_are_in_and_sixteen_are_out(string polled, Outcome outcome)
    {
        await using var world = await OnAsync("2025-01-05 13:00");
        var order = world.Order("2025-01-05 12:00");
        await world.SlipOfAsync(order);
        world.At("2025-01-08 09:00").Fire(order, OrderEventKind.AuthoriseNg);
        world.At("2025-01-13 09:00").Fire(order, OrderEventKind.ChangeMethod, code: 13);
        world.At("2025-01-27 10:00").Fire(order, OrderEventKind.Pay);
        world.At(polled);

        var decision = await world.SyncAsync(order);

        decision.Outcome.ShouldBe(outcome);
    }

    [Theory]
    [InlineData("2025-01-28 23:59", true)]   // day 15 after the change
    [InlineData("2025-01-29 00:00", false)]  // day 16
    public async Task R5_fifteen_days_after_an_amount_change_are_in_and_sixteen_are_out(string polled, bool paid)
    {
        await using var world = await OnAsync("2025-01-05 13:00");
        var order = world.Order("2025-01-05 12:00");
        var slip = await world.SlipOfAsync(order);
        world.At("2025-01-05 14:00").Fire(order, OrderEventKind.AuthoriseOk);
        await world.SyncAsync(order);
        world.At("2025-01-13 09:00").Fire(order, OrderEventKind.ChangeAmount, amount: 5000);
        world.Reset(world.Slip(order), 5000);
        world.At("2025-01-13 10:00").Fire(order, OrderEventKind.AuthoriseOk);
        world.At(polled);

        var decision = await world.SyncAsync(order);

        decision.Outcome.ShouldBe(paid ? Outcome.Paid : Outcome.NeedsAttention);
        decision.Reason.ShouldBe(paid ? Reason.Applied : Reason.OutsidePeriod);
        slip.SlipNumber.ShouldBe(decision.SlipNumber);
    }

    [Theory]
    [InlineData("2025-01-20 23:50", "2025-01-21 00:10", Outcome.Paid, Reason.Applied)]                       // obtained on day 15, polled on day 16
    [InlineData("2025-01-21 00:00", "2025-01-21 00:10", Outcome.NeedsAttention, Reason.ReauthAfter15Days)]   // obtained on day 16
    public async Task R16_the_day_of_the_second_authorisation_counts_not_the_day_of_the_poll(string authorised, string polled, Outcome outcome, Reason reason)
    {
        await using var world = await OnAsync("2025-01-05 13:00");
        var order = world.Order("2025-01-05 12:00");
        await world.SlipOfAsync(order);
        world.At("2025-01-05 14:00").Fire(order, OrderEventKind.AuthoriseOk);
        await world.SyncAsync(order);
        world.At("2025-01-19 10:00").Fire(order, OrderEventKind.ChangeAmount, amount: 2500);
        world.Reset(world.Slip(order), 2500);
        world.At(authorised).Fire(order, OrderEventKind.AuthoriseOk);
        world.At(polled);

        var decision = await world.SyncAsync(order);

        decision.Outcome.ShouldBe(outcome);
        decision.Reason.ShouldBe(reason);
        world.Slip(order).ApprovalDate.ShouldBe(outcome == Outcome.Paid ? Day("2025-01-20") : null);
    }

    [Theory]
    [InlineData("2025-02-08", "2025-03-10", true)]   // 30 days
    [InlineData("2025-02-09", "2025-03-10", false)]  // 29 days
    [InlineData("2024-01-31", "2024-03-01", true)]   // 30 days across 29 February
    public async Task R19_thirty_days_of_lead_are_in_and_twenty_nine_are_out(string approved, string instruct, bool inside)
    {
        await using var world = await OnAsync($"{approved} 11:00");
        var order = world.Order($"{approved} 10:00");
        await world.SlipOfAsync(order);
        world.Fire(order, OrderEventKind.AuthoriseOk);
        await world.SyncAsync(order);
        world.Edit(world.Slip(order), s => s with { PrintInstructDate = Day(instruct) });
        world.At($"{Day(instruct).AddDays(-5):yyyy-MM-dd} 09:00");
        world.Rms.State.Change(order, o => (o.ShippingInstructedAt, o.FixedAt) = (world.Now, world.Now));

        await world.SyncAsync();

        world.Slip(order).ApprovalDate.ShouldBe(inside ? Day(instruct).AddDays(-5) : Day(approved));
    }

    [Theory]
    [InlineData("2025-03-02 23:59", false)]  // 8 days before
    [InlineData("2025-03-03 00:00", true)]   // 7 days before
    [InlineData("2025-03-10 23:59", true)]   // the day itself
    [InlineData("2025-03-11 00:00", false)]  // a day after
    public async Task R19_the_window_is_the_seven_days_before_and_the_instruct_day_itself(string polled, bool inside)
    {
        await using var world = await OnAsync("2025-01-20 11:00");
        var order = world.Order("2025-01-20 10:00");
        await world.SlipOfAsync(order);
        world.Fire(order, OrderEventKind.AuthoriseOk);
        await world.SyncAsync(order);
        world.Edit(world.Slip(order), s => s with { PrintInstructDate = Day("2025-03-10") });
        world.At(polled).Fire(order, OrderEventKind.ReauthNg);

        await world.SyncAsync();

        world.Slip(order).DepositStatus.ShouldBe(inside ? DepositStatus.Unpaid : DepositStatus.Paid);
    }

    [Fact]
    public async Task The_buyers_seven_days_after_a_long_lead_NG_end_on_the_instruct_day()
    {
        await using var world = await OnAsync("2025-01-20 11:00");
        var order = world.Order("2025-01-20 10:00", spec: new() { ShippingDate = Day("2025-03-10"), Reauthorisation = BankAnswer.Ng });
        await world.SlipOfAsync(order);
        world.Fire(order, OrderEventKind.AuthoriseOk);
        await world.SyncAsync(order);
        world.Edit(world.Slip(order), s => s with { PrintInstructDate = Day("2025-03-10") });

        world.At("2025-03-03 09:00");
        (await world.SyncAsync(order)).Outcome.ShouldBe(Outcome.AuthorisationWithdrawn);
        world.At("2025-03-10 09:00");
        (await world.SyncAsync(order)).Reason.ShouldBe(Reason.AwaitingResult);
        world.At("2025-03-11 09:00");
        (await world.SyncAsync(order)).Outcome.ShouldBe(Outcome.Cancelled);
    }

    [Theory]
    [InlineData("2025-03-08 23:59", Outcome.Cancelled, Reason.Applied)]                    // day 62
    [InlineData("2025-03-09 00:00", Outcome.NeedsAttention, Reason.CancelAfter62Days)]     // day 63
    public async Task R23_sixty_two_days_after_the_order_are_in_and_sixty_three_are_out(string polled, Outcome outcome, Reason reason)
    {
        await using var world = await OnAsync("2025-01-05 13:00");
        var order = world.Order("2025-01-05 12:00", spec: new() { AutoCancel = false });
        await world.SlipOfAsync(order);
        world.At(polled).Fire(order, OrderEventKind.Cancel);

        var decision = await world.SyncAsync(order);

        decision.Outcome.ShouldBe(outcome);
        decision.Reason.ShouldBe(reason);
        world.Slip(order).CancelKind.ShouldBe(outcome == Outcome.Cancelled ? CancelKind.CustomerRequest : CancelKind.Live);
    }

    [Fact]
    public async Task R23_a_slip_from_a_file_follows_its_order_whatever_hour_the_file_gave_it()
    {
        await using var world = await OnAsync("2025-01-05 13:00");
        var order = world.Order("2025-01-05 12:00");
        var slip = world.Add(new() { Shop = Shop, OrderNumber = order, Origin = SlipOrigin.Csv, ExcludedReason = ExcludedReason.Csv, OrderedAt = Jst("2025-01-05 12:30") });
        world.At("2025-01-06 09:00").Fire(order, OrderEventKind.Cancel);

        (await world.SyncAsync(order)).Outcome.ShouldBe(Outcome.Cancelled);
        world.Store.Slip(slip.SlipNumber)!.CancelKind.ShouldBe(CancelKind.CustomerRequest);
    }

    [Fact]
    public async Task R13_seven_days_after_a_first_NG_Rakuten_cancels_and_the_slip_follows()
    {
        await using var world = await OnAsync("2025-01-05 13:00");
        var order = world.Order("2025-01-05 12:00");
        var before = await world.SlipOfAsync(order);
        world.At("2025-01-06 09:00").Fire(order, OrderEventKind.AuthoriseNg);

        (await world.SyncAsync(order)).Reason.ShouldBe(Reason.NotAwaitingShipment);
        world.Slip(order).ShouldBeEquivalentTo(before);
        world.At("2025-01-13 23:59");
        (await world.SyncAsync(order)).Outcome.ShouldBe(Outcome.Waiting);
        world.At("2025-01-14 09:00");
        (await world.SyncAsync(order)).Outcome.ShouldBe(Outcome.Cancelled);
    }

    [Fact]
    public async Task A_licence_key_works_through_its_ninetieth_day_and_not_a_second_longer()
    {
        await using var world = await OnAsync("2025-01-05 13:00");
        var order = world.Order("2025-01-05 12:00");
        await world.SlipOfAsync(order);
        world.Fire(order, OrderEventKind.AuthoriseOk);
        world.EndLicence("2025-01-10 23:59:59");

        world.At("2025-01-10 23:59:59");
        (await world.SyncAsync(order)).Outcome.ShouldBe(Outcome.Paid);
        world.At("2025-01-11 00:00:00");
        var error = await Should.ThrowAsync<InvalidOperationException>(() => world.SyncAsync());
        error.InnerException.ShouldBeOfType<ShopException>().Id.ShouldBe("LicenseExpired");
        world.Store.Runs(World.Shop).First().ShouldSatisfyAllConditions("no later run takes it for one that was killed", r => r.Error.ShouldBe("LicenseExpired"), r => r.EndedAt.ShouldNotBeNull(), r => r.Completed.ShouldBeFalse());
        world.EndLicence("2025-04-10 23:59:59", told: false);
        (await world.SyncAsync()).ShouldBeEmpty();
    }
}
