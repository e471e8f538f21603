namespace RakutenOps.Rules;

/// <summary>
/// R6 処理対象外: slips made by CSV or by hand, copies (and slips split from one), and slips once cancelled with type 3 by 同梱 and set back to 0.
/// A permanent mark. Binds R4–R22, long-lead included (A10); not the cancel sync R23.
/// </summary>
public static class NeverTargets
{
    /// <summary>Whether R6 leaves the slip to the import.</summary>
    /// <param name="s">The situation.</param>
    public static Finding Check(Situation s)
    {
        var mark = s.Slip.ExcludedReason;
        var reason = mark == ExcludedReason.RestoredFromMerge ? Reason.ExcludedRestoredFromMerge : Reason.ExcludedOrigin;
        return new("R6", new("Condition_Origin"), mark == ExcludedReason.None ? Phrase.Value(s.Slip.Origin) : Phrase.Value(mark), new("Wanted_NotExcluded"), mark == ExcludedReason.None, reason);
    }

    /// <summary>The mark a slip gets when it is made.</summary>
    /// <param name="origin">Where it comes from.</param>
    public static ExcludedReason MarkOf(SlipOrigin origin) => origin switch
    {
        SlipOrigin.Csv => ExcludedReason.Csv,
        SlipOrigin.Manual => ExcludedReason.Manual,
        _ => ExcludedReason.None,
    };
}
