using System.Text.Json;
using RakutenOps.Core.Storage;

namespace RakutenOps.Core.Tests.Storage;

public abstract partial class OrderSlipStoreContract
{
    static SyncRun Run(string id, string shop = Kobe, DateTimeOffset? started = null) =>
        new() { RunId = id, Shop = shop, Kind = "Payment", StartedAt = started ?? Now };

    [Fact]
    public void A_run_is_opened_and_closed_in_one_row()
    {
        Store.Save(Run("R1"));
        Store.Runs().Single().ShouldBe(Run("R1"));

        var ended = Run("R1") with
        {
            EndedAt = Now.AddMinutes(2),
            Completed = true,
            Error = "RmsUnauthorised",
            Requests = 3,
            OrdersRead = 120,
            SlipsChanged = 12,
            NeedsAttention = 2,
            Host = "batch01/4711",
        };
        Store.Save(ended);

        Another().Runs().Single().ShouldBe(ended);
    }

    [Fact]
    public void Runs_come_newest_first_of_one_shop_or_all_since_a_moment()
    {
        for (var i = 0; i < 603; i++) Store.Save(Run($"K{i:0000}", Kobe, Now.AddMinutes(i / 2)));
        Store.Save(Run("N", Nara, Now.AddMinutes(100)));

        var all = Store.Runs().Select(r => r.RunId).ToList();
        all.Count.ShouldBe(604);
        all.ShouldBeUnique();
        all.Take(3).ShouldBe(["K0602", "K0601", "K0600"]);
        Store.Runs(Nara).Select(r => r.RunId).ShouldBe(["N"]);
        Store.Runs(Kobe).Count().ShouldBe(603);
        Store.Runs(since: Now.AddMinutes(301)).Select(r => r.RunId).ShouldBe(["K0602"]);
        Store.Runs(Kobe, Now.AddMinutes(300)).Select(r => r.RunId).ShouldBe(["K0602", "K0601", "K0600"]);
    }

    [Fact]
    public void Runs_that_nobody_closed_or_marked_are_open_oldest_first()
    {
        Store.Save(Run("C"));
        Store.Save(Run("B", started: Now.AddMinutes(-1)));
        Store.Save(Run("A") with { EndedAt = Now, Completed = true });
        Store.Save(Run("K") with { Error = SyncRun.KilledMark });
        Store.Save(Run("N", Nara));

        Another().OpenRuns(Kobe).Select(r => r.RunId).ShouldBe(["B", "C"]);
    }

    [Fact]
    public void Runs_before_a_moment_are_forgotten()
    {
        for (var i = 0; i < 4; i++) Store.Save(Run($"R{i}", started: Now.AddDays(i)));

        Store.ForgetRuns(Now.AddDays(2)).ShouldBe(2);

        Another().Runs().Select(r => r.RunId).ShouldBe(["R3", "R2"]);
        Store.ForgetRuns(Now.AddDays(2)).ShouldBe(0);
    }

    [Fact]
    public void Who_holds_a_shop_can_be_seen_without_taking_it()
    {
        Store.Lease(Kobe).ShouldBeNull();
        Store.BookRequest(Kobe, Now, TimeSpan.FromSeconds(1));
        Store.Lease(Kobe).ShouldBeNull();
        Store.TakeLease(Kobe, "one", Now, Now.AddMinutes(10));

        Another().Lease(Kobe).ShouldBe(new(true, "one", Now.AddMinutes(10), null));

        Store.ReleaseLease(Kobe, "one");
        Store.Lease(Kobe).ShouldBeNull();
    }

    [Fact]
    public void Causes_are_noted_per_shop_and_forgotten_once_they_no_longer_show()
    {
        Store.NoteCauses(Kobe, ["slip 1", "slip 2"], Now, Now.AddDays(-1));
        Store.NoteCauses("", ["disk"], Now, Now.AddDays(-1));
        Another().NotedCauses(Kobe).ShouldBe(["slip 1", "slip 2"], ignoreOrder: true);
        Store.NotedCauses(Nara).ShouldBeEmpty();

        Store.NoteCauses(Kobe, ["slip 2"], Now.AddHours(20), Now.AddHours(-4));
        Store.NoteCauses(Kobe, [], Now.AddHours(25), Now.AddHours(1));

        Store.NotedCauses(Kobe).ShouldBe(["slip 2"]);
        Store.NotedCauses("").ShouldBe(["disk"]);
    }

