namespace RakutenOps.Rules;

/// <summary>
/// R19 再オーソリ結果を取り込む条件: card or Apple Pay; 受注状態 2 or 20; 納品書印刷指示日 − 30 ≥ 承認日 (受注日 in place of a blank 承認日, A08: narrower than the page's
/// 「もしくは空欄」, so that R17 stands for short orders); 0 ≤ 納品書印刷指示日 − today ≤ 7. No condition on 入金状況 and 承認状況.
/// </summary>
public static class LongLeadTarget
{
    /// <summary>The shortest lead, in days (A19).</summary>
    public const int Lead = 30;

    /// <summary>How many days before 納品書印刷指示日 the window opens.</summary>
    public const int Window = 7;

    /// <summary>受注状態 2 or 20.</summary>
    /// <param name="s">The situation.</param>
    public static Finding CheckStatus(Situation s)
    {
        var reason = s.Slip.Status >= SlipStatus.Printing ? Reason.PrintedOrLater : Reason.StatusNotEntered;
        return new("R19", new("Condition_Status"), Phrase.Value(s.Slip.Status), new("Wanted_EnteredOrAwaitingPrint"), s.Slip.Status is SlipStatus.Entered or SlipStatus.AwaitingPrint, reason);
    }

    /// <summary>クレジットカード or Apple Pay, by the slip's 支払方法.</summary>
    /// <param name="s">The situation.</param>
    public static Finding CheckCard(Situation s) =>
        new("R19", new("Condition_Card"), Phrase.Value(s.Slip.PaymentMethod), new("Wanted_Card"), IsCard(s.Shop.KindOf(s.Slip)), Reason.NotCard);

    /// <summary>クレジットカード or Apple Pay on RMS too: after a change to another method only R14 pays (§9.10).</summary>
    /// <param name="s">The situation, with its order.</param>
    public static Finding CheckCardOnRakuten(Situation s) =>
        new("R19", new("Condition_CardOnRakuten"), PaymentScope.Method(s.Rakuten), new("Wanted_Card"), s.Shop.MethodFor(s.Rakuten.SettlementCode) is { } row && IsCard(row.Kind), Reason.NotCard);

    /// <summary>納品書印刷指示日 is there (A07).</summary>
    /// <param name="s">The situation.</param>
    public static Finding CheckInstructDate(Situation s) =>
        new("R19", new("Condition_InstructDate"), Phrase.Value(s.Slip.PrintInstructDate), new("Wanted_Present"), s.Slip.PrintInstructDate is not null, Reason.InstructDateBlank);

    /// <summary>納品書印刷指示日 − 30 ≥ 承認日.</summary>
    /// <param name="s">The situation.</param>
    public static Finding CheckLead(Situation s)
    {
        var lead = LeadOf(s.Slip);
        return new("R19", new("Condition_Lead"), lead is null ? Phrase.Value(null) : new("Found_Lead", lead, s.Slip.ApprovalDate ?? s.Slip.OrderDate), new("Wanted_Lead", Lead), lead >= Lead, Reason.LeadUnder30Days);
    }

    /// <summary>0 ≤ 納品書印刷指示日 − today ≤ 7.</summary>
    /// <param name="s">The situation.</param>
    public static Finding CheckWindow(Situation s)
    {
        int? left = s.Slip.PrintInstructDate is { } instruct ? JapanTime.Days(s.Today, instruct) : null;
        return new("R19", new("Condition_Window"), left is null ? Phrase.Value(null) : new("Found_DaysLeft", left), new("Wanted_Days", 0, Window), left is >= 0 and <= Window, Reason.OutsideLongLeadWindow);
    }

    /// <summary>Days from 承認日 (受注日 when blank) to 納品書印刷指示日; null when that is blank.</summary>
    /// <param name="slip">The slip.</param>
    public static int? LeadOf(OrderSlip slip)
    {
        ArgumentNullException.ThrowIfNull(slip);
        return slip.PrintInstructDate is { } instruct ? JapanTime.Days(slip.ApprovalDate ?? slip.OrderDate, instruct) : null;
    }

    /// <summary>First JST day of the window; null when 納品書印刷指示日 is blank.</summary>
    /// <param name="slip">The slip.</param>
    public static DateOnly? OpensOn(OrderSlip slip)
    {
        ArgumentNullException.ThrowIfNull(slip);
        return slip.PrintInstructDate?.AddDays(-Window);
    }

    /// <summary>Whether the slip itself meets R19, its own fields alone.</summary>
    internal static bool Holds(Situation s) =>
        s.Slip is { IsLive: true, ExcludedReason: ExcludedReason.None } && CheckStatus(s).Holds && CheckCard(s).Holds && CheckLead(s).Holds && CheckWindow(s).Holds;

    static bool IsCard(PaymentKind kind) => kind is PaymentKind.Card or PaymentKind.ApplePay;
}
