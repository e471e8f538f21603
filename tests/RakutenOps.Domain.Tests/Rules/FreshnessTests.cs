namespace RakutenOps.Domain.Tests.Rules;

/// <summary>R18: which authorisation pays a slip. The slip was paid on 1/5 12:30 and reset; the amount was changed on RMS on 1/13.</summary>
public sealed class FreshnessTests
{
    static Scene Reset(string? edited = "2025-01-13 15:00") => Given.Slip(evidence: "2025-01-05 12:30", amountChanged: edited);

    static RakutenOrder Order(string? instructed, params OrderChange[] changes) => Given.Order(instructed: instructed, changes: changes);

    [Fact]
    public void A_first_authorisation_is_fresh() => Freshness.Check(Given.Slip().At("2025-01-06")).Holds.ShouldBeTrue();

    [Theory]
    [InlineData("2025-01-13 09:59:59", false)]   // a second before the change
    [InlineData("2025-01-13 10:00:00", true)]    // in the second of the change
    [InlineData("2025-01-13 10:00:01", true)]
    [InlineData("2025-01-13T01:00:00Z", true)]   // the second of the change, told in UTC
    public void An_authorisation_is_not_from_before_a_change_on_RMS(string instructed, bool fresh) =>
        Freshness.Check(Reset().On(Order(instructed, Given.AmountChange("2025-01-13 10:00:00"))).At("2025-01-14")).Holds.ShouldBe(fresh);

    [Theory]
    [InlineData("2025-01-05 12:29:59", false)]
    [InlineData("2025-01-05 12:30:00", false)]   // the one already used
    [InlineData("2025-01-05 12:30:01", true)]
    public void An_authorisation_pays_only_once(string instructed, bool fresh) =>
        Freshness.Check(Reset().On(Order(instructed)).At("2025-01-14")).Holds.ShouldBe(fresh);

    [Fact]
    public void Fractions_of_a_second_do_not_make_a_used_authorisation_new() =>
        Freshness.Check(Given.Slip(evidence: "2025-01-05 12:30:00.2").On(Order("2025-01-05 12:30:00.9")).At("2025-01-14")).Holds.ShouldBeFalse();

    [Fact]
    public void Fractions_of_a_second_do_not_make_a_new_authorisation_old() =>
        Freshness.Check(Reset().On(Order("2025-01-13 10:00:00", Given.AmountChange("2025-01-13 10:00:00.7"))).At("2025-01-14")).Holds.ShouldBeTrue();

    [Fact]
    public void Every_change_counts_not_only_the_last_row() =>
        Freshness.Check(Reset().On(Order("2025-01-13", Given.MethodChange("2025-01-14"), Given.AmountChange("2025-01-12"))).At("2025-01-15")).Holds.ShouldBeFalse();

    [Fact]
    public void A_change_of_an_unknown_kind_counts_too() =>
        Freshness.Check(Reset().On(Order("2025-01-13", Given.AmountChange("2025-01-14", detail: 99))).At("2025-01-15")).Holds.ShouldBeFalse();

    [Fact]
    public void The_time_of_the_slips_own_edit_is_never_looked_at() =>
        Freshness.Check(Reset(edited: "2025-01-14 15:00").On(Order("2025-01-13 10:30", Given.AmountChange("2025-01-13 10:00"))).At("2025-01-15")).Holds.ShouldBeTrue();

    [Fact]
    public void Right_after_the_reset_the_old_authorisation_does_not_pay_again() =>
        PaymentRules.Decide(Reset().At("2025-01-13 15:10")).ShouldStay(Outcome.Waiting, Reason.StaleAuthorisation).Rule.ShouldBe("R18");

    [Theory]
    [InlineData("2025-01-14 14:59:59", Outcome.Waiting)]
    [InlineData("2025-01-14 15:00:00", Outcome.NeedsAttention)]   // 24 hours after the reset
    public void After_a_day_of_waiting_a_person_must_look(string now, Outcome outcome)
    {
        var decision = PaymentRules.Decide(Reset().At(now)).ShouldStay(outcome, Reason.StaleAuthorisation);
        decision.Message.ShouldContain("approve by hand if RMS needed no new hold");
    }

    [Theory]
    [InlineData("2025-01-14 17:59:59", Outcome.Waiting)]
    [InlineData("2025-01-14 18:00:00", Outcome.NeedsAttention)]
    public void The_day_of_waiting_starts_with_the_last_change_on_RMS(string now, Outcome outcome) =>
        PaymentRules.Decide(Reset().On(Order("2025-01-05 12:30", Given.AmountChange("2025-01-13 18:00"))).At(now)).ShouldStay(outcome, Reason.StaleAuthorisation);

    [Fact]
    public void Where_RMS_did_not_stamp_anew_the_reauthorisation_row_is_the_evidence()
    {
        var e = Freshness.Find(Reset().On(Order("2025-01-05 12:30", Given.AmountChange("2025-01-13 10:00"), Given.Reauthorisation("2025-01-14 03:00"))).At("2025-01-15"));

        e.ShouldBe(new Evidence(Given.Moment("2025-01-14 03:00"), EvidenceSource.ReauthorisationRow));
    }

    [Fact]
    public void A_reauthorisation_row_that_is_not_completed_is_no_evidence() =>
        Freshness.Find(Reset().On(Order("2025-01-05 12:30", Given.Reauthorisation(completed: null, applied: "2025-01-14"))).At("2025-01-15")).ShouldBeNull();

