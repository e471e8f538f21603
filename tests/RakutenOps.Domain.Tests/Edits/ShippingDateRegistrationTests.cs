using RakutenOps.Edits;

namespace RakutenOps.Domain.Tests.Edits;

/// <summary>発送日の登録: which rows RMS gets, and the slip's 納品書印刷指示日.</summary>
public sealed class ShippingDateRegistrationTests
{
    static readonly DateOnly Ships = Given.Day("2025-03-10");
    static readonly RakutenBasket Blank = new(7, "1001", []);

    [Fact]
    public void A_recipient_without_a_row_gets_one_with_its_usual_carrier_and_the_slip_the_same_date()
    {
        var plan = Plan(Edit.Paid(), Blank);

        plan.Rows.ShouldBe([new ShipmentDate(7, null, "1001", Ships)]);
        plan.Edit.History().ShouldBe(["ShippingDate PrintInstructDate: – → 2025-03-10"]);
        ShippingDateRegistration.Changes(plan, null, "INFO_101 ok", taken: true).Select(c => $"{c}").ShouldBe(["RmsShippingDate: – → 2025-03-10", "RmsAnswer: – → INFO_101 ok", "PrintInstructDate: – → 2025-03-10"]);
    }

    [Fact]
    public void A_row_that_is_there_is_used_again_and_never_doubled()
    {
        Plan(Edit.Paid(), Blank with { Shipments = [new(70, "1002", null, null)] }).Rows.ShouldBe([new ShipmentDate(7, 70, "1002", Ships)]);
        Plan(Edit.Paid(), Blank with { Shipments = [new(70, "1002", null, Given.Day("2025-03-01"))] }).Rows.ShouldBe([new ShipmentDate(7, 70, "1002", Ships)]);
        Plan(Edit.Paid(), Blank with { Shipments = [new(70, "1002", null, Ships)] }).Rows.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("2025-03-09", "2025-03-09")]
    [InlineData("2025-03-10", "2025-03-10")]
    [InlineData("2025-03-11", "2025-03-10")]
    [InlineData("2025-01-10", "2025-03-10")]    // today: that slip's day has come
    [InlineData(null, "2025-03-10")]
    public void Of_an_order_whose_slips_ship_on_different_days_RMS_gets_the_first(string? sibling, string onRms)
    {
        var other = Edit.Paid() with { SlipNumber = 99, PrintInstructDate = sibling is null ? null : Given.Day(sibling) };

        Plan(other).ShouldBe((Ships, Given.Day(onRms), Given.Day(onRms)));
        foreach (var aside in new[] { other with { CancelKind = CancelKind.CustomerRequest }, other with { Status = SlipStatus.Printing }, other with { ExcludedReason = ExcludedReason.Copied } }) Plan(aside).OnRms.ShouldBe(Ships);

        static (DateOnly Date, DateOnly OnRms, DateOnly Row) Plan(OrderSlip other)
        {
            var plan = ShippingDateRegistration.Plan(Edit.Paid(), Order(Blank), Ships, null, [other], Edit.Shop, Edit.Now);
            return (plan.Edit.After.PrintInstructDate!.Value, plan.OnRms, plan.Rows.Single().Date);
        }
    }

    [Fact]
    public void Parcels_under_way_are_left_and_each_other_recipient_gets_its_row() =>
        Plan(Edit.Paid(), new RakutenBasket(7, "1001", [new(70, "1001", "123", Given.Day("2025-01-08"))]), new RakutenBasket(8, "1001", [])).Rows.ShouldBe([new ShipmentDate(8, null, "1001", Ships)]);

    [Fact]
    public void A_carrier_that_is_named_is_written_to_every_row() => Plan(Edit.Paid(), "1003", Blank with { Shipments = [new(70, "1002", null, Ships)] }).Rows.ShouldBe([new ShipmentDate(7, 70, "1003", Ships)]);

    [Fact]
    public void What_stands_on_both_sides_is_done() => Plan(Edit.Paid() with { PrintInstructDate = Ships }, Blank with { Shipments = [new(70, "1001", null, Ships)] }).IsDone.ShouldBeTrue();

