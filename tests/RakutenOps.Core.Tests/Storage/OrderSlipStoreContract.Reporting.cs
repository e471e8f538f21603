using RakutenOps.Core.Storage;

namespace RakutenOps.Core.Tests.Storage;

public abstract partial class OrderSlipStoreContract
{
    void Pay(OrderSlip slip, string at, string rule = "R8")
    {
        var write = Edit(slip, Pay(slip), rule);
        // The funnel's own change is a row of the same change.
        Store.Apply(Batch(write with { Changes = [.. write.Changes, new("R9", "Status", "2", "20")] }) with { At = Jst(at) }).Conflicts.ShouldBeEmpty();
    }

    [Fact]
    public void Changes_are_counted_by_shop_day_in_Japan_and_rule_whatever_their_number_of_rows()
    {
        Pay(Add(Waiting("A")), "2026-01-19 23:59:59");
        Pay(Add(Waiting("B")), "2026-01-20 00:00:00");
        Pay(Add(Waiting("C") with { TotalAmount = 1200m }), "2026-01-20 08:59:59");
        Pay(Add(Waiting("D")), "2026-01-20 23:59:59", "R14");
        Pay(Add(Waiting("E", shop: Nara)), "2026-01-20 12:00:00");
        Pay(Add(Waiting("F")), "2026-01-18 23:59:59");

        Store.RuleCounts(["R8", "R14"], Jst("2026-01-19 00:00:00")).ShouldBe(
        [
            new(Kobe, Day("2026-01-19"), "R8", 1, 3300m),
            new(Kobe, Day("2026-01-20"), "R14", 1, 3300m),
            new(Kobe, Day("2026-01-20"), "R8", 2, 4500m),
            new(Nara, Day("2026-01-20"), "R8", 1, 3300m),
        ]);
        Store.RuleCounts(["R14"], Jst("2026-01-19 00:00:00")).Count.ShouldBe(1);
        Store.RuleCounts(["R8"], Jst("2026-01-21 00:00:00")).ShouldBeEmpty();
    }

    [Fact]
    public void Orders_with_an_open_slip_come_once_each_in_order()
    {
        var whole = Add(Waiting("B"));
        Add(Waiting("B-bk-1") with { DividedFrom = whole.SlipNumber });
        Add(Paid("A"), Waiting("N", shop: Nara), Paid("shipped") with { Status = SlipStatus.Shipped }, Waiting("cancelled") with { CancelKind = CancelKind.CustomerRequest });

        Store.OpenOrders(Kobe).ShouldBe(["A", "B"]);
        Store.OpenOrders("nobody").ShouldBeEmpty();
    }

    [Fact]
    public void Orders_that_were_refused_are_those_whose_last_sight_tells_of_it_since_a_day()
    {
        SeeRefusals();

        Store.Refused(Kobe, Refusal).Select(s => s.OrderNumber).Order().ShouldBe(["by-attempt", "by-deadline", "by-the-later"]);
        Store.Refused(Kobe, Refusal.AddDays(-40)).Count().ShouldBe(4);
        Store.Refused(Kobe, Refusal.AddDays(1)).ShouldBeEmpty();
    }

    [Fact]
    public void A_store_of_the_first_version_knows_its_refusals_once_it_is_upgraded()
    {
        SeeRefusals();
        Tamper($"DROP INDEX refused_order; ALTER TABLE order_sighting DROP COLUMN refused_on; {BackToFirstVersion}");

        var upgraded = Another();

        upgraded.Refused(Kobe, Refusal).Select(s => s.OrderNumber).Order().ShouldBe(["by-attempt", "by-deadline", "by-the-later"]);
        upgraded.Refused(Kobe, Refusal.AddDays(-40)).Select(s => s.OrderNumber).ShouldContain("long-ago");
        upgraded.Refused(Kobe, Refusal.AddDays(1)).ShouldBeEmpty();
        upgraded.Describe().SchemaVersion.ShouldBe(2);
    }

    [Fact]
    public void An_order_that_a_store_of_the_first_version_keeps_damaged_does_not_keep_it_from_its_upgrade()
    {
        SeeRefusals();
        Tamper($"DROP INDEX refused_order; ALTER TABLE order_sighting DROP COLUMN refused_on; UPDATE order_sighting SET order_json = substr(order_json, 1, length(order_json) - 1) WHERE order_number = 'by-deadline'; {BackToFirstVersion}");

        var upgraded = Another();

        upgraded.Refused(Kobe, Refusal).Select(s => s.OrderNumber).ShouldContain("by-attempt");
        Should.Throw<StoreException>(() => upgraded.Sightings(Kobe, ["by-deadline"])["by-deadline"].Order).Id.ShouldBe("StoreDamaged");
    }

    /// <summary>SQL that says a store's schema is of version 1.</summary>
    protected abstract string BackToFirstVersion { get; }

    static readonly DateOnly Refusal = Day("2026-01-20");

    // Half an hour after midnight in Japan is the day before by UTC; and the deadline of an NG is seven days on.
    void SeeRefusals()
    {
        static RakutenOrder Seen(string number) => new() { OrderNumber = number, Progress = OrderProgress.RakutenProcessing };
        var refused = new PaymentAttempt("1", 1, PaymentState.Refused, Jst("2026-01-19 23:50:00"), Jst("2026-01-20 00:30:00"), null, 3300m);
        RakutenOrder[] orders =
        [
            Seen("by-deadline") with { DueDates = [new(0, Day("2026-02-27")), new(1, Day("2026-01-12")), new(1, Day("2026-01-27"))] },
            Seen("by-attempt") with { Payments = [refused with { RefusedAt = Jst("2026-01-11 09:00:00") }, refused] },
            Seen("by-the-later") with { Payments = [refused with { RefusedAt = Jst("2026-01-11 09:00:00") }], DueDates = [new(1, Day("2026-01-27"))] },
            Seen("long-ago") with { DueDates = [new(1, Day("2025-12-27"))] },
            Seen("prepay") with { DueDates = [new(0, Day("2026-01-27"))] },
            Seen("cancelled") with { Changes = [new(1, 1, null, Now, null, null)] },
            Seen("paid") with { Payments = [refused with { State = PaymentState.Authorised, RefusedAt = null, CompletedAt = Now }] },
        ];
        OrderSighting[] seen = [.. orders.Select(static o => new OrderSighting { Shop = Kobe, OrderNumber = o.OrderNumber, SeenAt = Now, Order = o })];
        Store.Apply(Batch() with { Sightings = [.. seen, new() { Shop = Kobe, OrderNumber = "not-read", SeenAt = Now }, seen[0] with { Shop = Nara }] });
    }
}
