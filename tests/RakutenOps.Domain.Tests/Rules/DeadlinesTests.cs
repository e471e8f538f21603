namespace RakutenOps.Domain.Tests.Rules;

/// <summary>Test-ReauthWindow: the windows after which something is lost for a slip.</summary>
public sealed class DeadlinesTests
{
    static ReauthWindow? Window(string rule, Scene slip, string now) => Deadlines.Of(slip.At(now)).SingleOrDefault(w => w.Rule == rule);

    [Theory]
    [InlineData("2025-01-13 23:59", true, 0)]
    [InlineData("2025-01-14 00:00", false, -1)]
    public void R13_after_an_NG_the_buyer_has_seven_days(string now, bool open, int left)
    {
        var window = Window("R13", Given.Slip().On(Given.Order(progress: 200, instructed: null, payments: [Given.Attempt(30400, "2025-01-06", refused: "2025-01-06")])), now)!;

        (window.IsOpen, window.IsPending, window.OpensOn, window.ClosesOn, window.DaysLeft).ShouldBe((open, true, Given.Day("2025-01-06"), Given.Day("2025-01-13"), left));
        window.Reason.ShouldBe(open ? Reason.Applied : Reason.OutsideWindow);
        window.Evidence.ShouldContain("by 2025-01-13");
    }

    [Theory]
    [InlineData("2025-01-19", true)]
    [InlineData("2025-01-20", false)]
    public void A_prepayment_may_come_until_the_day_that_RMS_names(string now, bool open) =>
        Window("Prepay", Bank(Given.Order(progress: 200, instructed: null, code: Given.BankTransfer, due: [new(0, Given.Day("2025-01-12")), new(0, Given.Day("2025-01-19"))])), now)!.IsOpen.ShouldBe(open);

    [Fact]
    public void Without_a_day_of_RMSs_own_a_prepayment_is_counted_from_when_it_was_asked_for()
    {
        var order = Given.Order(progress: 200, instructed: null, code: Given.BankTransfer) with { ConfirmedAt = Given.Moment("2025-01-06") };
        Window("Prepay", Bank(order), "2025-01-07")!.ClosesOn.ShouldBe(Given.Day("2025-01-20"));
        Window("Prepay", Bank(order with { Changes = [Given.MethodChange("2025-01-09")] }), "2025-01-10")!.ClosesOn.ShouldBe(Given.Day("2025-01-23"));
        Window("Prepay", Bank(order with { ConfirmedAt = null }), "2025-01-07").ShouldBeNull();
    }

    [Theory]
    [InlineData("2025-02-04", true)]     // day 30 after 2025-01-05
    [InlineData("2025-02-05", false)]
    public void A_hold_lasts_thirty_days(string now, bool open) => Window("Authorisation", Given.PaidSlip(), now).ShouldNotBeNull().ShouldSatisfyAllConditions(w => w.IsOpen.ShouldBe(open), w => w.IsPending.ShouldBeTrue());

    [Fact]
    public void The_newest_hold_counts()
    {
        Window("Authorisation", Given.PaidSlip().On(Given.Order(changes: [Given.Reauthorisation("2025-01-20")])), "2025-01-21")!.OpensOn.ShouldBe(Given.Day("2025-01-20"));
        Window("Authorisation", Given.PaidSlip().On(Given.Order(payments: [Given.Attempt(30300, "2025-01-22", completed: "2025-01-22"), Given.Attempt(30400, "2025-01-23", refused: "2025-01-23")])), "2025-01-24")!.OpensOn.ShouldBe(Given.Day("2025-01-22"));
    }

    [Theory]
    [InlineData("2025-02-04", false)]    // day 30 after the hold: Rakuten authorises again before it
    [InlineData("2025-02-03", true)]
    public void A_hold_that_Rakuten_renews_in_time_is_nothing_to_see_to(string ships, bool pending) =>
        Window("Authorisation", Given.PaidSlip().On(Given.Order() with { ShippingDate = Given.Day(ships) }), "2025-01-10")!.IsPending.ShouldBe(pending);

