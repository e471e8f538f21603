namespace RakutenOps.Domain.Tests.Rules;

/// <summary>R20–R22 再オーソリ結果の取り込み. The slip: ordered and authorised on 1/5, to be printed on 3/10; window 3/3–3/10, lead from 2/8.</summary>
public sealed class LongLeadTests
{
    const string Instruct = "2025-03-10";
    static readonly string[] Withdrawn = ["R21 DepositStatus: 2 → 0", "R21 ApprovalStatus: 30 → 10", "R21 ApprovalDate: 2025-01-05 → –", "R9 Status: 20 → 2"];

    static Scene Paid(int status = 20, string method = "クレジットカード", int code = Given.Card) => Given.PaidSlip(instruct: Instruct, status: status, method: method, code: code);

    static RakutenOrder Stamped(string instructed) => Given.Order(instructed: instructed);

    static readonly RakutenOrder Refused = Given.Order(progress: 200);

    // R20

    [Fact]
    public void Authorised_again_the_slip_gets_the_new_approval_date_and_nothing_else() =>
        PaymentRules.Decide(Paid().On(Stamped("2025-03-03 03:00")).At("2025-03-03")).ShouldChange(Outcome.Reauthorised, "R20 ApprovalDate: 2025-01-05 → 2025-03-03").Rule.ShouldBe("R20");

    [Theory]
    [InlineData("2025-02-08", false)]             // instruct − 30: the day must lie after it
    [InlineData("2025-02-08T14:59:00Z", false)]   // 2/8 23:59 JST
    [InlineData("2025-02-08T15:00:00Z", true)]    // 2/9 00:00 JST
    [InlineData("2025-02-09", true)]
    public void The_new_authorisation_is_from_after_the_thirtieth_day_before_the_instruct_day(string stamped, bool counts) =>
        LongLead.Decide(Paid().On(Stamped(stamped)).At("2025-03-03")).Outcome.ShouldBe(counts ? Outcome.Reauthorised : Outcome.Waiting);

    [Fact]
    public void With_the_old_authorisation_the_slip_waits_for_the_result() =>
        PaymentRules.Decide(Paid().At("2025-03-03")).ShouldStay(Outcome.Waiting, Reason.AwaitingResult);

    [Fact]
    public void Once_authorised_again_the_slip_is_no_target_any_more()
    {
        var s = Paid().On(Stamped("2025-03-03 03:00")).At("2025-03-03");
        var after = PaymentRules.Decide(s).After!;

        LongLead.Decide(s with { Slip = after }).ShouldStay(Outcome.Ineligible, Reason.LeadUnder30Days);
    }

    [Fact]
    public void An_authorisation_from_before_a_change_on_RMS_does_not_count() =>
        LongLead.Decide(Paid().On(Given.Order(instructed: "2025-03-03 03:00", changes: [Given.AmountChange("2025-03-03 04:00")])).At("2025-03-03")).ShouldStay(Outcome.Waiting, Reason.AwaitingResult);

    [Fact]
    public void Where_RMS_does_not_stamp_anew_the_reauthorisation_row_counts() =>
        LongLead.Decide(Paid().On(Given.Order(changes: [Given.Reauthorisation("2025-03-03 03:00")])).At("2025-03-03")).ShouldChange(Outcome.Reauthorised, "R20 ApprovalDate: 2025-01-05 → 2025-03-03")
            .Evidence!.Source.ShouldBe(EvidenceSource.ReauthorisationRow);

    [Fact]
    public void Where_RMS_does_not_stamp_anew_the_newest_attempt_counts() =>
        LongLead.Decide(Paid().On(Given.Order(payments: [Given.Attempt(30300, "2025-03-03 02:55", completed: "2025-03-03 03:00")])).At("2025-03-03")).ShouldChange(Outcome.Reauthorised, "R20 ApprovalDate: 2025-01-05 → 2025-03-03")
            .Evidence!.Source.ShouldBe(EvidenceSource.Payment);

    [Fact]
    public void The_payments_of_a_slip_that_waits_in_its_window_are_asked_for() => Freshness.WantsPayments(Paid().At("2025-03-03")).ShouldBeTrue();

    [Fact]
    public void An_old_stamp_that_never_paid_the_slip_does_not_hide_the_new_authorisation() =>
        LongLead.Decide(Given.Slip(instruct: Instruct).On(Given.Order(instructed: "2025-01-25", changes: [Given.Reauthorisation("2025-03-03 03:00")])).At("2025-03-03"))
            .ShouldChange(Outcome.Reauthorised, "R20 DepositStatus: 0 → 2", "R20 ApprovalStatus: 10 → 30", "R20 ApprovalDate: – → 2025-03-03", "R9 Status: 2 → 20");

    [Fact]
    public void An_old_stamp_that_never_paid_the_slip_asks_for_the_payments() => Freshness.WantsPayments(Given.Slip(instruct: Instruct).On(Stamped("2025-01-25")).At("2025-03-03")).ShouldBeTrue();