    [Fact]
    public void A_cursor_comes_back_with_every_field()
    {
        Store.Cursor(Kobe).ShouldBe(new SyncCursor { Shop = Kobe });
        var cursor = new SyncCursor
        {
            Shop = Kobe,
            PaymentCompletedFrom = Now.AddTicks(1),
            ImportedUntil = Now.AddHours(1),
            Sweep = new(Now.AddDays(-5), 12),
            SweptAt = Now.AddHours(2),
            OldSweep = new(Now.AddDays(-200), 3),
            OldSweptAt = Now.AddHours(3),
            CancelWindow = 2,
            ProcessingSweptTo = Now.AddDays(-9),
        };

        Store.Save(cursor);
        Another().Cursor(Kobe).ShouldBe(cursor);
        Store.Cursor(Nara).ShouldBe(new SyncCursor { Shop = Nara });

        Store.Save(new SyncCursor { Shop = Kobe });
        Store.Cursor(Kobe).ShouldBe(new SyncCursor { Shop = Kobe });
    }

    [Fact]
    public void A_sighting_comes_back_with_the_order_as_it_was_read()
    {
        var order = new RakutenOrder
        {
            OrderNumber = "A",
            Progress = (OrderProgress)345,
            OrderedAt = Jst("2026-01-10 12:00:00"),
            ConfirmedAt = Jst("2026-01-10 13:00:00"),
            FixedAt = Jst("2026-01-11 09:30:00"),
            ShippingInstructedAt = Jst("2026-01-11 09:30:00"),
            ShipmentReportedAt = Jst("2026-01-12 09:30:00"),
            SettlementCode = 1,
            SettlementName = "クレジットカード",
            IsCommonSettlement = false,
            RequestedAmount = 3300.5m,
            HasOpenAmount = true,
            Changes = [new(1, 5, 11, Jst("2026-01-11 00:00:00"), null, Jst("2026-01-11 00:10:00")), new(2, null, null, null, null, null)],
            DueDates = [new(1, Day("2026-01-18"))],
            ShippingDate = Day("2026-02-20"),
            Items = [new("anpan-6", "あんぱん", 2, 1650m)],
            Baskets = [new(7, null, [new(9, "1001", "1234", Day("2026-02-20"))])],
            Payments = [new("P1", 1, (PaymentState)30999, Jst("2026-01-11 09:00:00"), null, Jst("2026-01-11 09:30:00"), 3300m)],
        };
        var sighting = new OrderSighting
        {
            Shop = Kobe,
            OrderNumber = "A",
            SeenAt = Now,
            Order = order,
            SettlementChangeSeenAt = Now.AddTicks(7),
            Held = Reason.PaymentUnmapped,
            Told = [Reason.CancelAfter62Days, Reason.AlreadyShipped],
        };
        Store.Apply(Batch() with { Sightings = [sighting] });

        var seen = Another().Sightings(Kobe, ["A", "B"]);

        seen.Keys.ShouldBe(["A"]);
        var back = seen["A"];
        back.Told.ShouldBe(sighting.Told);
        (back with { Order = null, Told = sighting.Told }).ShouldBe(sighting with { Order = null });
        JsonSerializer.Serialize(back.Order).ShouldBe(JsonSerializer.Serialize(order));
        Store.Sightings(Nara, ["A"]).ShouldBeEmpty();
        Store.Sightings(Kobe, []).ShouldBeEmpty();
    }

    [Fact]
    public void A_sighting_is_written_only_when_what_was_seen_differs()
    {
        var order = new RakutenOrder { OrderNumber = "A", Progress = OrderProgress.RakutenProcessing, OrderedAt = Now };
        var sighting = new OrderSighting { Shop = Kobe, OrderNumber = "A", SeenAt = Now, Order = order };
        var minute = 0;
        See(sighting);

        Again(sighting).ShouldBeFalse();
        Again(sighting with { Order = order with { Progress = OrderProgress.AwaitingShipment } }).ShouldBeTrue();
        Again(sighting with { Order = null }).ShouldBeTrue();
        Again(sighting with { Order = null, Held = Reason.OrderNotRead }).ShouldBeTrue();
        Again(sighting with { Order = null, Held = Reason.OrderNotRead }).ShouldBeFalse();
        Again(sighting with { Order = null, SettlementChangeSeenAt = Now }).ShouldBeTrue();
        Again(sighting with { Order = null, SettlementChangeSeenAt = Now, Told = [Reason.AlreadyShipped] }).ShouldBeTrue();

        void See(OrderSighting what) => Store.Apply(Batch() with { Sightings = [what] });

        bool Again(OrderSighting what)
        {
            var at = Now.AddMinutes(++minute);
            See(what with { SeenAt = at });
            return Store.Sightings(Kobe, ["A"])["A"].SeenAt == at;
        }
    }

