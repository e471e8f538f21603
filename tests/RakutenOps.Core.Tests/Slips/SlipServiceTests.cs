using RakutenOps.Core.Slips;
using RakutenOps.Edits;

namespace RakutenOps.Core.Tests.Slips;

public sealed class SlipServiceTests : IDisposable
{
    readonly SlipDesk desk = new();

    public void Dispose() => desk.Dispose();

    static readonly SlipEntry Entry = new() { Shop = SlipDesk.Kobe, OrderNumber = "tel-1", OrderedAt = SlipDesk.Jst("2026-01-09 10:00:00"), TotalAmount = 800 };

    [Fact]
    public void A_plan_writes_nothing()
    {
        var slip = desk.Paid();
        var before = (desk.Store.Describe().Slips, desk.Store.History(new()).Count(), desk.Read(slip.SlipNumber).Version);

        desk.Slips.PlanNew(Entry);
        desk.Slips.PlanCopy(slip.SlipNumber);
        desk.Slips.PlanSplit(slip.SlipNumber, new Dictionary<int, int> { [1] = 1 });
        desk.Slips.PlanSet(slip.SlipNumber, new() { TotalAmount = 1 });
        desk.Slips.PlanReset(slip.SlipNumber, 1);
        desk.Slips.PlanApproval(slip.SlipNumber);

        (desk.Store.Describe().Slips, desk.Store.History(new()).Count(), desk.Read(slip.SlipNumber).Version).ShouldBe(before);
    }

    [Fact]
    public void A_slip_made_by_hand_is_numbered_and_its_number_cannot_be_used_twice()
    {
        var made = desk.Do(desk.Slips.PlanNew(Entry)).Single();

        (desk.Read(made.SlipNumber).Origin, made.Stage, made.Version).ShouldBe((SlipOrigin.Manual, Stage.AwaitingPayment, 1));
        Should.Throw<SlipException>(() => desk.Slips.PlanNew(Entry)).Id.ShouldBe("SlipExists");
        desk.Slips.PlanNew(Entry with { Shop = SlipDesk.Nara }).Edits.Count.ShouldBe(1, "another shop has numbers of its own");
    }

    [Fact]
    public void Two_people_who_make_one_number_get_one_slip()
    {
        var plan = desk.Slips.PlanNew(Entry);
        using (var other = desk.Open()) new SlipService(other, desk.Clock).Apply(plan, "Other");

        Should.Throw<SlipException>(() => desk.Do(plan)).Id.ShouldBe("SlipConflict");
        desk.Store.Describe().Slips.ShouldBe(1);
    }

    [Fact]
    public void Two_copies_at_the_same_time_do_not_share_a_number()
    {
        var slip = desk.Waiting();
        var plan = desk.Slips.PlanCopy(slip.SlipNumber);
        desk.Do(desk.Slips.PlanCopy(slip.SlipNumber));

        Should.Throw<SlipException>(() => desk.Do(plan)).Id.ShouldBe("SlipConflict");
        desk.Do(desk.Slips.PlanCopy(slip.SlipNumber)).Single().OrderNumber.ShouldBe("o-1-fk-2");
    }

    [Fact]
    public void A_split_writes_both_slips_and_their_history_in_one_go()
    {
        var slip = desk.Waiting();

        var written = desk.Do(desk.Slips.PlanSplit(slip.SlipNumber, new Dictionary<int, int> { [2] = 3 }));

        written.Select(static s => (s.OrderNumber, s.TotalAmount)).ShouldBe([("o-1-bk-1", 1500m), ("o-1", 2700m)]);
        desk.Read(written[0].SlipNumber).DividedFrom.ShouldBe(slip.SlipNumber);
        desk.History("Split").ShouldBe([$"{written[0].SlipNumber} Split Slip: – → o-1-bk-1", $"{slip.SlipNumber} Split TotalAmount: 4200 → 2700", $"{slip.SlipNumber} Split Lines: 1 melonpan 0/2; 2 anpan 0/3 → 1 melonpan 0/2"]);
        desk.Store.Waiting(SlipDesk.Kobe, slip.OrderedAt, slip.OrderedAt.AddDays(1), null, 10).Count.ShouldBe(1, "both wait (R10) and belong to one order");
    }

    [Fact]
    public void A_slip_that_was_changed_meanwhile_is_a_conflict_and_nothing_is_written()
    {
        var slip = desk.Waiting();
        var plan = desk.Slips.PlanSplit(slip.SlipNumber, new Dictionary<int, int> { [2] = 1 });
        desk.Do(desk.Slips.PlanSet(slip.SlipNumber, new() { TotalAmount = 4000 }));

        Should.Throw<SlipException>(() => desk.Do(plan)).ShouldSatisfyAllConditions(e => e.Id.ShouldBe("SlipConflict"), e => e.Target.ShouldBe(slip.SlipNumber), e => e.Message.ShouldContain(slip.OrderNumber));
        desk.Store.Describe().Slips.ShouldBe(1);
        desk.Read(slip.SlipNumber).TotalAmount.ShouldBe(4000);
    }

