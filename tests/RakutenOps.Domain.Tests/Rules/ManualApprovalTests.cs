namespace RakutenOps.Domain.Tests.Rules;

/// <summary>R17 and R26 手動で入金処理.</summary>
public sealed class ManualApprovalTests
{
    static SyncDecision Approve(Scene slip, string date = "2025-01-22") => ManualApproval.Decide(slip.At("2025-01-23 15:00:00.5"), Given.Day(date));

    [Fact]
    public void A_person_pays_a_slip_with_the_approval_date_of_their_choice() =>
        Approve(Given.Slip()).ShouldChange(Outcome.Approved, "R26 DepositStatus: 0 → 2", "R26 ApprovalStatus: 10 → 30", "R26 ApprovalDate: – → 2025-01-22", "R9 Status: 2 → 20");

    [Fact]
    public void The_time_of_the_entry_is_the_evidence()
    {
        var decision = Approve(Given.Slip());

        decision.Evidence.ShouldBe(new Evidence(Given.Moment("2025-01-23 15:00:00"), EvidenceSource.Manual));
        decision.After!.LastEvidenceAt.ShouldBe(Given.Moment("2025-01-23 15:00:00"));
    }

    [Theory]
    [InlineData(ExcludedReason.Csv)]
    [InlineData(ExcludedReason.Manual)]
    [InlineData(ExcludedReason.Copied)]
    [InlineData(ExcludedReason.RestoredFromMerge)]
    public void Any_origin_may_be_approved_by_hand(ExcludedReason mark) => Approve(Given.Slip(excluded: mark)).Outcome.ShouldBe(Outcome.Approved);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(20)]
    [InlineData(30)]
    [InlineData(40)]
    [InlineData(50)]
    public void Any_status_may_be_approved_by_hand_and_stays(int status) => Approve(Given.Slip(status: status)).After!.Status.ShouldBe((SlipStatus)status);

    [Fact]
    public void Off_or_without_a_licence_a_person_may_still_approve() =>
        Approve(Given.Slip().On(null).In(Given.Shop(import: false, licenceEnds: "2025-01-01"))).Outcome.ShouldBe(Outcome.Approved);

    [Fact]
    public void A_cancelled_slip_is_restored_first() => Approve(Given.Slip(cancel: 1)).ShouldStay(Outcome.Ineligible, Reason.Cancelled);
}
