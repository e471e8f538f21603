using RakutenOps.Core.Storage;
using RakutenOps.Edits;

namespace RakutenOps.Core.Tests.Slips;

public sealed class SlipPaymentTests : IDisposable
{
    readonly SlipDesk desk = new();

    public void Dispose() => desk.Dispose();

    [Fact]
    public void R15_a_reset_puts_all_of_it_back_at_once()
    {
        var slip = desk.Paid();

        var after = desk.Do(desk.Slips.PlanReset(slip.SlipNumber, 3800)).Single();

        (after.DepositStatus, after.ApprovalStatus, after.ApprovalDate, after.Status, after.TotalAmount).ShouldBe((DepositStatus.Unpaid, ApprovalStatus.Unapproved, null, SlipStatus.Entered, 3800m));
        (after.AmountChangedAt, after.EditedAt, after.LastEvidenceAt, after.Stage).ShouldBe((desk.Now, desk.Now, slip.LastEvidenceAt, Stage.AwaitingPayment));
        desk.History("R15", "R9").ShouldBe(
        [
            "1 R15 DepositStatus: 2 → 0", "1 R15 ApprovalStatus: 30 → 10", "1 R15 ApprovalDate: 2026-01-05 → –", "1 R15 TotalAmount: 4200 → 3800", "1 R15 AmountChangedAt: – → 2026-01-10T03:00:00Z", "1 R9 Status: 20 → 2",
        ]);
    }

    [Fact]
    public void A_reset_names_the_slips_of_the_order_that_it_leaves()
    {
        var slip = desk.Paid();
        var split = desk.Do(desk.Slips.PlanSplit(slip.SlipNumber, new Dictionary<int, int> { [1] = 1 }))[0];

        desk.Slips.PlanReset(slip.SlipNumber).Notices.Single().ToString().ShouldContain($"{split.SlipNumber}");
        desk.Slips.PlanReset(slip.SlipNumber, together: new HashSet<long> { slip.SlipNumber, split.SlipNumber }).Notices.ShouldBeEmpty("both are reset by one command");

        desk.Do(desk.Slips.PlanSet(split.SlipNumber, new() { Status = SlipStatus.Printing }));
        desk.Slips.PlanReset(slip.SlipNumber, together: new HashSet<long> { slip.SlipNumber, split.SlipNumber }).Notices.Single().ToString().ShouldContain($"{split.SlipNumber}", customMessage: "R15 refuses the printed one, so it stays paid");
    }

    [Theory]
    [InlineData(SlipStatus.Printing)]
    [InlineData(SlipStatus.Printed)]
    [InlineData(SlipStatus.Shipped)]
    public void R15_refuses_a_printed_slip_unless_forced(SlipStatus status)
    {
        var slip = desk.Paid();
        desk.Do(desk.Slips.PlanSet(slip.SlipNumber, new() { Status = status }));

        Should.Throw<SlipException>(() => desk.Slips.PlanReset(slip.SlipNumber)).Id.ShouldBe("ResetRefused");
        desk.Do(desk.Slips.PlanReset(slip.SlipNumber, force: true)).Single().ShouldSatisfyAllConditions(s => s.DepositStatus.ShouldBe(DepositStatus.Unpaid), s => s.Status.ShouldBe(status));
    }

    [Fact]
    public void R27_an_order_of_the_shops_own_settlement_is_refused_by_what_was_last_seen_of_it()
    {
        var slip = desk.Paid();
        var order = new RakutenOrder { OrderNumber = "o-1", Progress = OrderProgress.AwaitingShipment, OrderedAt = slip.OrderedAt, IsCommonSettlement = false, SettlementCode = 2, SettlementName = "代金引換" };
        desk.Store.Apply(new() { At = desk.Now, By = "Given", Sightings = [new() { Shop = SlipDesk.Kobe, OrderNumber = "o-1", SeenAt = desk.Now, Order = order }] });

        Should.Throw<SlipException>(() => desk.Slips.PlanReset(slip.SlipNumber)).Message.ShouldContain("代金引換");
    }

    [Fact]
    public void A_cancelled_slip_is_not_even_forced()
    {
        var slip = desk.Paid();
        desk.Do(desk.Slips.PlanSet(slip.SlipNumber, new() { CancelKind = CancelKind.CustomerRequest }));
        Should.Throw<SlipException>(() => desk.Slips.PlanReset(slip.SlipNumber, force: true)).Id.ShouldBe("ResetRefused");
        Should.Throw<SlipException>(() => desk.Slips.PlanApproval(slip.SlipNumber)).Id.ShouldBe("SlipCancelled");
    }

    [Fact]
    public void A_total_below_nothing_is_refused() => Should.Throw<SlipException>(() => desk.Slips.PlanReset(desk.Paid().SlipNumber, -1)).Id.ShouldBe("AmountNegative");

    [Fact]
    public void R26_an_approval_by_hand_rests_on_its_entry()
    {
        var slip = desk.Waiting();
        desk.Clock.SetUtcNow(SlipDesk.Jst("2026-01-20 08:59:00"));   // still the 19th in UTC

        var plan = desk.Slips.PlanApproval(slip.SlipNumber);
        var after = desk.Do(plan).Single();

        (after.DepositStatus, after.ApprovalStatus, after.ApprovalDate, after.LastEvidenceAt).ShouldBe((DepositStatus.Paid, ApprovalStatus.Approved, new DateOnly(2026, 1, 20), desk.Now));
        after.Stage.ShouldBe(Stage.AwaitingAllocation);
        plan.Decision!.Outcome.ShouldBe(Outcome.Approved);
        desk.Store.History(new() { Rule = "R26" }).ShouldAllBe(static h => h.Evidence == "Manual 2026-01-20T08:59:00+09:00" && h.By == "Test");
    }

    [Theory]
    [InlineData("2026-01-10", null)]
    [InlineData("2026-01-11", "ApprovalInFuture")]
    [InlineData("2026-01-05", null)]
    [InlineData("2026-01-04", "DateTooEarly")]
    public void An_approval_date_lies_between_the_order_and_today(string date, string? refused)
    {
        var slip = desk.Waiting();
        SlipPlan Plan() => desk.Slips.PlanApproval(slip.SlipNumber, DateOnly.ParseExact(date, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        if (refused is null) Plan().Edits.Count.ShouldBe(1);
        else Should.Throw<SlipException>(Plan).Id.ShouldBe(refused);
    }
}