    [Theory]
    [InlineData("cancelled", "SlipCancelled")]
    [InlineData("printed", "ShippingDatePrinted")]
    [InlineData("today", "ShippingDatePast")]
    [InlineData("yesterday", "ShippingDatePast")]
    [InlineData("no date", "ShippingDateMissing")]
    [InlineData("shipped", "ShippingDateNotOpen")]
    [InlineData("reported", "ShippingDateReported")]
    [InlineData("no carrier", "DeliveryCompanyMissing")]
    public void What_RMS_or_the_slip_no_longer_waits_for_is_refused(string what, string id)
    {
        var slip = what switch { "cancelled" => Edit.Slip(cancel: 1), "printed" => Edit.Paid(status: 30), _ => Edit.Paid() };
        DateOnly? date = what switch { "today" => Given.Day("2025-01-10"), "yesterday" => Given.Day("2025-01-09"), "no date" => null, _ => Ships };
        var order = Order(what switch
        {
            "reported" => Blank with { Shipments = [new(70, "1001", "123", Ships)] },
            "no carrier" => Blank with { DeliveryCompany = null },
            _ => Blank,
        }) with { Progress = what == "shipped" ? OrderProgress.Shipped : OrderProgress.AwaitingShipment };

        Should.Throw<SlipException>(() => ShippingDateRegistration.Plan(slip, order, date, null, [], Edit.Shop, Edit.Now))
            .ShouldSatisfyAllConditions(e => e.Id.ShouldBe(id), e => e.Message.ShouldNotContain("{"), e => e.Advice.ShouldNotBeNullOrWhiteSpace());
    }

    [Theory]
    [InlineData("2025-02-04", "Note_NoReauthorisation")]   // 29 days after 2025-01-06
    [InlineData("2025-02-05", null)]
    public void A_date_before_which_Rakuten_does_not_authorise_again_is_told(string date, string? note) =>
        ShippingDateRegistration.Plan(Edit.Paid(), Order(Blank), Given.Day(date), null, [], Edit.Shop, Edit.Now).Notices.Select(n => n.Key).ShouldBe(note is null ? [] : [note]);

    [Theory]
    [InlineData("", true)]
    [InlineData("off", false)]
    [InlineData("29 days", false)]
    [InlineData("bank", false)]
    [InlineData("unpaid", false)]
    [InlineData("printed", false)]
    [InlineData("excluded", false)]
    [InlineData("passed", false)]
    [InlineData("another day", false)]
    [InlineData("same day", true)]
    public void The_cycle_registers_what_is_paid_by_card_and_ships_30_days_later(string what, bool due)
    {
        var slip = Edit.Paid() with { PlannedShipDate = Given.Day(what == "29 days" ? "2025-02-04" : "2025-02-05") };
        slip = what switch
        {
            "bank" => slip with { PaymentMethod = "銀行振込" },
            "unpaid" => slip with { DepositStatus = DepositStatus.Unpaid },
            "printed" => slip with { Status = SlipStatus.Printing },
            "excluded" => slip with { ExcludedReason = ExcludedReason.Copied },
            "another day" => slip with { PrintInstructDate = Given.Day("2025-02-20") },
            "same day" => slip with { PrintInstructDate = slip.PlannedShipDate },
            _ => slip,
        };
        var shop = new ShopPolicy(Edit.Shop.Shop with { RegisterShippingDate = what != "off" }, [new() { SettlementCode = 1, PaymentMethod = "クレジットカード", Kind = PaymentKind.Card }, new() { SettlementCode = 9, PaymentMethod = "銀行振込", Kind = PaymentKind.BankPrepay }], []);

        ShippingDateRegistration.IsDue(slip, shop, Given.Day(what == "passed" ? "2025-02-05" : "2025-01-10")).ShouldBe(due);
    }

    static ShippingDatePlan Plan(OrderSlip slip, params RakutenBasket[] baskets) => Plan(slip, null, baskets);

    static ShippingDatePlan Plan(OrderSlip slip, string? company, params RakutenBasket[] baskets) => ShippingDateRegistration.Plan(slip, Order(baskets), Ships, company, [], Edit.Shop, Edit.Now);

    static RakutenOrder Order(params RakutenBasket[] baskets) => Given.Order() with { Baskets = baskets };
}
