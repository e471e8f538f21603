using RakutenOps.Edits;
using RakutenOps.Rules;

namespace RakutenOps.Domain.Tests.Edits;

public sealed class SlipCopyTests
{
    static OrderSlip Copy(OrderSlip source, params OrderSlip[] others) => SlipCopy.Plan(source, [source, .. others], Edit.Shop, Edit.Now).Edits.Single().After;

    [Fact]
    public void A_copy_of_a_paid_slip_starts_unpaid_without_date_or_evidence_and_is_never_paid_automatically()
    {
        var copy = Copy(Edit.Paid() with { AmountChangedAt = Edit.Now, PaymentMethodChangedAt = Edit.Now, CancelSyncedAt = Edit.Now });
        (copy.DepositStatus, copy.ApprovalStatus, copy.ApprovalDate, copy.LastEvidenceAt).ShouldBe((DepositStatus.Unpaid, ApprovalStatus.Unapproved, null, null));
        (copy.AmountChangedAt, copy.PaymentMethodChangedAt, copy.CancelSyncedAt).ShouldBe((null, null, null));
        (copy.CopiedFrom, copy.ExcludedReason, copy.Status).ShouldBe((1, ExcludedReason.Copied, SlipStatus.Entered));
        copy.Goods().ShouldBe(["1 melonpan 0/2", "2 anpan 0/3"]);
        WaitingSlip.Holds(copy).ShouldBeFalse();
    }

    [Fact]
    public void It_takes_the_orders_next_free_number()
    {
        Copy(Edit.Slip()).OrderNumber.ShouldBe(Given.Number + "-fk-1");
        Copy(Edit.Slip(), Edit.Slip(2, orderNumber: Given.Number + "-fk-1"), Edit.Slip(3, orderNumber: Given.Number + "-bk-2")).OrderNumber.ShouldBe(Given.Number + "-fk-2");
        Copy(Edit.Slip(2, orderNumber: Given.Number + "-bk-1")).OrderNumber.ShouldBe(Given.Number + "-fk-1", "a copy of a split slip belongs to the same Rakuten order");
    }

    [Fact]
    public void The_copy_of_a_cancelled_slip_is_live() => Copy(Edit.Slip(cancel: 3) with { MergedInto = 9 }).ShouldSatisfyAllConditions(
        static c => c.IsLive.ShouldBeTrue(),
        static c => c.MergedInto.ShouldBeNull());

    [Fact]
    public void The_source_is_not_written() =>
        SlipCopy.Plan(Edit.Paid(), [], Edit.Shop, Edit.Now).Edits.ShouldAllBe(static e => e.Before == null);
}
