namespace RakutenOps.Rules;

/// <summary>
/// The windows beside those of <see cref="ReauthWindows"/> after which something is lost for a slip: R13 (the buyer's 7 days after an NG), Prepay (14 days to pay ahead), Authorisation (the 30 days of a
/// hold), ShippingDate (a long-lead order whose 発送日 is not on RMS), R23 (the 62 days of the cancel sync). They rest on what the last sync saw; one that does not apply to the slip is not there.
/// </summary>
public static class Deadlines
{
    /// <summary>Days that a buyer has to pay ahead before Rakuten cancels (API §6 no. 6).</summary>
    public const int PrepayDays = 14;

    /// <summary>The windows that apply on the day of the situation.</summary>
    /// <param name="s">The situation; without an order only R23 is known.</param>
    public static IReadOnlyList<ReauthWindow> Of(Situation s)
    {
        ArgumentNullException.ThrowIfNull(s);
        if (s.Slip is not { IsLive: true, Status: < SlipStatus.Shipped, Origin: SlipOrigin.Api }) return [];
        ReauthWindow?[] all = s.Order is null ? [Cancel(s)] : [Grace(s), Prepay(s), Hold(s), ShippingDate(s), Cancel(s)];
        return [.. all.OfType<ReauthWindow>()];
    }

    static ReauthWindow? Grace(Situation s) =>
        NgGrace.Deadline(s.Rakuten) is { } last ? Window(s, "R13", last.AddDays(-NgGrace.Days), last, new("Window_R13", last)) : null;

    // RMS names the deadline; an order without that row is counted from when the payment was asked for.
    static ReauthWindow? Prepay(Situation s)
    {
        if (s.Rakuten.Progress != OrderProgress.RakutenProcessing || s.Shop.MethodFor(s.Rakuten.SettlementCode)?.Kind is not (PaymentKind.BankPrepay or PaymentKind.CvsPrepay)) return null;
        if (s.Rakuten.DueDates.LastOrDefault(static d => d.Type == 0)?.Date is { } told) return Window(s, "Prepay", told.AddDays(-PrepayDays), told, new("Window_Prepay", told));
        DateTimeOffset?[] asked = [s.Rakuten.ConfirmedAt, s.Rakuten.PaymentChangedAt];
        return JapanTime.Day(asked.Max()) is { } from ? Window(s, "Prepay", from, from.AddDays(PrepayDays), new("Window_PrepayCounted", from)) : null;
    }

    // A 発送日 on RMS from day 30 on has Rakuten authorise again in time.
    static ReauthWindow? Hold(Situation s)
    {
        if (s.Rakuten.Progress != OrderProgress.AwaitingShipment || !LongLeadTarget.CheckCardOnRakuten(s).Holds) return null;
        DateTimeOffset?[] times =
        [
            s.Rakuten.ShippingInstructedAt,
            s.Rakuten.Changes.Where(static c => c.IsReauthorisation).Max(static c => c.CompletedAt),
            s.Rakuten.Payments?.Where(static p => p.State == PaymentState.Authorised).Max(static p => p.CompletedAt),
        ];
        if (JapanTime.Day(times.Max()) is not { } held) return null;
        var renewed = s.Rakuten.ShippingDate is { } ships && ships > s.Today && JapanTime.Days(held, ships) >= LongLeadTarget.Lead;
        return Window(s, "Authorisation", held, held.AddDays(RakutenPayment.HoldDays), new(renewed ? "Window_HoldRenewed" : "Window_Hold", held, s.Rakuten.ShippingDate)) with { IsPending = !renewed };
    }

    // Rakuten authorises again 7 days before 発送日, so the day before that is the last on which it can be registered.
    static ReauthWindow? ShippingDate(Situation s)
    {
        if (!LongLeadTarget.CheckCard(s).Holds || s.Rakuten is not { ShippingDate: null, Progress: OrderProgress.AwaitingConfirmation or OrderProgress.RakutenProcessing or OrderProgress.AwaitingShipment }) return null;
        var from = s.Slip.ApprovalDate ?? s.Slip.OrderDate;
        if ((s.Slip.PrintInstructDate ?? s.Slip.PlannedShipDate) is not { } ships || JapanTime.Days(from, ships) < LongLeadTarget.Lead) return null;
        return Window(s, "ShippingDate", from, ships.AddDays(-LongLeadTarget.Window - 1), new("Window_ShippingDate", ships));
    }

    static ReauthWindow? Cancel(Situation s)
    {
        if (s.Slip is { CancelSyncedAt: not null } or { CopiedFrom: not null } or { ExcludedReason: ExcludedReason.Copied }) return null;
        if (s.Order?.Progress is OrderProgress.Shipped or OrderProgress.Settling or OrderProgress.Settled) return null;
        var last = s.Slip.OrderDate.AddDays(CancelSync.Days);
        return Window(s, "R23", s.Slip.OrderDate, last, new("Window_R23", s.Slip.OrderDate), ReauthWindows.Off(s) ?? (s.Today > last ? Reason.CancelAfter62Days : null));
    }

    static ReauthWindow Window(Situation s, string rule, DateOnly opens, DateOnly closes, Phrase text, Reason? closed = null) =>
        ReauthWindows.Window(s, rule, closed ?? (s.Today < opens || s.Today > closes ? Reason.OutsideWindow : null), opens, closes, text) with { IsPending = true };
}
