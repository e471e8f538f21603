using RakutenOps.Core.Sync;
using RakutenOps.Emulator.Orders;
using static RakutenOps.Core.Tests.Sync.World;
using Outcome = RakutenOps.Outcome;

namespace RakutenOps.Core.Tests.Sync;

/// <summary>Every interaction of domain.md §9, said of the whole engine. The boundaries of no. 1 are R16's in BoundaryTests.</summary>
public sealed class InteractionTests
{
    [Fact]
    public async Task I01_a_late_amount_change_is_manual_although_the_period_still_runs()
    {
        await using var world = await OnAsync("2025-01-05 13:00");
        var order = await PaidAsync(world, "2025-01-05 12:00");
        world.At("2025-01-19 09:00").Fire(order, OrderEventKind.ChangeAmount, amount: 5000);
        world.Reset(world.Slip(order), 5000);
        world.At("2025-01-21 09:00").Fire(order, OrderEventKind.AuthoriseOk);

        var decision = await world.SyncAsync(order);

        (decision.Rule, decision.Reason, decision.Outcome).ShouldBe(("R17", Reason.ReauthAfter15Days, Outcome.NeedsAttention));
        world.Approve(world.Slip(order), "2025-01-21").DepositStatus.ShouldBe(DepositStatus.Paid);
    }

    [Fact]
    public async Task I02_a_method_change_has_no_R16_so_a_payment_on_day_20_is_automatic()
    {
        await using var world = await OnAsync("2025-01-05 13:00");
        var order = world.Order("2025-01-05 12:00");
        await world.SlipOfAsync(order);
        world.At("2025-01-06 09:00").Fire(order, OrderEventKind.AuthoriseNg);
        world.At("2025-01-12 09:00").Fire(order, OrderEventKind.ChangeMethod, code: 9);
        await world.SyncAsync(order);
        world.At("2025-01-25 09:00").Fire(order, OrderEventKind.Pay);

        var decision = await world.SyncAsync(order);

        (decision.Rule, decision.Outcome).ShouldBe(("R14", Outcome.PaidWithNewMethod));
        var slip = world.Slip(order);
        (slip.PaymentMethod, slip.SettlementCode, slip.ApprovalDate).ShouldBe(("銀行振込", 9, Day("2025-01-25")));
        decision.Changes[0].Field.ShouldBe("PaymentMethod");
    }

    [Theory]
    [InlineData(true, Outcome.NeedsAttention)]        // method, then amount: R16 applies
    [InlineData(false, Outcome.PaidWithNewMethod)]    // amount, then method: it does not
    public async Task I03_the_latest_of_two_changes_decides_whether_R16_applies(bool amountLast, Outcome outcome)
    {
        await using var world = await OnAsync("2025-01-05 13:00");
        var order = await PaidAsync(world, "2025-01-05 12:00");
        void Method() => world.Fire(order, OrderEventKind.ChangeMethod, code: 9);
        void Amount()
        {
            world.Fire(order, OrderEventKind.ChangeAmount, amount: 5000);
            world.Reset(world.Slip(order), 5000);
        }
        world.At("2025-01-18 09:00");
        if (amountLast) Method();
        else Amount();
        world.At("2025-01-19 09:00");
        if (amountLast) Amount();
        else Method();
        world.At("2025-01-22 09:00").Fire(order, OrderEventKind.Pay);

        (await world.SyncAsync(order)).Outcome.ShouldBe(outcome);
    }

    [Fact]
    public async Task I04_right_after_a_reset_the_old_authorisation_does_not_pay_again_and_the_new_one_does()
    {
        await using var world = await OnAsync("2025-01-05 13:00");
        var order = await PaidAsync(world, "2025-01-05 12:00");
        world.At("2025-01-07 09:00");
        world.Reset(world.Slip(order), 5000);

        (await world.SyncAsync(order)).Reason.ShouldBe(Reason.StaleAuthorisation);
        world.At("2025-01-07 10:00").Fire(order, OrderEventKind.ChangeAmount, amount: 5000);
        (await world.SyncAsync(order)).Reason.ShouldBe(Reason.NotAwaitingShipment);
        world.At("2025-01-07 11:00").Fire(order, OrderEventKind.AuthoriseOk);
        (await world.SyncAsync(order)).Outcome.ShouldBe(Outcome.Paid);
        world.Slip(order).LastEvidenceAt.ShouldBe(Jst("2025-01-07 11:00"));
    }