    [Fact]
    public void A_merge_over_two_orders_is_written_whole_or_not_at_all()
    {
        var (stays, goes) = (desk.Paid("o-1"), desk.Paid("o-2"));
        var plan = desk.Slips.PlanMerge(stays.SlipNumber, [goes.SlipNumber, goes.SlipNumber]);
        desk.Do(desk.Slips.PlanSet(goes.SlipNumber, new() { PlannedShipDate = new(new DateOnly(2026, 1, 20)) }));

        Should.Throw<SlipException>(() => desk.Do(plan)).Id.ShouldBe("SlipConflict");
        desk.Read(stays.SlipNumber).TotalAmount.ShouldBe(4200);

        desk.Do(desk.Slips.PlanMerge(stays.SlipNumber, [goes.SlipNumber, goes.SlipNumber]));
        (desk.Read(stays.SlipNumber).TotalAmount, desk.Read(stays.SlipNumber).Lines.Count).ShouldBe((8400, 4));
        (desk.Read(goes.SlipNumber).CancelKind, desk.Read(goes.SlipNumber).MergedInto).ShouldBe((CancelKind.MergedIntoOther, stays.SlipNumber));
        desk.Store.Direct(SlipDesk.Kobe, desk.Now.AddHours(1)).ShouldContain("o-2", "the absorbed order is still read (A16)");
    }

    [Fact]
    public void A_merge_is_undone_by_a_restoration_except_for_the_automation()
    {
        var (stays, goes) = (desk.Paid("o-1"), desk.Paid("o-2"));
        desk.Do(desk.Slips.PlanMerge(stays.SlipNumber, [goes.SlipNumber]));

        var restored = desk.Do(desk.Slips.PlanRestore(goes.SlipNumber))[0];

        (restored.CancelKind, restored.ExcludedReason, restored.MergedInto).ShouldBe((CancelKind.Live, ExcludedReason.RestoredFromMerge, null));
        desk.Read(goes.SlipNumber).Lines.ShouldBe(goes.Lines);
        desk.Read(stays.SlipNumber).Lines.ShouldBe(stays.Lines);
        (desk.Read(goes.SlipNumber).TotalAmount, desk.Read(stays.SlipNumber).TotalAmount).ShouldBe((4200m, 4200m));
    }

    [Fact]
    public void Slips_absorbed_by_the_absorbed_follow_it()
    {
        var (a, b, c) = (desk.Paid("o-1"), desk.Paid("o-2"), desk.Paid("o-3"));
        desk.Do(desk.Slips.PlanMerge(b.SlipNumber, [c.SlipNumber]));
        desk.Do(desk.Slips.PlanMerge(a.SlipNumber, [b.SlipNumber]));
        desk.Read(c.SlipNumber).MergedInto.ShouldBe(a.SlipNumber);
        desk.Read(a.SlipNumber).TotalAmount.ShouldBe(12600);
    }

    [Fact]
    public void An_edit_counts_from_when_it_is_written_so_that_the_next_cycle_sees_it()
    {
        var slip = desk.Waiting();
        var plan = desk.Slips.PlanSet(slip.SlipNumber, new() { TotalAmount = 4000 });
        desk.Clock.Advance(TimeSpan.FromMinutes(10));
        desk.Do(plan);
        desk.Read(slip.SlipNumber).EditedAt.ShouldBe(desk.Now);
    }

    [Fact]
    public void What_stands_as_wanted_is_not_written()
    {
        var slip = desk.Waiting();
        desk.Do(desk.Slips.PlanSet(slip.SlipNumber, new() { TotalAmount = 4200 })).ShouldBeEmpty();
        desk.Read(slip.SlipNumber).ShouldSatisfyAllConditions(s => s.Version.ShouldBe(1), s => s.EditedAt.ShouldBe(slip.EditedAt));
    }

    [Fact]
    public void A_slip_that_is_not_there_is_said_so() => Should.Throw<SlipException>(() => desk.Slips.PlanSet(99, new())).Id.ShouldBe("SlipNotFound");

    [Fact]
    public void Slips_are_found_by_the_stage_they_stand_in_today()
    {
        var waiting = desk.Waiting("o-1");
        var printing = desk.Paid("o-2");
        var tomorrow = desk.Paid("o-3");
        desk.Do(desk.Slips.PlanSet(tomorrow.SlipNumber, new() { PrintInstructDate = new(new DateOnly(2026, 1, 11)) }));
        var cancelled = desk.Paid("o-4");
        desk.Do(desk.Slips.PlanSet(cancelled.SlipNumber, new() { CancelKind = CancelKind.CustomerRequest }));

        long[] In(params Stage[] stages) => [.. desk.Slips.Find(new(), stages).Select(static s => s.SlipNumber)];
        In(Stage.AwaitingPayment).ShouldBe([waiting.SlipNumber]);
        In(Stage.AwaitingPrint).ShouldBe([printing.SlipNumber]);
        In(Stage.AwaitingPrintDate).ShouldBe([tomorrow.SlipNumber]);
        In(Stage.Cancelled).ShouldBe([cancelled.SlipNumber]);
        In(Stage.Cancelled, Stage.AwaitingPayment).ShouldBe([waiting.SlipNumber, cancelled.SlipNumber]);
        In(Stage.Shipped).ShouldBeEmpty();
        desk.Slips.Find(new() { Live = true }, [Stage.Cancelled]).ShouldBeEmpty();

        desk.Clock.SetUtcNow(SlipDesk.Jst("2026-01-11 00:00:00"));
        In(Stage.AwaitingPrint).ShouldBe([printing.SlipNumber, tomorrow.SlipNumber], "00:00 JST is the instruct day, though in UTC it is the day before");
    }
}
