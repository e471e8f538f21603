using RakutenOps.Core.Storage;

namespace RakutenOps.Core.Tests.Storage;

public abstract partial class OrderSlipStoreContract
{
    [Fact]
    public void A_write_counts_the_version_up_and_keeps_what_it_does_not_change()
    {
        var slip = Add(Waiting("A"));
        slip.Version.ShouldBe(1);

        var paid = Change(slip, Pay(slip));

        paid.Version.ShouldBe(2);
        ShouldBeSame(paid, Pay(slip) with { Version = 2 });
        ShouldBeSame(Store.Slip(slip.SlipNumber), paid);
    }

    [Fact]
    public void A_value_can_be_put_back_to_blank()
    {
        var slip = Add(Paid("A") with { PrintInstructDate = Day("2026-02-01"), PlannedShipDate = Day("2026-02-02") });
        var blank = slip with { ApprovalDate = null, PrintInstructDate = null, PlannedShipDate = null, PaymentMethod = null, LastEvidenceAt = null, Lines = [] };

        ShouldBeSame(Store.Slip(Change(slip, blank).SlipNumber), blank with { Version = 2 });
    }

    [Fact]
    public void Lines_are_replaced_when_they_change()
    {
        var slip = Add(Waiting("A"));
        var half = slip with { Lines = [slip.Lines[0] with { Quantity = 1 }, new() { LineNumber = 2, ItemCode = "melon", Quantity = 5 }] };

        ShouldBeSame(Store.Slip(Change(slip, half).SlipNumber), half with { Version = 2 });
    }

    [Fact]
    public void History_names_the_field_the_rule_the_run_the_evidence_and_who()
    {
        var slip = Add(Waiting("A"));
        var run = Run("R1");
        var evidence = new Evidence(Jst("2026-01-11 09:30:00"), EvidenceSource.ShippingInstruction);
        var result = Store.Apply(Batch(Edit(slip, Pay(slip), "R8", evidence)) with { Run = run, By = "Sync-RakutenPayment" });

        var rows = Store.History(new() { Rule = "R8" }).ToList();

        rows.Select(r => (r.Field, r.Before, r.After)).ShouldBe(
        [
            ("DepositStatus", "0", "2"), ("ApprovalStatus", "10", "30"), ("ApprovalDate", null, "2026-01-11"), ("Status", "2", "20"),
        ]);
        rows.ShouldAllBe(r => r.ChangeId == result.ChangeIds[0] && r.SlipNumber == slip.SlipNumber && r.Shop == Kobe && r.OrderNumber == "A" && r.At == Now
            && r.RunId == "R1" && r.By == "Sync-RakutenPayment" && r.Evidence == evidence.ToString());
        rows.Select(r => r.HistoryId).ShouldBeInOrder(SortDirection.Ascending);
        rows.Select(r => r.HistoryId).ShouldBeUnique();
    }

    [Fact]
    public void A_new_slip_has_one_row_of_history_with_its_number()
    {
        var result = Store.Apply(Batch(New(Waiting("A")), new SlipWrite { After = Waiting("B"), Changes = [] }));

        var rows = Store.History(new()).ToList();

        rows.Select(r => (r.SlipNumber, r.ChangeId, r.Field, r.After)).ShouldBe(
            result.Written.Zip(result.ChangeIds, (s, c) => (s.SlipNumber, c, "Slip", (string?)$"{s.SlipNumber}")));
        rows[0].Rule.ShouldBe("Import");
        rows[0].RunId.ShouldBeNull();
        rows[0].Evidence.ShouldBeNull();
    }

    [Fact]
    public void What_a_new_slips_row_says_is_kept() =>
        Store.Apply(Batch(new SlipWrite { After = Waiting("A"), Changes = [new("Import", "Slip", null, "Api")] })).ShouldSatisfyAllConditions(
            _ => Store.History(new()).Single().After.ShouldBe("Api"));

    [Fact]
    public void History_fits_every_condition()
    {
        var slips = Add(Waiting("A"), Waiting("B"), Waiting("C", shop: Nara));
        var paid = Store.Apply(Batch(Edit(slips[0], Pay(slips[0]), "R8"), Edit(slips[2], Pay(slips[2]), "R14")) with { Run = Run("R1"), At = Now.AddMinutes(1) });
        var rows = Store.History(new()).ToList();
        rows.Count.ShouldBe(3 + 4 + 4);

        Store.History(new() { SlipNumbers = [slips[0].SlipNumber, slips[1].SlipNumber] }).Count().ShouldBe(1 + 4 + 1);
        Store.History(new() { Shop = Nara }).Count().ShouldBe(1 + 4);
        Store.History(new() { Since = Now.AddMinutes(1) }).Count().ShouldBe(8);
        Store.History(new() { Since = Now.AddMinutes(1).AddTicks(1) }).ShouldBeEmpty();
        Store.History(new() { Rule = "R14" }).Count().ShouldBe(4);
        Store.History(new() { RunId = "R1" }).Count().ShouldBe(8);
        Store.History(new() { RunId = "R2" }).ShouldBeEmpty();
        Store.History(new() { SlipNumbers = [] }).ShouldBeEmpty();
        var change = rows.Where(r => r.ChangeId == paid.ChangeIds[1]).ToList();
        change.Count.ShouldBe(4);
        Store.History(new() { ChangeId = paid.ChangeIds[1] }).ShouldBe(change);
        Store.History(new() { ChangeId = change[3].HistoryId }).ShouldBe(change);   // a row names the change it belongs to
        Store.History(new() { ChangeId = rows[^1].HistoryId + 1 }).ShouldBeEmpty();
    }

