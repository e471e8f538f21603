using RakutenOps.Edits;

namespace RakutenOps.Domain.Tests.Edits;

/// <summary>Undo-OrderSlipChange: what a change made is put back, with a guard against what came after it.</summary>
public sealed class SlipUndoTests
{
    [Fact]
    public void An_edit_is_put_back_field_by_field_and_so_is_what_the_funnel_did_with_it()
    {
        var before = Edit.Paid();
        var edit = SlipSetting.Plan(before, new() { PrintInstructDate = new(Given.Day("2025-03-01")), TotalAmount = 4000, Lines = [new(1) { AllocatedQuantity = 0, ReleaseDate = new(Given.Day("2025-02-01")) }] }, Edit.Shop, Edit.Now).Edits.Single();

        var undone = Undo(edit.After, History(edit)).Edits.Single();

        undone.History().ShouldBe(
            ["Undo TotalAmount: 4000 → 4200", "Undo AmountChangedAt: 2025-01-10T03:00:00Z → –", "Undo PrintInstructDate: 2025-03-01 → –", "Undo Lines: 1 melonpan 0/2 2025-02-01; 2 anpan 3/3 → 1 melonpan 2/2; 2 anpan 3/3", "R9 Status: 2 → 20"]);
        SlipChanges.Between("", before, undone.After).ShouldBeEmpty();
    }

    [Fact]
    public void R18_an_approval_that_is_undone_keeps_its_evidence_so_the_next_cycle_does_not_pay_it_again()
    {
        var paid = PaymentRules.Decide(new(Edit.Slip(allocated: [2, 3]), Given.Order(), Edit.Shop, Edit.Now));
        paid.Rule.ShouldBe("R8");

        var undone = Undo(paid.After!, History(paid.After!, paid.Changes)).Edits.Single().After;

        (undone.DepositStatus, undone.ApprovalStatus, undone.ApprovalDate, undone.Status).ShouldBe((DepositStatus.Unpaid, ApprovalStatus.Unapproved, null, SlipStatus.Entered));
        undone.LastEvidenceAt.ShouldBe(paid.After!.LastEvidenceAt);
        PaymentRules.Decide(new(undone, Given.Order(), Edit.Shop, Edit.Now.AddHours(1))).Reason.ShouldBe(Reason.StaleAuthorisation);
    }

    [Fact]
    public void R14_a_method_that_is_put_back_stands_for_its_own_code_again()
    {
        var paid = PaymentRules.Decide(new(Edit.Slip(), Given.Order(code: Given.BankTransfer), Edit.Shop, Edit.Now));
        (paid.Rule, paid.After!.SettlementCode).ShouldBe(("R14", Given.BankTransfer));

        var undone = Undo(paid.After, History(paid.After, paid.Changes)).Edits.Single().After;

        (undone.PaymentMethod, undone.SettlementCode).ShouldBe(("クレジットカード", Given.Card));
    }

    [Fact]
    public void A_cancellation_is_put_back_with_its_allocation_and_is_not_made_again()
    {
        var cancelled = CancelSync.Decide(new(Edit.Paid(), Given.Order(progress: 900), Edit.Shop, Edit.Now))!;

        var undone = Undo(cancelled.After!, History(cancelled.After!, cancelled.Changes)).Edits.Single().After;

        (undone.IsLive, undone.CancelSyncedAt).ShouldBe((true, Edit.Now));
        undone.Goods().ShouldBe(["1 melonpan 2/2", "2 anpan 3/3"]);
        CancelSync.Decide(new(undone, Given.Order(progress: 900), Edit.Shop, Edit.Now))!.ChangesSlip.ShouldBeFalse();
    }

    [Fact]
    public void A_field_that_was_changed_again_since_is_refused_unless_forced()
    {
        var edit = Amount(Edit.Slip(), 4000);
        var again = Amount(edit.After, 3500).After;

        Should.Throw<SlipException>(() => Undo(again, History(edit))).ShouldSatisfyAllConditions(e => e.Id.ShouldBe("UndoOverwritten"), e => e.Message.ShouldContain("TotalAmount: 4000 → 3500"), e => e.Advice.ShouldContain("-Force"));
        Undo(again, History(edit), force: true).Edits.Single().After.TotalAmount.ShouldBe(4200);
    }

