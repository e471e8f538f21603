using RakutenOps.Core.Storage;

namespace RakutenOps.Core.Tests.Storage;

public abstract partial class OrderSlipStoreContract
{
    [Fact]
    public void A_slip_comes_back_with_every_field_and_every_line()
    {
        var source = Add(Waiting("100001-20260110-00001"));
        var survivor = Add(Waiting("100001-20260110-00002"));
        var full = new OrderSlip
        {
            Shop = Kobe,
            OrderNumber = "100001-20260110-00001-fk-1",
            Origin = SlipOrigin.Manual,
            DividedFrom = source.SlipNumber,
            CopiedFrom = source.SlipNumber,
            MergedInto = survivor.SlipNumber,
            Status = SlipStatus.Printed,
            CancelKind = CancelKind.MergedIntoOther,
            DepositStatus = DepositStatus.PartlyPaid,
            ApprovalStatus = ApprovalStatus.Refused,
            ApprovalDate = Day("2026-01-12"),
            PaymentMethod = "Apple Pay",
            SettlementCode = 12,
            TotalAmount = 1234567.89m,
            ConfirmCheck = ConfirmCheck.Required,
            OrderedAt = Jst("2026-01-10 00:00:01"),
            PaymentMethodChangedAt = Jst("2026-01-11 01:02:03").AddTicks(1),
            AmountChangedAt = Jst("2026-01-12 01:02:03").AddTicks(9_999_999),
            LastEvidenceAt = Jst("2026-01-13 01:02:03"),
            PlannedShipDate = Day("2026-03-10"),
            PrintInstructDate = Day("2024-02-29"),
            CancelSyncedAt = Jst("2026-01-15 01:02:03"),
            ExcludedReason = ExcludedReason.Copied,
            EditedAt = Jst("2026-01-16 23:59:59").AddTicks(1_234_567),
            Lines =
            [
                new() { LineNumber = 1, ItemCode = "'; DROP TABLE order_slip; --", ItemName = null, Quantity = 3, AllocatedQuantity = 2, UnitPrice = 0.5m, ReleaseDate = Day("2026-02-01") },
                new() { LineNumber = 2, ItemCode = "食パン\n\"😀\"", ItemName = "=HYPERLINK(1)", Quantity = 1 },
            ],
        };

        var added = Add(full);

        added.SlipNumber.ShouldBeGreaterThan(survivor.SlipNumber);
        ShouldBeSame(added, full with { SlipNumber = added.SlipNumber });
        ShouldBeSame(Another().Slip(added.SlipNumber), added);
    }

    [Fact]
    public void Moments_come_back_in_japan_time() => Add(Waiting("1")).ShouldSatisfyAllConditions(
        added => Store.Slip(added.SlipNumber)!.OrderedAt.Offset.ShouldBe(TimeSpan.FromHours(9)),
        added => Store.Slip(added.SlipNumber)!.OrderedAt.ShouldBe(Jst("2026-01-10 12:00:00")));

    [Fact]
    public void There_is_no_slip_of_an_unknown_number() => Store.Slip(999).ShouldBeNull();

    [Fact]
    public void Every_slip_of_an_order_is_found_by_its_root_number_in_its_shop_alone()
    {
        var source = Add(Waiting("A"));
        var split = Add(Waiting("A-bk-1") with { DividedFrom = source.SlipNumber, CancelKind = CancelKind.CustomerRequest, Lines = [] });
        Add(Waiting("B"));
        Add(Waiting("A", shop: Nara));

        var found = Store.SlipsOf(Kobe, ["A", "missing"]);

        found.Select(s => s.SlipNumber).ShouldBe([source.SlipNumber, split.SlipNumber]);
        ShouldBeSame(found[0], source);
        ShouldBeSame(found[1], split);
        Store.SlipsOf(Kobe, []).ShouldBeEmpty();
    }

