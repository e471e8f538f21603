using RakutenOps.Core.Storage;

namespace RakutenOps.Core.Tests.Storage;

public abstract partial class OrderSlipStoreContract
{
    /// <summary>Slips that wait for nothing, each for a reason of R4 or R6 of its own.</summary>
    static OrderSlip[] NotWaiting() =>
    [
        Waiting("csv") with { Origin = SlipOrigin.Csv, ExcludedReason = ExcludedReason.Csv },
        Waiting("manual") with { Origin = SlipOrigin.Manual, ExcludedReason = ExcludedReason.Manual },
        Waiting("restored") with { ExcludedReason = ExcludedReason.RestoredFromMerge },
        Waiting("copy-fk-1") with { ExcludedReason = ExcludedReason.Copied },
        Waiting("mail") with { Status = SlipStatus.MailImported },
        Waiting("to-print") with { Status = SlipStatus.AwaitingPrint },
        Waiting("part-paid") with { DepositStatus = DepositStatus.PartlyPaid },
        Waiting("approved") with { ApprovalStatus = ApprovalStatus.Approved },
        Waiting("dated") with { ApprovalDate = Day("2026-01-11") },
        Waiting("cancelled") with { CancelKind = CancelKind.CustomerRequest },
        Waiting("elsewhere", shop: Nara),
    ];

    [Fact]
    public void Waiting_is_what_R4_and_R6_say()
    {
        Add([Waiting("W1"), .. NotWaiting(), Waiting("W2")]);
        string[] all = [.. NotWaiting().Select(s => s.RootOrderNumber), "W1", "W2", "missing"];

        Store.WaitingAmong(Kobe, all).ShouldBe(["W1", "W2"], ignoreOrder: true);
        Store.WaitingAmong(Kobe, []).ShouldBeEmpty();
        Store.CountWaiting(Kobe).ShouldBe(2);
        Store.CountWaiting(Nara).ShouldBe(1);
        WaitingOrders().ShouldBe(["W1", "W2"]);
        Store.Direct(Kobe, null).ShouldBe(["W1", "W2"]);
    }

    IEnumerable<string> WaitingOrders() => Store.Waiting(Kobe, DateTimeOffset.UnixEpoch, Now, null, int.MaxValue).Select(w => w.OrderNumber);

    [Fact]
    public void Orders_are_counted_not_slips_up_to_a_limit()
    {
        var source = Add(Waiting("A"));
        Add(Waiting("A-bk-1") with { DividedFrom = source.SlipNumber });
        Add([.. Enumerable.Range(0, 150).Select(i => Waiting($"N{i}", "2026-01-12 00:00:00"))]);

        Store.CountWaiting(Kobe).ShouldBe(151);
        Store.CountWaiting(Kobe, 101).ShouldBe(101);
    }

    [Fact]
    public void Slips_that_wait_are_counted_between_two_moments_of_order()
    {
        var source = Add(Waiting("A"));
        Add(Waiting("A-bk-1") with { DividedFrom = source.SlipNumber });
        Add([.. Enumerable.Range(0, 150).Select(i => Waiting($"N{i}", "2026-01-12 00:00:00"))]);

        Store.CountWaitingBetween(Kobe, Jst("2026-01-10 12:00:00"), Jst("2026-01-12 00:00:00")).ShouldBe(2);
        Store.CountWaitingBetween(Kobe, Jst("2026-01-10 12:00:01"), Jst("2026-01-12 00:00:01")).ShouldBe(150);
    }

    [Fact]
    public void The_sweep_walks_each_waiting_order_once_oldest_first()
    {
        var source = Add(Waiting("B", "2026-01-02 00:00:00"));
        Add(Waiting("C", "2026-01-02 00:00:00"));
        Add(Waiting("B-bk-1", "2026-01-02 00:00:00") with { DividedFrom = source.SlipNumber });
        Add(Waiting("A", "2026-01-01 00:00:00"));
        Add(Waiting("late", "2026-01-09 00:00:00"));
        Add(Waiting("early", "2025-12-31 23:59:59"));

        List<string> swept = [];
        SweepPosition? position = null;
        while (Store.Waiting(Kobe, Jst("2026-01-01 00:00:00"), Jst("2026-01-09 00:00:00"), position, 1) is [var next])
        {
            swept.Add(next.OrderNumber);
            position = next.Position;
        }

        swept.ShouldBe(["A", "B", "C"]);
        Store.Waiting(Kobe, Jst("2026-01-02 00:00:00"), Now, new(Jst("2026-01-01 00:00:00"), 99), 10).Select(w => w.OrderNumber).ShouldBe(["B", "C", "late"]);
    }