    [Fact]
    public void A_write_without_changes_leaves_no_history()
    {
        var slip = Add(Waiting("A"));

        var result = Store.Apply(Batch(new SlipWrite { Before = slip, After = slip, Changes = [] }));

        result.ChangeIds.ShouldBe([0]);
        Store.History(new()).Count().ShouldBe(1);
    }

    [Fact]
    public void A_slip_that_changed_meanwhile_is_left_and_its_order_named()
    {
        var slips = Add(Waiting("A"), Waiting("B"));
        var edited = Another().Apply(Batch(Edit(slips[0], slips[0] with { TotalAmount = 1m }))).Written[0];

        var result = Store.Apply(Batch(Edit(slips[0], Pay(slips[0])), Edit(slips[1], Pay(slips[1]))));

        result.Conflicts.ShouldBe(["A"]);
        result.Written.Select(s => s.OrderNumber).ShouldBe(["B"]);
        ShouldBeSame(Store.Slip(slips[0].SlipNumber), edited);
        Store.History(new() { SlipNumbers = [slips[0].SlipNumber] }).Select(r => r.Field).ShouldBe(["Slip", "TotalAmount"]);
    }

    [Fact]
    public void Slips_of_one_order_stand_or_fall_together()
    {
        var source = Add(Waiting("A"));
        var split = Add(Waiting("A-bk-1") with { DividedFrom = source.SlipNumber });
        Change(split, split with { TotalAmount = 1m });

        var result = Store.Apply(Batch(Edit(source, Pay(source)), Edit(split, Pay(split)), New(Waiting("A-bk-2") with { DividedFrom = source.SlipNumber })));

        result.Conflicts.ShouldBe(["A"]);
        result.Written.ShouldBeEmpty();
        result.ChangeIds.ShouldBeEmpty();
        Store.SlipsOf(Kobe, ["A"]).ShouldAllBe(s => s.DepositStatus == DepositStatus.Unpaid);
    }

    [Fact]
    public void The_same_order_number_in_another_shop_is_another_order()
    {
        var kobe = Add(Waiting("A"));
        var nara = Add(Waiting("A", shop: Nara));
        Change(kobe, kobe with { TotalAmount = 1m });

        var result = Store.Apply(Batch(Edit(kobe, Pay(kobe)), Edit(nara, Pay(nara))));

        result.Written.Select(s => s.Shop).ShouldBe([Nara]);
    }

    [Fact]
    public void An_order_that_is_there_already_is_not_imported_again()
    {
        Add(Waiting("A"));
        Add(Waiting("C") with { Origin = SlipOrigin.Csv });

        var result = Store.Apply(Batch(New(Waiting("A")), New(Waiting("B")), New(Waiting("C")), New(Waiting("A", shop: Nara))));

        result.Conflicts.ShouldBe(["A", "C"], ignoreOrder: true);
        result.Written.Select(s => (s.Shop, s.OrderNumber)).ShouldBe([(Kobe, "B"), (Nara, "A")]);
    }

    [Fact]
    public void An_order_given_twice_in_one_import_makes_no_two_slips()
    {
        Store.Apply(Batch(New(Waiting("A")), New(Waiting("A")))).Conflicts.ShouldBe(["A"]);

        Store.Known(Kobe, ["A"]).ShouldBeEmpty();
    }

    [Fact]
    public void Splits_copies_and_slips_of_a_person_may_join_an_order_under_numbers_of_their_own()
    {
        var source = Add(Waiting("A"));

        Add(Waiting("A-bk-1") with { DividedFrom = source.SlipNumber });
        Add(Waiting("A-fk-1") with { CopiedFrom = source.SlipNumber, ExcludedReason = ExcludedReason.Copied });
        Add(Waiting("A-bk-2") with { Origin = SlipOrigin.Manual, ExcludedReason = ExcludedReason.Manual });

        Store.SlipsOf(Kobe, ["A"]).Count.ShouldBe(4);
    }

