namespace RakutenOps.Domain.Tests.Rules;

/// <summary>
/// The readings of domain.md §10, by their ids. A24 (how often) is the engine's; A01, A02 and A03 stand in ProcessingPeriodTests and InteractionTests as well.
/// </summary>
public sealed class ReadingTests
{
    const string Instruct = "2025-03-10";

    static Scene Paid(string instruct = Instruct) => Given.PaidSlip(instruct: instruct);

    [Theory]
    [InlineData("2025-01-05", true)]
    [InlineData("2025-01-20", true)]
    [InlineData("2025-01-21", false)]
    public void A01_the_base_day_is_day_0_and_day_15_is_in(string today, bool holds) => ProcessingPeriod.Check(Given.Slip().At(today)).Holds.ShouldBe(holds);

    [Fact]
    public void A02_both_conditions_are_required_for_an_amount_change()
    {
        var decision = StandardImport.Decide(Given.Slip(amountChanged: "2025-01-13").On(Given.Order(instructed: "2025-01-21")).At("2025-01-21 13:00"));

        (decision.Findings.Of("R5").Holds, decision.Findings.Of("R16").Holds).ShouldBe((true, false));
    }

    [Fact]
    public void A03_R16_is_asked_only_when_the_amount_changed_last() =>
        ReauthorisationDay.Check(Given.Slip(amountChanged: "2025-01-13", methodChanged: "2025-01-14").On(Given.Order(instructed: "2025-01-25")).At("2025-01-25 13:00")).Holds.ShouldBeTrue();

    [Fact]
    public void A04_a_reset_slip_with_an_old_300_waits_for_a_newer_authorisation() =>
        PaymentRules.Decide(Given.Slip(evidence: "2025-01-05 12:30", amountChanged: "2025-01-13").At("2025-01-13 12:15")).Reason.ShouldBe(Reason.StaleAuthorisation);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void A05_whatever_the_threshold_2_is_written(int threshold) => PaymentRules.Decide(Given.Slip().In(Given.Shop(threshold: threshold)).At("2025-01-06")).After!.DepositStatus.ShouldBe(DepositStatus.Paid);

    [Fact]
    public void A06_the_second_authorisation_is_a_newer_stamp_else_a_type_9_row_else_the_newest_attempt()
    {
        SyncDecision Decide(RakutenOrder order) => LongLead.Decide(Paid().On(order).At("2025-03-05"));
        var row = Given.Reauthorisation("2025-03-03 03:00");
        var attempt = Given.Attempt(30300, "2025-03-04 02:00", completed: "2025-03-04 03:00");

        Decide(Given.Order(instructed: "2025-03-03 04:00", changes: [row], payments: [attempt])).Evidence!.Source.ShouldBe(EvidenceSource.ShippingInstruction);
        Decide(Given.Order(changes: [row], payments: [attempt])).Evidence!.Source.ShouldBe(EvidenceSource.ReauthorisationRow);
        Decide(Given.Order(payments: [attempt])).Evidence!.Source.ShouldBe(EvidenceSource.Payment);
        Decide(Given.Order()).Reason.ShouldBe(Reason.AwaitingResult);
    }

    [Fact]
    public void A07_a_blank_instruct_day_is_no_target() => LongLead.Decide(Given.PaidSlip().On(Given.Order(progress: 200)).At("2025-03-05")).Reason.ShouldBe(Reason.InstructDateBlank);

    [Fact]
    public void A08_a_blank_approval_date_is_a_target_with_the_order_day_in_its_place()
    {
        LongLead.Decide(Given.Slip(ordered: "2025-02-08", instruct: Instruct).On(Given.Order(instructed: "2025-03-04")).At("2025-03-04 13:00")).Outcome.ShouldBe(Outcome.Reauthorised);
        LongLead.Decide(Given.Slip(ordered: "2025-02-09", instruct: Instruct).On(Given.Order(instructed: "2025-03-04")).At("2025-03-04 13:00")).Reason.ShouldBe(Reason.LeadUnder30Days);
    }

    [Fact]
    public void A09_a_slip_restored_from_another_cancel_kind_than_3_is_a_target() =>
        PaymentRules.Decide(Given.Slip(cancelSynced: "2025-01-06").At("2025-01-07")).Outcome.ShouldBe(Outcome.Paid);

    [Fact]
    public void A10_exclusions_bind_long_lead_and_not_the_cancel_sync()
    {
        var excluded = Given.PaidSlip(instruct: Instruct, excluded: ExcludedReason.Manual);

        PaymentRules.Decide(excluded.On(Given.Order(instructed: "2025-03-03")).At("2025-03-05")).Reason.ShouldBe(Reason.ExcludedOrigin);
        PaymentRules.Decide(excluded.On(Given.Order(progress: 900)).At("2025-03-05")).Outcome.ShouldBe(Outcome.Cancelled);
    }

    [Fact]
    public void A11_shipped_on_Rakuten_but_unpaid_here_is_listed() => PaymentRules.Decide(Given.Slip().On(Given.Order(progress: 500)).At("2025-01-06")).ShouldStay(Outcome.NeedsAttention, Reason.AlreadyShipped);

    [Fact]
    public void A12_a_new_method_without_a_mapping_holds_the_slip() =>
        PaymentRules.Decide(Given.Slip().On(Given.Order(code: Given.Lawson)).At("2025-01-06")).ShouldStay(Outcome.NeedsAttention, Reason.PaymentUnmapped);

    [Fact]
    public void A13_800_is_not_yet_a_cancel_but_stops_the_payment() =>
        PaymentRules.Decide(Given.Slip().On(Given.Order(progress: 800)).At("2025-01-06")).ShouldStay(Outcome.NeedsAttention, Reason.CancelNotFinal);