    [Fact]
    public async Task I04_staff_may_reset_after_Rakuten_has_authorised_again()
    {
        await using var world = await OnAsync("2025-01-05 13:00");
        var order = await PaidAsync(world, "2025-01-05 12:00");
        world.At("2025-01-07 09:00").Fire(order, OrderEventKind.ChangeAmount, amount: 5000);
        world.At("2025-01-07 10:00").Fire(order, OrderEventKind.AuthoriseOk);
        world.At("2025-01-08 09:00");
        world.Reset(world.Slip(order), 5000);

        (await world.SyncAsync(order)).Outcome.ShouldBe(Outcome.Paid);
        world.Slip(order).ApprovalDate.ShouldBe(Day("2025-01-07"));
    }

    [Fact]
    public async Task I04_after_a_day_of_waiting_at_300_a_person_is_told()
    {
        await using var world = await OnAsync("2025-01-05 13:00");
        var order = await PaidAsync(world, "2025-01-05 12:00");
        world.At("2025-01-07 09:00");
        world.Reset(world.Slip(order));
        world.At("2025-01-08 08:59");
        (await world.SyncAsync(order)).Outcome.ShouldBe(Outcome.Waiting);
        world.At("2025-01-08 09:00");
        var decision = await world.SyncAsync(order);
        (decision.Outcome, decision.Reason).ShouldBe((Outcome.NeedsAttention, Reason.StaleAuthorisation));
    }

    [Fact]
    public async Task I04_where_Rakuten_keeps_the_old_stamp_getPayment_shows_the_new_authorisation()
    {
        await using var world = await OnAsync("2025-01-05 13:00", new() { RestampOnReauthorisation = false });
        var order = await PaidAsync(world, "2025-01-05 12:00");
        world.At("2025-01-07 09:00").Fire(order, OrderEventKind.ChangeAmount, amount: 5000);
        world.Reset(world.Slip(order), 5000);
        world.At("2025-01-09 10:00").Fire(order, OrderEventKind.AuthoriseOk);

        var decision = await world.SyncAsync(order);

        decision.Outcome.ShouldBe(Outcome.Paid);
        decision.Evidence.ShouldBe(new(Jst("2025-01-09 10:00"), EvidenceSource.Payment));
        world.Slip(order).ApprovalDate.ShouldBe(Day("2025-01-09"));
        world.History(world.Slip(order)).Last(h => h.Rule == "R8").Evidence!.ShouldStartWith("Payment");
    }

    [Fact]
    public async Task I05_an_approval_date_left_in_place_keeps_the_slip_waiting_and_says_so()
    {
        await using var world = await OnAsync("2025-01-05 13:00");
        var order = await PaidAsync(world, "2025-01-05 12:00");
        var slip = world.Edit(world.Slip(order), s => s with { DepositStatus = DepositStatus.Unpaid, ApprovalStatus = ApprovalStatus.Unapproved, Status = SlipStatus.Entered });
        world.At("2025-01-06 09:00");

        var (_, decision, _) = await world.Services.ExplainAsync([slip], online: true, null, TestContext.Current.CancellationToken).SingleAsync(TestContext.Current.CancellationToken);

        (decision.Outcome, decision.Reason).ShouldBe((Outcome.NeedsAttention, Reason.ApprovalDateNotBlank));
        await world.SyncAsync();
        world.Slip(order).DepositStatus.ShouldBe(DepositStatus.Unpaid);
    }

    [Fact]
    public async Task I06_initial_values_other_than_0_and_10_keep_R4_from_ever_holding()
    {
        await using var world = await OnAsync("2025-01-05 13:00");
        world.Store.Save(new ShippableSetting { PaymentMethod = "クレジットカード", InitialApprovalStatus = ApprovalStatus.NotNeeded });
        var order = world.Order("2025-01-05 12:00");
        var slip = await world.SlipOfAsync(order);
        world.Fire(order, OrderEventKind.AuthoriseOk);

        await world.SyncAsync();

        world.Slip(order).DepositStatus.ShouldBe(DepositStatus.Unpaid);
        var (_, decision, _) = await world.Services.ExplainAsync([slip], online: true, null, TestContext.Current.CancellationToken).SingleAsync(TestContext.Current.CancellationToken);
        decision.Reason.ShouldBe(Reason.ApprovalNotUnapproved);
    }

    [Fact]
    public async Task I07_with_threshold_0_an_NG_resets_the_fields_and_says_that_the_slip_still_ships()
    {
        await using var world = await OnAsync("2025-01-20 11:00");
        world.Store.Save(new ShippableSetting { PaymentMethod = "クレジットカード", RequiredDepositStatus = DepositStatus.Unpaid });
        var order = await LongLeadAsync(world, "2025-03-10");
        world.At("2025-03-03 09:00").Fire(order, OrderEventKind.ReauthNg);

        var decision = await world.SyncAsync(order);

        decision.Outcome.ShouldBe(Outcome.AuthorisationWithdrawn);
        world.Slip(order).DepositStatus.ShouldBe(DepositStatus.Unpaid);
        decision.Text.Key.ShouldBe("Say_WithdrawnButShips");
    }

