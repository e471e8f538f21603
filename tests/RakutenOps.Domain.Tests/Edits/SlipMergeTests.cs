using RakutenOps.Edits;
using RakutenOps.Rules;

namespace RakutenOps.Domain.Tests.Edits;

public sealed class SlipMergeTests
{
    const string Other = "338101-20250106-00000002";

    static SlipPlan Merge(OrderSlip survivor, params OrderSlip[] absorbed) => SlipMerge.Plan(survivor, absorbed, [], Edit.Shop, Edit.Now);

    static SlipPlan Restore(OrderSlip slip, OrderSlip? survivor = null) => SlipRestore.Plan(slip, survivor, Edit.Shop, Edit.Now);

    [Fact]
    public void The_survivor_takes_goods_allocation_and_total_and_the_absorbed_slip_gets_kind_3()
    {
        var plan = Merge(Edit.Paid(), Edit.Paid(2, orderNumber: Other));
        var (survivor, absorbed) = (plan.Edits[0].After, plan.Edits[1].After);
        survivor.Goods().ShouldBe(["1 melonpan 2/2", "2 anpan 3/3", "3 melonpan 2/2", "4 anpan 3/3"]);
        survivor.TotalAmount.ShouldBe(8400);
        survivor.AmountChangedAt.ShouldBeNull("a merge changes no amount on Rakuten (R16)");
        (absorbed.CancelKind, absorbed.MergedInto).ShouldBe((CancelKind.MergedIntoOther, 1));
        absorbed.Goods().ShouldBe(["1 melonpan 0/2", "2 anpan 0/3"]);
        plan.Notices.ShouldBeEmpty();
    }

    [Fact]
    public void R9_a_survivor_that_now_waits_for_stock_goes_back()
    {
        var plan = Merge(Edit.Paid(), Edit.Slip(2, orderNumber: Other));
        plan.Edits[0].After.Status.ShouldBe(SlipStatus.Entered);
        plan.Edits[0].History().ShouldContain("R9 Status: 20 → 2");
        plan.Notices.Single().Key.ShouldBe("Note_MergedUnpaid");
    }

    [Fact]
    public void Slips_absorbed_before_now_belong_to_the_new_survivor()
    {
        var earlier = Edit.Slip(3, cancel: 3, orderNumber: "338101-20250106-00000003") with { MergedInto = 2 };
        var plan = SlipMerge.Plan(Edit.Slip(), [Edit.Slip(2, orderNumber: Other)], [earlier], Edit.Shop, Edit.Now);
        plan.Edits[2].After.MergedInto.ShouldBe(1);
    }

    [Fact]
    public void A_merge_that_cannot_be_is_refused()
    {
        void Refused(string id, OrderSlip survivor, params OrderSlip[] absorbed) => new Func<SlipPlan>(() => Merge(survivor, absorbed)).ShouldBeRefused(id);
        Refused("MergeEmpty", Edit.Slip());
        Refused("MergeItself", Edit.Slip(), Edit.Slip());
        Refused("MergeOtherShop", Edit.Slip(), Edit.Slip(2) with { Shop = "osaka-tea" });
        Refused("SlipCancelled", Edit.Slip(), Edit.Slip(2, cancel: 1));
        Refused("SlipCancelled", Edit.Slip(cancel: 1), Edit.Slip(2));
        foreach (var status in new[] { 0, 1, 30, 40, 50 })
        {
            Refused("SlipNotMergeable", Edit.Slip(), Edit.Slip(2, status: status));
            Refused("SlipNotMergeable", Edit.Slip(status: status), Edit.Slip(2));
        }
    }

    [Fact]
    public void R6_a_slip_restored_from_a_merge_is_never_paid_automatically_again()
    {
        var plan = Restore(Edit.Slip(cancel: 3) with { MergedInto = 9 });
        var slip = plan.Edits.Single().After;
        (slip.CancelKind, slip.ExcludedReason, slip.MergedInto).ShouldBe((CancelKind.Live, ExcludedReason.RestoredFromMerge, null));
        WaitingSlip.Holds(slip).ShouldBeFalse();
        plan.Notices.Single().Key.ShouldBe("Note_NoAutomation");
    }

    [Fact]
    public void A_mark_that_is_already_there_stays() =>
        Restore(Edit.Slip(cancel: 3, excluded: ExcludedReason.Csv)).Edits.Single().After.ExcludedReason.ShouldBe(ExcludedReason.Csv);

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(20)]
    public void A09_a_slip_restored_from_another_kind_stays_eligible(int kind)
    {
        var synced = Given.Moment("2025-01-08");
        var slip = Restore(Edit.Slip(cancel: kind) with { CancelSyncedAt = synced }).Edits.Single().After;
        WaitingSlip.Holds(slip).ShouldBeTrue();
        slip.CancelSyncedAt.ShouldBe(synced, "the cancel sync must not cancel it again (R23)");
    }

    [Fact]
    public void Restoring_takes_the_goods_and_the_total_back_from_the_survivor()
    {
        var merged = Merge(Edit.Paid(), Edit.Paid(2, orderNumber: Other));
        var plan = Restore(merged.Edits[1].After, merged.Edits[0].After);
        plan.Edits[0].After.Goods().ShouldBe(Edit.Paid().Goods());
        plan.Edits[1].After.Goods().ShouldBe(Edit.Paid().Goods());
        (plan.Edits[0].After.TotalAmount, plan.Edits[1].After.TotalAmount).ShouldBe((4200m, 4200m));
    }

    [Fact]
    public void Goods_that_the_survivor_no_longer_has_stay_and_that_is_said()
    {
        var survivor = Edit.Slip() with { Lines = [Edit.Slip().Lines[0]] };
        var plan = Restore(Edit.Slip(2, cancel: 3) with { MergedInto = 1 }, survivor);
        plan.Edits.Count.ShouldBe(1);
        plan.Notices.Select(static n => n.Key).ShouldBe(["Note_NoAutomation", "Note_GoodsStayOnSurvivor"]);
    }

    [Fact]
    public void Goods_of_a_printed_survivor_stay_in_the_parcel()
    {
        var merged = Merge(Edit.Paid(), Edit.Paid(2, orderNumber: Other));
        Restore(merged.Edits[1].After, merged.Edits[0].After with { Status = SlipStatus.Printed }).Edits.Count.ShouldBe(1);
    }

    [Fact]
    public void R9_a_restored_slip_without_stock_goes_back_to_waiting_for_it() =>
        Restore(Edit.Paid() with { CancelKind = CancelKind.ShopReasons, Lines = Edit.Slip().Lines }).Edits.Single().History()
            .ShouldBe(["Restore CancelKind: 5 → 0", "R9 Status: 20 → 2"]);

    [Fact]
    public void A_live_slip_is_not_restored() => new Func<SlipPlan>(() => Restore(Edit.Slip())).ShouldBeRefused("SlipNotCancelled");
}
