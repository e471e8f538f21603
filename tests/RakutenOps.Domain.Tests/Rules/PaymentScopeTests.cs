namespace RakutenOps.Domain.Tests.Rules;

/// <summary>R3 支払方法 and R27 選択制決済.</summary>
public sealed class PaymentScopeTests
{
    [Theory]
    [InlineData(Given.Card)]
    [InlineData(Given.BankTransfer)]
    [InlineData(Given.ApplePay)]
    [InlineData(Given.SevenEleven)]
    [InlineData(Given.Deferred)]
    public void Every_mapped_method_of_Rakuten_Pay_is_paid(int code) =>
        PaymentRules.Decide(Given.Slip(method: Given.NameOf(code), code: code).On(Given.Order(code: code)).At("2025-01-06")).Outcome.ShouldBe(Outcome.Paid);

    [Fact]
    public void The_flag_decides_and_not_the_code() =>
        PaymentRules.Decide(Given.Slip().On(Given.Order(code: Given.Card, common: false)).At("2025-01-06")).ShouldStay(Outcome.Ineligible, Reason.NotCommonSettlement).Rule.ShouldBe("R3");

    [Fact]
    public void A_buyer_who_moves_to_the_shops_own_settlement_needs_attention() =>
        PaymentRules.Decide(Given.Slip().On(Given.Order(code: Given.Deferred, common: false)).At("2025-01-06")).ShouldStay(Outcome.NeedsAttention, Reason.NotCommonSettlement);

    [Fact]
    public void An_order_without_any_settlement_needs_attention() =>
        PaymentRules.Decide(Given.Slip().On(Given.Order(code: null, common: null)).At("2025-01-06")).ShouldStay(Outcome.NeedsAttention, Reason.NotCommonSettlement);

    [Fact]
    public void A_slip_of_the_shops_own_settlement_is_not_withdrawn_in_its_window() =>
        PaymentRules.Decide(Given.PaidSlip(instruct: "2025-03-10").On(Given.Order(progress: 200, common: false)).At("2025-03-05")).After.ShouldBeNull();

    [Fact]
    public void An_unmapped_method_holds_the_slip_and_needs_attention()
    {
        var decision = PaymentRules.Decide(Given.Slip(method: null, code: Given.Lawson).On(Given.Order(code: Given.Lawson)).At("2025-01-06")).ShouldStay(Outcome.NeedsAttention, Reason.PaymentUnmapped);
        decision.Message.ShouldContain("ローソン前払 (14)");
    }

    [Fact]
    public void Once_mapped_a_slip_without_a_method_is_paid_with_it() =>
        PaymentRules.Decide(Given.Slip(method: null, code: Given.BankTransfer).On(Given.Order(code: Given.BankTransfer)).At("2025-01-06"))
            .ShouldChange(Outcome.Paid, "R8 PaymentMethod: – → 銀行振込", "R8 DepositStatus: 0 → 2", "R8 ApprovalStatus: 10 → 30", "R8 ApprovalDate: – → 2025-01-05", "R9 Status: 2 → 20");

    [Fact]
    public void An_unmapped_method_does_not_stop_the_cancel_sync() =>
        PaymentRules.Decide(Given.Slip().On(Given.Order(progress: 900, code: Given.Lawson)).At("2025-01-06")).Outcome.ShouldBe(Outcome.Cancelled);

    [Fact]
    public void A_row_of_the_shop_wins_over_a_row_for_every_shop()
    {
        var shop = new ShopPolicy(Given.Shop().Shop, [new() { Shop = "kobe-bakery", SettlementCode = 1, PaymentMethod = "カード(神戸)", Kind = PaymentKind.Card }, new() { SettlementCode = 1, PaymentMethod = "カード" }, new() { Shop = "other", SettlementCode = 9, PaymentMethod = "振込" }], []);

        shop.MethodFor(1)!.PaymentMethod.ShouldBe("カード(神戸)");
        shop.MethodFor(9).ShouldBeNull();
        shop.CardMethods.ShouldBe(["カード(神戸)"]);
    }
}
