namespace RakutenOps.Domain.Tests.Rules;

/// <summary>R1: order import in use and a licence that works.</summary>
public sealed class ImportSwitchTests
{
    static readonly RakutenOrder Cancelled = Given.Order(progress: 900);

    [Fact]
    public void Switched_off_nothing_is_paid() =>
        PaymentRules.Decide(Given.Slip().In(Given.Shop(import: false)).At("2025-01-06")).ShouldStay(Outcome.Waiting, Reason.ApiOff).Rule.ShouldBe("R1");

    [Fact]
    public void Switched_off_nothing_is_cancelled() =>
        PaymentRules.Decide(Given.Slip().On(Cancelled).In(Given.Shop(import: false)).At("2025-01-06")).ShouldStay(Outcome.Waiting, Reason.ApiOff);

    [Fact]
    public void Switched_off_nothing_is_withdrawn() =>
        PaymentRules.Decide(Given.PaidSlip(instruct: "2025-03-10").On(Given.Order(progress: 200)).In(Given.Shop(import: false)).At("2025-03-05")).ShouldStay(Outcome.Waiting, Reason.ApiOff);

    [Theory]
    [InlineData(null, true)]                       // RMS never told the end: RMS itself refuses an ended key
    [InlineData("2025-01-06 12:00:01", true)]
    [InlineData("2025-01-06 12:00:00", true)]      // the last moment
    [InlineData("2025-01-06 11:59:59", false)]
    [InlineData("2025-01-06T02:59:59Z", false)]    // the same second in UTC
    public void The_licence_holds_to_its_last_moment(string? ends, bool holds) =>
        ImportSwitch.CheckLicence(Given.Slip().In(Given.Shop(licenceEnds: ends)).At("2025-01-06 12:00:00")).Holds.ShouldBe(holds);

    [Fact]
    public void With_an_ended_licence_nothing_is_paid() =>
        PaymentRules.Decide(Given.Slip().In(Given.Shop(licenceEnds: "2025-01-05")).At("2025-01-06")).ShouldStay(Outcome.Waiting, Reason.LicenseInvalid);

    [Fact]
    public void With_an_ended_licence_nothing_is_cancelled() =>
        PaymentRules.Decide(Given.Slip().On(Cancelled).In(Given.Shop(licenceEnds: "2025-01-05")).At("2025-01-06")).ShouldStay(Outcome.Waiting, Reason.LicenseInvalid);
}