    [Fact]
    public void A_lease_is_held_until_its_time_is_over_or_it_is_given_back()
    {
        Store.TakeLease(Kobe, "one", Now, Now.AddMinutes(10)).ShouldBe(new(true, "one", Now.AddMinutes(10), null));
        var other = Another();
        other.TakeLease(Kobe, "two", Now.AddMinutes(9), Now.AddMinutes(19)).ShouldBe(new(false, "one", Now.AddMinutes(10), null));
        other.TakeLease(Nara, "two", Now, Now.AddMinutes(10)).Taken.ShouldBeTrue();
        Store.TakeLease(Kobe, "one", Now.AddMinutes(5), Now.AddMinutes(15)).ShouldBe(new(true, "one", Now.AddMinutes(15), null));

        other.TakeLease(Kobe, "two", Now.AddMinutes(15), Now.AddMinutes(25)).ShouldBe(new(true, "two", Now.AddMinutes(25), "one"));
        Store.ReleaseLease(Kobe, "one");   // no longer its own
        Store.TakeLease(Kobe, "one", Now.AddMinutes(16), Now.AddMinutes(30)).Taken.ShouldBeFalse();
        other.ReleaseLease(Kobe, "two");
        Store.TakeLease(Kobe, "one", Now.AddMinutes(16), Now.AddMinutes(30)).ShouldBe(new(true, "one", Now.AddMinutes(30), null));
        Store.TakeLease(Kobe, "one", Now.AddMinutes(31), Now.AddMinutes(40)).ShouldBe(new(true, "one", Now.AddMinutes(40), null));
    }

    [Fact]
    public void Of_many_who_want_a_shop_one_gets_it()
    {
        _ = Store;
        IOrderSlipStore[] stores = [.. Enumerable.Range(0, 4).Select(_ => Another())];

        var taken = stores.AsParallel().WithDegreeOfParallelism(4).Select((s, i) => s.TakeLease(Kobe, $"worker {i}", Now, Now.AddMinutes(10))).ToList();

        taken.Count(t => t.Taken).ShouldBe(1);
        taken.Select(t => t.Owner).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public void Requests_of_a_shop_are_booked_one_after_the_other_over_all_stores()
    {
        var second = TimeSpan.FromSeconds(1);
        _ = Store;
        IOrderSlipStore[] stores = [.. Enumerable.Range(0, 3).Select(_ => Another())];

        var booked = stores.AsParallel().WithDegreeOfParallelism(3).SelectMany(s => Enumerable.Range(0, 20).Select(_ => s.BookRequest(Kobe, Now, second)).ToList()).ToList();

        booked.Order().ShouldBe(Enumerable.Range(0, 60).Select(i => Now.AddSeconds(i)));
        Store.BookRequest(Nara, Now, second).ShouldBe(Now);
        Store.BookRequest(Kobe, Now.AddHours(1), second).ShouldBe(Now.AddHours(1));
        Store.BookRequest(Kobe, Now.AddHours(1), TimeSpan.FromMinutes(2)).ShouldBe(Now.AddHours(1).AddSeconds(1));
        Store.BookRequest(Kobe, Now.AddHours(1), second).ShouldBe(Now.AddHours(1).AddSeconds(121));
    }

    [Fact]
    public void A_clock_put_back_an_hour_does_not_stop_the_shop_for_an_hour()
    {
        Store.BookRequest(Kobe, Now, TimeSpan.FromSeconds(1));

        Store.BookRequest(Kobe, Now.AddHours(-1), TimeSpan.FromSeconds(1)).ShouldBe(Now.AddHours(-1));
        Store.BookRequest(Kobe, Now.AddHours(-1), TimeSpan.FromSeconds(1)).ShouldBe(Now.AddHours(-1).AddSeconds(1));
    }

    [Fact]
    public void Booking_and_leasing_leave_each_other_alone()
    {
        Store.BookRequest(Kobe, Now, TimeSpan.FromSeconds(5));
        Store.TakeLease(Kobe, "one", Now, Now.AddMinutes(10)).Abandoned.ShouldBeNull();
        Store.BookRequest(Kobe, Now, TimeSpan.FromSeconds(5)).ShouldBe(Now.AddSeconds(5));
        Store.ReleaseLease(Kobe, "one");
        Store.BookRequest(Kobe, Now, TimeSpan.FromSeconds(5)).ShouldBe(Now.AddSeconds(10));
    }
}
