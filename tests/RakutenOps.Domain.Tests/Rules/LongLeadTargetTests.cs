namespace RakutenOps.Domain.Tests.Rules;

/// <summary>R19 再オーソリ結果を取り込む条件.</summary>
public sealed class LongLeadTargetTests
{
    [Theory]
    [InlineData("2025-03-10", "2025-02-07", true)]    // 31 days
    [InlineData("2025-03-10", "2025-02-08", true)]    // 30 days
    [InlineData("2025-03-10", "2025-02-09", false)]   // 29 days
    [InlineData("2024-03-01", "2024-01-31", true)]    // 30 days across 29 February
    [InlineData("2024-03-01", "2024-02-01", false)]
    [InlineData("2025-03-01", "2025-01-30", true)]    // 30 days in a common year
    [InlineData("2025-03-01", "2025-01-31", false)]
    [InlineData("2025-01-10", "2024-12-11", true)]    // across the year end
    [InlineData("2025-01-10", "2024-12-12", false)]
    public void The_approval_lies_thirty_days_or_more_before_the_instruct_day(string instruct, string approved, bool holds) =>
        LongLeadTarget.CheckLead(Given.PaidSlip(approved: approved, ordered: approved, instruct: instruct).At(instruct)).Holds.ShouldBe(holds);

    [Theory]
    [InlineData("2025-02-08", true)]
    [InlineData("2025-02-09", false)]
    public void A_blank_approval_date_is_read_with_the_order_day_in_its_place(string ordered, bool holds) =>
        LongLeadTarget.CheckLead(Given.Slip(ordered: ordered, instruct: "2025-03-10").At("2025-03-05")).Holds.ShouldBe(holds);

    [Fact]
    public void The_order_day_in_place_of_a_blank_approval_date_is_Japans() =>
        LongLeadTarget.LeadOf(Given.Slip(ordered: "2025-02-07T15:00:00Z", instruct: "2025-03-10").Slip).ShouldBe(30);

    [Theory]
    [InlineData("2025-03-02 23:59", false)]           // 8 days
    [InlineData("2025-03-03 00:00", true)]            // 7 days
    [InlineData("2025-03-02T14:59:00Z", false)]       // 3/2 23:59 JST
    [InlineData("2025-03-02T15:00:00Z", true)]        // 3/3 00:00 JST, still 3/2 in UTC
    [InlineData("2025-03-02T23:59:00Z", true)]        // 3/3 08:59 JST
    [InlineData("2025-03-10T00:00:00Z", true)]        // 3/10 09:00 JST
    [InlineData("2025-03-10 23:59", true)]            // 0 days
    [InlineData("2025-03-10T14:59:59Z", true)]
    [InlineData("2025-03-10T15:00:00Z", false)]       // 3/11 00:00 JST, still 3/10 in UTC
    public void The_window_is_the_seven_days_before_the_instruct_day_and_that_day(string now, bool holds) =>
        LongLeadTarget.CheckWindow(Given.PaidSlip(instruct: "2025-03-10").At(now)).Holds.ShouldBe(holds);

    [Theory]
    [InlineData("2024-03-05", "2024-02-27", true)]    // 7 days across 29 February
    [InlineData("2024-03-05", "2024-02-26", false)]
    [InlineData("2025-03-05", "2025-02-26", true)]    // 7 days in a common year
    [InlineData("2025-03-05", "2025-02-25", false)]
    [InlineData("2025-01-03", "2024-12-27", true)]    // across the year end
    [InlineData("2025-01-03", "2024-12-26", false)]
    public void The_window_opens_seven_calendar_days_before(string instruct, string today, bool holds) =>
        LongLeadTarget.CheckWindow(Given.PaidSlip(approved: "2024-01-05", ordered: "2024-01-05", instruct: instruct).At(today)).Holds.ShouldBe(holds);

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, false)]
    [InlineData(2, true)]
    [InlineData(20, true)]
    [InlineData(30, false)]
    [InlineData(40, false)]
    [InlineData(50, false)]
    public void Status_2_and_20_are_targets(int status, bool holds) =>
        LongLeadTarget.CheckStatus(Given.PaidSlip(instruct: "2025-03-10", status: status).At("2025-03-05")).Holds.ShouldBe(holds);

    [Theory]
    [InlineData(Given.Card, true)]
    [InlineData(Given.ApplePay, true)]
    [InlineData(Given.BankTransfer, false)]
    [InlineData(Given.SevenEleven, false)]
    [InlineData(Given.Deferred, false)]
    [InlineData(Given.Lawson, false)]                 // not in the map: its kind is not known
    public void Card_and_Apple_Pay_are_targets(int code, bool holds) =>
        LongLeadTarget.CheckCard(Given.PaidSlip(instruct: "2025-03-10", method: Given.NameOf(code), code: code).At("2025-03-05")).Holds.ShouldBe(holds);

    [Fact]
    public void The_kind_decides_and_not_the_name()
    {
        var shop = new ShopPolicy(Given.Shop().Shop, [new() { SettlementCode = 1, PaymentMethod = "いつもの", Kind = PaymentKind.Card }], []);

        LongLeadTarget.CheckCard(Given.PaidSlip(method: "いつもの").In(shop).At("2025-03-05")).Holds.ShouldBeTrue();
    }

    [Fact]
    public void A_blank_instruct_date_is_no_target()
    {
        var slip = Given.PaidSlip(instruct: null);

        LongLead.Decide(slip.On(Given.Order(progress: 200)).At("2025-03-05")).ShouldStay(Outcome.Ineligible, Reason.InstructDateBlank).Rule.ShouldBe("R19");
        LongLeadTarget.OpensOn(slip.Slip).ShouldBeNull();
        LongLeadTarget.LeadOf(slip.Slip).ShouldBeNull();
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 10)]
    [InlineData(1, 20)]
    [InlineData(2, 30)]
    [InlineData(2, 90)]
    public void There_is_no_condition_on_deposit_and_approval(int deposit, int approval) =>
        LongLead.Decide(Given.Slip(status: 20, deposit: deposit, approval: approval, instruct: "2025-03-10").On(Given.Order(instructed: "2025-03-03")).At("2025-03-03 13:00"))
            .After!.ShouldSatisfyAllConditions(s => s.DepositStatus.ShouldBe(DepositStatus.Paid), s => s.ApprovalStatus.ShouldBe(ApprovalStatus.Approved), s => s.ApprovalDate.ShouldBe(Given.Day("2025-03-03")));

    [Theory]
    [InlineData(null, true)]
    [InlineData("2025-01-06", false)]   // a person entered the name
    public void A_card_slip_stays_one_when_the_map_gives_its_code_another_name(string? entered, bool holds) =>
        LongLeadTarget.CheckCard(Given.Slip(method: "カード", methodChanged: entered, instruct: "2025-03-10").At("2025-03-05")).Holds.ShouldBe(holds);
}
