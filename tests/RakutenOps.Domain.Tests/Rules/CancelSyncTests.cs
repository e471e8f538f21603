namespace RakutenOps.Domain.Tests.Rules;

/// <summary>R23 注文キャンセルを自動反映.</summary>
public sealed class CancelSyncTests
{
    static readonly RakutenOrder Cancelled = Given.Order(progress: 900, instructed: null);

    static SyncDecision? Decide(Scene slip, string now = "2025-01-13") => CancelSync.Decide(slip.At(now));

    [Fact]
    public void A_cancelled_order_cancels_its_slip_for_the_shops_own_reason_and_releases_its_goods() =>
        Decide(Given.Slip().On(Cancelled)).ShouldChange(Outcome.Cancelled, "R23 CancelKind: 0 → 5", "R23 Lines: 1 melonpan 1/1 → 1 melonpan 0/1").Rule.ShouldBe("R23");

    [Fact]
    public void The_reason_is_the_one_the_shop_chose() =>
        Decide(Given.Slip().On(Cancelled).In(Given.Shop(cancelKind: 20)))!.After!.CancelKind.ShouldBe(CancelKind.Unpaid);

    [Fact]
    public void The_slip_remembers_when_it_was_cancelled() => Decide(Given.Slip().On(Cancelled))!.After!.CancelSyncedAt.ShouldBe(Given.Moment("2025-01-13"));

    [Fact]
    public void A_paid_slip_is_cancelled_and_keeps_its_payment() =>
        Decide(Given.PaidSlip().On(Cancelled)).ShouldChange(Outcome.Cancelled, "R23 CancelKind: 0 → 5", "R23 Lines: 1 melonpan 1/1 → 1 melonpan 0/1");

    [Theory]
    [InlineData("2025-01-05", "2025-03-08 23:59", true)]          // day 62
    [InlineData("2025-01-05", "2025-03-09 00:00", false)]         // day 63
    [InlineData("2025-01-05", "2025-03-08T14:59:00Z", true)]      // 3/8 23:59 JST
    [InlineData("2025-01-05", "2025-03-08T15:00:00Z", false)]     // 3/9 00:00 JST, still 3/8 in UTC
    [InlineData("2024-01-05", "2024-03-07", true)]                // day 62 across 29 February
    [InlineData("2024-01-05", "2024-03-08", false)]
    [InlineData("2024-12-01", "2025-02-01", true)]                // across the year end
    [InlineData("2024-12-01", "2025-02-02", false)]
    [InlineData("2025-01-04T15:00:00Z", "2025-03-08 23:59", true)]    // ordered 1/5 00:00 JST, 1/4 in UTC
    [InlineData("2025-01-04T14:59:00Z", "2025-03-08 00:00", false)]   // ordered 1/4 23:59 JST
    public void Sixty_two_days_after_the_order_are_in_and_sixty_three_are_out(string ordered, string now, bool holds)
    {
        var decision = Decide(Given.Slip(ordered: ordered).On(Cancelled), now);

        if (holds) decision!.Outcome.ShouldBe(Outcome.Cancelled);
        else decision.ShouldStay(Outcome.NeedsAttention, Reason.CancelAfter62Days);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(20)]
    [InlineData(30)]
    [InlineData(40)]
    public void From_newly_received_to_printed_slips_are_cancelled(int status) => Decide(Given.Slip(status: status).On(Cancelled))!.Outcome.ShouldBe(Outcome.Cancelled);

    [Fact]
    public void A_shipped_slip_is_left() => Decide(Given.PaidSlip(status: 50).On(Cancelled)).ShouldStay(Outcome.Ineligible, Reason.CancelOutOfScope);

    [Fact]
    public void An_order_cancelled_after_its_shipment_needs_attention() =>
        Decide(Given.PaidSlip(status: 40).On(Given.Order(progress: 900, shipped: "2025-01-10"))).ShouldStay(Outcome.NeedsAttention, Reason.CancelOutOfScope);

    [Fact]
    public void A_slip_that_is_not_live_is_none_of_its_business() => Decide(Given.Slip(cancel: 1).On(Cancelled)).ShouldBeNull();

    [Theory]
    [InlineData(100)]
    [InlineData(200)]
    [InlineData(300)]
    [InlineData(400)]
    [InlineData(500)]
    [InlineData(700)]
    [InlineData(0)]
    public void An_order_that_is_not_cancelled_is_none_of_its_business(int progress) => Decide(Given.Slip().On(Given.Order(progress: progress))).ShouldBeNull();

    [Fact]
    public void An_order_that_was_not_read_is_none_of_its_business() => Decide(Given.Slip().On(null)).ShouldBeNull();

    [Fact]
    public void A_cancel_that_can_still_be_undone_is_not_yet_a_cancel() =>
        Decide(Given.Slip().On(Given.Order(progress: 800))).ShouldStay(Outcome.NeedsAttention, Reason.CancelNotFinal);

    [Fact]
    public void A_cancel_applied_for_on_a_shipped_slip_says_nothing() => Decide(Given.PaidSlip(status: 50).On(Given.Order(progress: 800))).ShouldBeNull();

    [Fact]
    public void A_slip_that_a_person_revived_is_not_cancelled_again() =>
        Decide(Given.Slip(cancelSynced: "2025-01-10").On(Cancelled)).ShouldStay(Outcome.Ineligible, Reason.CancelOutOfScope);

    [Fact]
    public void A_copy_is_only_told_of() => Decide(Given.Slip(excluded: ExcludedReason.Copied, copiedFrom: 7).On(Cancelled)).ShouldStay(Outcome.NeedsAttention, Reason.CancelOutOfScope);

    [Fact]
    public void A_slip_split_from_a_copy_is_only_told_of() => Decide(Given.Slip(excluded: ExcludedReason.Copied).On(Cancelled)).ShouldStay(Outcome.NeedsAttention, Reason.CancelOutOfScope);

    [Fact]
    public void Cancelled_twice_it_changes_once()
    {
        var s = Given.Slip().On(Cancelled).At("2025-01-13");

        PaymentRules.Decide(s with { Slip = CancelSync.Decide(s)!.After! }).ShouldStay(Outcome.Ineligible, Reason.Cancelled);
    }
}
