namespace RakutenOps.Domain.Tests.Rules;

/// <summary>R5 対象期間.</summary>
public sealed class ProcessingPeriodTests
{
    [Theory]
    [InlineData("2025-01-05", "2025-01-04", false)]   // day −1: RMS's clock ahead of ours
    [InlineData("2025-01-05", "2025-01-05", true)]    // day 0
    [InlineData("2025-01-05", "2025-01-19", true)]    // day 14
    [InlineData("2025-01-05", "2025-01-20", true)]    // day 15
    [InlineData("2025-01-05", "2025-01-21", false)]   // day 16
    [InlineData("2024-02-20", "2024-03-06", true)]    // day 15 across 29 February
    [InlineData("2024-02-20", "2024-03-07", false)]   // day 16 across 29 February
    [InlineData("2025-02-20", "2025-03-07", true)]    // day 15 in a common year
    [InlineData("2025-02-20", "2025-03-08", false)]   // day 16 in a common year
    [InlineData("2024-12-20", "2025-01-04", true)]    // day 15 across the year end
    [InlineData("2024-12-20", "2025-01-05", false)]   // day 16 across the year end
    public void Fifteen_days_after_the_order_are_in_and_sixteen_are_out(string ordered, string today, bool holds) =>
        ProcessingPeriod.Check(Given.Slip(ordered: ordered).At(today)).Holds.ShouldBe(holds);

    [Theory]
    [InlineData("2025-01-05 23:59", "2025-01-20T14:59:59Z", true)]    // 1/20 23:59:59 JST
    [InlineData("2025-01-05 23:59", "2025-01-20T15:00:00Z", false)]   // 1/21 00:00 JST, still 1/20 in UTC
    [InlineData("2025-01-05 23:59", "2025-01-20T23:59:00Z", false)]   // 1/21 08:59 JST, still 1/20 in UTC
    [InlineData("2025-01-05 23:59", "2025-01-21T00:00:00Z", false)]   // 1/21 09:00 JST
    [InlineData("2025-01-04T15:00:00Z", "2025-01-20 23:59", true)]    // ordered 1/5 00:00 JST, 1/4 in UTC
    [InlineData("2025-01-04T15:00:00Z", "2025-01-21 00:00", false)]
    [InlineData("2025-01-04T23:59:00Z", "2025-01-20 23:59", true)]    // ordered 1/5 08:59 JST, 1/4 in UTC
    [InlineData("2025-01-05T00:00:00Z", "2025-01-20 23:59", true)]    // ordered 1/5 09:00 JST
    public void The_days_are_Japans_whatever_the_day_in_UTC(string ordered, string now, bool holds) =>
        ProcessingPeriod.Check(Given.Slip(ordered: ordered).At(now)).Holds.ShouldBe(holds);

    [Theory]
    [InlineData("2025-01-27", true)]
    [InlineData("2025-01-28", true)]    // day 15 of the change
    [InlineData("2025-01-29", false)]   // day 16
    public void A_method_change_on_RMS_opens_fifteen_days_of_its_own(string today, bool holds) =>
        ProcessingPeriod.Check(Given.Slip().On(Given.Order(changes: [Given.MethodChange("2025-01-13")])).At(today)).Holds.ShouldBe(holds);

    [Theory]
    [InlineData("2025-01-28", true)]
    [InlineData("2025-01-29", false)]
    public void A_method_change_on_the_slip_opens_fifteen_days_of_its_own(string today, bool holds) =>
        ProcessingPeriod.Check(Given.Slip(methodChanged: "2025-01-13").At(today)).Holds.ShouldBe(holds);

    [Theory]
    [InlineData("2025-01-28", true)]
    [InlineData("2025-01-29", false)]
    public void A_code_that_a_sync_first_saw_opens_fifteen_days_of_its_own(string today, bool holds) =>
        ProcessingPeriod.Check(Given.Slip().CodeSeenAt("2025-01-13").At(today)).Holds.ShouldBe(holds);

    [Theory]
    [InlineData("2025-01-28", true)]
    [InlineData("2025-01-29", false)]
    public void An_amount_change_on_RMS_opens_fifteen_days_of_its_own(string today, bool holds) =>
        ProcessingPeriod.Check(Given.Slip().On(Given.Order(changes: [Given.AmountChange("2025-01-13")])).At(today)).Holds.ShouldBe(holds);

