namespace RakutenOps.Domain.Tests.Rules;

/// <summary>The funnel of domain.md §5 and R9.</summary>
public sealed class FunnelTests
{
    static readonly DateOnly Today = Given.Day("2025-01-20");

    static ShippableSetting Setting(int threshold = 2) => Given.Shop(threshold: threshold).ShippableFor("クレジットカード");

    static Scene Slip(int status = 20, int deposit = 2, int confirm = 0, int allocated = 1, string? released = null, string? instruct = null, int cancel = 0) =>
        Given.Slip(status: status, deposit: deposit, confirm: confirm, allocated: allocated, released: released, instruct: instruct, cancel: cancel);

    public static TheoryData<string, Stage> Stages => new()
    {
        // status deposit/threshold confirm allocated released instruct cancel
        { "0  0/2 0 0 -          -          0", Stage.NewlyReceived },
        { "0  0/2 1 0 -          -          0", Stage.NewlyReceived },          // 0 with 要確認 is shown as 新規受付
        { "1  0/2 0 0 -          -          0", Stage.NewlyReceived },
        { "2  0/2 1 0 2025-02-01 2025-02-01 0", Stage.AwaitingConfirmation },   // confirmation goes before everything
        { "2  2/2 1 1 -          -          0", Stage.AwaitingConfirmation },   // 要注意: stops even when paid (§9.17)
        { "2  0/2 2 0 2025-02-01 2025-02-01 0", Stage.AwaitingPayment },        // 確認済 does not hold
        { "2  1/2 0 1 -          -          0", Stage.AwaitingPayment },        // 一部入金 is under the threshold
        { "2  1/1 0 0 -          -          0", Stage.AwaitingAllocation },     // and enough for a lower one
        { "2  0/0 0 0 -          -          0", Stage.AwaitingAllocation },     // threshold 0: unpaid passes
        { "2  2/2 0 0 2025-02-01 2025-02-01 0", Stage.AwaitingAllocation },
        { "2  2/2 0 1 2025-01-21 2025-02-01 0", Stage.AwaitingRelease },        // released tomorrow
        { "20 2/2 0 1 2025-01-20 2025-02-01 0", Stage.AwaitingPrintDate },      // released today holds no more
        { "20 2/2 0 1 -          2025-01-21 0", Stage.AwaitingPrintDate },      // to be printed from tomorrow
        { "20 2/2 0 1 -          2025-01-20 0", Stage.AwaitingPrint },          // on the instruct day itself
        { "20 2/2 0 1 -          2025-01-19 0", Stage.AwaitingPrint },
        { "20 2/2 0 1 -          -          0", Stage.AwaitingPrint },
        { "30 0/2 1 0 -          2025-02-01 0", Stage.Printing },
        { "40 0/2 1 0 -          2025-02-01 0", Stage.Printed },
        { "50 0/2 1 0 -          2025-02-01 0", Stage.Shipped },
        { "2  0/2 0 0 -          -          1", Stage.Cancelled },
        { "50 2/2 0 1 -          -          8", Stage.Cancelled },
    };

    [Theory, MemberData(nameof(Stages))]
    public void The_first_condition_that_holds_is_the_stage(string slip, Stage stage)
    {
        var f = slip.Split([' ', '/'], StringSplitOptions.RemoveEmptyEntries);
        int Code(int at) => int.Parse(f[at], System.Globalization.CultureInfo.InvariantCulture);
        string? DayOf(int at) => f[at] == "-" ? null : f[at];
        var built = Slip(Code(0), Code(1), Code(3), Code(4), DayOf(5), DayOf(6), Code(7)).Slip;

        Funnel.StageOf(built, Setting(Code(2)), Today).ShouldBe(stage);
    }

    [Fact]
    public void One_line_without_its_goods_holds_the_slip()
    {
        var slip = Slip().Slip;

        Funnel.StageOf(slip with { Lines = [.. slip.Lines, new() { LineNumber = 2, ItemCode = "anpan", Quantity = 3, AllocatedQuantity = 2 }] }, Setting(), Today).ShouldBe(Stage.AwaitingAllocation);
    }

    [Fact]
    public void A_slip_that_nothing_holds_moves_on_to_20() => Funnel.Advance(Slip(status: 2).Slip, Setting(), Today).Status.ShouldBe(SlipStatus.AwaitingPrint);

    [Fact]
    public void The_instruct_day_does_not_keep_a_slip_from_20() => Funnel.Advance(Slip(status: 2, instruct: "2025-02-01").Slip, Setting(), Today).Status.ShouldBe(SlipStatus.AwaitingPrint);

    [Fact]
    public void A_slip_that_something_holds_stays_at_2()
    {
        Scene[] held = [Slip(status: 2, confirm: 1), Slip(status: 2, deposit: 1), Slip(status: 2, allocated: 0), Slip(status: 2, released: "2025-01-21"), Slip(status: 2, cancel: 1)];
        foreach (var slip in held)
        {
            Funnel.Advance(slip.Slip, Setting(), Today).Status.ShouldBe(SlipStatus.Entered);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(30)]
    [InlineData(50)]
    public void Only_2_moves_on(int status) => Funnel.Advance(Slip(status: status).Slip, Setting(), Today).Status.ShouldBe((SlipStatus)status);

    [Theory]
    [InlineData(20, 0, 2, 2)]
    [InlineData(20, 1, 2, 2)]
    [InlineData(20, 2, 2, 20)]
    [InlineData(20, 0, 0, 20)]    // threshold 0: an unpaid slip stays shippable (§9.7)
    [InlineData(20, 0, 1, 2)]
    [InlineData(2, 0, 2, 2)]
    [InlineData(30, 0, 2, 30)]
    [InlineData(40, 0, 2, 40)]
    public void Under_the_threshold_a_slip_falls_back_from_20_to_2(int status, int deposit, int threshold, int becomes) =>
        Funnel.FallBack(Slip(status: status, deposit: deposit).Slip, Setting(threshold)).Status.ShouldBe((SlipStatus)becomes);

    [Fact]
    public void Payment_releases_a_slip_only_as_far_as_its_next_hold()
    {
        var decision = PaymentRules.Decide(Given.Slip(allocated: 0).At("2025-01-06")).ShouldChange(Outcome.Paid, "R8 DepositStatus: 0 → 2", "R8 ApprovalStatus: 10 → 30", "R8 ApprovalDate: – → 2025-01-05");

        Funnel.StageOf(decision.After!, Setting(), Given.Day("2025-01-06")).ShouldBe(Stage.AwaitingAllocation);
    }
}
