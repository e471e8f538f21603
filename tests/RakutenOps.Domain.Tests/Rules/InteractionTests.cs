namespace RakutenOps.Domain.Tests.Rules;

/// <summary>The interactions of domain.md §9, by their numbers, each at the level of the rules.</summary>
public sealed class InteractionTests
{
    const string Instruct = "2025-03-10";

    static Scene Reset(string edited = "2025-01-13", string? instruct = null) => Given.Slip(evidence: "2025-01-05 12:30", amountChanged: edited, instruct: instruct);

    [Fact]
    public void N01_the_period_looks_at_today_and_the_automatic_payment_at_the_day_of_the_authorisation()
    {
        RakutenOrder On(string reauthorised) => Given.Order(instructed: reauthorised, changes: [Given.AmountChange("2025-01-13 09:00")]);

        PaymentRules.Decide(Reset().On(On("2025-01-20")).At("2025-01-21")).Outcome.ShouldBe(Outcome.Paid);                                                   // day 15, polled on day 16
        PaymentRules.Decide(Reset("2025-01-22").On(On("2025-01-20")).At("2025-01-23")).Outcome.ShouldBe(Outcome.Paid);                                       // reset late
        PaymentRules.Decide(Reset().On(On("2025-01-20")).At("2025-01-29")).ShouldStay(Outcome.NeedsAttention, Reason.OutsidePeriod);                         // polled too late
        PaymentRules.Decide(Reset("2025-01-19").On(On("2025-01-21")).At("2025-01-21 13:00")).ShouldStay(Outcome.NeedsAttention, Reason.ReauthAfter15Days);   // changed late
    }

    [Fact]
    public void N02_a_buyer_who_moves_on_day_7_and_pays_on_day_20_is_still_automatic() =>
        PaymentRules.Decide(Given.Slip().On(Given.Order(code: Given.BankTransfer, instructed: "2025-01-25", changes: [Given.MethodChange("2025-01-12")])).At("2025-01-25 12:15")).Outcome.ShouldBe(Outcome.PaidWithNewMethod);

    [Theory]
    [InlineData("2025-01-11", "2025-01-13", Outcome.Paid)]               // the method last: no R16
    [InlineData("2025-01-13", "2025-01-11", Outcome.NeedsAttention)]     // the amount last: R16
    public void N03_of_two_changes_the_latest_decides(string amountChanged, string methodChanged, Outcome outcome) =>
        PaymentRules.Decide(Given.Slip(evidence: "2025-01-05 12:30").On(Given.Order(instructed: "2025-01-22", changes: [Given.AmountChange(amountChanged), Given.MethodChange(methodChanged)])).At("2025-01-22 13:00")).Outcome.ShouldBe(outcome);

    [Fact]
    public void N04_right_after_the_reset_a_stale_300_does_not_pay() =>
        PaymentRules.Decide(Reset().At("2025-01-13 12:15")).ShouldStay(Outcome.Waiting, Reason.StaleAuthorisation);

    [Fact]
    public void N05_an_approval_date_left_in_place_would_wait_for_ever_and_is_told() =>
        PaymentRules.Decide(Given.Slip(approved: "2025-01-05", evidence: "2025-01-05 12:30").On(Given.Order(instructed: "2025-01-14")).At("2025-01-15")).ShouldStay(Outcome.NeedsAttention, Reason.ApprovalDateNotBlank);

    [Fact]
    public void N06_an_initial_approval_of_0_never_meets_R4_and_the_setting_is_named() =>
        PaymentRules.Decide(Given.Slip(approval: 0).At("2025-01-06")).ShouldStay(Outcome.Ineligible, Reason.ApprovalNotUnapproved).Message.ShouldContain("shippable setting of クレジットカード");

    [Fact]
    public void N07_with_threshold_0_a_withdrawal_does_not_stop_the_slip_and_that_is_told() =>
        PaymentRules.Decide(Given.PaidSlip(instruct: Instruct).On(Given.Order(progress: 200)).In(Given.Shop(threshold: 0)).At("2025-03-05")).ShouldSatisfyAllConditions(
            d => d.Outcome.ShouldBe(Outcome.AuthorisationWithdrawn),
            d => d.After!.Status.ShouldBe(SlipStatus.AwaitingPrint),
            d => d.Message.ShouldContain("lets unpaid slips ship"));

