using RakutenOps.Edits;

namespace RakutenOps.Domain.Tests.Edits;

public sealed class SlipSettingTests
{
    static SlipPlan Set(OrderSlip slip, SlipPatch patch) => SlipSetting.Plan(slip, patch, Edit.Shop, Edit.Now);

    static OrderSlip After(OrderSlip slip, SlipPatch patch) => Set(slip, patch).Edits.Single().After;

    [Fact]
    public void Another_method_stamps_when_it_was_changed_and_leaves_the_code_that_RMS_gave()
    {
        var slip = After(Edit.Slip(), new() { PaymentMethod = "銀行振込" });
        (slip.PaymentMethod, slip.PaymentMethodChangedAt, slip.AmountChangedAt, slip.EditedAt).ShouldBe(("銀行振込", Edit.Now, null, Edit.Now));
        slip.SettlementCode.ShouldBe(Given.Card);
    }

    [Fact]
    public void Another_total_stamps_when_it_was_changed() =>
        Set(Edit.Slip(), new() { TotalAmount = 4000 }).Edits.Single().ShouldSatisfyAllConditions(
            static e => e.After.AmountChangedAt.ShouldBe(Edit.Now),
            static e => e.History().First().ShouldBe("Edit TotalAmount: 4200 → 4000"));

    [Fact]
    public void The_same_values_change_nothing()
    {
        var plan = Set(Edit.Slip(), new() { PaymentMethod = "クレジットカード", TotalAmount = 4200, DepositStatus = DepositStatus.Unpaid, PrintInstructDate = new(null), Status = SlipStatus.Entered, Lines = [new(1) { AllocatedQuantity = 0 }] });
        plan.Edits.ShouldBeEmpty();
    }

    [Fact]
    public void A_date_is_entered_and_blanked()
    {
        var day = Given.Day("2025-03-01");
        After(Edit.Slip(), new() { PrintInstructDate = new(day), PlannedShipDate = new(day) }).ShouldSatisfyAllConditions(s => s.PrintInstructDate.ShouldBe(day), s => s.PlannedShipDate.ShouldBe(day));
        After(Edit.Slip() with { PrintInstructDate = day }, new() { PrintInstructDate = new(null) }).PrintInstructDate.ShouldBeNull();
    }

    [Fact]
    public void R26_a_payment_entered_by_hand_rests_on_its_entry_and_the_funnel_moves_on()
    {
        var edit = Set(Edit.Slip(allocated: [2, 3]), new() { DepositStatus = DepositStatus.Paid, ApprovalStatus = ApprovalStatus.Approved, ApprovalDate = new(Given.Day("2025-01-09")) }).Edits.Single();
        edit.After.LastEvidenceAt.ShouldBe(Edit.Now);
        edit.Evidence.ShouldBe(new Evidence(Edit.Now, EvidenceSource.Manual));
        edit.History().ShouldBe(["Edit DepositStatus: 0 → 2", "Edit ApprovalStatus: 10 → 30", "Edit ApprovalDate: – → 2025-01-09", "R9 Status: 2 → 20"]);
    }

    [Fact]
    public void An_edit_of_another_field_leaves_the_evidence()
    {
        var slip = Edit.Paid();
        After(slip, new() { TotalAmount = 4000 }).LastEvidenceAt.ShouldBe(slip.LastEvidenceAt);
    }

    [Fact]
    public void R9_a_payment_taken_back_by_hand_takes_the_slip_back()
    {
        var edit = Set(Edit.Paid(), new() { DepositStatus = DepositStatus.Unpaid, ApprovalStatus = ApprovalStatus.Unapproved }).Edits.Single();
        edit.After.Status.ShouldBe(SlipStatus.Entered);
        Set(Edit.Paid(), new() { DepositStatus = DepositStatus.Unpaid, ApprovalStatus = ApprovalStatus.Unapproved }).Notices.Single().Key.ShouldBe("Note_ApprovalDateLeft");
    }

    [Theory]
    [InlineData(1, 2, 20)]   // wants a look: back to 2
    [InlineData(2, 20, 20)]
    public void R9_a_confirmation_check_holds_a_slip(int check, int ends, int starts) =>
        (Set(Edit.Paid(status: starts), new() { ConfirmCheck = (ConfirmCheck)check }).Edits.Single().After.Status).ShouldBe((SlipStatus)ends);

    [Fact]
    public void R9_allocation_and_release_hold_a_paid_slip_and_let_it_go()
    {
        var short1 = Edit.Paid(status: 2) with { Lines = Edit.Slip(allocated: [2, 2]).Lines };
        After(short1, new() { Lines = [new(2) { AllocatedQuantity = 3 }] }).Status.ShouldBe(SlipStatus.AwaitingPrint);
        After(Edit.Paid(), new() { Lines = [new(1) { ReleaseDate = new(Given.Day("2025-01-11")) }] }).Status.ShouldBe(SlipStatus.Entered);
        After(Edit.Paid(), new() { Lines = [new(1) { ReleaseDate = new(Given.Day("2025-01-10")) }] }).Status.ShouldBe(SlipStatus.AwaitingPrint, "on the release day itself it may ship");
    }