    [Fact]
    public void Any_number_of_orders_can_be_asked_for_at_once()
    {
        Add([.. Enumerable.Range(0, 3000).Select(i => Waiting($"N{i}"))]);
        string[] asked = [.. Enumerable.Range(0, 40_000).Select(i => $"N{i}")];

        Store.SlipsOf(Kobe, asked).Count.ShouldBe(3000);
        Store.Known(Kobe, asked).Count.ShouldBe(3000);
        Store.WaitingAmong(Kobe, asked).Count.ShouldBe(3000);
    }

    [Fact]
    public void Known_orders_are_known_whatever_their_slips_are()
    {
        Add(Waiting("A"));
        Add(Waiting("C") with { Origin = SlipOrigin.Csv, ExcludedReason = ExcludedReason.Csv });
        Add(Paid("S") with { Status = SlipStatus.Shipped });
        Add(Waiting("X", shop: Nara));

        Store.Known(Kobe, ["A", "C", "S", "X", "Y"]).ShouldBe(["A", "C", "S"], ignoreOrder: true);
        Store.Known(Kobe, []).ShouldBeEmpty();
    }

    [Fact]
    public void Find_without_conditions_gives_all_slips_by_number()
    {
        var added = Add([.. Enumerable.Range(0, 1234).Select(i => Waiting($"N{i:0000}"))]);

        Store.Find(new()).Select(s => s.OrderNumber).ShouldBe(added.Select(s => s.OrderNumber));
    }

    [Fact]
    public void Find_fits_every_condition()
    {
        var a = Add(Waiting("A", "2026-01-01 00:00:00"));
        var split = Add(Waiting("A-bk-1", "2026-01-01 00:00:00") with { DividedFrom = a.SlipNumber });
        var b = Add(Paid("B", "2026-01-05 00:00:00"));
        var merged = Add(Waiting("M", "2026-01-06 00:00:00") with { CancelKind = CancelKind.MergedIntoOther, MergedInto = b.SlipNumber });
        var shipped = Add(Paid("S", "2026-01-07 00:00:00") with { Status = SlipStatus.Shipped });
        var nara = Add(Waiting("A", "2026-01-08 00:00:00", Nara));

        Finds(new() { Shops = [Nara] }, nara);
        Finds(new() { Shops = [Kobe, Nara] }, a, split, b, merged, shipped, nara);
        Finds(new() { Shops = [] });
        Finds(new() { SlipNumbers = [nara.SlipNumber, a.SlipNumber, 999] }, a, nara);
        Finds(new() { OrderNumbers = ["A"] }, a, split, nara);
        Finds(new() { OrderNumbers = ["A"], Shops = [Kobe] }, a, split);
        Finds(new() { OrderNumbers = ["A-bk-1"] }, split);
        Finds(new() { OrderNumbers = ["A-bk-2"] });
        Finds(new() { Statuses = [SlipStatus.AwaitingPrint, SlipStatus.Shipped] }, b, shipped);
        Finds(new() { Statuses = [] });
        Finds(new() { Live = true, Statuses = [SlipStatus.Entered] }, a, split, nara);
        Finds(new() { Live = true, Statuses = [SlipStatus.Entered], Shops = [Nara] }, nara);
        Finds(new() { Live = true, Statuses = [SlipStatus.Shipped] }, shipped);
        Finds(new() { DepositStatus = DepositStatus.Paid }, b, shipped);
        Finds(new() { Live = true }, a, split, b, shipped, nara);
        Finds(new() { Live = false }, merged);
        Finds(new() { OrderedFrom = Jst("2026-01-05 00:00:00"), OrderedBefore = Jst("2026-01-07 00:00:00") }, b, merged);
        Finds(new() { OrderedFrom = Jst("2026-01-07 00:00:00"), Live = true, Statuses = [SlipStatus.Entered] }, nara);
        Finds(new() { MergedInto = [b.SlipNumber] }, merged);

        void Finds(SlipQuery query, params OrderSlip[] expected) =>
            Store.Find(query).Select(s => s.SlipNumber).ShouldBe(expected.Select(s => s.SlipNumber), query.ToString());
    }

