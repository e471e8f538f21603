using RakutenOps.Core.Storage;

namespace RakutenOps.Core.Reports;

/// <summary>What the cycles, and people in their place, did to slips on one day.</summary>
/// <param name="Day">The JST day.</param>
/// <param name="Of">Slips and yen by what was done, for every outcome of <see cref="Shown"/>.</param>
public sealed record DayOutcomes(DateOnly Day, IReadOnlyDictionary<Outcome, Sum> Of)
{
    /// <summary>The outcomes that are shown, with the rule under which the history keeps each.</summary>
    static readonly IReadOnlyList<(Outcome Outcome, string Rule)> Rules =
    [
        (Outcome.Paid, "R8"), (Outcome.PaidWithNewMethod, "R14"), (Outcome.Reauthorised, "R20"), (Outcome.Approved, "R26"),
        (Outcome.AuthorisationWithdrawn, "R21"), (Outcome.Cancelled, "R23"),
    ];

    /// <summary>The outcomes that are shown.</summary>
    public static IReadOnlyList<Outcome> Shown { get; } = [.. Rules.Select(static r => r.Outcome)];

    /// <summary>Over all outcomes.</summary>
    public Sum Total => Sum.Of(Of.Values);

    /// <summary>Every day of a period, the first first, from what the history of the given shops keeps.</summary>
    internal static IReadOnlyList<DayOutcomes> Read(IOrderSlipStore store, IReadOnlyCollection<string> shops, DateOnly from, DateOnly today)
    {
        var counts = store.RuleCounts([.. Rules.Select(static r => r.Rule)], JapanTime.Start(from)).Where(c => shops.Contains(c.Shop)).ToLookup(static c => (c.Day, c.Rule));
        return [.. Enumerable.Range(0, JapanTime.Days(from, today) + 1).Select(from.AddDays).Select(day => new DayOutcomes(day,
            Rules.ToDictionary(static r => r.Outcome, r => Sum.Of(counts[(day, r.Rule)].Select(static c => new Sum(c.Changes, c.Yen))))))];
    }
}
