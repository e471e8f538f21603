using RakutenOps.Edits;

namespace RakutenOps.Domain.Tests.Edits;

public sealed class SlipSplitTests
{
    static SlipPlan Split(OrderSlip source, params (int Line, int Pieces)[] moved) =>
        SlipSplit.Plan(source, moved.ToDictionary(static m => m.Line, static m => m.Pieces), [source], Edit.Shop, Edit.Now);

    [Fact]
    public void Goods_move_with_their_price_and_the_rest_of_the_total_stays()
    {
        var plan = Split(Edit.Slip(), (1, 1), (2, 3));
        var (target, source) = (plan.Edits[0].After, plan.Edits[1].After);
        target.Goods().ShouldBe(["1 melonpan 0/1", "2 anpan 0/3"]);
        source.Goods().ShouldBe(["1 melonpan 0/1"]);
        (target.TotalAmount, source.TotalAmount).ShouldBe((2500m, 1700m));
        (target.OrderNumber, target.DividedFrom, target.SlipNumber).ShouldBe((Given.Number + "-bk-1", 1, 0));
        plan.Edits[1].History().ShouldBe(["Split TotalAmount: 4200 → 1700", "Split Lines: 1 melonpan 0/2; 2 anpan 0/3 → 1 melonpan 0/1"]);
    }

    [Fact]
    public void R11_after_confirmation_the_new_slip_carries_the_payment()
    {
        var source = Edit.Paid() with { AmountChangedAt = Given.Moment("2025-01-07"), PrintInstructDate = Given.Day("2025-01-20"), CancelSyncedAt = Given.Moment("2025-01-08"), SettlementCode = Given.Card };
        var target = Split(source, (2, 1)).Edits[0].After;
        (target.DepositStatus, target.ApprovalStatus, target.ApprovalDate, target.LastEvidenceAt).ShouldBe((DepositStatus.Paid, ApprovalStatus.Approved, Given.Day("2025-01-06"), source.LastEvidenceAt));
        (target.AmountChangedAt, target.PrintInstructDate, target.CancelSyncedAt, target.SettlementCode, target.Status).ShouldBe((source.AmountChangedAt, source.PrintInstructDate, source.CancelSyncedAt, Given.Card, SlipStatus.AwaitingPrint));
    }

    [Theory]
    [InlineData(ExcludedReason.Csv)]
    [InlineData(ExcludedReason.Copied)]
    [InlineData(ExcludedReason.RestoredFromMerge)]
    public void R6_what_is_split_from_an_excluded_slip_is_excluded(ExcludedReason excluded) =>
        Split(Edit.Slip(excluded: excluded), (1, 1)).Edits[0].After.ExcludedReason.ShouldBe(excluded);

    [Theory]
    [InlineData(3, 1, 2, 1)]    // all three set aside, one moves: it takes its own
    [InlineData(2, 1, 2, 0)]    // the source keeps what it can use
    [InlineData(2, 2, 1, 1)]
    [InlineData(0, 1, 0, 0)]
    public void Allocation_stays_with_the_source_as_far_as_it_can_use_it(int allocated, int moved, int stays, int goes)
    {
        var plan = Split(Edit.Slip(allocated: [0, allocated]), (2, moved));
        plan.Edits[1].After.Lines[1].AllocatedQuantity.ShouldBe(stays);
        plan.Edits[0].After.Lines[0].AllocatedQuantity.ShouldBe(goes);
    }

    [Fact]
    public void R9_a_paid_slip_that_lost_what_it_waited_for_moves_on()
    {
        var plan = Split(Edit.Paid(status: 2) with { Lines = Edit.Slip(allocated: [2, 0]).Lines }, (2, 3));
        plan.Edits[1].After.Status.ShouldBe(SlipStatus.AwaitingPrint);
        plan.Edits[1].History().ShouldContain("R9 Status: 2 → 20");
        plan.Edits[0].After.Status.ShouldBe(SlipStatus.Entered, "the new slip waits for its stock");
    }

    [Fact]
    public void The_next_free_number_is_taken() =>
        SlipSplit.Plan(Edit.Slip(2, orderNumber: Given.Number + "-bk-1"), new Dictionary<int, int> { [1] = 1 }, [Edit.Slip(), Edit.Slip(2, orderNumber: Given.Number + "-bk-1")], Edit.Shop, Edit.Now)
            .Edits[0].After.OrderNumber.ShouldBe(Given.Number + "-bk-2");

    [Fact]
    public void Points_that_stay_may_leave_a_total_below_nothing_and_that_is_said() =>
        Split(Edit.Slip() with { TotalAmount = 500 }, (1, 2)).ShouldSatisfyAllConditions(
            static p => p.Edits[1].After.TotalAmount.ShouldBe(-1500),
            static p => p.Notices.Single().Key.ShouldBe("Note_NegativeTotal"));

    [Fact]
    public void A_split_that_cannot_be_is_refused()
    {
        void Refused(string id, OrderSlip slip, params (int, int)[] moved) => new Func<SlipPlan>(() => Split(slip, moved)).ShouldBeRefused(id);
        Refused("SplitTooMuch", Edit.Slip(), (1, 3));
        Refused("SplitEmpty", Edit.Slip());
        Refused("SplitEmpty", Edit.Slip(), (1, 0));
        Refused("SplitEmpty", Edit.Slip(), (1, -1));
        Refused("LineNotFound", Edit.Slip(), (3, 1));
        Refused("SplitTakesAll", Edit.Slip(), (1, 2), (2, 3));
        Refused("SlipCancelled", Edit.Slip(cancel: 5), (1, 1));
        foreach (var status in new[] { 0, 1, 50 }) Refused("SlipNotSplittable", Edit.Slip(status: status), (1, 1));
    }
}