    [Fact]
    public void A_stream_left_half_read_holds_nothing()
    {
        var added = Add([.. Enumerable.Range(0, 2000).Select(i => Waiting($"N{i}"))]);

        using var slips = Store.Find(new()).GetEnumerator();   // never ended, not disposed before the write
        slips.MoveNext().ShouldBeTrue();
        using var history = Store.History(new()).GetEnumerator();
        history.MoveNext().ShouldBeTrue();

        Change(added[0], Pay(added[0])).Version.ShouldBe(2);
        Another().Apply(Batch(Edit(added[1], Pay(added[1])))).Written.Count.ShouldBe(1);
    }

    [Fact]
    public void A_stream_goes_on_while_others_write_and_gives_no_slip_that_no_longer_fits()
    {
        var added = Add([.. Enumerable.Range(0, 1500).Select(i => Waiting($"N{i}"))]);
        using var slips = Store.Find(new() { Live = true, Statuses = [SlipStatus.Entered] }).GetEnumerator();
        slips.MoveNext().ShouldBeTrue();

        var last = added[^1];
        Another().Apply(Batch(Edit(last, Pay(last)))).Written.Count.ShouldBe(1);

        var seen = 1;
        while (slips.MoveNext())
        {
            slips.Current.Status.ShouldBe(SlipStatus.Entered);
            seen++;
        }
        seen.ShouldBe(1499);
    }

    [Fact]
    public void A_half_typed_slip_number_finds_slips_that_wait_first_then_others_by_number()
    {
        var slips = Add([.. Enumerable.Range(1, 130).Select(n => n % 2 == 0 ? Paid($"N{n}") : Waiting($"N{n}", shop: n % 4 == 1 ? Kobe : Nara))]);

        static string Numbers(IEnumerable<OrderSlip> slips) => string.Join(' ', slips.Select(static s => s.SlipNumber));
        Numbers(Store.SlipsBeginning("12", 100)).ShouldBe("121 125 129 123 127 12 120 122 124 126 128");
        Numbers(Store.SlipsBeginning("12", 7)).ShouldBe("121 125 129 123 127 12 120");
        Numbers(Store.SlipsBeginning("13", 100)).ShouldBe("13 130");
        Numbers(Store.SlipsBeginning("", 2)).ShouldBe("1 5");
        Store.SlipsBeginning("12", 100)[0].Lines.ShouldNotBeEmpty();
        Store.SlipsBeginning("9", 100).Count.ShouldBe(11);
        foreach (var none in new[] { "0", "12%", "-1", "x", "９", "9999999999999999999", "99999999999999999999" }) Store.SlipsBeginning(none, 100).ShouldBeEmpty(none);
        slips.Count.ShouldBe(130);
    }

    [Fact]
    public void A_half_typed_order_number_finds_orders_that_wait_first_then_others_by_number()
    {
        Add(Paid("374843-20260101-0000000001"), Waiting("374843-20260101-0000000003"), Waiting("374843-20260101-0000000002", shop: Nara), Waiting("374843-20260102-0000000004"), Waiting("TEL-0001"), Paid("374843_1"), Paid("％1"));

        static string[] Ends(IEnumerable<OrderSlip> slips) => [.. slips.Select(static s => s.OrderNumber[^1..])];
        Ends(Store.OrdersBeginning("374843-20260101", 100)).ShouldBe(["3", "2", "1"]);
        Ends(Store.OrdersBeginning("374843-", 100)).ShouldBe(["3", "4", "2", "1"]);
        Ends(Store.OrdersBeginning("374843-", 2)).ShouldBe(["3", "4"]);
        Store.OrdersBeginning("tel", 100).ShouldHaveSingleItem().OrderNumber.ShouldBe("TEL-0001");
        Store.OrdersBeginning("％", 100).ShouldHaveSingleItem();
        Store.OrdersBeginning("374843%", 100).ShouldBeEmpty();
        Store.OrdersBeginning("", 100).Count.ShouldBe(4);
    }
}
