namespace RakutenOps.Rules;

/// <summary>What a rule looks at: one slip, the other slips of its Rakuten order, the order, the shop's settings and the moment. Nothing else is read.</summary>
/// <param name="Slip">The slip that is decided on.</param>
/// <param name="Order">Its Rakuten order; null when RMS did not give it.</param>
/// <param name="Shop">The shop and its settings.</param>
/// <param name="Now">The moment of the decision.</param>
public sealed record Situation(OrderSlip Slip, RakutenOrder? Order, ShopPolicy Shop, DateTimeOffset Now)
{
    /// <summary>The other slips of the same Rakuten order, whatever their state.</summary>
    public IReadOnlyList<OrderSlip> Siblings { get; init; } = [];

    /// <summary>When a sync first saw the present settlement code in place of another; null when it is the one the slip was imported with (A20).</summary>
    public DateTimeOffset? SettlementChangeSeenAt { get; init; }

    /// <summary>The JST day of the decision.</summary>
    public DateOnly Today => JapanTime.Day(Now);

    /// <summary>The order, for conditions that are only asked once it was read.</summary>
    internal RakutenOrder Rakuten => Order ?? throw new InvalidOperationException("The order was not read.");

    /// <summary>When the buyer last changed the payment method: what RMS reports, else when a sync first saw another code; or the slip's own edit, when later (R5, A20, A21).</summary>
    public DateTimeOffset? MethodChangedAt => Later(Order?.PaymentChangedAt ?? SettlementChangeSeenAt, Slip.PaymentMethodChangedAt);

    /// <summary>When the amount was last changed: the later of RMS's and the slip's own edit (R5, A20).</summary>
    public DateTimeOffset? AmountChangedAt => Later(Order?.AmountChangedAt, Slip.AmountChangedAt);

    /// <summary>Whether the latest change is one of the amount: then R16 applies, else it does not (A03).</summary>
    public bool LatestChangeIsAmount => AmountChangedAt is { } amount && (MethodChangedAt is not { } method || amount > method);

    /// <summary>The same situation seen from another slip of the order.</summary>
    /// <param name="sibling">One of <see cref="Siblings"/>.</param>
    public Situation Of(OrderSlip sibling) => this with { Slip = sibling, Siblings = [.. Siblings.Where(s => s != sibling), Slip] };

    static DateTimeOffset? Later(DateTimeOffset? a, DateTimeOffset? b) => a is null ? b : b is null || a > b ? a : b;
}

/// <summary>One condition of a rule, in the order in which it is asked.</summary>
/// <param name="Check">Looks, and says what it found.</param>
/// <param name="OfOrder">Whether the condition needs the Rakuten order.</param>
internal sealed record Condition(Func<Situation, Finding> Check, bool OfOrder = false);

/// <summary>An ordered list of conditions: the first that does not hold is the reason, and the whole list is the explanation.</summary>
internal static class Flow
{
    /// <summary>Asks every condition. Where the order was not read, that itself is the finding in place of the first condition that needs it.</summary>
    public static List<Finding> Ask(IReadOnlyList<Condition> conditions, Situation s)
    {
        var findings = new List<Finding>(conditions.Count);
        var unread = false;
        foreach (var condition in conditions)
        {
            if (!condition.OfOrder || s.Order is not null) findings.Add(condition.Check(s));
            else if (!unread)
            {
                unread = true;
                findings.Add(new("R7", new("Condition_Order"), new("Found_OrderNotRead"), new("Wanted_OrderRead"), holds: false, Reason.OrderNotRead));
            }
        }
        return findings;
    }

    /// <summary>The first condition that does not hold; null when all hold.</summary>
    public static Finding? FirstFailing(List<Finding> findings) => findings.Find(static f => !f.Holds);
}
