namespace RakutenOps.Domain.Tests.Rules;

/// <summary>R6 処理対象外となる条件.</summary>
public sealed class NeverTargetsTests
{
    public static TheoryData<ExcludedReason, Reason> Marks => new()
    {
        { ExcludedReason.Csv, Reason.ExcludedOrigin },
        { ExcludedReason.Manual, Reason.ExcludedOrigin },
        { ExcludedReason.Copied, Reason.ExcludedOrigin },
        { ExcludedReason.RestoredFromMerge, Reason.ExcludedRestoredFromMerge },
    };

    [Theory, MemberData(nameof(Marks))]
    public void An_excluded_slip_is_never_paid(ExcludedReason mark, Reason reason) =>
        PaymentRules.Decide(Given.Slip(excluded: mark).At("2025-01-06")).ShouldStay(Outcome.Ineligible, reason).Rule.ShouldBe("R6");

    [Theory, MemberData(nameof(Marks))]
    public void An_excluded_slip_is_never_reauthorised(ExcludedReason mark, Reason reason) =>
        PaymentRules.Decide(Given.PaidSlip(instruct: "2025-03-10", excluded: mark).On(Given.Order(instructed: "2025-03-03")).At("2025-03-03")).ShouldStay(Outcome.Ineligible, reason);

    [Theory, MemberData(nameof(Marks))]
    public void An_excluded_slip_is_never_withdrawn(ExcludedReason mark, Reason reason) =>
        PaymentRules.Decide(Given.PaidSlip(instruct: "2025-03-10", excluded: mark).On(Given.Order(progress: 200)).At("2025-03-03")).ShouldStay(Outcome.Ineligible, reason);

    [Theory, MemberData(nameof(Marks))]
    public void A_sibling_in_its_window_does_not_carry_a_result_to_an_excluded_slip(ExcludedReason mark, Reason reason) =>
        PaymentRules.Decide(Given.PaidSlip(number: 2, excluded: mark).Beside(Given.PaidSlip(instruct: "2025-03-10")).On(Given.Order(progress: 200)).At("2025-03-03")).ShouldStay(Outcome.Ineligible, reason);

    [Theory]
    [InlineData(ExcludedReason.Csv)]
    [InlineData(ExcludedReason.Manual)]
    [InlineData(ExcludedReason.RestoredFromMerge)]
    public void The_cancel_sync_takes_any_origin(ExcludedReason mark) =>
        PaymentRules.Decide(Given.Slip(excluded: mark).On(Given.Order(progress: 900)).At("2025-01-06")).ShouldChange(Outcome.Cancelled, "R23 CancelKind: 0 → 5", "R23 Lines: 1 melonpan 1/1 → 1 melonpan 0/1");

    [Theory]
    [InlineData(SlipOrigin.Api, ExcludedReason.None)]
    [InlineData(SlipOrigin.Csv, ExcludedReason.Csv)]
    [InlineData(SlipOrigin.Manual, ExcludedReason.Manual)]
    public void The_origin_marks_a_slip_when_it_is_made(SlipOrigin origin, ExcludedReason mark) =>
        NeverTargets.MarkOf(origin).ShouldBe(mark);
}
