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
    public void Orders_that_were_refused_are_those_whose_last_sight_tells_of_it_since_a_moment()
    {
        RakutenOrder Seen(string number) => new() { OrderNumber = number, Progress = OrderProgress.RakutenProcessing };
        var refused = new PaymentAttempt("1", 1, PaymentState.Refused, Now.AddDays(-1), Now.AddDays(-1), null, 3300m);
        RakutenOrder[] orders =
        [
            Seen("by-deadline") with { DueDates = [new(1, Day("2026-01-27"))] },
            Seen("by-attempt") with { Payments = [refused] },
            Seen("prepay") with { DueDates = [new(0, Day("2026-01-27"))] },
            Seen("cancelled") with { Changes = [new(1, 1, null, Now, null, null)] },
            Seen("paid") with { Payments = [refused with { State = PaymentState.Authorised, RefusedAt = null, CompletedAt = Now }] },
        ];
        Store.Apply(Batch() with { Sightings = [.. orders.Select(o => new OrderSighting { Shop = Kobe, OrderNumber = o.OrderNumber, SeenAt = Now, Order = o })] });
        Store.Apply(Batch() with { Sightings = [new() { Shop = Kobe, OrderNumber = "long-ago", SeenAt = Now.AddDays(-40), Order = orders[0] with { OrderNumber = "long-ago" } }, new() { Shop = Nara, OrderNumber = "nara", SeenAt = Now, Order = orders[0] with { OrderNumber = "nara" } }] });

        Store.Refused(Kobe, Now.AddDays(-30)).Select(s => s.OrderNumber).Order().ShouldBe(["by-attempt", "by-deadline"]);
        Store.Refused(Kobe, Now.AddDays(-41)).Count().ShouldBe(3);
        Store.Refused(Kobe, Now.AddTicks(1)).ShouldBeEmpty();
    }
}
