using RakutenOps.Rules;

namespace RakutenOps.Edits;

/// <summary>What an edit will do, before anything is written: shown under -WhatIf, then applied as it is.</summary>
public sealed record SlipPlan
{
    /// <summary>What changes the slips, for the history: New, Copy, Split, Merge, Restore, Edit, Csv, R15 or R26.</summary>
    public required string Rule { get; init; }
    /// <summary>The slip it is about.</summary>
    public required Phrase Target { get; init; }
    /// <summary>What is done to it, with the amounts.</summary>
    public required Phrase Action { get; init; }
    /// <summary>Every slip that changes, the one it is about first; empty when all stands as wanted.</summary>
    public IReadOnlyList<SlipEdit> Edits { get; init; } = [];
    /// <summary>What a person should know before going on; stops nothing.</summary>
    public IReadOnlyList<Phrase> Notices { get; init; } = [];
    /// <summary>What the rules say, with its reason, of a reset (R15) or an approval (R26); null for other edits.</summary>
    public SyncDecision? Decision { get; init; }

    internal static Phrase TargetOf(OrderSlip slip) => slip.SlipNumber == 0 ? new("Target_NewSlip", slip.OrderNumber, slip.Shop) : new("Target_Slip", slip.SlipNumber, slip.OrderNumber);
}

/// <summary>One slip's change by a person.</summary>
/// <param name="Before">The slip as it was read; null for a new one.</param>
/// <param name="After">The slip as it will be.</param>
/// <param name="Changes">The fields that change, for the history; the funnel's own 2 ↔ 20 as R9.</param>
/// <param name="Evidence">What an approval rests on; null for other changes.</param>
public sealed record SlipEdit(OrderSlip? Before, OrderSlip After, IReadOnlyList<FieldChange> Changes, Evidence? Evidence = null)
{
    /// <summary>A changed slip, put where the funnel wants it.</summary>
    internal static SlipEdit Change(string rule, OrderSlip before, OrderSlip after, ShopPolicy shop, DateTimeOffset now, Evidence? evidence = null)
    {
        after = after with { EditedAt = now };
        var settled = Settle(after, shop, now);
        return new(before, settled, [.. SlipChanges.Between(rule, before, after), .. SlipChanges.Between("R9", after, settled)], evidence);
    }

    /// <summary>A slip that is made, put where the funnel wants it.</summary>
    internal static SlipEdit New(string rule, OrderSlip slip, ShopPolicy shop, DateTimeOffset now) =>
        new(null, Settle(slip with { SlipNumber = 0, Version = 1, EditedAt = now }, shop, now), [new(rule, "Slip", null, slip.OrderNumber)]);

    static OrderSlip Settle(OrderSlip slip, ShopPolicy shop, DateTimeOffset now) => Funnel.Settle(slip, shop.ShippableFor(slip.PaymentMethod), JapanTime.Day(now));
}