    [Fact]
    public void A_slip_past_awaiting_payment_does_not_move_on_reauthorisation()
    {
        var held = Given.Slip(deposit: 2, approval: 30, approved: "2025-01-05", evidence: "2025-01-05 12:30", instruct: Instruct, allocated: 0);

        LongLead.Decide(held.On(Stamped("2025-03-03")).At("2025-03-03 13:00")).ShouldChange(Outcome.Reauthorised, "R20 ApprovalDate: 2025-01-05 → 2025-03-03");
    }

    [Fact]
    public void Moved_to_a_bank_transfer_the_long_lead_import_does_not_pay() =>
        LongLead.Decide(Given.Slip(instruct: Instruct).On(Given.Order(instructed: "2025-03-05", code: Given.BankTransfer)).At("2025-03-05 13:00")).ShouldStay(Outcome.Ineligible, Reason.NotCard);

    [Fact]
    public void From_card_to_Apple_Pay_the_method_is_untouched() =>
        LongLead.Decide(Paid().On(Given.Order(instructed: "2025-03-03", code: Given.ApplePay)).At("2025-03-03 13:00")).ShouldChange(Outcome.Reauthorised, "R20 ApprovalDate: 2025-01-05 → 2025-03-03");

    // R21

    [Fact]
    public void Refused_the_slip_falls_back_to_awaiting_payment()
    {
        var decision = PaymentRules.Decide(Paid().On(Refused).At("2025-03-03")).ShouldChange(Outcome.AuthorisationWithdrawn, Withdrawn);

        decision.Rule.ShouldBe("R21");
        Funnel.StageOf(decision.After!, Given.Shop().ShippableFor("クレジットカード"), Given.Day("2025-03-03")).ShouldBe(Stage.AwaitingPayment);
    }

    [Fact]
    public void Refused_by_Apple_Pay_it_falls_back_too() =>
        PaymentRules.Decide(Paid(method: "Apple Pay", code: Given.ApplePay).On(Given.Order(progress: 200, code: Given.ApplePay)).At("2025-03-03")).ShouldChange(Outcome.AuthorisationWithdrawn, Withdrawn);

    [Fact]
    public void A_withdrawal_keeps_the_evidence_already_used() => PaymentRules.Decide(Paid().On(Refused).At("2025-03-03")).After!.LastEvidenceAt.ShouldBe(Given.Moment("2025-01-05 12:30"));

    [Fact]
    public void A_withdrawal_rests_on_conditions_that_all_hold() => LongLead.Decide(Paid().On(Refused).At("2025-03-03")).Findings.ShouldAllBe(f => f.Holds);

    [Fact]
    public void A_slip_already_withdrawn_waits()
    {
        var s = Paid().On(Refused).At("2025-03-03");

        PaymentRules.Decide(s with { Slip = PaymentRules.Decide(s).After! }).ShouldStay(Outcome.Waiting, Reason.AwaitingResult);
    }

    [Fact]
    public void After_a_withdrawal_the_old_authorisation_does_not_pay_again()
    {
        var withdrawn = PaymentRules.Decide(Paid().On(Refused).At("2025-03-03")).After!;

        PaymentRules.Decide(Paid().At("2025-03-04") with { Slip = withdrawn }).ShouldStay(Outcome.Waiting, Reason.AwaitingResult);
    }

    [Fact]
    public void Refused_while_the_buyer_has_already_moved_to_a_bank_transfer_is_withdrawn_all_the_same() =>
        PaymentRules.Decide(Paid().On(Given.Order(progress: 200, code: Given.BankTransfer, changes: [Given.MethodChange("2025-03-03 12:10")])).At("2025-03-03 12:15")).ShouldChange(Outcome.AuthorisationWithdrawn, Withdrawn);

    [Fact]
    public void Outside_the_window_a_return_to_200_changes_nothing_and_needs_attention() =>
        PaymentRules.Decide(Paid().On(Refused).At("2025-03-02")).ShouldStay(Outcome.NeedsAttention, Reason.ReturnedToProcessing);

    [Theory]
    [InlineData(30)]
    [InlineData(40)]
    public void A_printed_slip_is_never_withdrawn_but_a_person_is_told(int status) =>
        PaymentRules.Decide(Paid(status).On(Refused).At("2025-03-03")).ShouldStay(Outcome.NeedsAttention, Reason.PrintedOrLater).Message.ShouldContain("Stop the parcel");

    [Theory]
    [InlineData(30)]
    [InlineData(40)]
    [InlineData(50)]
    public void A_printed_slip_is_never_reauthorised(int status) => PaymentRules.Decide(Paid(status).On(Stamped("2025-03-03 03:00")).At("2025-03-03")).ShouldStay(Outcome.Ineligible, Reason.PrintedOrLater);

