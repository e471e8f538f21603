namespace RakutenOps.Domain.Tests.Rules;

/// <summary>R8 更新される受注伝票の項目 and R14 支払方法.</summary>
public sealed class PaymentUpdateTests
{
    [Fact]
    public void Payment_writes_2_and_30_and_the_day_of_the_shipping_instruction() =>
        PaymentRules.Decide(Given.Slip().At("2025-01-06"))
            .ShouldChange(Outcome.Paid, "R8 DepositStatus: 0 → 2", "R8 ApprovalStatus: 10 → 30", "R8 ApprovalDate: – → 2025-01-05", "R9 Status: 2 → 20").Rule.ShouldBe("R8");

    [Theory]
    [InlineData("2025-01-06T14:59:00Z", "2025-01-06")]   // 23:59 JST
    [InlineData("2025-01-06T15:00:00Z", "2025-01-07")]   // 00:00 JST
    [InlineData("2025-01-06T23:59:00Z", "2025-01-07")]   // 08:59 JST
    [InlineData("2025-01-07T00:00:00Z", "2025-01-07")]   // 09:00 JST
    public void The_approval_date_is_the_day_in_Japan(string instructed, string day) =>
        PaymentRules.Decide(Given.Slip().On(Given.Order(instructed: instructed)).At("2025-01-08")).After!.ApprovalDate.ShouldBe(Given.Day(day));

    [Fact]
    public void The_raw_time_is_kept_beside_the_day()
    {
        var decision = PaymentRules.Decide(Given.Slip().On(Given.Order(instructed: "2025-01-05 12:34:56")).At("2025-01-06"));

        decision.After!.LastEvidenceAt.ShouldBe(Given.Moment("2025-01-05 12:34:56"));
        decision.Evidence.ShouldBe(new Evidence(Given.Moment("2025-01-05 12:34:56"), EvidenceSource.ShippingInstruction));
    }

    [Fact]
    public void Another_code_at_RMS_brings_its_method_first_and_then_the_payment() =>
        PaymentRules.Decide(Given.Slip().On(Given.Order(instructed: "2025-01-08", code: Given.BankTransfer, changes: [Given.MethodChange("2025-01-07")])).At("2025-01-08 12:15"))
            .ShouldChange(Outcome.PaidWithNewMethod, "R14 PaymentMethod: クレジットカード → 銀行振込", "R14 DepositStatus: 0 → 2", "R14 ApprovalStatus: 10 → 30", "R14 ApprovalDate: – → 2025-01-08", "R9 Status: 2 → 20");

    [Fact]
    public void The_slip_remembers_the_code_that_its_method_stands_for() =>
        PaymentRules.Decide(Given.Slip().On(Given.Order(code: Given.BankTransfer)).At("2025-01-06")).After!.SettlementCode.ShouldBe(Given.BankTransfer);

    [Fact]
    public void A_method_that_only_the_map_renamed_is_no_change()
    {
        var renamed = new ShopPolicy(Given.Shop().Shop, [new() { SettlementCode = Given.Card, PaymentMethod = "カード決済", Kind = PaymentKind.Card }], []);

        PaymentRules.Decide(Given.Slip(method: "クレジットカード").In(renamed).At("2025-01-06"))
            .ShouldChange(Outcome.Paid, "R8 DepositStatus: 0 → 2", "R8 ApprovalStatus: 10 → 30", "R8 ApprovalDate: – → 2025-01-05", "R9 Status: 2 → 20");
    }

    [Fact]
    public void A_slip_whose_code_was_never_read_keeps_its_method() =>
        PaymentRules.Decide(Given.Slip(code: null).On(Given.Order(code: Given.BankTransfer)).At("2025-01-06")).After!.PaymentMethod.ShouldBe("クレジットカード");

    [Fact]
    public void The_same_method_with_another_card_stays_the_method() =>
        PaymentRules.Decide(Given.Slip().On(Given.Order(instructed: "2025-01-08", changes: [Given.MethodChange("2025-01-07")])).At("2025-01-08 12:15")).Outcome.ShouldBe(Outcome.Paid);

    [Fact]
    public void Paid_is_enough_for_every_threshold()
    {
        foreach (var threshold in new[] { 0, 1, 2 })
        {
            PaymentRules.Decide(Given.Slip().In(Given.Shop(threshold: threshold)).At("2025-01-06")).After!.DepositStatus.ShouldBe(DepositStatus.Paid);
        }
    }
}
