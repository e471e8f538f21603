using System.Globalization;

namespace RakutenOps.Domain.Tests.Rules;

/// <summary>Where slip and Rakuten order do not agree: told, never in the way of a payment.</summary>
public sealed class DifferencesTests
{
    const string Now = "2025-01-06";

    [Fact]
    public void A_slip_as_it_was_imported_differs_in_nothing() => Of(Given.Slip(), Order()).ShouldBeEmpty();

    [Theory]
    [InlineData(5000, "Differs_Amount")]
    [InlineData(5400, null)]
    public void An_amount_that_was_changed_on_one_side_is_told_and_pays_all_the_same(int billed, string? key)
    {
        Of(Given.Slip(), Order(billed)).ShouldBe(key);
        PaymentRules.Decide(Given.Slip().On(Order(billed)).At(Now)).Outcome.ShouldBe(Outcome.Paid);
    }

    [Fact]
    public void An_amount_that_RMS_has_not_fixed_is_not_compared() => Of(Given.Slip(), Order(5000) with { HasOpenAmount = true }).ShouldBeEmpty();

    [Theory]
    [InlineData(2000, ExcludedReason.None, 0, null)]                        // 5400 + 2000: the order's 7400
    [InlineData(1900, ExcludedReason.None, 0, "Differs_AmountOfSlips")]
    [InlineData(2000, ExcludedReason.Copied, 0, "Differs_Amount")]          // a copy is no part of the order
    [InlineData(2000, ExcludedReason.None, 1, "Differs_Amount")]            // cancelled here, not there
    public void Split_slips_share_the_orders_amount(int amount, ExcludedReason excluded, int cancel, string? key) =>
        Differences.Of(Given.Slip().On(Order(7400)).Beside(Given.Slip(number: 2, amount: amount, excluded: excluded, cancel: cancel)).At(Now)).Select(d => d.Text.Key).ShouldBe(key is null ? [] : [key]);

    [Fact]
    public void A_merged_slip_has_no_amount_to_compare() => Differences.Of(Given.Slip().On(Order(1)).At(Now), isMerged: true).ShouldBeEmpty();

    [Fact]
    public void Another_method_is_told_whichever_side_changed_it()
    {
        Of(Given.Slip(), Order() with { SettlementCode = Given.BankTransfer, SettlementName = "銀行振込" }).ShouldBe(["Differs_PaymentMethod"]);
        Of(Given.Slip(method: "銀行振込", methodChanged: Now), Order()).ShouldBe(["Differs_PaymentMethod"]);
    }

    [Fact]
    public void A_difference_that_editing_the_map_made_is_none() => Of(Given.Slip(method: "カード(旧)"), Order()).ShouldBeEmpty();

    [Theory]
    [InlineData(2, 200, "Differs_Unpaid")]
    [InlineData(2, 300, null)]
    [InlineData(0, 200, null)]
    [InlineData(0, 300, null)]
    [InlineData(0, 500, "Differs_Shipped")]
    [InlineData(2, 700, null)]
    [InlineData(2, 800, "Differs_Cancelled")]
    [InlineData(0, 900, "Differs_Cancelled")]
    public void A_side_that_went_on_alone_is_told(int deposit, int progress, string? key) => Of(Given.Slip(deposit: deposit, approval: deposit == 2 ? 30 : 10), Order() with { Progress = (OrderProgress)progress }).ShouldBe(key);

    [Theory]
    [InlineData("2025-03-10", "2025-03-10", null)]
    [InlineData("2025-03-10", "2025-03-12", "Differs_ShipDate")]
    [InlineData("2025-03-10", null, "Differs_ShipDateNotOnRms")]
    [InlineData("2025-02-03", null, null)]                                  // 29 days: RMS needs none
    [InlineData(null, "2025-03-10", "Differs_ShipDateNotHere")]
    [InlineData(null, "2025-02-03", null)]
    [InlineData(null, null, null)]
    public void Dates_that_part_are_told_where_Rakuten_authorises_again(string? here, string? there, string? key) =>
        Of(Given.Slip(instruct: here), Order() with { ShippingDate = there is null ? null : Given.Day(there) }).ShouldBe(key);

    [Fact]
    public void A_planned_date_counts_while_there_is_no_print_instruct_date()
    {
        var planned = Given.Slip() with { Slip = Given.Slip().Slip with { PlannedShipDate = Given.Day("2025-03-10") } };
        Of(planned, Order()).ShouldBe(["Differs_ShipDateNotOnRms"]);
    }

    [Theory]
    [InlineData("copied")]
    [InlineData("csv")]
    [InlineData("cancelled")]
    [InlineData("shipped")]
    public void Slips_that_no_order_speaks_for_any_more_are_not_compared(string what) =>
        Of(what switch { "copied" => Given.Slip(excluded: ExcludedReason.Copied), "csv" => Given.Slip(excluded: ExcludedReason.Csv), "cancelled" => Given.Slip(cancel: 1), _ => Given.Slip(status: 50) }, Order(1)).ShouldBeEmpty();

    [Fact]
    public void The_same_said_again_is_no_news()
    {
        var one = Differences.Of(Given.Slip().On(Order(5000)).At(Now));

        Differences.Of(Given.Slip().On(Order(5000)).At("2025-01-07")).ShouldBe(one);
        Differences.Of(Given.Slip().On(Order(4000)).At("2025-01-07")).ShouldNotBe(one);
        one[0].Text.In(CultureInfo.GetCultureInfo("ja")).ShouldBe("合計は伝票が 5,400 円、RMS が 5,000 円です。誤っている側を修正してください。RMS で金額を変更したときは Reset-OrderSlipPayment -Amount を使います。");
    }

    static RakutenOrder Order(int billed = 5400) => Given.Order() with { RequestedAmount = billed };

    static IEnumerable<string> Of(Scene slip, RakutenOrder order) => Differences.Of(slip.On(order).At(Now)).Select(d => d.Text.Key);
}

static class OneKey
{
    /// <summary>There is just this one, or none at all.</summary>
    public static void ShouldBe(this IEnumerable<string> keys, string? only) => keys.ShouldBe(only is null ? [] : [only]);
}
