namespace RakutenOps.Rules;

/// <summary>
/// R18: the time e of an authorisation pays a slip only if e is not before any change that RMS reports (types 4–6) and is after the time that the slip's last approval rested on.
/// e is 発送指示日時; where RMS did not stamp it anew, the completion of the 再決済手続き row (type 9), else of getPayment's newest attempt (A06).
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
            if (IsFresh(s, candidate.At) && (from is null || candidate.Day >= from)) return candidate;
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

    static IEnumerable<Evidence> Candidates(RakutenOrder order)
    {
        if (order.ShippingInstructedAt is { } stamped) yield return new(stamped, EvidenceSource.ShippingInstruction);
        if (order.Changes.Where(static c => c.IsReauthorisation).Max(static c => c.CompletedAt) is { } repaid) yield return new(repaid, EvidenceSource.ReauthorisationRow);
        if (order.Payments?.MaxBy(static p => p.RequestedAt) is { CompletedAt: { } completed, State: PaymentState.Authorised or PaymentState.CaptureRequested or PaymentState.Captured or PaymentState.CapturedCancelRefused })
        {
            yield return new(completed, EvidenceSource.Payment);
        }
    }

    static bool IsFresh(Situation s, DateTimeOffset e)
    {
        e = JapanTime.WholeSecond(e);
        return (s.Rakuten.ChangedAt is not { } changed || e >= JapanTime.WholeSecond(changed)) && (s.Slip.LastEvidenceAt is not { } last || e > JapanTime.WholeSecond(last));
    }

    static Phrase Wanted(Situation s) => (s.Rakuten.ChangedAt, s.Slip.LastEvidenceAt) switch
    {
        (null, null) => new("Wanted_AnyAuthorisation"),
        ({ } changed, null) => new("Wanted_SinceChange", changed),
        (null, { } last) => new("Wanted_AfterEvidence", last),
        ({ } changed, { } last) => new("Wanted_SinceBoth", changed, last),
    };
}
