namespace RakutenOps.Domain.Tests.Rules;

/// <summary>R4 伝票の条件.</summary>
public sealed class WaitingSlipTests
{
    static SyncDecision Decide(Scene slip) => StandardImport.Decide(slip.At("2025-01-06"));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(20)]
    [InlineData(30)]
    [InlineData(40)]
    [InlineData(50)]
    public void Only_status_2_is_imported(int status) =>
        Decide(Given.Slip(status: status)).ShouldStay(Outcome.Ineligible, Reason.StatusNotEntered).Rule.ShouldBe("R4");

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Only_deposit_0_is_imported(int deposit) =>
        Decide(Given.Slip(deposit: deposit)).ShouldStay(Outcome.Ineligible, Reason.DepositNotUnpaid);

    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    [InlineData(30)]
    [InlineData(70)]
    [InlineData(90)]
    public void Only_approval_10_is_imported(int approval) =>
        Decide(Given.Slip(approval: approval)).ShouldStay(Outcome.Ineligible, Reason.ApprovalNotUnapproved);

    [Fact]
    public void An_approval_date_left_in_place_stops_the_import_and_a_person_must_look()
    {
        var decision = Decide(Given.Slip(approved: "2025-01-05")).ShouldStay(Outcome.NeedsAttention, Reason.ApprovalDateNotBlank);
        decision.Message.ShouldContain("Reset-OrderSlipPayment");
    }

    [Fact]
    public void No_cancel_kind_but_0_is_imported()
    {
        foreach (var kind in Enum.GetValues<CancelKind>().Where(k => k != CancelKind.Live))
        {
            Decide(Given.Slip(cancel: (int)kind)).ShouldStay(Outcome.Ineligible, Reason.Cancelled);
        }
    }

    [Fact]
    public void Origin_status_2_does_not_tell_the_origin_so_an_API_slip_there_is_imported() =>
        Decide(Given.Slip(status: 2)).Outcome.ShouldBe(Outcome.Paid);

    [Fact]
    public void A_waiting_slip_is_one_that_meets_R4_and_R6()
    {
        WaitingSlip.Holds(Given.Slip().Slip).ShouldBeTrue();
        Scene[] others =
        [
            Given.Slip(status: 20), Given.Slip(deposit: 1), Given.Slip(approval: 0), Given.Slip(approved: "2025-01-05"), Given.Slip(cancel: 3),
            Given.Slip(excluded: ExcludedReason.Csv), Given.Slip(excluded: ExcludedReason.Manual), Given.Slip(excluded: ExcludedReason.Copied), Given.Slip(excluded: ExcludedReason.RestoredFromMerge),
        ];
        others.ShouldAllBe(o => !WaitingSlip.Holds(o.Slip));
    }
}