    [Fact]
    public void N08_of_a_split_order_a_side_edited_by_hand_is_left()
    {
        var edited = Given.Slip(number: 1, approval: 20);
        var waiting = Given.Slip(number: 2);

        PaymentRules.Decide(edited.Beside(waiting).At("2025-01-06")).ShouldStay(Outcome.Ineligible, Reason.ApprovalNotUnapproved);
        PaymentRules.Decide(waiting.Beside(edited).At("2025-01-06")).Outcome.ShouldBe(Outcome.Paid);
    }

    [Fact]
    public void N09_a_merged_slip_follows_its_own_order_and_an_absorbed_unpaid_one_is_told()
    {
        var absorbed = Given.Slip(number: 2, cancel: 3, orderNumber: "338101-20250105-00000002").Slip;

        PaymentRules.Decide(Given.Slip().At("2025-01-06")).Outcome.ShouldBe(Outcome.Paid);
        MergedOrders.Check(Given.PaidSlip().On(Given.Order(progress: 200)).At("2025-01-06"), absorbed).ShouldStay(Outcome.NeedsAttention, Reason.MergedOrderUnpaid);
        PaymentRules.Decide(Given.Slip(number: 2, excluded: ExcludedReason.RestoredFromMerge).At("2025-01-06")).ShouldStay(Outcome.Ineligible, Reason.ExcludedRestoredFromMerge);
    }

    [Fact]
    public void N10_after_a_long_lead_NG_another_card_a_bank_transfer_or_a_cancellation_follows()
    {
        OrderSlip Withdrawn() => PaymentRules.Decide(Given.PaidSlip(instruct: Instruct).On(Given.Order(progress: 200)).At("2025-03-03")).After!;
        SyncDecision Then(RakutenOrder order, string now) => PaymentRules.Decide(Given.Slip().On(order).At(now) with { Slip = Withdrawn() });

        Then(Given.Order(instructed: "2025-03-05"), "2025-03-05 12:15").ShouldChange(Outcome.Reauthorised, "R20 DepositStatus: 0 → 2", "R20 ApprovalStatus: 10 → 30", "R20 ApprovalDate: – → 2025-03-05", "R9 Status: 2 → 20");
        Then(Given.Order(instructed: "2025-03-05", changes: [Given.MethodChange("2025-03-04")]), "2025-03-05 12:15").Outcome.ShouldBe(Outcome.Paid);
        Then(Given.Order(instructed: "2025-03-19", code: Given.BankTransfer, changes: [Given.MethodChange("2025-03-04")]), "2025-03-19 12:15").Outcome.ShouldBe(Outcome.PaidWithNewMethod);
        Then(Given.Order(instructed: "2025-03-20", code: Given.BankTransfer, changes: [Given.MethodChange("2025-03-04")]), "2025-03-20 12:15").ShouldStay(Outcome.NeedsAttention, Reason.OutsidePeriod);
        Then(Given.Order(progress: 900), "2025-03-08").Outcome.ShouldBe(Outcome.Cancelled);
        Then(Given.Order(progress: 900), "2025-03-10").ShouldStay(Outcome.NeedsAttention, Reason.CancelAfter62Days);
    }

    [Fact]
    public void N11_the_first_approval_of_a_long_lead_order_is_the_standard_imports()
    {
        var paid = PaymentRules.Decide(Given.Slip(instruct: Instruct).At("2025-01-06")).ShouldChange(Outcome.Paid, "R8 DepositStatus: 0 → 2", "R8 ApprovalStatus: 10 → 30", "R8 ApprovalDate: – → 2025-01-05", "R9 Status: 2 → 20").After!;

        Funnel.StageOf(paid, Given.Shop().ShippableFor(paid.PaymentMethod), Given.Day("2025-01-06")).ShouldBe(Stage.AwaitingPrintDate);
        LongLead.Decide(Given.Slip().At("2025-03-03") with { Slip = paid }).ShouldStay(Outcome.Waiting, Reason.AwaitingResult);
    }

    [Theory]
    [InlineData("2025-03-02", Outcome.NeedsAttention)]   // R17: outside the window
    [InlineData("2025-03-03", Outcome.Reauthorised)]     // R20: inside
    public void N12_an_amount_change_inside_a_long_lead_order_is_approved_only_in_its_window(string now, Outcome outcome) =>
        PaymentRules.Decide(Reset("2025-02-25", Instruct).On(Given.Order(instructed: "2025-02-26", changes: [Given.AmountChange("2025-02-25")])).At(now)).Outcome.ShouldBe(outcome);

