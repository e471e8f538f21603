namespace RakutenOps.Domain.Tests.Properties;

/// <summary>
/// The rules of domain.md §6 told a second time, as plain conditions over the fields and with nothing of src/Rules: what the decisions of the properties are held against.
/// </summary>
static class PlainRules
{
    /// <summary>The outcome that changes a slip; null when it stays.</summary>
    public static Outcome? Changes(Situation s)
    {
        if (!Works(s) || (int)s.Slip.CancelKind != 0 || s.Order is null) return null;
        if (s.Order.Progress == OrderProgress.Cancelled) return Cancels(s) ? Outcome.Cancelled : null;
        if ((int)s.Order.Progress == 800 || s.Slip.ExcludedReason != ExcludedReason.None || s.Order.IsCommonSettlement != true) return null;
        if (Pays(s)) return s.Slip.SettlementCode is { } known && s.Order.SettlementCode != known ? Outcome.PaidWithNewMethod : Outcome.Paid;
        return LongLeadResult(s);
    }

    // R4, R5, R7, R16, R18.
    static bool Pays(Situation s)
    {
        var (slip, order) = (s.Slip, s.Order!);
        if ((int)slip.Status != 2 || (int)slip.DepositStatus != 0 || (int)slip.ApprovalStatus != 10 || slip.ApprovalDate != null) return false;
        if ((int)order.Progress != 300 || order.ShippingInstructedAt == null || !Mapped(order.SettlementCode)) return false;

        DateTimeOffset?[] method = [Rms(order, 10, 11, 12) ?? s.SettlementChangeSeenAt, slip.PaymentMethodChangedAt];
        DateTimeOffset?[] amount = [Rms(order, 0, 1, 2), slip.AmountChangedAt];
        var starts = new[] { slip.OrderedAt, method.Max(), amount.Max() }.OfType<DateTimeOffset>();   // of RMS and the slip the later (A20)
        if (!starts.Any(m => Date(s.Now) - Date(m) is var age && age >= TimeSpan.Zero && age <= TimeSpan.FromDays(15))) return false;

        if (Times(s, order).FirstOrDefault(t => Fresh(s, t)) is not { } e) return false;
        var amountLast = amount.Max() is { } a && (method.Max() is not { } m2 || a > m2);
        return !amountLast || Date(e) - Date(slip.OrderedAt) <= TimeSpan.FromDays(15);
    }

    // R19 for the slip or a sibling (A15), then R20 or R21.
    static Outcome? LongLeadResult(Situation s)
    {
        var (slip, order) = (s.Slip, s.Order!);
        if (!ByCard(slip) || (int)slip.Status is not (2 or 20)) return null;
        var target = InDays(slip, s) ? slip : s.Siblings.FirstOrDefault(o => o.IsLive && o.ExcludedReason == ExcludedReason.None && (int)o.Status is 2 or 20 && ByCard(o) && InDays(o, s));
        if (target == null) return null;
        if ((int)order.Progress == 200) return (int)slip.DepositStatus == 0 && (int)slip.ApprovalStatus == 10 && slip.ApprovalDate == null ? null : Outcome.AuthorisationWithdrawn;
        if ((int)order.Progress != 300 || order.SettlementCode is not (Given.Card or Given.ApplePay)) return null;
        var after = target.PrintInstructDate!.Value.ToDateTime(default).AddDays(-30);
        return Times(s, order).Any(t => Fresh(s, t) && Date(t) > after) ? Outcome.Reauthorised : null;
    }

    static bool InDays(OrderSlip slip, Situation s)
    {
        if (slip.PrintInstructDate is not { } instruct) return false;
        var print = instruct.ToDateTime(default);
        var approved = slip.ApprovalDate?.ToDateTime(default) ?? Date(slip.OrderedAt);
        var left = (print - Date(s.Now)).TotalDays;
        return print.AddDays(-30) >= approved && left is >= 0 and <= 7;
    }

    // R23.
    static bool Cancels(Situation s) =>
        (int)s.Slip.Status <= 40 && s.Slip.CancelSyncedAt == null && s.Slip.CopiedFrom == null && s.Slip.ExcludedReason != ExcludedReason.Copied
        && s.Order!.ShipmentReportedAt == null && (Date(s.Now) - Date(s.Slip.OrderedAt)).TotalDays <= 62;

    /// <summary>R18 without the rules: not before any change that RMS reports, and after the last approval's time; in whole seconds.</summary>
    public static bool Fresh(Situation s, DateTimeOffset? time) =>
        time is { } e && s.Order!.Changes.Where(c => c.Type is 4 or 5 or 6).All(c => Earliest(c) is not { } at || Seconds(e) >= Seconds(at)) && IsUnused(s, e);

    /// <summary>The times that may serve as evidence, in their order (A06).</summary>
    public static IEnumerable<DateTimeOffset?> Times(Situation s, RakutenOrder order)
    {
        yield return order.ShippingInstructedAt;
        var row = order.Changes.Where(c => c.Type == 9 && c.CompletedAt != null).OrderByDescending(c => c.CompletedAt).FirstOrDefault();
        if (row != null && IsUnused(s, row.AppliedAt)) yield return row.CompletedAt;
        var newest = order.Payments?.OrderByDescending(p => p.RequestedAt ?? DateTimeOffset.MinValue).FirstOrDefault();
        if (newest != null && (int)newest.State is 30300 or 30500 or 30600 or 30610 && IsUnused(s, newest.RequestedAt)) yield return newest.CompletedAt;
    }

    // What is not later than the last approval's time is what that approval rested on.
    static bool IsUnused(Situation s, DateTimeOffset? time) => time is not { } at || s.Slip.LastEvidenceAt is not { } last || Seconds(at) > Seconds(last);

    static bool Works(Situation s) => s.Shop.Shop.OrderImport && !(s.Shop.Shop.LicenseExpiresAt < s.Now);

    static bool Mapped(int? code) => code is Given.Card or Given.ApplePay or Given.BankTransfer or Given.SevenEleven or Given.Deferred;

    static bool ByCard(OrderSlip slip) => slip.PaymentMethod is "クレジットカード" or "Apple Pay";

    static DateTimeOffset? Rms(RakutenOrder order, params int[] details) => order.Changes.Where(c => c.Type is 4 or 5 or 6 && c.Detail is { } d && details.Contains(d)).Select(Earliest).Max();

    static DateTimeOffset? Earliest(OrderChange change) => new[] { change.AppliedAt, change.FixedAt, change.CompletedAt }.Min();

    static DateTime Date(DateTimeOffset moment) => moment.UtcDateTime.AddHours(9).Date;

    static DateTime Date(DateTimeOffset? moment) => Date(moment!.Value);

    static long Seconds(DateTimeOffset moment) => moment.ToUnixTimeSeconds();
}