    [Fact]
    public void Two_changes_are_undone_from_the_newest_to_the_oldest_in_one_write()
    {
        var first = Amount(Edit.Slip(), 4000);
        var second = Amount(first.After, 3500);

        var plan = SlipUndo.Plan(second.After, [History(first, id: 10), History(second, id: 20)], Edit.Shop, Edit.Now, force: false);

        plan.Edits.Single().After.TotalAmount.ShouldBe(4200);
        plan.Action.ToString().ShouldStartWith("undo change 20, 10: TotalAmount: 3500 → 4200");
    }

    [Fact]
    public void What_is_undone_already_is_left_alone()
    {
        var edit = Amount(Edit.Slip(), 4000);
        var undone = Undo(edit.After, History(edit)).Edits.Single();

        Undo(undone.After, History(edit)).Edits.ShouldBeEmpty();
        Undo(undone.After, History(undone, id: 30)).Edits.Single().After.TotalAmount.ShouldBe(4000, "an undo can be undone");
    }

    [Fact]
    public void A_printed_slip_is_not_made_unpaid_unless_forced()
    {
        var paid = PaymentRules.Decide(new(Edit.Slip(), Given.Order(), Edit.Shop, Edit.Now));
        var printed = paid.After! with { Status = SlipStatus.Printed };

        Should.Throw<SlipException>(() => Undo(printed, History(printed, paid.Changes))).Id.ShouldBe("UndoPrinted");
        Undo(printed, History(printed, paid.Changes), force: true).Edits.Single().After.DepositStatus.ShouldBe(DepositStatus.Unpaid);
    }

    [Fact]
    public void A_slip_that_was_made_split_or_merged_is_not_undone_field_by_field()
    {
        var split = SlipSplit.Plan(Edit.Slip(), new Dictionary<int, int> { [1] = 1 }, [], Edit.Shop, Edit.Now);
        var merge = SlipMerge.Plan(Edit.Slip(), [Edit.Slip(2, orderNumber: "o-2")], [], Edit.Shop, Edit.Now);
        foreach (var edit in split.Edits.Concat(merge.Edits))
        {
            Should.Throw<SlipException>(() => Undo(edit.After, History(edit), force: true)).ShouldSatisfyAllConditions(e => e.Id.ShouldBe("UndoImpossible"), e => e.Advice.ShouldContain("Merge-OrderSlip"));
        }
    }

    [Theory]
    [InlineData("a/1; 2 b", 3)]
    [InlineData("日本語 /2 2025-01-01", 1)]
    public void Goods_codes_may_hold_what_parts_the_history(string code, int pieces)
    {
        var slip = Edit.Slip() with { Lines = [new() { LineNumber = 1, ItemCode = code, Quantity = pieces }, new() { LineNumber = 2, ItemCode = code, Quantity = 20 }] };
        var edit = SlipSetting.Plan(slip, new() { Lines = [new(1) { AllocatedQuantity = 1 }, new(2) { AllocatedQuantity = 12 }] }, Edit.Shop, Edit.Now).Edits.Single();

        Undo(edit.After, History(edit)).Edits.Single().After.Lines.ShouldBe(slip.Lines);
    }

    static SlipEdit Amount(OrderSlip slip, decimal amount) => SlipSetting.Plan(slip, new() { TotalAmount = amount }, Edit.Shop, Edit.Now).Edits.Single();

    static SlipPlan Undo(OrderSlip slip, IReadOnlyList<SlipHistory> change, bool force = false) => SlipUndo.Plan(slip, [change], Edit.Shop, Edit.Now, force);

    static List<SlipHistory> History(SlipEdit edit, long id = 10) => History(edit.After, edit.Changes, id);

    static List<SlipHistory> History(OrderSlip slip, IReadOnlyList<FieldChange> changes, long id = 10) =>
        [.. changes.Select((c, i) => new SlipHistory { HistoryId = id + i, ChangeId = id, SlipNumber = slip.SlipNumber, Shop = slip.Shop, OrderNumber = slip.OrderNumber, At = Edit.Now, Rule = c.Rule, Field = c.Field, Before = c.Before, After = c.After, By = "Test" })];
}