    [Fact]
    public async Task I08_of_a_split_order_only_the_slips_that_meet_R4_are_updated()
    {
        await using var world = await OnAsync("2025-01-05 13:00");
        var order = world.Order("2025-01-05 12:00");
        var source = await world.SlipOfAsync(order);
        var target = world.Add(source with { OrderNumber = order + "-bk-1", DividedFrom = source.SlipNumber });
        var byHand = world.Add(source with { OrderNumber = order + "-bk-2", DividedFrom = source.SlipNumber, DepositStatus = DepositStatus.PartlyPaid });
        world.Fire(order, OrderEventKind.AuthoriseOk);

        await world.SyncAsync();

        world.Slips(order).Where(s => s.DepositStatus == DepositStatus.Paid).Select(s => s.SlipNumber).ShouldBe([source.SlipNumber, target.SlipNumber], ignoreOrder: true);
        world.Store.Slip(byHand.SlipNumber)!.DepositStatus.ShouldBe(DepositStatus.PartlyPaid);
    }

    [Fact]
    public async Task I09_a_merged_slip_is_paid_by_its_own_order_and_an_unpaid_absorbed_order_is_told()
    {
        await using var world = await OnAsync("2025-01-05 13:00");
        var kept = world.Order("2025-01-05 12:00");
        var absorbed = world.Order("2025-01-05 12:10");
        await world.ImportAsync("2025-01-05 00:00");
        var survivor = world.Slip(kept);
        world.Edit(world.Slip(absorbed), s => s with { CancelKind = CancelKind.MergedIntoOther, MergedInto = survivor.SlipNumber });
        world.Fire(kept, OrderEventKind.AuthoriseOk);

        var decisions = await world.SyncAsync();

        world.Slip(kept).DepositStatus.ShouldBe(DepositStatus.Paid);
        decisions.ShouldContain(d => d.SlipNumber == survivor.SlipNumber && d.Reason == Reason.MergedOrderUnpaid && d.Outcome == Outcome.NeedsAttention);
        world.Fire(absorbed, OrderEventKind.AuthoriseOk);
        (await world.SyncAsync()).ShouldNotContain(d => d.Reason == Reason.MergedOrderUnpaid);
    }

    [Fact]
    public async Task I09_a_slip_restored_from_a_merge_is_never_paid_again()
    {
        await using var world = await OnAsync("2025-01-05 13:00");
        var order = world.Order("2025-01-05 12:00");
        await world.SlipOfAsync(order);
        world.Edit(world.Slip(order), s => s with { ExcludedReason = ExcludedReason.RestoredFromMerge });
        world.Fire(order, OrderEventKind.AuthoriseOk);

        await world.SyncAsync();

        world.Slip(order).DepositStatus.ShouldBe(DepositStatus.Unpaid);
    }

    [Fact]
    public async Task I10a_after_a_long_lead_NG_a_new_card_pays_the_slip_again()
    {
        await using var world = await OnAsync("2025-01-20 11:00");
        var order = await LongLeadAsync(world, "2025-03-10");
        world.At("2025-03-03 09:00").Fire(order, OrderEventKind.ReauthNg);
        (await world.SyncAsync(order)).Outcome.ShouldBe(Outcome.AuthorisationWithdrawn);
        world.At("2025-03-05 09:00").Fire(order, OrderEventKind.ReauthOk);

        var decision = await world.SyncAsync(order);

        decision.Outcome.ShouldBeOneOf(Outcome.Reauthorised, Outcome.Paid);
        world.Slip(order).ApprovalDate.ShouldBe(Day("2025-03-05"));
    }

    [Fact]
    public async Task I10b_after_a_long_lead_NG_a_change_to_bank_transfer_pays_by_R14_only()
    {
        await using var world = await OnAsync("2025-01-20 11:00");
        var order = await LongLeadAsync(world, "2025-03-10");
        world.At("2025-03-03 09:00").Fire(order, OrderEventKind.ReauthNg);
        await world.SyncAsync(order);
        world.At("2025-03-05 09:00").Fire(order, OrderEventKind.ChangeMethod, code: 9);
        await world.SyncAsync(order);
        world.At("2025-03-08 09:00").Fire(order, OrderEventKind.Pay);

        var decision = await world.SyncAsync(order);

        (decision.Rule, decision.Outcome).ShouldBe(("R14", Outcome.PaidWithNewMethod));
    }

