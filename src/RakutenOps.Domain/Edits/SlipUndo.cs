namespace RakutenOps.Edits;

/// <summary>
/// Puts back what changes of the history made of a slip, as one change of its own. What the funnel did with them (R9) is not put back but derived anew. The last evidence stays, so that an approval that is
/// undone is not paid again by the authorisation it rested on (R18).
/// </summary>
public static class SlipUndo
{
    const string Rule = "Undo";

    /// <summary>Plans the undo; without edits when the slip stands as before the changes already.</summary>
    /// <param name="slip">The slip as it is.</param>
    /// <param name="changes">One change or more of this slip, each with all its rows; in any order.</param>
    /// <param name="shop">The shop and its settings.</param>
    /// <param name="now">The moment of the edit.</param>
    /// <param name="force">Whether a field that was changed again since is put back all the same, and a printed slip is made unpaid.</param>
    /// <exception cref="SlipException">UndoImpossible (a slip that was made, split, merged or restored), UndoOverwritten, UndoPrinted.</exception>
    public static SlipPlan Plan(OrderSlip slip, IEnumerable<IReadOnlyList<SlipHistory>> changes, ShopPolicy shop, DateTimeOffset now, bool force)
    {
        ArgumentNullException.ThrowIfNull(slip);
        ArgumentNullException.ThrowIfNull(shop);
        var newestFirst = changes.OrderByDescending(static c => c[0].ChangeId).ToList();
        // As it would stand had each change been undone by itself, which is what the next older one is held against; and the same before the funnel, for the one write.
        var (stands, after) = (slip, slip);
        foreach (var change in newestFirst)
        {
            var fields = FieldsOf(slip, change);
            if (!force) Guard(stands, fields, change[0]);
            stands = SlipEdit.Change(Rule, stands, PutBack(stands, fields, change[0], shop), shop, now).After;
            after = PutBack(after, fields, change[0], shop);
        }

        if (!force && slip.Status >= SlipStatus.Printing && after.DepositStatus < slip.DepositStatus) throw new SlipException("UndoPrinted", newestFirst[0][0].HistoryId, slip.SlipNumber, slip.Status);
        var edit = SlipEdit.Change(Rule, slip, after, shop, now);
        var changed = edit.Changes.Count > 0;
        return new()
        {
            Rule = Rule,
            Target = SlipPlan.TargetOf(slip),
            Action = changed ? new("Plan_Undo", string.Join(", ", newestFirst.Select(static c => c[0].ChangeId)), string.Join("; ", edit.Changes)) : new("Plan_SetNothing"),
            Edits = changed ? [edit] : [],
            Notices = newestFirst.Exists(static c => c.Any(static h => ShippingDateRegistration.IsOfRms(h.Field))) ? [new("Note_RmsKeepsShippingDate", slip.SlipNumber)] : [],
        };
    }

    /// <summary>A field over all rows of a change; derived when only the funnel moved it.</summary>
    sealed record Undone(string Name, string? Before, string? After, bool Derived);

    static List<Undone> FieldsOf(OrderSlip slip, IReadOnlyList<SlipHistory> change)
    {
        var rows = change.Where(static h => !ShippingDateRegistration.IsOfRms(h.Field)).ToList();
        if (rows.Count == 0 || rows.Exists(static h => !SlipChanges.IsField(h.Field))) throw Impossible(slip, change[0]);
        return [.. rows.GroupBy(static h => h.Field).Select(static g => new Undone(g.Key, g.First().Before, g.Last().After, g.All(static h => h.Rule == "R9")))];
    }

    static OrderSlip PutBack(OrderSlip slip, List<Undone> fields, SlipHistory change, ShopPolicy shop)
    {
        var after = slip;
        foreach (var field in fields.Where(static f => !f.Derived)) after = SlipChanges.PutBack(after, field.Name, field.Before) ?? throw Impossible(slip, change);
        // R14 wrote the code that the method stands for with it.
        return change.Rule == "R14" && after.PaymentMethod != slip.PaymentMethod ? after with { SettlementCode = shop.CodeOf(after.PaymentMethod) ?? after.SettlementCode } : after;
    }

    // A change that is undone already is none that was overwritten.
    static void Guard(OrderSlip slip, List<Undone> fields, SlipHistory change)
    {
        if (fields.TrueForAll(f => f.Derived || SlipChanges.ValueOf(slip, f.Name) == f.Before)) return;
        var overwritten = fields.Where(f => SlipChanges.ValueOf(slip, f.Name) != f.After).Select(f => new FieldChange(Rule, f.Name, f.After, SlipChanges.ValueOf(slip, f.Name))).ToList();
        if (overwritten.Count > 0) throw new SlipException("UndoOverwritten", change.HistoryId, slip.SlipNumber, change.ChangeId, string.Join("; ", overwritten));
    }

    static SlipException Impossible(OrderSlip slip, SlipHistory change) => new("UndoImpossible", change.HistoryId, slip.SlipNumber, change.ChangeId, change.Rule);
}