    [Fact]
    public void N13_a_slip_that_awaits_its_print_day_is_pulled_back_before_it()
    {
        var s = Given.PaidSlip(instruct: Instruct).On(Given.Order(progress: 200)).At("2025-03-05");
        var setting = s.Shop.ShippableFor(s.Slip.PaymentMethod);

        Funnel.StageOf(s.Slip, setting, s.Today).ShouldBe(Stage.AwaitingPrintDate);
        Funnel.StageOf(PaymentRules.Decide(s).After!, setting, Given.Day(Instruct)).ShouldBe(Stage.AwaitingPayment);
    }

    [Theory]
    [InlineData(30)]
    [InlineData(40)]
    public void N14_a_printed_slip_with_an_NG_is_only_told_of(int status) =>
        PaymentRules.Decide(Given.PaidSlip(instruct: Instruct, status: status).On(Given.Order(progress: 200)).At("2025-03-05")).ShouldStay(Outcome.NeedsAttention, Reason.PrintedOrLater);

    [Fact]
    public void N15_an_outage_over_day_15_leaves_the_slip_for_a_person()
    {
        PaymentRules.Decide(Given.Slip().In(Given.Shop(licenceEnds: "2025-01-10")).At("2025-01-20")).ShouldStay(Outcome.Waiting, Reason.LicenseInvalid);
        PaymentRules.Decide(Given.Slip().At("2025-01-21")).ShouldStay(Outcome.NeedsAttention, Reason.OutsidePeriod).Message.ShouldContain("Approve-OrderSlipPayment");
    }

    [Fact]
    public void N16_confirmed_on_day_10_and_paid_on_day_24_is_manual() =>
        PaymentRules.Decide(Given.Slip(method: "銀行振込", code: Given.BankTransfer).On(Given.Order(code: Given.BankTransfer, instructed: "2025-01-29")).At("2025-01-29 12:15")).ShouldStay(Outcome.NeedsAttention, Reason.OutsidePeriod);

    [Fact]
    public void N17_a_slip_that_a_person_must_confirm_stops_there_even_when_paid()
    {
        var paid = PaymentRules.Decide(Given.Slip(confirm: 1).At("2025-01-06")).ShouldChange(Outcome.Paid, "R8 DepositStatus: 0 → 2", "R8 ApprovalStatus: 10 → 30", "R8 ApprovalDate: – → 2025-01-05").After!;

        Funnel.StageOf(paid, Given.Shop().ShippableFor(paid.PaymentMethod), Given.Day("2025-01-06")).ShouldBe(Stage.AwaitingConfirmation);
    }

    [Fact]
    public void N18_an_unmapped_new_method_holds_the_slip_until_the_map_is_saved()
    {
        var order = Given.Order(code: Given.SevenEleven, instructed: "2025-01-08", changes: [Given.MethodChange("2025-01-07")]);

        PaymentRules.Decide(Given.Slip().On(order).In(Given.Shop(unmapped: [Given.SevenEleven])).At("2025-01-08 13:00")).ShouldStay(Outcome.NeedsAttention, Reason.PaymentUnmapped);
        PaymentRules.Decide(Given.Slip().On(order).At("2025-01-08 13:15")).After!.PaymentMethod.ShouldBe("セブンイレブン前払");
    }

    [Theory]
    [InlineData("2025-01-04T15:00:00Z", "2025-01-20T14:59:00Z", Outcome.Paid)]             // ordered 1/5 00:00, now 1/20 23:59
    [InlineData("2025-01-04T23:59:00Z", "2025-01-20T15:00:00Z", Outcome.NeedsAttention)]   // ordered 1/5 08:59, now 1/21 00:00
    [InlineData("2025-01-05T00:00:00Z", "2025-01-20T23:59:00Z", Outcome.NeedsAttention)]   // ordered 1/5 09:00, now 1/21 08:59
    [InlineData("2025-01-05T14:59:00Z", "2025-01-20T14:59:00Z", Outcome.Paid)]             // ordered 1/5 23:59, now 1/20 23:59
    [InlineData("2025-01-05T15:00:00Z", "2025-01-21T14:59:00Z", Outcome.Paid)]             // ordered 1/6 00:00, now 1/21 23:59
    public void N19_no_day_is_a_day_of_UTC(string ordered, string now, Outcome outcome) =>
        PaymentRules.Decide(Given.Slip(ordered: ordered).At(now)).Outcome.ShouldBe(outcome);
}