    [Fact]
    public void The_direct_set_holds_waiting_orders_edited_since()
    {
        Add(Waiting("before") with { EditedAt = Now.AddTicks(-1) }, Waiting("at") with { EditedAt = Now }, Waiting("after") with { EditedAt = Now.AddHours(1) });
        Add(Paid("paid") with { EditedAt = Now.AddHours(1), LastEvidenceAt = null });

        Store.Direct(Kobe, Now).ShouldBe(["after", "at"]);
        Store.Direct(Kobe, null).ShouldBe(["after", "at", "before"]);
    }

    [Fact]
    public void The_direct_set_holds_orders_once_approved_that_wait_again()
    {
        Add(Waiting("reset") with { LastEvidenceAt = Now.AddDays(-5) }, Waiting("never"), Paid("still-paid"));

        Store.Direct(Kobe, Now).ShouldBe(["reset"]);
    }

    [Fact]
    public void The_direct_set_holds_waiting_orders_whose_sighting_is_held()
    {
        var slips = Add(Waiting("held"), Waiting("free"), Paid("paid"), Waiting("elsewhere", shop: Nara));
        Store.Apply(Batch() with
        {
            Sightings = [Sighting("held", Kobe, Reason.PaymentUnmapped), Sighting("free", Kobe, null), Sighting("paid", Kobe, Reason.StaleAuthorisation), Sighting("elsewhere", Nara, Reason.ConflictRetry)],
        });
        Store.Direct(Kobe, Now).ShouldBe(["held"]);

        Store.Apply(Batch() with { Sightings = [Sighting("held", Kobe, null)] });
        Store.Direct(Kobe, Now).ShouldBeEmpty();
        slips.Count.ShouldBe(4);

        static OrderSighting Sighting(string order, string shop, Reason? held) => new() { Shop = shop, OrderNumber = order, SeenAt = Now, Held = held };
    }

    [Theory]
    [InlineData(Reason.ReturnedToProcessing)]
    [InlineData(Reason.CancelNotFinal)]
    [InlineData(Reason.ShippingDateMissing)]
    public void The_direct_set_holds_paid_orders_until_they_have_moved_on(Reason held)
    {
        var slips = Add(Paid("paid"), Paid("shipped") with { Status = SlipStatus.Shipped }, Paid("cancelled") with { CancelKind = CancelKind.CustomerRequest });
        Store.Apply(Batch() with { Sightings = [.. slips.Select(s => new OrderSighting { Shop = Kobe, OrderNumber = s.OrderNumber, SeenAt = Now, Held = held })] });

        Store.Direct(Kobe, Now).ShouldBe(["paid"]);
    }

    [Fact]
    public void Orders_merged_into_a_live_slip_are_read_and_may_be_cancelled_over_any_number_of_merges()
    {
        var (first, second, last) = (Add(Waiting("first")), Add(Waiting("second")), Add(Paid("last")));
        first = Change(first, first with { CancelKind = CancelKind.MergedIntoOther, MergedInto = second.SlipNumber });
        second = Change(second, second with { CancelKind = CancelKind.MergedIntoOther, MergedInto = last.SlipNumber });

        Store.Direct(Kobe, Now).ShouldBe(["first", "second"]);
        Store.CancellableAmong(Kobe, ["first", "second", "last", "missing"]).ShouldBe(["first", "second", "last"], ignoreOrder: true);

        var shipped = Change(last, last with { Status = SlipStatus.Shipped });
        Store.Direct(Kobe, Now).ShouldBeEmpty();
        Store.CancellableAmong(Kobe, ["first", "second", "last"]).ShouldBeEmpty();

        last = Change(shipped, shipped with { Status = SlipStatus.Printed });
        Change(second, second with { CancelKind = CancelKind.Live, ExcludedReason = ExcludedReason.RestoredFromMerge });   // restored: it carries "first" itself now
        Store.Direct(Kobe, Now).ShouldBe(["first"]);
        Change(last, last with { CancelKind = CancelKind.CustomerRequest });
        Store.CancellableAmong(Kobe, ["first", "second", "last"]).ShouldBe(["first", "second"], ignoreOrder: true);
    }

    [Fact]
    public void A_new_slip_that_is_merged_from_the_start_is_known_to_its_survivor()
    {
        var survivor = Add(Paid("survivor"));
        Add(Waiting("absorbed") with { CancelKind = CancelKind.MergedIntoOther, MergedInto = survivor.SlipNumber });

        Store.Direct(Kobe, Now).ShouldBe(["absorbed"]);
    }