    [Fact]
    public void A14_300_without_a_stamp_waits() => PaymentRules.Decide(Given.Slip().On(Given.Order(instructed: null)).At("2025-01-06")).ShouldStay(Outcome.Waiting, Reason.ShipInstMissing);

    [Fact]
    public void A15_of_split_slips_with_different_days_one_in_its_window_carries_the_result_to_all() =>
        PaymentRules.Decide(Given.PaidSlip(number: 2, instruct: "2025-04-10").Beside(Paid()).On(Given.Order(progress: 200)).At("2025-03-05")).Outcome.ShouldBe(Outcome.AuthorisationWithdrawn);

    [Fact]
    public void A16_a_survivor_is_told_of_an_absorbed_order_that_is_cancelled() =>
        MergedOrders.Check(Given.PaidSlip().On(Given.Order(progress: 900)).At("2025-01-06"), Given.Slip(number: 2, cancel: 3, orderNumber: "338101-20250105-00000002").Slip).ShouldStay(Outcome.NeedsAttention, Reason.MergedOrderUnpaid);

    [Fact]
    public void A17_what_R17_refuses_R20_may_approve_in_its_window() =>
        PaymentRules.Decide(Given.Slip(evidence: "2025-01-05 12:30", amountChanged: "2025-03-01", instruct: Instruct).On(Given.Order(instructed: "2025-03-02", changes: [Given.AmountChange("2025-03-01")])).At("2025-03-03")).Rule.ShouldBe("R20");

    [Theory]
    [InlineData(200, Outcome.AuthorisationWithdrawn)]
    [InlineData(400, Outcome.Waiting)]
    [InlineData(500, Outcome.Ineligible)]
    [InlineData(800, Outcome.NeedsAttention)]
    public void A18_only_200_is_an_NG(int progress, Outcome outcome) => PaymentRules.Decide(Paid().On(Given.Order(progress: progress)).At("2025-03-05")).Outcome.ShouldBe(outcome);

    [Theory]
    [InlineData("2025-02-04", true)]    // 30 days after 1/5
    [InlineData("2025-02-03", false)]   // 29
    public void A19_thirty_days_are_enough(string instruct, bool holds) => LongLeadTarget.CheckLead(Paid(instruct).At("2025-02-01")).Holds.ShouldBe(holds);

    [Fact]
    public void A20_the_later_clock_opens_the_period_and_the_slips_own_edit_is_no_matter_of_freshness()
    {
        var s = Given.Slip(evidence: "2025-01-05 12:30", amountChanged: "2025-01-14").On(Given.Order(instructed: "2025-01-13 13:00", changes: [Given.AmountChange("2025-01-13")])).At("2025-01-29");

        (ProcessingPeriod.Check(s).Holds, Freshness.Check(s).Holds).ShouldBe((true, true));
    }

    [Fact]
    public void A21_another_card_that_RMS_reports_is_a_method_change() =>
        PaymentRules.Decide(Given.Slip().On(Given.Order(instructed: "2025-01-25", changes: [Given.MethodChange("2025-01-12")])).At("2025-01-25 13:00")).ShouldChange(Outcome.Paid, "R8 DepositStatus: 0 → 2", "R8 ApprovalStatus: 10 → 30", "R8 ApprovalDate: – → 2025-01-25", "R9 Status: 2 → 20");

    [Fact]
    public void A22_after_a_withdrawal_20_goes_back_to_2_through_the_funnel() =>
        PaymentRules.Decide(Paid().On(Given.Order(progress: 200)).At("2025-03-05")).Changes.ShouldContain(c => c.Rule == "R9" && c.Field == "Status" && c.Before == "20" && c.After == "2");

    [Fact]
    public void A23_the_day_is_stored_and_the_raw_time_kept_beside_it()
    {
        var after = PaymentRules.Decide(Given.Slip().On(Given.Order(instructed: "2025-01-05T15:00:01Z")).At("2025-01-07")).After!;

        (after.ApprovalDate, after.LastEvidenceAt).ShouldBe((Given.Day("2025-01-06"), Given.Moment("2025-01-05T15:00:01Z")));
    }

    [Fact]
    public void A25_with_threshold_0_the_fields_are_reset_and_it_is_told() =>
        PaymentRules.Decide(Paid().On(Given.Order(progress: 200)).In(Given.Shop(threshold: 0)).At("2025-03-05")).Text.Key.ShouldBe("Say_WithdrawnButShips");

    [Fact]
    public void A26_a_cancelled_slip_is_never_a_target()
    {
        PaymentRules.Decide(Given.Slip(cancel: 5).At("2025-01-06")).ShouldStay(Outcome.Ineligible, Reason.Cancelled);
        PaymentRules.Decide(Given.PaidSlip(instruct: Instruct, cancel: 5).On(Given.Order(progress: 200)).At("2025-03-05")).ShouldStay(Outcome.Ineligible, Reason.Cancelled);
    }

    [Fact]
    public void A27_a_buyer_who_moves_to_the_shops_own_settlement_is_out_of_scope_and_told() =>
        PaymentRules.Decide(Given.Slip().On(Given.Order(code: Given.Deferred, common: false)).At("2025-01-06")).ShouldStay(Outcome.NeedsAttention, Reason.NotCommonSettlement);

    [Fact]
    public void A28_not_shipped_before_the_cancellation_is_told_by_the_shipment_report()
    {
        PaymentRules.Decide(Given.PaidSlip().On(Given.Order(progress: 900)).At("2025-01-06")).Outcome.ShouldBe(Outcome.Cancelled);
        PaymentRules.Decide(Given.PaidSlip().On(Given.Order(progress: 900, shipped: "2025-01-06")).At("2025-01-06")).ShouldStay(Outcome.NeedsAttention, Reason.CancelOutOfScope);
    }
}