    [Fact]
    public async Task I10c_a_long_order_that_Rakuten_cancels_after_62_days_is_one_for_a_person_once()
    {
        await using var world = await OnAsync("2025-01-05 11:00");
        var order = await LongLeadAsync(world, "2025-04-10", "2025-01-05 10:00");
        world.At("2025-04-03 09:00").Fire(order, OrderEventKind.ReauthNg);
        await world.SyncAsync(order);
        world.At("2025-04-11 09:00");

        (await world.SyncAsync()).ShouldContain(d => d.OrderNumber == order && d.Reason == Reason.CancelAfter62Days && d.Outcome == Outcome.NeedsAttention);
        world.Slip(order).CancelKind.ShouldBe(CancelKind.Live);
        (await world.SyncAsync()).ShouldNotContain(d => d.Outcome == Outcome.NeedsAttention);
    }

    [Theory]
    [InlineData(OrderEventKind.ReauthOk, Outcome.Reauthorised)]
    [InlineData(OrderEventKind.ReauthNg, Outcome.AuthorisationWithdrawn)]
    public async Task I10_a_long_lead_slip_gets_its_result_though_the_map_has_renamed_its_method(OrderEventKind result, Outcome outcome)
    {
        await using var world = await OnAsync("2025-01-20 11:00");
        var order = await LongLeadAsync(world, "2025-03-10");
        world.Map(1, "カード", PaymentKind.Card);
        world.At("2025-03-03 09:00").Fire(order, result);

        (await world.SyncAsync(order)).Outcome.ShouldBe(outcome);
    }

    [Fact]
    public async Task I11_a_long_lead_order_gets_its_first_approval_by_the_standard_import()
    {
        await using var world = await OnAsync("2025-01-20 11:00");
        var order = world.Order("2025-01-20 10:00");
        await world.SlipOfAsync(order);
        world.Edit(world.Slip(order), s => s with { PrintInstructDate = Day("2025-03-10") });
        world.Fire(order, OrderEventKind.AuthoriseOk);

        (await world.SyncAsync(order)).Rule.ShouldBe("R8");
    }

    [Fact]
    public async Task I12_an_amount_change_after_day_15_of_a_long_order_is_approved_by_R20_in_its_window()
    {
        await using var world = await OnAsync("2025-01-20 11:00");
        var order = await LongLeadAsync(world, "2025-03-10");
        world.At("2025-03-04 09:00").Fire(order, OrderEventKind.ChangeAmount, amount: 5000);
        world.Reset(world.Slip(order), 5000);
        world.At("2025-03-04 10:00").Fire(order, OrderEventKind.AuthoriseOk);

        var decision = await world.SyncAsync(order);

        (decision.Rule, decision.Outcome).ShouldBe(("R20", Outcome.Reauthorised));
    }

    [Fact]
    public async Task I13_a_slip_that_waits_for_its_print_day_falls_back_from_20_to_2_on_NG()
    {
        await using var world = await OnAsync("2025-01-20 11:00");
        var order = await LongLeadAsync(world, "2025-03-10");
        world.Slip(order).Status.ShouldBe(SlipStatus.AwaitingPrint);
        world.At("2025-03-03 09:00").Fire(order, OrderEventKind.ReauthNg);

        var decision = await world.SyncAsync(order);

        world.Slip(order).Status.ShouldBe(SlipStatus.Entered);
        decision.Changes.Single(c => c.Field == "Status").Rule.ShouldBe("R9");
    }

    [Theory]
    [InlineData(SlipStatus.Printing)]
    [InlineData(SlipStatus.Printed)]
    public async Task I14_an_NG_on_a_printed_slip_changes_nothing_and_is_told(SlipStatus status)
    {
        await using var world = await OnAsync("2025-01-20 11:00");
        var order = await LongLeadAsync(world, "2025-03-10");
        var before = world.Edit(world.Slip(order), s => s with { Status = status });
        world.At("2025-03-03 09:00").Fire(order, OrderEventKind.ReauthNg);

        var decision = await world.SyncAsync(order);

        (decision.Outcome, decision.Reason).ShouldBe((Outcome.NeedsAttention, Reason.PrintedOrLater));
        world.Slip(order).ShouldBeEquivalentTo(before);
    }

