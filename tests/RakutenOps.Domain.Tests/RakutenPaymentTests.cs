namespace RakutenOps.Domain.Tests;

/// <summary>Get-RakutenPayment: the attempts of an order as a person reads them.</summary>
public sealed class RakutenPaymentTests
{
    [Fact]
    public void Attempts_come_in_order_and_the_last_one_counts()
    {
        var order = Given.Order(payments: [Given.Attempt(30300, "2025-01-08 10:00", completed: "2025-01-08 10:01"), Given.Attempt(30400, "2025-01-06 10:00", refused: "2025-01-06 10:05")]);

        var attempts = RakutenPayment.Of("kobe", order, Given.Shop());

        attempts.Select(a => (a.State, a.IsNewest, a.HoldEndsOn)).ShouldBe([(PaymentState.Refused, false, null), (PaymentState.Authorised, true, Given.Day("2025-02-07"))]);
        attempts[0].RefusedAt.ShouldBe(Given.Moment("2025-01-06 10:05"));
        attempts[1].ShouldSatisfyAllConditions(a => a.PaymentMethod.ShouldBe("クレジットカード"), a => a.CompletedAt.ShouldBe(Given.Moment("2025-01-08 10:01")));
    }

    [Fact]
    public void Only_a_card_has_a_hold_that_ends()
    {
        var bank = Given.Attempt(30600, "2025-01-06", completed: "2025-01-08") with { MethodCode = Given.BankTransfer };
        RakutenPayment.Of("kobe", Given.Order(payments: [bank]), Given.Shop()).Single().HoldEndsOn.ShouldBeNull();
        RakutenPayment.Of("kobe", Given.Order(), Given.Shop()).ShouldBeEmpty();
    }
}