    [Fact]
    public void A_bank_transfer_has_no_hold() => Window("Authorisation", Bank(Given.Order(code: Given.BankTransfer)), "2025-01-10").ShouldBeNull();

    [Theory]
    [InlineData("2025-03-02", true, 0)]      // 8 days before 2025-03-10: Rakuten authorises again on day 7
    [InlineData("2025-03-03", false, -1)]
    public void A_long_lead_order_without_a_ship_date_on_RMS_wants_one_before_Rakuten_authorises_again(string now, bool open, int left)
    {
        var window = Window("ShippingDate", Given.PaidSlip(instruct: "2025-03-10"), now)!;
        (window.IsOpen, window.DaysLeft).ShouldBe((open, left));
    }

    [Fact]
    public void A_ship_date_on_RMS_or_a_short_lead_or_no_card_wants_none()
    {
        Window("ShippingDate", Given.PaidSlip(instruct: "2025-03-10").On(Given.Order() with { ShippingDate = Given.Day("2025-03-10") }), "2025-01-10").ShouldBeNull();
        Window("ShippingDate", Given.PaidSlip(instruct: "2025-02-03"), "2025-01-10").ShouldBeNull();
        Window("ShippingDate", Bank(Given.Order(code: Given.BankTransfer)) is var bank ? bank with { Slip = bank.Slip with { PrintInstructDate = Given.Day("2025-03-10") } } : bank, "2025-01-10").ShouldBeNull();
    }

    [Theory]
    [InlineData("2025-03-08", true)]     // day 62
    [InlineData("2025-03-09", false)]
    public void R23_acts_for_62_days(string now, bool open)
    {
        var window = Window("R23", Given.Slip().On(null), now)!;
        (window.IsOpen, window.ClosesOn, window.Reason).ShouldBe((open, Given.Day("2025-03-08"), open ? Reason.Applied : Reason.CancelAfter62Days));
    }

    [Fact]
    public void R23_has_no_window_where_it_never_acts()
    {
        Window("R23", Given.Slip(excluded: ExcludedReason.Copied), "2025-01-06").ShouldBeNull();
        Window("R23", Given.Slip(cancelSynced: "2025-01-06"), "2025-01-07").ShouldBeNull();
        Window("R23", Given.Slip().On(Given.Order(progress: 500)), "2025-01-07").ShouldBeNull();
        Window("R23", Given.Slip().In(Given.Shop(import: false)), "2025-01-07")!.Reason.ShouldBe(Reason.ApiOff);
    }

    [Fact]
    public void A_slip_that_is_shipped_or_cancelled_or_not_of_RMS_has_no_deadline()
    {
        foreach (var slip in new[] { Given.Slip(status: 50), Given.Slip(cancel: 1), Given.Slip(excluded: ExcludedReason.Manual) }) Deadlines.Of(slip.At("2025-01-06")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("waits", true, false)]
    [InlineData("paid", false, false)]
    [InlineData("amount changed", true, true)]
    [InlineData("authorised again", true, false)]
    public void The_periods_of_a_slip_are_pending_while_something_is_to_come(string what, bool period, bool reauthorisation)
    {
        var slip = what switch
        {
            "paid" => Given.PaidSlip(),
            "amount changed" => Given.Slip(amountChanged: "2025-01-13", evidence: "2025-01-05 12:30"),
            "authorised again" => Given.Slip(amountChanged: "2025-01-13", evidence: "2025-01-05 12:30").On(Given.Order(instructed: "2025-01-14")),
            _ => Given.Slip(),
        };
        ReauthWindows.Of(slip.At("2025-01-14 13:00")).Select(w => w.IsPending).ShouldBe([period, reauthorisation, false]);
        ReauthWindows.Of(Given.PaidSlip(instruct: "2025-03-10").At("2025-03-05"))[2].IsPending.ShouldBeTrue();
    }

    static Scene Bank(RakutenOrder order) => Given.Slip(method: "銀行振込", code: Given.BankTransfer).On(order);
}