    [Theory]
    [InlineData("2025-01-28", true)]
    [InlineData("2025-01-29", false)]
    public void An_amount_change_on_the_slip_opens_fifteen_days_of_its_own(string today, bool holds) =>
        ProcessingPeriod.Check(Given.Slip(amountChanged: "2025-01-13").At(today)).Holds.ShouldBe(holds);

    [Theory]
    [InlineData("2025-01-12T15:00:00Z", "2025-01-28 23:59", true)]    // changed 1/13 00:00 JST, 1/12 in UTC
    [InlineData("2025-01-12T23:59:00Z", "2025-01-28 23:59", true)]    // changed 1/13 08:59 JST
    [InlineData("2025-01-13T14:59:00Z", "2025-01-29 00:00", false)]   // changed 1/13 23:59 JST
    public void The_day_of_a_change_is_Japans(string changed, string now, bool holds) =>
        ProcessingPeriod.Check(Given.Slip(amountChanged: changed).At(now)).Holds.ShouldBe(holds);

    [Fact]
    public void Of_RMS_and_the_slip_the_later_amount_change_counts() =>
        ProcessingPeriod.Check(Given.Slip(amountChanged: "2025-01-14").On(Given.Order(changes: [Given.AmountChange("2025-01-13")])).At("2025-01-29")).Holds.ShouldBeTrue();

    [Fact]
    public void An_old_change_does_not_close_the_period_of_the_order() =>
        ProcessingPeriod.Check(Given.Slip(ordered: "2025-01-20", amountChanged: "2025-01-02").At("2025-02-04")).Holds.ShouldBeTrue();

    [Fact]
    public void A_change_of_tomorrow_opens_nothing() =>
        ProcessingPeriod.Check(Given.Slip(amountChanged: "2025-01-22").At("2025-01-21")).Holds.ShouldBeFalse();

    [Fact]
    public void A_reauthorisation_row_is_no_change() =>
        ProcessingPeriod.Check(Given.Slip().On(Given.Order(changes: [Given.Reauthorisation("2025-01-13")])).At("2025-01-21")).Holds.ShouldBeFalse();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(8)]
    public void Cancels_withdrawals_and_confirmations_are_no_changes(int type) =>
        ProcessingPeriod.Check(Given.Slip().On(Given.Order(changes: [Given.AmountChange("2025-01-13", type)])).At("2025-01-21")).Holds.ShouldBeFalse();

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void Changes_applied_fixed_and_done_are_changes(int type) =>
        ProcessingPeriod.Check(Given.Slip().On(Given.Order(changes: [Given.AmountChange("2025-01-13", type)])).At("2025-01-21")).Holds.ShouldBeTrue();

    [Fact]
    public void A_change_is_as_old_as_the_earliest_of_its_times() =>
        ProcessingPeriod.Check(Given.Slip().On(Given.Order(changes: [new(1, 6, 0, Given.Moment("2025-01-13"), Given.Moment("2025-01-14"), Given.Moment("2025-01-15"))])).At("2025-01-29")).Holds.ShouldBeFalse();

    [Theory]
    [InlineData(null, null, "2025-01-20")]
    [InlineData("2025-01-13", null, "2025-01-28")]
    [InlineData("2025-01-13", "2025-01-15", "2025-01-30")]
    public void The_last_day_is_that_of_the_latest_start(string? methodChanged, string? amountChanged, string last) =>
        ProcessingPeriod.LastDay(Given.Slip(methodChanged: methodChanged, amountChanged: amountChanged).At("2025-01-16")).ShouldBe(Given.Day(last));

    [Fact]
    public void Outside_the_period_the_import_leaves_the_slip_and_a_person_must_look() =>
        StandardImport.Decide(Given.Slip().At("2025-01-21")).ShouldStay(Outcome.NeedsAttention, Reason.OutsidePeriod).Rule.ShouldBe("R5");

    [Fact]
    public void On_the_last_day_the_import_pays_the_slip() =>
        StandardImport.Decide(Given.Slip().At("2025-01-20 23:59")).Outcome.ShouldBe(Outcome.Paid);

    [Fact]
    public void What_it_found_is_told_with_the_day_and_the_start() =>
        ProcessingPeriod.Check(Given.Slip(methodChanged: "2025-01-13").At("2025-01-28")).ToString().ShouldContain("day 15 after the change of payment method 2025-01-13");
}
