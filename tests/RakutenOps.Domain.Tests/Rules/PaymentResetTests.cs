namespace RakutenOps.Domain.Tests.Rules;

/// <summary>R15 金額変更を行う場合に必要な操作.</summary>
public sealed class PaymentResetTests
{
    static SyncDecision Reset(Scene slip, decimal? amount = null, bool force = false) => PaymentReset.Decide(slip.At("2025-01-13 15:00"), amount, force);

    [Fact]
    public void Reset_puts_a_paid_slip_back_to_awaiting_payment_with_its_new_amount_at_once()
    {
        var decision = Reset(Given.PaidSlip(), amount: 4800);

        decision.ShouldChange(Outcome.Reset,
            "R15 DepositStatus: 2 → 0", "R15 ApprovalStatus: 30 → 10", "R15 ApprovalDate: 2025-01-05 → –", "R15 TotalAmount: 5400 → 4800", "R15 AmountChangedAt: – → 2025-01-13T06:00:00Z", "R9 Status: 20 → 2");
        Funnel.StageOf(decision.After!, Given.Shop().ShippableFor("クレジットカード"), Given.Day("2025-01-13")).ShouldBe(Stage.AwaitingPayment);
    }

    [Fact]
    public void Reset_keeps_the_evidence_already_used() => Reset(Given.PaidSlip()).After!.LastEvidenceAt.ShouldBe(Given.Moment("2025-01-05 12:30"));

    [Fact]
    public void Reset_without_an_amount_keeps_it() => Reset(Given.PaidSlip()).After!.TotalAmount.ShouldBe(5400);

    [Fact]
    public void Reset_clears_a_forgotten_approval_date() =>
        Reset(Given.Slip(approved: "2025-01-05")).ShouldChange(Outcome.Reset, "R15 ApprovalDate: 2025-01-05 → –", "R15 AmountChangedAt: – → 2025-01-13T06:00:00Z");

    [Fact]
    public void A_reset_slip_is_one_that_the_import_waits_for() => WaitingSlip.Holds(Reset(Given.PaidSlip()).After!).ShouldBeTrue();

    [Theory]
    [InlineData(30)]
    [InlineData(40)]
    [InlineData(50)]
    public void Reset_refuses_a_printed_slip(int status) => Reset(Given.PaidSlip(status: status)).ShouldStay(Outcome.Ineligible, Reason.PrintedOrLater).Rule.ShouldBe("R15");

    [Theory]
    [InlineData(30)]
    [InlineData(40)]
    [InlineData(50)]
    public void Forced_it_resets_a_printed_slip_and_leaves_its_status(int status)
    {
        var decision = Reset(Given.PaidSlip(status: status), force: true);

        decision.Outcome.ShouldBe(Outcome.Reset);
        decision.After!.Status.ShouldBe((SlipStatus)status);
    }

    [Theory]
    [InlineData(ExcludedReason.Csv, Reason.ExcludedOrigin)]
    [InlineData(ExcludedReason.Manual, Reason.ExcludedOrigin)]
    [InlineData(ExcludedReason.Copied, Reason.ExcludedOrigin)]
    [InlineData(ExcludedReason.RestoredFromMerge, Reason.ExcludedRestoredFromMerge)]
    public void Reset_refuses_a_slip_that_would_never_be_paid_again_by_itself(ExcludedReason mark, Reason reason)
    {
        Reset(Given.PaidSlip(excluded: mark)).ShouldStay(Outcome.Ineligible, reason);
        Reset(Given.PaidSlip(excluded: mark), force: true).Outcome.ShouldBe(Outcome.Reset);
    }

    [Fact]
    public void Reset_refuses_the_shops_own_settlement()
    {
        var selective = Given.PaidSlip().On(Given.Order(common: false));

        Reset(selective).ShouldStay(Outcome.Ineligible, Reason.NotCommonSettlement);
        Reset(selective, force: true).Outcome.ShouldBe(Outcome.Reset);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_cancelled_slip_is_never_reset(bool force) => Reset(Given.PaidSlip(cancel: 1), force: force).ShouldStay(Outcome.Ineligible, Reason.Cancelled);

    [Fact]
    public void Reset_needs_no_order() => Reset(Given.PaidSlip().On(null)).Outcome.ShouldBe(Outcome.Reset);

    [Fact]
    public void Reset_names_the_slips_of_the_order_that_are_left_paid() =>
        Reset(Given.PaidSlip(number: 7).Beside(Given.PaidSlip(number: 9), Given.PaidSlip(number: 8), Given.Slip(number: 10), Given.PaidSlip(number: 11, cancel: 1), Given.PaidSlip(number: 12, status: 50)))
            .Message.ShouldEndWith("are not reset: 8, 9.");

    [Fact]
    public void With_no_slip_left_paid_none_is_named() => Reset(Given.PaidSlip().Beside(Given.Slip(number: 2))).Text.Key.ShouldBe("Say_Reset");

    [Fact]
    public void A_refusal_that_force_overrides_says_so() => Reset(Given.PaidSlip(status: 30)).Message.ShouldContain("-Force");

    [Fact]
    public void A_refusal_that_force_does_not_override_does_not_offer_it() => Reset(Given.PaidSlip(cancel: 1)).Message.ShouldNotContain("-Force");

    [Fact]
    public void With_threshold_0_the_slip_stays_where_it_is() =>
        Reset(Given.PaidSlip().In(Given.Shop(threshold: 0))).After!.Status.ShouldBe(SlipStatus.AwaitingPrint);
}
