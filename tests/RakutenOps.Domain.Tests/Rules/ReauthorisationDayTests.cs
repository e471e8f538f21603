namespace RakutenOps.Domain.Tests.Rules;

/// <summary>R16 自動入金の条件 and R17. The slip: ordered and paid on 1/5, its amount changed and the slip reset.</summary>
public sealed class ReauthorisationDayTests
{
    static Scene Changed(string on, string reauthorised, string ordered = Given.FirstDay) =>
        Given.Slip(ordered: ordered, evidence: ordered + " 12:30", amountChanged: on).On(Given.Order(ordered: ordered, instructed: reauthorised, changes: [Given.AmountChange(on)]));

    [Theory]
    [InlineData("2025-01-05", "2025-01-19", true)]    // day 14
    [InlineData("2025-01-05", "2025-01-20", true)]    // day 15
    [InlineData("2025-01-05", "2025-01-21", false)]   // day 16
    [InlineData("2024-02-20", "2024-03-06", true)]    // day 15 across 29 February
    [InlineData("2024-02-20", "2024-03-07", false)]
    [InlineData("2025-02-20", "2025-03-07", true)]
    [InlineData("2025-02-20", "2025-03-08", false)]
    [InlineData("2024-12-20", "2025-01-04", true)]    // across the year end
    [InlineData("2024-12-20", "2025-01-05", false)]
    public void Authorised_again_within_15_days_of_the_order_is_automatic(string ordered, string reauthorised, bool holds) =>
        ReauthorisationDay.Check(Changed(on: reauthorised + " 09:00", reauthorised, ordered).At(reauthorised + " 13:00")).Holds.ShouldBe(holds);

    [Theory]
    [InlineData("2025-01-20T14:59:00Z", true)]    // 1/20 23:59 JST
    [InlineData("2025-01-20T15:00:00Z", false)]   // 1/21 00:00 JST, still 1/20 in UTC
    [InlineData("2025-01-20T23:59:00Z", false)]   // 1/21 08:59 JST
    [InlineData("2025-01-21T00:00:00Z", false)]   // 1/21 09:00 JST
    public void The_day_of_the_authorisation_is_Japans(string reauthorised, bool holds) =>
        ReauthorisationDay.Check(Changed("2025-01-13", reauthorised).At("2025-01-21")).Holds.ShouldBe(holds);

    [Fact]
    public void Authorised_on_day_15_and_read_on_day_16_is_still_automatic() =>
        PaymentRules.Decide(Changed("2025-01-13", "2025-01-20 23:50").At("2025-01-21 00:10")).Outcome.ShouldBe(Outcome.Paid);

    [Fact]
    public void Authorised_on_day_16_a_person_enters_it() =>
        PaymentRules.Decide(Changed("2025-01-13", "2025-01-21").At("2025-01-21")).ShouldStay(Outcome.NeedsAttention, Reason.ReauthAfter15Days).Rule.ShouldBe("R17");

    [Fact]
    public void A_change_on_day_14_that_is_authorised_on_day_16_is_manual_although_the_period_is_open() =>
        PaymentRules.Decide(Changed("2025-01-19", "2025-01-21").At("2025-01-21")).ShouldStay(Outcome.NeedsAttention, Reason.ReauthAfter15Days).Findings.Of("R5").Holds.ShouldBeTrue();

    [Fact]
    public void Without_an_amount_change_the_day_of_the_authorisation_is_not_asked() =>
        PaymentRules.Decide(Given.Slip(code: Given.Card).On(Given.Order(code: Given.BankTransfer, instructed: "2025-01-25", changes: [Given.MethodChange("2025-01-12")])).At("2025-01-25 13:00"))
            .Outcome.ShouldBe(Outcome.PaidWithNewMethod);

    [Fact]
    public void Of_two_changes_the_latest_decides_and_a_later_method_change_asks_for_no_day() =>
        ReauthorisationDay.Check(Given.Slip().On(Given.Order(instructed: "2025-01-25", changes: [Given.AmountChange("2025-01-12"), Given.MethodChange("2025-01-14")])).At("2025-01-25 13:00")).Holds.ShouldBeTrue();

    [Fact]
    public void Of_two_changes_the_latest_decides_and_a_later_amount_change_asks_for_the_day() =>
        ReauthorisationDay.Check(Given.Slip().On(Given.Order(instructed: "2025-01-25", changes: [Given.MethodChange("2025-01-12"), Given.AmountChange("2025-01-14")])).At("2025-01-25 13:00")).Holds.ShouldBeFalse();

    [Fact]
    public void A_change_of_method_and_amount_together_is_a_method_change() =>
        ReauthorisationDay.Check(Given.Slip().On(Given.Order(instructed: "2025-01-25", changes: [Given.MethodChange("2025-01-14", detail: 12)])).At("2025-01-25 13:00")).Holds.ShouldBeTrue();

    [Fact]
    public void An_amount_changed_only_on_the_slip_asks_for_the_day_too() =>
        ReauthorisationDay.Check(Given.Slip(amountChanged: "2025-01-14").On(Given.Order(instructed: "2025-01-21")).At("2025-01-22")).Holds.ShouldBeFalse();

    [Fact]
    public void While_there_is_no_new_authorisation_it_is_freshness_that_waits() =>
        PaymentRules.Decide(Changed("2025-01-13", "2025-01-05 12:30").At("2025-01-13 12:10")).ShouldStay(Outcome.Waiting, Reason.StaleAuthorisation);

    [Fact]
    public void The_day_of_the_payment_attempt_counts_where_RMS_did_not_stamp_anew()
    {
        var order = Given.Order(changes: [Given.AmountChange("2025-01-13")], payments: [Given.Attempt(30300, "2025-01-21", completed: "2025-01-21")]);

        PaymentRules.Decide(Given.Slip(evidence: "2025-01-05 12:30", amountChanged: "2025-01-13").On(order).At("2025-01-22")).ShouldStay(Outcome.NeedsAttention, Reason.ReauthAfter15Days);
    }

    [Theory]
    [InlineData(200, "2025-01-20", "until 2025-01-20")]
    [InlineData(200, "2025-01-21", "ended on 2025-01-20")]   // R5 is open until 1/28, but what comes now is for a person
    [InlineData(300, "2025-01-20", "until 2025-01-20")]
    [InlineData(300, "2025-01-21", "2025-01-20, is over")]
    public void A_slip_that_waits_after_an_amount_change_tells_day_15_of_the_order(int progress, string today, string said)
    {
        var order = Given.Order(progress: progress, changes: [Given.AmountChange("2025-01-13")]);
        PaymentRules.Decide(Given.Slip(evidence: "2025-01-05 12:30", amountChanged: "2025-01-13").On(order).At(today)).Message.ShouldContain(said);
    }

    [Fact]
    public void A_slip_that_waits_after_an_amount_change_in_its_long_lead_window_tells_the_end_of_that()
    {
        var order = Given.Order(changes: [Given.AmountChange("2025-03-04")]);
        PaymentRules.Decide(Given.Slip(evidence: "2025-01-05 12:30", amountChanged: "2025-03-04", instruct: "2025-03-10").On(order).At("2025-03-05")).Message.ShouldContain("until 2025-03-10");
    }
}
