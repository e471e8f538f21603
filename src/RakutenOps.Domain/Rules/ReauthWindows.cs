namespace RakutenOps.Rules;

/// <summary>The windows of a slip: R5 対象期間, R16 再オーソリ取得日 and R19 long-lead, one object each, with the days on which they rest.</summary>
public static class ReauthWindows
{
    /// <summary>The windows on the day of the situation: R5, R16 and R19, and those of <see cref="Deadlines"/> that apply.</summary>
    /// <param name="s">The situation; without an order the windows rest on the slip alone.</param>
    public static IReadOnlyList<ReauthWindow> All(Situation s) => [.. Of(s), .. Deadlines.Of(s)];

    /// <summary>The windows on the day of the situation, in the order R5, R16, R19.</summary>
    /// <param name="s">The situation; without an order the windows rest on the slip alone.</param>
    public static IReadOnlyList<ReauthWindow> Of(Situation s)
    {
        ArgumentNullException.ThrowIfNull(s);
        return [Period(s), Reauthorisation(s), LongLeadWindow(s)];
    }

    static ReauthWindow Period(Situation s)
    {
        var (day, word) = ProcessingPeriod.Base(s);
        var check = ProcessingPeriod.Check(s);
        return Window(s, "R5", Blocked(s) ?? check.Reason, day, day.AddDays(ProcessingPeriod.Days), new("Window_R5", new Phrase(word), day)) with { IsPending = WaitingSlip.Holds(s.Slip) };
    }

    static ReauthWindow Reauthorisation(Situation s)
    {
        var closes = s.Slip.OrderDate.AddDays(ReauthorisationDay.Days);
        var e = s.Order is null ? null : Freshness.Find(s);
        var done = s.LatestChangeIsAmount && e is not null;
        Reason? late = (s.LatestChangeIsAmount ? e?.Day ?? s.Today : s.Today) > closes ? Reason.ReauthAfter15Days : null;
        return Window(s, "R16", Blocked(s) ?? late, s.Slip.OrderDate, closes, done ? new("Window_R16Done", s.Slip.OrderDate, e!.Day) : new("Window_R16", s.Slip.OrderDate)) with
        {
            IsPending = s.LatestChangeIsAmount && !done && WaitingSlip.Holds(s.Slip),
        };
    }

    static ReauthWindow LongLeadWindow(Situation s)
    {
        List<Finding> checks = [LongLeadTarget.CheckStatus(s), LongLeadTarget.CheckCard(s), LongLeadTarget.CheckInstructDate(s), LongLeadTarget.CheckLead(s), LongLeadTarget.CheckWindow(s)];
        var text = s.Slip.PrintInstructDate is null ? new Phrase("Window_R19NoDate") : new Phrase(s.Slip.ApprovalDate is null ? "Window_R19OrderDate" : "Window_R19", s.Slip.PrintInstructDate, s.Slip.ApprovalDate ?? s.Slip.OrderDate);
        // After R20 the lead is under 30 days: a window that is open waits for its result.
        var closed = Blocked(s) ?? Flow.FirstFailing(checks)?.Reason;
        return Window(s, "R19", closed, LongLeadTarget.OpensOn(s.Slip), s.Slip.PrintInstructDate, text) with { Lead = LongLeadTarget.LeadOf(s.Slip), IsPending = closed is null };
    }

    // What closes every window of a slip: the shop's switch, R6 and a cancelled slip.
    static Reason? Blocked(Situation s) => Off(s) ?? Flow.FirstFailing([NeverTargets.Check(s), WaitingSlip.CheckLive(s)])?.Reason;

    /// <summary>Why the shop's rules do not act at all (R1); null when they do.</summary>
    internal static Reason? Off(Situation s) => Flow.FirstFailing([ImportSwitch.CheckSwitch(s), ImportSwitch.CheckLicence(s)])?.Reason;

    internal static ReauthWindow Window(Situation s, string rule, Reason? closed, DateOnly? opens, DateOnly? closes, Phrase text) => new()
    {
        SlipNumber = s.Slip.SlipNumber,
        OrderNumber = s.Slip.OrderNumber,
        Shop = s.Slip.Shop,
        Rule = rule,
        IsOpen = closed is null,
        Reason = closed ?? Reason.Applied,
        OpensOn = opens,
        ClosesOn = closes,
        DaysLeft = closes is { } last ? JapanTime.Days(s.Today, last) : null,
        Text = text,
    };
}
