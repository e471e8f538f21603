namespace RakutenOps.Rules;

/// <summary>
/// R18: the time e of an authorisation pays a slip only if e is not before any change that RMS reports (types 4–6) and is after the time that the slip's last approval rested on.
/// e is 発送指示日時; where RMS did not stamp it anew, the completion of the 再決済手続き row (type 9), else of getPayment's newest attempt (A06). Those two tell when they were begun as well,
/// and one that was begun before the last approval is the hold that approval rested on, whatever second RMS wrote down as its end.
/// RMS times have no fractions, so whole seconds are compared. The time of a slip edit is never looked at.
/// </summary>
public static class Freshness
{
    /// <summary>How long a slip may wait at 300 before a person is told.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromHours(24);

    /// <summary>Whether there is an authorisation from after every change and after the last approval.</summary>
    /// <param name="s">The situation, with its order.</param>
    public static Finding Check(Situation s)
    {
        var e = Find(s);
        var found = e?.At ?? s.Rakuten.ShippingInstructedAt;
        return new("R18", new("Condition_Freshness"), Phrase.Value(found), Wanted(s), e is not null, Reason.StaleAuthorisation);
    }

    /// <summary>The fresh authorisation with its source; null when there is none.</summary>
    /// <param name="s">The situation, with its order.</param>
    /// <param name="from">The first JST day that counts (R20); null is any.</param>
    public static Evidence? Find(Situation s, DateOnly? from = null)
    {
        foreach (var candidate in Candidates(s.Rakuten))
        {
            if (IsFresh(s, candidate) && (from is null || candidate.Day >= from)) return new(candidate.At, candidate.Source);
        }
        return null;
    }

    /// <summary>Whether getPayment could still show what getOrder does not: the order stands at 300, nothing it says is fresh (or new enough for R20), and the attempts were not read.</summary>
    /// <param name="s">The situation.</param>
    public static bool WantsPayments(Situation s) =>
        s.Order is { Progress: OrderProgress.AwaitingShipment, ShippingInstructedAt: not null, Payments: null } && (Find(s) is null || (LongLead.SecondFrom(s) is { } from && Find(s, from) is null));

    /// <summary>Since when the slip waits for a fresh authorisation at 300: the latest of 発送指示日時, RMS's changes and the slip's own edits.</summary>
    internal static DateTimeOffset WaitingSince(Situation s)
    {
        var since = s.Rakuten.ShippingInstructedAt ?? s.Now;
        foreach (var at in (DateTimeOffset?[])[s.Rakuten.ChangedAt, s.Slip.AmountChangedAt, s.Slip.PaymentMethodChangedAt])
        {
            if (at > since) since = at.Value;
        }
        return since;
    }

    static IEnumerable<Candidate> Candidates(RakutenOrder order)
    {
        if (order.ShippingInstructedAt is { } stamped) yield return new(stamped, null, EvidenceSource.ShippingInstruction);
        if (order.Changes.Where(static c => c.IsReauthorisation).MaxBy(static c => c.CompletedAt) is { CompletedAt: { } repaid } row) yield return new(repaid, row.AppliedAt, EvidenceSource.ReauthorisationRow);
        if (order.Payments?.MaxBy(static p => p.RequestedAt) is { CompletedAt: { } completed, State: PaymentState.Authorised or PaymentState.CaptureRequested or PaymentState.Captured or PaymentState.CapturedCancelRefused } attempt)
        {
            yield return new(completed, attempt.RequestedAt, EvidenceSource.Payment);
        }
    }

    static bool IsFresh(Situation s, Candidate e) =>
        (s.Rakuten.ChangedAt is not { } changed || JapanTime.WholeSecond(e.At) >= JapanTime.WholeSecond(changed))
        && (s.Slip.LastEvidenceAt is not { } last || (IsAfter(e.At, last) && (e.BegunAt is not { } begun || IsAfter(begun, last))));

    static bool IsAfter(DateTimeOffset at, DateTimeOffset last) => JapanTime.WholeSecond(at) > JapanTime.WholeSecond(last);

    readonly record struct Candidate(DateTimeOffset At, DateTimeOffset? BegunAt, EvidenceSource Source)
    {
        public DateOnly Day => JapanTime.Day(At);
    }

    static Phrase Wanted(Situation s) => (s.Rakuten.ChangedAt, s.Slip.LastEvidenceAt) switch
    {
        (null, null) => new("Wanted_AnyAuthorisation"),
        ({ } changed, null) => new("Wanted_SinceChange", changed),
        (null, { } last) => new("Wanted_AfterEvidence", last),
        ({ } changed, { } last) => new("Wanted_SinceBoth", changed, last),
    };
}