    [Fact]
    public async Task I15_after_an_outage_over_day_15_nothing_is_paid_and_the_slip_is_listed()
    {
        await using var world = await OnAsync("2025-01-05 13:00");
        var order = world.Order("2025-01-05 12:00");
        await world.SlipOfAsync(order);
        await world.SyncAsync(order);
        world.At("2025-01-06 09:00").Fire(order, OrderEventKind.AuthoriseOk);
        world.At("2025-01-25 09:00");

        (await world.SyncAsync(order)).ShouldSatisfyAllConditions(d => d.Outcome.ShouldBe(Outcome.NeedsAttention), d => d.Reason.ShouldBe(Reason.OutsidePeriod));
    }

    [Fact]
    public async Task I16_a_late_confirmation_can_bring_the_payment_outside_the_period()
    {
        await using var world = await OnAsync("2025-01-05 13:00");
        var order = world.Rms.State.CreateOrder(new() { OrderedAt = Jst("2025-01-05 12:00"), SettlementMethodCode = 9, RequestPrice = 3000 });
        await world.SlipOfAsync(order);
        world.At("2025-01-15 09:00").Fire(order, OrderEventKind.Confirm);
        world.At("2025-01-24 09:00").Fire(order, OrderEventKind.Pay);

        (await world.SyncAsync(order)).Reason.ShouldBe(Reason.OutsidePeriod);
    }

    [Fact]
    public async Task I17_a_paid_slip_that_a_person_must_confirm_stays_in_confirmation()
    {
        await using var world = await OnAsync("2025-01-05 13:00");
        var order = world.Order("2025-01-05 12:00");
        await world.SlipOfAsync(order);
        world.Edit(world.Slip(order), s => s with { ConfirmCheck = ConfirmCheck.Required, Lines = [] });
        world.Fire(order, OrderEventKind.AuthoriseOk);

        (await world.SyncAsync(order)).Outcome.ShouldBe(Outcome.Paid);
        var slip = world.Slip(order);
        slip.Status.ShouldBe(SlipStatus.Entered);
        RakutenOps.Rules.Funnel.StageOf(slip, world.Policy.ShippableFor(slip.PaymentMethod), JapanTime.Day(world.Now)).ShouldBe(Stage.AwaitingConfirmation);
    }

    [Fact]
    public async Task I18_an_unmapped_new_method_holds_the_slip_until_the_map_is_saved()
    {
        await using var world = await OnAsync("2025-01-05 13:00");
        var order = world.Order("2025-01-05 12:00");
        await world.SlipOfAsync(order);
        world.At("2025-01-06 09:00").Fire(order, OrderEventKind.AuthoriseNg);
        world.At("2025-01-07 09:00").Fire(order, OrderEventKind.ChangeMethod, code: 14);
        world.At("2025-01-08 09:00").Fire(order, OrderEventKind.Pay);

        (await world.SyncAsync(order)).ShouldSatisfyAllConditions(d => d.Outcome.ShouldBe(Outcome.NeedsAttention), d => d.Reason.ShouldBe(Reason.PaymentUnmapped));
        world.Map(14, "ローソン前払", PaymentKind.CvsPrepay);
        (await world.SyncAsync(order)).Outcome.ShouldBe(Outcome.PaidWithNewMethod);
        world.Slip(order).PaymentMethod.ShouldBe("ローソン前払");
    }

    [Theory]
    [InlineData("2025-01-20 00:30", "2025-02-04 23:59", true)]   // 15:30 UTC of the 19th is the 20th in Japan
    [InlineData("2025-01-19 23:30", "2025-02-04 00:00", false)]
    public async Task I19_days_are_counted_in_Japan(string ordered, string polled, bool paid)
    {
        await using var world = await OnAsync("2025-01-20 09:00");
        var order = world.Order(ordered);
        await world.SlipOfAsync(order);
        world.At(polled).Fire(order, OrderEventKind.AuthoriseOk);

        await world.SyncAsync(order);

        world.Slip(order).ApprovalDate.ShouldBe(paid ? JapanTime.Day(Jst(polled)) : null);
    }

    static async Task<string> PaidAsync(World world, string ordered)
    {
        var order = world.Order(ordered);
        var slip = await world.SlipOfAsync(order);
        world.Edit(slip, s => s with { Lines = [.. s.Lines.Select(l => l with { AllocatedQuantity = l.Quantity })] });
        world.Fire(order, OrderEventKind.AuthoriseOk);
        (await world.SyncAsync(order)).Outcome.ShouldBe(Outcome.Paid);
        return order;
    }

    static async Task<string> LongLeadAsync(World world, string instruct, string ordered = "2025-01-20 10:00")
    {
        var order = await PaidAsync(world, ordered);
        world.Edit(world.Slip(order), s => s with { PrintInstructDate = Day(instruct) });
        return order;
    }
}
