namespace RakutenOps.Domain.Tests.Rules;

/// <summary>R12 and R13: a first オーソリNG.</summary>
public sealed class NgGraceTests
{
    static readonly RakutenOrder Refused = Given.Order(progress: 200, instructed: null, payments: [Given.Attempt(30400, "2025-01-05 12:05", refused: "2025-01-05 12:10")]);

    [Fact]
    public void A_first_NG_leaves_the_slip_as_it_is() =>
        PaymentRules.Decide(Given.Slip().On(Refused).At("2025-01-06")).ShouldStay(Outcome.Waiting, Reason.NotAwaitingShipment);

    [Fact]
    public void An_NG_after_an_amount_change_leaves_the_slip_as_it_is_too() =>
        PaymentRules.Decide(Given.Slip(evidence: "2025-01-05 12:30", amountChanged: "2025-01-10").On(Refused).At("2025-01-11")).ShouldStay(Outcome.Waiting, Reason.NotAwaitingShipment);

    [Fact]
    public void The_slip_tells_until_when_the_buyer_can_change_the_method() =>
        PaymentRules.Decide(Given.Slip().On(Refused).At("2025-01-06")).Text.ShouldSatisfyAllConditions(
            t => t.Key.ShouldBe("Say_FirstNg"),
            t => t.ToString().ShouldContain("2025-01-12"));

    [Theory]
    [InlineData("2025-01-20", "until 2025-01-20")]
    [InlineData("2025-01-21", "ended on 2025-01-20")]   // day 16: a payment that comes now is for a person
    public void An_order_at_200_without_an_NG_tells_the_last_day_of_the_period_or_that_it_is_over(string today, string said) =>
        PaymentRules.Decide(Given.Slip().On(Given.Order(progress: 200, instructed: null)).At(today)).ShouldStay(Outcome.Waiting, Reason.NotAwaitingShipment).Message.ShouldContain(said);

    [Theory]
    [InlineData("2025-01-05T14:59:00Z", "2025-01-12")]
    [InlineData("2025-01-05T15:00:00Z", "2025-01-13")]   // 1/6 00:00 JST
    public void Seven_days_are_counted_from_the_day_of_the_NG_in_Japan(string refused, string deadline) =>
        NgGrace.Deadline(Given.Order(progress: 200, payments: [Given.Attempt(30400, "2025-01-05", refused: refused)])).ShouldBe(Given.Day(deadline));

    [Fact]
    public void Without_the_attempts_the_orders_own_deadline_counts_the_last_row_of_type_1() =>
        NgGrace.Deadline(Given.Order(progress: 200, due: [new(1, Given.Day("2025-01-12")), new(1, Given.Day("2025-01-14")), new(0, Given.Day("2025-01-19"))])).ShouldBe(Given.Day("2025-01-14"));

    [Theory]
    [InlineData("2025-01-12", false)]   // NG on 1/5, and the buyer moved to another method on 1/6
    [InlineData("2025-01-13", true)]    // NG of the new card on 1/6
    public void A_deadline_from_before_the_last_method_change_is_over(string due, bool counts) =>
        NgGrace.Deadline(Given.Order(progress: 200, changes: [Given.MethodChange("2025-01-06")], due: [new(1, Given.Day(due))])).ShouldBe(counts ? Given.Day(due) : null);

    [Fact]
    public void Waiting_for_a_bank_transfer_is_no_NG() =>
        NgGrace.Deadline(Given.Order(progress: 200, due: [new(0, Given.Day("2025-01-19"))])).ShouldBeNull();

    [Fact]
    public void An_order_that_came_on_to_300_has_no_deadline_any_more() =>
        NgGrace.Deadline(Given.Order(progress: 300, due: [new(1, Given.Day("2025-01-12"))])).ShouldBeNull();

    [Fact]
    public void When_Rakuten_cancels_after_seven_days_the_slip_is_cancelled() =>
        PaymentRules.Decide(Given.Slip().On(Given.Order(progress: 900, instructed: null)).At("2025-01-13")).Outcome.ShouldBe(Outcome.Cancelled);
}