    [Fact]
    public void A_new_stamp_goes_before_the_reauthorisation_row() =>
        Freshness.Find(Reset().On(Order("2025-01-14 02:00", Given.Reauthorisation("2025-01-14 03:00"))).At("2025-01-15"))!.Source.ShouldBe(EvidenceSource.ShippingInstruction);

    [Theory]
    [InlineData(30300)]
    [InlineData(30500)]
    [InlineData(30600)]
    [InlineData(30610)]
    public void Else_the_newest_payment_attempt_that_succeeded_is_the_evidence(int state)
    {
        var order = Order("2025-01-05 12:30") with { Payments = [Given.Attempt(state, "2025-01-14 02:00", completed: "2025-01-14 02:05"), Given.Attempt(30300, "2025-01-05 12:00", completed: "2025-01-05 12:30")] };

        Freshness.Find(Reset().On(order).At("2025-01-15")).ShouldBe(new Evidence(Given.Moment("2025-01-14 02:05"), EvidenceSource.Payment));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(30000)]
    [InlineData(30100)]
    [InlineData(30110)]
    [InlineData(30200)]
    [InlineData(30400)]
    [InlineData(30700)]
    [InlineData(39999)]
    public void An_attempt_that_did_not_succeed_is_no_evidence_nor_the_one_before_it(int state)
    {
        var order = Order("2025-01-05 12:30") with { Payments = [Given.Attempt(30300, "2025-01-13 02:00", completed: "2025-01-13 02:05"), Given.Attempt(state, "2025-01-14 02:00", completed: "2025-01-14 02:05")] };

        Freshness.Find(Reset().On(order).At("2025-01-15")).ShouldBeNull();
    }

    [Fact]
    public void An_attempt_from_before_the_change_is_no_evidence()
    {
        var order = Order("2025-01-05 12:30", Given.AmountChange("2025-01-14 10:00")) with { Payments = [Given.Attempt(30300, "2025-01-13 02:00", completed: "2025-01-13 02:05")] };

        Freshness.Find(Reset().On(order).At("2025-01-15")).ShouldBeNull();
    }

    [Theory]
    [InlineData("2025-01-05 12:29:58", false)]   // the hold that paid the slip, whose end RMS wrote down some seconds after 発送指示日時
    [InlineData("2025-01-05 12:30:00", false)]
    [InlineData("2025-01-05 12:30:01", true)]
    public void An_attempt_that_was_begun_before_the_last_approval_is_the_hold_it_rested_on(string requested, bool fresh)
    {
        var order = Order("2025-01-05 12:30") with { Payments = [Given.Attempt(30300, requested, completed: "2025-01-05 12:30:05")] };

        (Freshness.Find(Reset().On(order).At("2025-01-13 15:10")) is not null).ShouldBe(fresh);
    }

    [Theory]
    [InlineData("2025-01-05 12:29:58", false)]
    [InlineData("2025-01-05 12:30:01", true)]
    public void A_reauthorisation_row_that_was_begun_before_the_last_approval_is_the_hold_it_rested_on(string applied, bool fresh) =>
        (Freshness.Find(Reset().On(Order("2025-01-05 12:30", Given.Reauthorisation("2025-01-05 12:30:05", applied))).At("2025-01-13 15:10")) is not null).ShouldBe(fresh);

    [Fact]
    public void Paid_by_an_attempt_the_approval_date_is_its_day_and_the_history_says_so()
    {
        var order = Order("2025-01-05 12:30") with { Payments = [Given.Attempt(30300, "2025-01-14T14:50:00Z", completed: "2025-01-14T15:10:00Z")] };
        var decision = PaymentRules.Decide(Reset().On(order).At("2025-01-15"));

        decision.After!.ApprovalDate.ShouldBe(Given.Day("2025-01-15"));
        decision.Evidence!.ToString().ShouldBe("Payment 2025-01-15T00:10:00+09:00");
    }

    [Fact]
    public void Payments_are_asked_for_when_nothing_of_the_order_is_fresh() => Freshness.WantsPayments(Reset().At("2025-01-14")).ShouldBeTrue();

    [Fact]
    public void Payments_are_not_asked_for_in_vain()
    {
        Freshness.WantsPayments(Given.Slip().At("2025-01-06")).ShouldBeFalse("the stamp is fresh");
        Freshness.WantsPayments(Reset().On(Order(null)).At("2025-01-14")).ShouldBeFalse("no stamp: the next poll has it (A14)");
        Freshness.WantsPayments(Reset().On(Given.Order(progress: 200)).At("2025-01-14")).ShouldBeFalse("not at 300");
        Freshness.WantsPayments(Reset().On(Given.Order(payments: [])).At("2025-01-14")).ShouldBeFalse("already read");
        Freshness.WantsPayments(Reset().On(null).At("2025-01-14")).ShouldBeFalse("the order was not read");
    }

    [Fact]
    public void An_approval_by_hand_is_used_up_until_a_newer_authorisation_comes()
    {
        var approved = ManualApproval.Decide(Given.Slip().At("2025-01-10 15:00"), Given.Day("2025-01-10")).After!;
        var reset = PaymentReset.Decide(Given.Slip().At("2025-01-12") with { Slip = approved }, amount: null, force: false).After!;

        Freshness.Check(Given.Slip().On(Order("2025-01-10 14:59")).At("2025-01-13") with { Slip = reset }).Holds.ShouldBeFalse();
        Freshness.Check(Given.Slip().On(Order("2025-01-10 15:01")).At("2025-01-13") with { Slip = reset }).Holds.ShouldBeTrue();
    }
}