    [Theory]
    [InlineData(0, 2)]
    [InlineData(1, 2)]
    [InlineData(20, 30)]
    [InlineData(20, 40)]
    [InlineData(20, 50)]
    [InlineData(30, 40)]
    [InlineData(40, 50)]
    [InlineData(30, 20)]
    [InlineData(40, 20)]
    [InlineData(40, 30)]
    [InlineData(50, 40)]
    public void By_hand_a_slip_goes_on_or_one_step_back(int from, int to) =>
        After((to == 2 ? Edit.Slip(status: from) : Edit.Paid(status: from)), new() { Status = (SlipStatus)to }).Status.ShouldBe((SlipStatus)to);

    [Theory]
    [InlineData(20, 2)]
    [InlineData(2, 20)]
    [InlineData(2, 0)]
    [InlineData(30, 2)]
    [InlineData(50, 30)]
    [InlineData(50, 20)]
    [InlineData(0, 30)]
    [InlineData(1, 50)]
    public void Between_2_and_20_only_the_funnel_moves_a_slip_and_nothing_jumps_back(int from, int to) =>
        new Func<SlipPlan>(() => Set(Edit.Slip(status: from), new() { Status = (SlipStatus)to })).ShouldBeRefused("StatusNotAllowed");

    [Fact]
    public void No_slip_is_printed_past_what_holds_it()
    {
        void Held(OrderSlip slip, SlipPatch patch) => new Func<SlipPlan>(() => Set(slip, patch)).ShouldBeRefused("SlipHeld");
        Held(Edit.Slip(allocated: [2, 3]), new() { Status = SlipStatus.Printing });
        Held(Edit.Paid() with { PrintInstructDate = Given.Day("2025-01-11") }, new() { Status = SlipStatus.Printing });
        Held(Edit.Paid(), new() { Status = SlipStatus.Shipped, ConfirmCheck = ConfirmCheck.Required });
        After(Edit.Paid() with { PrintInstructDate = Given.Day("2025-01-10") }, new() { Status = SlipStatus.Printing }).Status.ShouldBe(SlipStatus.Printing, "on the instruct day it may be printed");
    }

    [Fact]
    public void Cancelling_by_hand_releases_the_allocation_and_says_that_Rakuten_is_not_told()
    {
        var plan = Set(Edit.Paid(), new() { CancelKind = CancelKind.CustomerRequest });
        plan.Edits.Single().After.Goods().ShouldBe(["1 melonpan 0/2", "2 anpan 0/3"]);
        plan.Edits.Single().After.CancelSyncedAt.ShouldBeNull("a person cancelled it, not the cancel sync");
        plan.Notices.Single().Key.ShouldBe("Note_CancelHereOnly");
    }

    [Fact]
    public void R15_an_amount_changed_on_a_paid_slip_says_that_it_should_be_reset() =>
        Set(Edit.Paid(), new() { TotalAmount = 4000 }).Notices.Single().Key.ShouldBe("Note_PaidNotReset");

    [Fact]
    public void Nonsense_is_refused()
    {
        void Refused(string id, OrderSlip slip, SlipPatch patch) => new Func<SlipPlan>(() => Set(slip, patch)).ShouldBeRefused(id);
        Refused("SlipCancelled", Edit.Slip(cancel: 5), new() { TotalAmount = 1 });
        Refused("AmountNegative", Edit.Slip(), new() { TotalAmount = -1 });
        Refused("DateTooEarly", Edit.Slip(), new() { PrintInstructDate = new(Given.Day("2025-01-04")) });
        Refused("DateTooEarly", Edit.Slip(), new() { ApprovalDate = new(Given.Day("2024-01-09")) });
        Refused("ApprovalInFuture", Edit.Slip(), new() { ApprovalDate = new(Given.Day("2025-01-11")) });
        Refused("LineNotFound", Edit.Slip(), new() { Lines = [new(3) { AllocatedQuantity = 1 }] });
        Refused("AllocationImpossible", Edit.Slip(), new() { Lines = [new(1) { AllocatedQuantity = 3 }] });
        Refused("AllocationImpossible", Edit.Slip(), new() { Lines = [new(1) { AllocatedQuantity = -1 }] });
        Refused("CancelKindNotByHand", Edit.Slip(), new() { CancelKind = CancelKind.MergedIntoOther });
        Refused("CancelKindNotByHand", Edit.Slip(), new() { CancelKind = CancelKind.Live });
    }
}
