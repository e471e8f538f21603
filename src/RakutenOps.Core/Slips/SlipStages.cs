using RakutenOps.Core.Storage;

namespace RakutenOps.Core.Slips;

/// <summary>What a stage says of the slips that can stand in it, so that the store need not read the others (domain.md §5).</summary>
internal static class SlipStages
{
    /// <summary>The query with what the stages demand of 受注状態 and 受注キャンセル区分; finer conditions are left to the funnel.</summary>
    public static SlipQuery Narrow(SlipQuery query, IReadOnlyCollection<Stage> stages)
    {
        if (stages.Contains(Stage.Cancelled)) return stages.Count == 1 ? query with { Live = query.Live ?? false } : query;
        var possible = stages.SelectMany(StatusesOf).Distinct();
        return query with { Live = query.Live ?? true, Statuses = [.. query.Statuses is { } asked ? possible.Intersect(asked) : possible] };
    }

    static IReadOnlyList<SlipStatus> StatusesOf(Stage stage) => stage switch
    {
        Stage.NewlyReceived => [SlipStatus.Incomplete, SlipStatus.MailImported],
        Stage.Printing => [SlipStatus.Printing],
        Stage.Printed => [SlipStatus.Printed],
        Stage.Shipped => [SlipStatus.Shipped],
        _ => [SlipStatus.Entered, SlipStatus.AwaitingPrint],
    };
}