    [Fact]
    public void A_slip_that_was_never_there_is_a_conflict() =>
        Store.Apply(Batch(Edit(Waiting("A") with { SlipNumber = 77 }, Pay(Waiting("A")) with { SlipNumber = 77 }))).Conflicts.ShouldBe(["A"]);

    [Fact]
    public void The_same_slip_twice_in_a_batch_is_a_mistake_of_the_caller()
    {
        var slip = Add(Waiting("A"));

        Should.Throw<ArgumentException>(() => Store.Apply(Batch(Edit(slip, Pay(slip)), Edit(slip, Pay(slip)))));
        Should.Throw<ArgumentException>(() => Store.Apply(Batch(Edit(slip, slip with { Shop = Nara }))));
        Store.Slip(slip.SlipNumber)!.Version.ShouldBe(1);
    }

    [Fact]
    public void Slips_sightings_run_and_cursor_are_written_together_or_not_at_all()
    {
        var slip = Add(Waiting("A"));
        var batch = Batch(Edit(slip, Pay(slip))) with
        {
            Sightings = [new() { Shop = Kobe, OrderNumber = "A", SeenAt = Now }, new() { Shop = "unknown-shop", OrderNumber = "A", SeenAt = Now }],
            Run = Run("R1"),
            Cursor = new() { Shop = Kobe, PaymentCompletedFrom = Now },
        };

        Should.Throw<StoreException>(() => Store.Apply(batch)).Id.ShouldBe("StoreRefused");
        ShouldBeSame(Store.Slip(slip.SlipNumber), slip);
        Store.History(new()).Count().ShouldBe(1);
        Store.Runs().ShouldBeEmpty();
        Store.Cursor(Kobe).PaymentCompletedFrom.ShouldBeNull();
        Store.Sightings(Kobe, ["A"]).ShouldBeEmpty();

        Store.Apply(batch with { Sightings = [batch.Sightings[0]] }).Written.Count.ShouldBe(1);
        Another().ShouldSatisfyAllConditions(
            other => other.Runs().Single().RunId.ShouldBe("R1"),
            other => other.Cursor(Kobe).PaymentCompletedFrom.ShouldBe(Now),
            other => other.Sightings(Kobe, ["A"]).Count.ShouldBe(1));
    }

    [Fact]
    public void A_slip_of_an_unknown_shop_is_refused() =>
        Should.Throw<StoreException>(() => Store.Apply(Batch(New(Waiting("A", shop: "unknown-shop"))))).Id.ShouldBe("StoreRefused");

    [Fact]
    public void Of_two_writers_of_one_slip_exactly_one_wins_each_time()
    {
        var slips = Add([.. Enumerable.Range(0, 40).Select(i => Waiting($"N{i}"))]);
        IOrderSlipStore[] stores = [Another(), Another()];
        var wins = new int[2];

        Parallel.For(0, 2, new ParallelOptions { MaxDegreeOfParallelism = 2 }, writer =>
        {
            foreach (var slip in slips) wins[writer] += stores[writer].Apply(Batch(Edit(slip, Pay(slip)))).Written.Count;
        });

        wins.Sum().ShouldBe(40);
        Store.Find(new()).ShouldAllBe(s => s.Version == 2 && s.DepositStatus == DepositStatus.Paid);
        Store.History(new() { Rule = "Edit" }).Count().ShouldBe(40 * 4);
    }

    [Fact]
    public void A_new_slip_does_not_take_a_number_that_is_taken_in_its_shop()
    {
        var made = Add(Waiting("A") with { Origin = SlipOrigin.Csv, ExcludedReason = ExcludedReason.Csv });

        Store.Apply(Batch(New(made with { SlipNumber = 0 }), New(Waiting("B") with { Origin = SlipOrigin.Manual }))).ShouldSatisfyAllConditions(
            r => r.Conflicts.ShouldBe(["A"]),
            r => r.Written.Single().OrderNumber.ShouldBe("B"));
        Store.Apply(Batch(New(made with { SlipNumber = 0, Shop = Nara }))).Conflicts.ShouldBeEmpty();
        var copy = Waiting("A-fk-1") with { CopiedFrom = made.SlipNumber, ExcludedReason = ExcludedReason.Copied };
        Store.Apply(Batch(New(copy), New(copy))).Conflicts.ShouldBe(["A"]);
    }

    [Fact]
    public void A_batch_that_is_all_or_nothing_leaves_every_order_when_one_conflicts()
    {
        var (a, b) = (Add(Waiting("A")), Add(Waiting("B")));
        Change(b, b with { TotalAmount = 1 });

        var result = Store.Apply(Batch(Edit(a, Pay(a)), Edit(b, Pay(b))) with { AllOrNothing = true });

        result.Conflicts.ShouldBe(["B"]);
        result.Written.ShouldBeEmpty();
        ShouldBeSame(Store.Slip(a.SlipNumber), a);
    }
}
