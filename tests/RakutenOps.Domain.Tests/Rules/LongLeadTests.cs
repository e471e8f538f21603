namespace RakutenOps.Domain.Tests.Rules;

/// <summary>R20–R22 再オーソリ結果の取り込み. The slip: ordered and authorised on 1/5, to be printed on 3/10; window 3/3–3/10.</summary>
public sealed class LongLeadTests
{
    const string Instruct = "2025-03-10";

    static Scene Paid(int status = 20) => Given.PaidSlip(instruct: Instruct, status: status);

    [Fact]
    public void Refused_while_the_buyer_has_already_moved_to_a_bank_transfer_is_withdrawn_all_the_same() =>
        PaymentRules.Decide(Paid().On(Given.Order(progress: 200, code: Given.BankTransfer, changes: [Given.MethodChange("2025-03-03 12:10")])).At("2025-03-03 12:15"))
            .ShouldChange(Outcome.AuthorisationWithdrawn, "R21 DepositStatus: 2 → 0", "R21 ApprovalStatus: 30 → 10", "R21 ApprovalDate: 2025-01-05 → –", "R9 Status: 20 → 2");

    [Fact]
    public void An_old_stamp_that_never_paid_the_slip_does_not_hide_the_new_authorisation() =>
        LongLead.Decide(Given.Slip(instruct: Instruct).On(Given.Order(instructed: "2025-01-25", changes: [Given.Reauthorisation("2025-03-03 03:00")])).At("2025-03-03"))
            .ShouldChange(Outcome.Reauthorised, "R20 DepositStatus: 0 → 2", "R20 ApprovalStatus: 10 → 30", "R20 ApprovalDate: – → 2025-03-03", "R9 Status: 2 → 20");

    [Fact]
    public void An_old_stamp_that_never_paid_the_slip_asks_for_the_payments() =>
        Freshness.WantsPayments(Given.Slip(instruct: Instruct).On(Given.Order(instructed: "2025-01-25")).At("2025-03-03")).ShouldBeTrue();

    [Fact]
    public void A_reset_slip_in_its_window_that_waits_a_day_for_a_fresh_authorisation_needs_attention() =>
        PaymentRules.Decide(Given.Slip(instruct: Instruct, evidence: "2025-01-05 12:30", amountChanged: "2025-03-04").At("2025-03-05 12:00"))
            .ShouldStay(Outcome.NeedsAttention, Reason.StaleAuthorisation);

    [Fact]
    public void A_withdrawal_rests_on_conditions_that_all_hold() =>
        LongLead.Decide(Paid().On(Given.Order(progress: 200)).At("2025-03-03")).Findings.ShouldAllBe(f => f.Holds);
}
