namespace RakutenOps.Domain.Tests.Rules;

/// <summary>R25: cancel, then the standard import, then long-lead; R10 and R11: splits; and slips paid here that Rakuten takes back.</summary>
public sealed class PaymentRulesTests
{
    [Fact]
    public void A_cancelled_order_is_cancelled_before_anything_is_paid() =>
        PaymentRules.Decide(Given.Slip(instruct: "2025-03-10").On(Given.Order(progress: 900)).At("2025-03-05")).Rule.ShouldBe("R23");

    [Fact]
    public void A_slip_that_both_imports_could_pay_is_paid_by_the_standard_one() =>
        PaymentRules.Decide(Given.Slip(instruct: "2025-03-10", amountChanged: "2025-01-10", methodChanged: "2025-03-04").On(Given.Order(instructed: "2025-03-05 03:00")).At("2025-03-05")).Rule.ShouldBe("R8");

    [Fact]
    public void Where_the_standard_import_refuses_the_long_lead_one_may_still_approve() =>
        PaymentRules.Decide(Given.Slip(instruct: "2025-03-10", evidence: "2025-01-05 12:30", amountChanged: "2025-03-02").On(Given.Order(instructed: "2025-03-04", changes: [Given.AmountChange("2025-03-02")])).At("2025-03-05"))
            .Outcome.ShouldBe(Outcome.Reauthorised);

    [Fact]
    public void Split_before_payment_source_and_target_are_both_paid()
    {
        var source = Given.Slip(number: 1);
        var target = Given.Slip(number: 2, orderNumber: Given.Number + "-bk-1");

        PaymentRules.Decide(source.Beside(target).At("2025-01-06")).Outcome.ShouldBe(Outcome.Paid);
        PaymentRules.Decide(target.Beside(source).At("2025-01-06")).Outcome.ShouldBe(Outcome.Paid);
    }

    [Fact]
    public void Of_a_split_order_only_the_slip_that_still_waits_is_paid()
    {
        var byHand = Given.Slip(number: 1, deposit: 1);
        var waiting = Given.Slip(number: 2);

        PaymentRules.Decide(byHand.Beside(waiting).At("2025-01-06")).ShouldStay(Outcome.Ineligible, Reason.DepositNotUnpaid);
        PaymentRules.Decide(waiting.Beside(byHand).At("2025-01-06")).Outcome.ShouldBe(Outcome.Paid);
    }

    [Fact]
    public void Split_after_payment_the_target_needs_nothing() =>
        PaymentRules.Decide(Given.PaidSlip(number: 2).Beside(Given.PaidSlip()).At("2025-01-06")).ShouldStay(Outcome.Ineligible, Reason.StatusNotEntered);

    [Theory]
    [InlineData(2)]
    [InlineData(20)]
    [InlineData(30)]
    [InlineData(40)]
    public void Paid_here_and_taken_back_by_Rakuten_nothing_changes_but_a_person_is_told(int status) =>
        PaymentRules.Decide(Given.PaidSlip(status: status).On(Given.Order(progress: 200)).At("2025-01-10")).ShouldStay(Outcome.NeedsAttention, Reason.ReturnedToProcessing);

    [Fact]
    public void Shipped_here_and_taken_back_by_Rakuten_is_past_helping() =>
        PaymentRules.Decide(Given.PaidSlip(status: 50).On(Given.Order(progress: 200)).At("2025-01-10")).Outcome.ShouldBe(Outcome.Ineligible);

    [Fact]
    public void A_paid_slip_that_has_nothing_to_wait_for_is_explained_by_what_it_is() =>
        PaymentRules.Decide(Given.PaidSlip().At("2025-01-10")).ShouldStay(Outcome.Ineligible, Reason.StatusNotEntered);

    [Fact]
    public void A_paid_slip_with_an_instruct_day_is_explained_by_its_window() =>
        PaymentRules.Decide(Given.PaidSlip(instruct: "2025-03-10").At("2025-01-10")).ShouldStay(Outcome.Waiting, Reason.OutsideLongLeadWindow).Message.ShouldContain("from 2025-03-03 to 2025-03-10");

    [Fact]
    public void Not_every_reason_hides_behind_the_order_that_was_not_read() =>
        PaymentRules.Decide(Given.Slip(excluded: ExcludedReason.Csv).On(null).At("2025-01-10")).ShouldStay(Outcome.Ineligible, Reason.ExcludedOrigin);
}

/// <summary>A16: orders that were merged into a slip.</summary>
public sealed class MergedOrdersTests
{
    const string Other = "338101-20250105-00000002";

    static SyncDecision? Check(int progress, Scene? survivor = null, string absorbed = Other) =>
        MergedOrders.Check((survivor ?? Given.PaidSlip()).On(Given.Order(progress: progress)).At("2025-01-10"), Given.Slip(number: 2, cancel: 3, orderNumber: absorbed).Slip);

    [Theory]
    [InlineData(100)]
    [InlineData(200)]
    [InlineData(800)]
    [InlineData(900)]
    public void An_absorbed_order_that_is_unpaid_or_cancelled_is_told_on_the_survivor(int progress) =>
        Check(progress).ShouldStay(Outcome.NeedsAttention, Reason.MergedOrderUnpaid).ShouldSatisfyAllConditions(
            d => d.SlipNumber.ShouldBe(1),
            d => d.Message.ShouldContain(Other));

    [Theory]
    [InlineData(300)]
    [InlineData(500)]
    [InlineData(700)]
    public void An_absorbed_order_that_is_paid_for_is_not_told(int progress) => Check(progress).ShouldBeNull();

    [Fact]
    public void A_survivor_that_does_not_ship_is_not_told()
    {
        Check(200, Given.PaidSlip(cancel: 1)).ShouldBeNull();
        Check(200, Given.PaidSlip(status: 50)).ShouldBeNull();
    }

    [Theory]
    [InlineData(200)]
    [InlineData(900)]
    public void A_split_slip_that_was_merged_back_is_no_other_order(int progress) => Check(progress, Given.Slip(), Given.Number + "-bk-1").ShouldBeNull();
}
