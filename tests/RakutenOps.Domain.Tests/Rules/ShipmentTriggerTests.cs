namespace RakutenOps.Domain.Tests.Rules;

/// <summary>R7 処理タイミング: 300 発送待ち with 発送指示日時.</summary>
public sealed class ShipmentTriggerTests
{
    static SyncDecision Decide(RakutenOrder? order) => PaymentRules.Decide(Given.Slip().On(order).At("2025-01-06"));

    [Fact]
    public void At_300_the_slip_is_paid() => Decide(Given.Order(progress: 300)).Outcome.ShouldBe(Outcome.Paid);

    [Theory]
    [InlineData(100)]
    [InlineData(200)]
    [InlineData(400)]
    public void Before_300_and_while_a_change_is_being_fixed_the_slip_waits(int progress) =>
        Decide(Given.Order(progress: progress)).ShouldStay(Outcome.Waiting, Reason.NotAwaitingShipment).Rule.ShouldBe("R7");

    [Theory]
    [InlineData(500)]
    [InlineData(600)]
    [InlineData(700)]
    public void Shipped_on_Rakuten_but_unpaid_here_is_listed_and_not_paid(int progress) =>
        Decide(Given.Order(progress: progress, shipped: "2025-01-06")).ShouldStay(Outcome.NeedsAttention, Reason.AlreadyShipped);

    [Fact]
    public void A_cancel_that_is_applied_for_stops_the_payment() =>
        Decide(Given.Order(progress: 800)).ShouldStay(Outcome.NeedsAttention, Reason.CancelNotFinal);

    [Theory]
    [InlineData(0)]
    [InlineData(350)]
    [InlineData(1000)]
    public void An_unknown_progress_needs_a_person(int progress) =>
        Decide(Given.Order(progress: progress)).ShouldStay(Outcome.NeedsAttention, Reason.NotAwaitingShipment);

    [Fact]
    public void Without_a_shipping_instruction_time_the_slip_waits_for_the_next_poll() =>
        Decide(Given.Order(instructed: null)).ShouldStay(Outcome.Waiting, Reason.ShipInstMissing);

    [Fact]
    public void An_order_that_RMS_did_not_give_is_waited_for() =>
        Decide(null).ShouldStay(Outcome.Waiting, Reason.OrderNotRead);
}
