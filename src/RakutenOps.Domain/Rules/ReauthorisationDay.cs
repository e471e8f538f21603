namespace RakutenOps.Rules;

/// <summary>
/// R16 自動入金の条件: after an amount change the second authorisation must have been obtained within 15 days of 受注日; on day 16 and later there is no automatic
/// payment and a person enters it (R17). Asked only when the latest change is one of the amount (A03). It looks at the day of the authorisation, R5 at today (A02).
/// </summary>
public static class ReauthorisationDay
{
    /// <summary>The last day that is in, counted from 受注日.</summary>
    public const int Days = 15;

    /// <summary>Whether the second authorisation came in time; holds while there is none yet, for then R18 is what waits.</summary>
    /// <param name="s">The situation, with its order.</param>
    public static Finding Check(Situation s)
    {
        if (!s.LatestChangeIsAmount) return new("R16", new("Condition_ReauthDay"), new("Found_NoAmountChange"), new("Wanted_Days", 0, Days), holds: true, Reason.ReauthAfter15Days);
        if (Freshness.Find(s) is not { } e) return new("R16", new("Condition_ReauthDay"), new("Found_NotReauthorised"), new("Wanted_Days", 0, Days), holds: true, Reason.ReauthAfter15Days);
        var days = JapanTime.Days(s.Slip.OrderDate, e.Day);
        return new("R16", new("Condition_ReauthDay"), new("Found_Days", days, new Phrase("Day_Ordered"), s.Slip.OrderDate), new("Wanted_Days", 0, Days), days <= Days, Reason.ReauthAfter15Days);
    }
}
