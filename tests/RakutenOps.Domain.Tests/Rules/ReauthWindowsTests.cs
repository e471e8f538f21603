namespace RakutenOps.Domain.Tests.Rules;

/// <summary>Test-ReauthWindow: the windows of R5, R16 and R19.</summary>
public sealed class ReauthWindowsTests
{
    static ReauthWindow Window(string rule, Scene slip, string now) => ReauthWindows.Of(slip.At(now)).Single(w => w.Rule == rule);

    [Fact]
    public void There_is_one_window_for_each_rule_in_order() => ReauthWindows.Of(Given.Slip().At("2025-01-06")).Select(w => w.Rule).ShouldBe(["R5", "R16", "R19"]);

    [Theory]
    [InlineData("2025-01-05", true, 15)]
    [InlineData("2025-01-20 23:59", true, 0)]
    [InlineData("2025-01-21 00:00", false, -1)]
    public void The_period_runs_to_day_15(string now, bool open, int left)
    {
        var window = Window("R5", Given.Slip(), now);

        (window.IsOpen, window.OpensOn, window.ClosesOn, window.DaysLeft).ShouldBe((open, Given.Day("2025-01-05"), Given.Day("2025-01-20"), left));
        window.Reason.ShouldBe(open ? Reason.Applied : Reason.OutsidePeriod);
    }

    [Fact]
    public void A_change_moves_the_period()
    {
        var window = Window("R5", Given.Slip(amountChanged: "2025-01-13"), "2025-01-21");

        (window.IsOpen, window.ClosesOn).ShouldBe((true, Given.Day("2025-01-28")));
        window.Evidence.ShouldBe("counted from the change of amount, 2025-01-13");
    }

    [Theory]
    [InlineData("2025-01-20", true)]
    [InlineData("2025-01-21", false)]
    public void A_second_authorisation_can_still_come_until_day_15(string now, bool open)
    {
        var window = Window("R16", Given.Slip(amountChanged: "2025-01-13", evidence: "2025-01-05 12:30"), now);

        (window.IsOpen, window.ClosesOn, window.Reason).ShouldBe((open, Given.Day("2025-01-20"), open ? Reason.Applied : Reason.ReauthAfter15Days));
    }

    [Theory]
    [InlineData("2025-01-20 23:50", true)]
    [InlineData("2025-01-21 00:10", false)]
    public void Once_authorised_again_its_own_day_counts_and_not_todays(string reauthorised, bool open) =>
        Window("R16", Given.Slip(amountChanged: "2025-01-13", evidence: "2025-01-05 12:30").On(Given.Order(instructed: reauthorised, changes: [Given.AmountChange("2025-01-13")])), "2025-01-22").IsOpen.ShouldBe(open);

    [Theory]
    [InlineData("2025-03-02", false, 8)]
    [InlineData("2025-03-03", true, 7)]
    [InlineData("2025-03-10", true, 0)]
    [InlineData("2025-03-11", false, -1)]
    public void The_long_lead_window_is_the_seven_days_before_the_instruct_day(string now, bool open, int left)
    {
        var window = Window("R19", Given.PaidSlip(instruct: "2025-03-10"), now);

        (window.IsOpen, window.OpensOn, window.ClosesOn, window.DaysLeft, window.Lead).ShouldBe((open, Given.Day("2025-03-03"), Given.Day("2025-03-10"), left, 64));
        window.Reason.ShouldBe(open ? Reason.Applied : Reason.OutsideLongLeadWindow);
    }

    [Fact]
    public void With_a_blank_approval_date_it_says_that_the_order_day_stands_in() =>
        Window("R19", Given.Slip(instruct: "2025-03-10"), "2025-03-05").Evidence.ShouldBe("print instruct date 2025-03-10; approval date blank, so the order day 2025-01-05 stands in");

    public static TheoryData<string, Reason> Closed => new()
    {
        { "no instruct date", Reason.InstructDateBlank },
        { "29 days", Reason.LeadUnder30Days },
        { "bank transfer", Reason.NotCard },
        { "printed", Reason.PrintedOrLater },
        { "new", Reason.StatusNotEntered },
        { "csv", Reason.ExcludedOrigin },
        { "restored", Reason.ExcludedRestoredFromMerge },
        { "cancelled", Reason.Cancelled },
        { "off", Reason.ApiOff },
        { "key ended", Reason.LicenseInvalid },
    };

    [Theory, MemberData(nameof(Closed))]
    public void A_closed_window_tells_why(string which, Reason reason)
    {
        var slip = which switch
        {
            "no instruct date" => Given.PaidSlip(),
            "29 days" => Given.PaidSlip(approved: "2025-02-09", instruct: "2025-03-10"),
            "bank transfer" => Given.PaidSlip(instruct: "2025-03-10", method: "銀行振込", code: Given.BankTransfer),
            "printed" => Given.PaidSlip(instruct: "2025-03-10", status: 30),
            "new" => Given.PaidSlip(instruct: "2025-03-10", status: 1),
            "csv" => Given.PaidSlip(instruct: "2025-03-10", excluded: ExcludedReason.Csv),
            "restored" => Given.PaidSlip(instruct: "2025-03-10", excluded: ExcludedReason.RestoredFromMerge),
            "cancelled" => Given.PaidSlip(instruct: "2025-03-10", cancel: 1),
            "off" => Given.PaidSlip(instruct: "2025-03-10").In(Given.Shop(import: false)),
            _ => Given.PaidSlip(instruct: "2025-03-10").In(Given.Shop(licenceEnds: "2025-01-05")),
        };

        Window("R19", slip, "2025-03-05").ShouldSatisfyAllConditions(w => w.IsOpen.ShouldBeFalse(), w => w.Reason.ShouldBe(reason));
    }

    [Fact]
    public void Without_an_order_the_windows_rest_on_the_slip_alone() =>
        ReauthWindows.Of(Given.Slip(instruct: "2025-03-10").On(null).At("2025-01-06")).Select(w => w.IsOpen).ShouldBe([true, true, false]);
}