    [Fact]
    public void With_threshold_0_the_fields_are_reset_and_a_person_is_told_that_the_slip_still_ships()
    {
        var decision = PaymentRules.Decide(Paid().On(Refused).In(Given.Shop(threshold: 0)).At("2025-03-03")).ShouldChange(Outcome.AuthorisationWithdrawn, Withdrawn[..3]);

        decision.After!.Status.ShouldBe(SlipStatus.AwaitingPrint);
        decision.Text.Key.ShouldBe("Say_WithdrawnButShips");
    }

    [Theory]
    [InlineData(100, Outcome.Waiting, Reason.NotAwaitingShipment)]
    [InlineData(400, Outcome.Waiting, Reason.NotAwaitingShipment)]
    [InlineData(500, Outcome.Ineligible, Reason.AlreadyShipped)]
    [InlineData(600, Outcome.Ineligible, Reason.AlreadyShipped)]
    [InlineData(700, Outcome.Ineligible, Reason.AlreadyShipped)]
    [InlineData(800, Outcome.NeedsAttention, Reason.CancelNotFinal)]
    [InlineData(350, Outcome.NeedsAttention, Reason.NotAwaitingShipment)]
    public void At_any_other_progress_the_slip_stays_with_the_reason(int progress, Outcome outcome, Reason reason) =>
        PaymentRules.Decide(Paid().On(Given.Order(progress: progress)).At("2025-03-03")).ShouldStay(outcome, reason);

    [Fact]
    public void Shipped_on_Rakuten_but_withdrawn_here_needs_attention() =>
        PaymentRules.Decide(Given.Slip(instruct: Instruct).On(Given.Order(progress: 500)).At("2025-03-03")).ShouldStay(Outcome.NeedsAttention, Reason.AlreadyShipped);

    [Fact]
    public void A_reset_slip_in_its_window_that_waits_a_day_for_a_fresh_authorisation_needs_attention() =>
        PaymentRules.Decide(Given.Slip(instruct: Instruct, evidence: "2025-01-05 12:30", amountChanged: "2025-03-04").At("2025-03-05 12:00")).ShouldStay(Outcome.NeedsAttention, Reason.StaleAuthorisation);

    // R22

    [Theory]
    [InlineData(null)]             // no instruct day of its own
    [InlineData("2025-05-10")]     // its own window is far away
    public void A_slip_in_its_window_carries_the_refusal_to_every_card_slip_of_the_order(string? own) =>
        PaymentRules.Decide(Given.PaidSlip(number: 2, instruct: own).Beside(Paid()).On(Refused).At("2025-03-03")).ShouldChange(Outcome.AuthorisationWithdrawn, Withdrawn);

    [Fact]
    public void A_slip_in_its_window_carries_the_new_authorisation_to_every_card_slip_of_the_order() =>
        PaymentRules.Decide(Given.PaidSlip(number: 2).Beside(Paid()).On(Stamped("2025-03-03")).At("2025-03-03 13:00")).ShouldChange(Outcome.Reauthorised, "R20 ApprovalDate: 2025-01-05 → 2025-03-03");

    [Fact]
    public void A_printed_sibling_is_not_changed_but_a_person_is_told() =>
        PaymentRules.Decide(Given.PaidSlip(number: 2, status: 40).Beside(Paid()).On(Refused).At("2025-03-03")).ShouldStay(Outcome.NeedsAttention, Reason.PrintedOrLater);

    [Fact]
    public void A_cancelled_or_excluded_or_printed_slip_carries_nothing()
    {
        Scene[] carriers = [Given.PaidSlip(instruct: Instruct, cancel: 1), Given.PaidSlip(instruct: Instruct, excluded: ExcludedReason.Copied), Paid(status: 30), Paid(method: "銀行振込", code: Given.BankTransfer)];

        foreach (var carrier in carriers)
        {
            PaymentRules.Decide(Given.PaidSlip(number: 2).Beside(carrier).On(Refused).At("2025-03-03")).ShouldStay(Outcome.NeedsAttention, Reason.ReturnedToProcessing);
        }
    }

    [Fact]
    public void A_slip_paid_by_another_method_gets_no_result_from_a_sibling() =>
        LongLead.Decide(Given.PaidSlip(number: 2, method: "銀行振込", code: Given.BankTransfer).Beside(Paid()).On(Refused).At("2025-03-03")).ShouldStay(Outcome.Ineligible, Reason.NotCard);

    [Fact]
    public void No_message_of_a_withdrawal_speaks_of_a_blank_day()
    {
        var s = Paid().On(Refused).At("2025-03-03");

        PaymentRules.Decide(s).Message.ShouldNotContain("blank");
        PaymentRules.Decide(Given.Slip(number: 2).Beside(Paid()).On(Refused).At("2025-03-03")).Message.ShouldNotContain("blank");
    }
}