    [Fact]
    public void Cancellable_is_a_live_slip_not_shipped_that_the_cancel_sync_never_cancelled()
    {
        Add(Waiting("waits"), Paid("printed") with { Status = SlipStatus.Printed }, Waiting("csv") with { Origin = SlipOrigin.Csv, ExcludedReason = ExcludedReason.Csv },
            Waiting("mail") with { Status = SlipStatus.Incomplete }, Paid("shipped") with { Status = SlipStatus.Shipped },
            Waiting("gone") with { CancelKind = CancelKind.CustomerRequest }, Waiting("revived") with { CancelSyncedAt = Now });
        var source = Add(Waiting("split") with { CancelKind = CancelKind.CustomerRequest });
        Add(Waiting("split-bk-1") with { DividedFrom = source.SlipNumber });

        Store.CancellableAmong(Kobe, ["waits", "printed", "csv", "mail", "shipped", "gone", "revived", "split"])
            .ShouldBe(["waits", "printed", "csv", "mail", "split"], ignoreOrder: true);
        Store.CancellableAmong(Nara, ["waits"]).ShouldBeEmpty();
    }

    [Fact]
    public void Paid_is_live_with_all_money_and_not_shipped()
    {
        Add(Paid("paid"), Paid("printed") with { Status = SlipStatus.Printed }, Paid("shipped") with { Status = SlipStatus.Shipped },
            Waiting("part") with { DepositStatus = DepositStatus.PartlyPaid }, Waiting("waits"), Paid("gone") with { CancelKind = CancelKind.ShopReasons });

        Store.PaidAmong(Kobe, ["paid", "printed", "shipped", "part", "waits", "gone", "missing"]).ShouldBe(["paid", "printed"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("2026-01-20", true)]    // today
    [InlineData("2026-01-27", true)]    // seven days on
    [InlineData("2026-01-28", false)]   // eight
    [InlineData("2026-01-19", false)]   // yesterday
    public void Long_lead_looks_seven_days_ahead(string instructed, bool found)
    {
        Add(Paid("A") with { PrintInstructDate = Day(instructed) });

        Store.LongLead(Kobe, ["クレジットカード", "Apple Pay"], [], Day("2026-01-20")).ShouldBe(found ? ["A"] : []);
    }

    [Fact]
    public void Long_lead_wants_live_card_slips_of_2_to_40_that_are_not_excluded()
    {
        var date = Day("2026-01-22");
        var source = Add(Waiting("entered") with { PrintInstructDate = date });
        Add(Waiting("entered-bk-1") with { PrintInstructDate = date, DividedFrom = source.SlipNumber });
        Add(new[]
        {
            Paid("printing") with { Status = SlipStatus.Printing }, Paid("printed") with { Status = SlipStatus.Printed }, Paid("shipped") with { Status = SlipStatus.Shipped },
            Waiting("mail") with { Status = SlipStatus.MailImported }, Paid("bank") with { PaymentMethod = "銀行振込" }, Paid("blank") with { PaymentMethod = null },
            Paid("csv") with { Origin = SlipOrigin.Csv, ExcludedReason = ExcludedReason.Csv }, Paid("gone") with { CancelKind = CancelKind.ShopReasons }, Paid("elsewhere", shop: Nara),
        }.Select(s => s with { PrintInstructDate = date }).ToArray());
        Add(Paid("undated"));

        Store.LongLead(Kobe, ["クレジットカード", "Apple Pay"], [], Day("2026-01-20")).ShouldBe(["entered", "printed", "printing"]);
        Store.LongLead(Kobe, [], [], Day("2026-01-20")).ShouldBeEmpty();
        Store.LongLead(Kobe, ["Apple Pay"], [1], Day("2026-01-20")).ShouldContain("entered");
    }

    [Fact]
    public void The_oldest_of_each_kind_is_told()
    {
        (Store.OldestLive(Kobe), Store.OldestWaiting(Kobe), Store.OldestPaid(Kobe)).ShouldBe((null, null, null));

        Add(Paid("shipped", "2025-01-01 00:00:00") with { Status = SlipStatus.Shipped }, Waiting("gone", "2025-02-01 00:00:00") with { CancelKind = CancelKind.ShopReasons },
            Waiting("csv", "2025-03-01 00:00:00") with { Origin = SlipOrigin.Csv, ExcludedReason = ExcludedReason.Csv }, Paid("paid", "2025-04-01 00:00:00"), Paid("paid later"),
            Waiting("waits", "2025-05-01 00:00:00"), Waiting("waits later"), Waiting("elsewhere", "2024-01-01 00:00:00", Nara));

        Store.OldestLive(Kobe).ShouldBe(Jst("2025-03-01 00:00:00"));
        Store.OldestWaiting(Kobe).ShouldBe(Jst("2025-05-01 00:00:00"));
        Store.OldestPaid(Kobe).ShouldBe(Jst("2025-04-01 00:00:00"));
    }
}
