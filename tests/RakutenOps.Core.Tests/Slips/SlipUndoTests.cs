using RakutenOps.Edits;

namespace RakutenOps.Core.Tests.Slips;

/// <summary>Undo over a store: rows lead to their change, the history says what was undone, and a slip that moved on is left.</summary>
public sealed class SlipUndoTests : IDisposable
{
    readonly SlipDesk desk = new();

    [Fact]
    public void Every_write_tells_the_history_row_that_undoes_it()
    {
        var slip = desk.Waiting();
        var edited = desk.Do(desk.Slips.PlanSet(slip.SlipNumber, new() { TotalAmount = 4000, ConfirmCheck = ConfirmCheck.Required })).Single();

        var undone = desk.Do(desk.Slips.PlanUndo([desk.Slips.Change(edited.HistoryId!.Value)])).Single();

        (undone.TotalAmount, undone.ConfirmCheck).ShouldBe((4200, ConfirmCheck.NotNeeded));
        undone.HistoryId.ShouldNotBeNull().ShouldBeGreaterThan(edited.HistoryId.Value);
        desk.History("Undo").ShouldBe(["1 Undo TotalAmount: 4000 → 4200", "1 Undo ConfirmCheck: 1 → 0", "1 Undo AmountChangedAt: 2026-01-10T03:00:00Z → –"]);
        desk.Read(slip.SlipNumber).HistoryId.ShouldBeNull("it is what a write tells, not what a slip is");
    }

    [Fact]
    public void Any_row_of_a_change_stands_for_all_of_it()
    {
        var slip = desk.Waiting();
        desk.Do(desk.Slips.PlanApproval(slip.SlipNumber));
        var rows = desk.Store.History(new() { Rule = "R26" }).ToList();

        foreach (var row in rows) desk.Slips.Change(row.HistoryId).ShouldBe(desk.Slips.Change(rows[0].ChangeId));

        desk.Do(desk.Slips.PlanUndo([desk.Slips.Change(rows[^1].HistoryId)]));
        desk.Read(slip.SlipNumber).ShouldSatisfyAllConditions(s => s.DepositStatus.ShouldBe(DepositStatus.Unpaid), s => s.ApprovalDate.ShouldBeNull(), s => s.LastEvidenceAt.ShouldBe(desk.Now));
    }

    [Fact]
    public void A_slip_that_was_changed_between_plan_and_write_is_left()
    {
        var slip = desk.Waiting();
        var edited = desk.Do(desk.Slips.PlanSet(slip.SlipNumber, new() { TotalAmount = 4000 })).Single();
        var plan = desk.Slips.PlanUndo([desk.Slips.Change(edited.HistoryId!.Value)]);
        desk.Do(desk.Slips.PlanSet(slip.SlipNumber, new() { ConfirmCheck = ConfirmCheck.Required }));

        Should.Throw<SlipException>(() => desk.Do(plan)).Id.ShouldBe("SlipConflict");
        desk.Read(slip.SlipNumber).TotalAmount.ShouldBe(4000);
    }

    [Fact]
    public void A_row_that_is_not_there_is_refused() => Should.Throw<SlipException>(() => desk.Slips.Change(99)).Id.ShouldBe("HistoryNotFound");

    public void Dispose() => desk.Dispose();
}
