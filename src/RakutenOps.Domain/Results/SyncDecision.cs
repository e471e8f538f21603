namespace RakutenOps;

/// <summary>One condition of a rule as it was found: what stood there, what was wanted, and the reason when it did not hold.</summary>
public sealed class Finding
{
    readonly Phrase condition;
    readonly Phrase found;
    readonly Phrase wanted;

    /// <summary>Notes what a condition found.</summary>
    /// <param name="rule">The rule, such as R5.</param>
    /// <param name="condition">What was looked at, in the help page's words.</param>
    /// <param name="found">What stood there.</param>
    /// <param name="wanted">What the rule wants.</param>
    /// <param name="holds">Whether the condition holds.</param>
    /// <param name="reason">The reason when it does not.</param>
    public Finding(string rule, Phrase condition, Phrase found, Phrase wanted, bool holds, Reason reason)
    {
        (Rule, this.condition, this.found, this.wanted, Holds) = (rule, condition, found, wanted, holds);
        Reason = holds ? null : reason;
    }

    /// <summary>The rule the condition belongs to, such as R5.</summary>
    public string Rule { get; }
    /// <summary>What was looked at, in the help page's words.</summary>
    public string Condition => condition.ToString();
    /// <summary>What stood there.</summary>
    public string Found => found.ToString();
    /// <summary>What the rule wants.</summary>
    public string Wanted => wanted.ToString();
    /// <summary>Whether the condition holds.</summary>
    public bool Holds { get; }
    /// <summary>The reason that the condition gives when it does not hold; null when it holds.</summary>
    public Reason? Reason { get; }

    /// <summary>The finding as one line.</summary>
    public override string ToString() => $"{Rule} {Condition}: {Found} ({Wanted})";
}

/// <summary>One field of a slip that a decision changes, as the history keeps it.</summary>
/// <param name="Rule">The rule that changes it; R9 is the funnel's own change of 受注状態.</param>
/// <param name="Field">The slip's property.</param>
/// <param name="Before">The value before: a number for a code, yyyy-MM-dd for a day; null is blank.</param>
/// <param name="After">The value after.</param>
public sealed record FieldChange(string Rule, string Field, string? Before, string? After)
{
    /// <summary>The change as one line.</summary>
    public override string ToString() => $"{Field}: {Before ?? "–"} → {After ?? "–"}";
}

/// <summary>The time an approval rests on and where it was read (R18).</summary>
/// <param name="At">The raw time; its JST day becomes 承認日.</param>
/// <param name="Source">Where it was read.</param>
public sealed record Evidence(DateTimeOffset At, EvidenceSource Source)
{
    /// <summary>The JST day that becomes 承認日.</summary>
    public DateOnly Day => JapanTime.Day(At);

    /// <summary>The evidence as the history keeps it.</summary>
    public override string ToString() => FormattableString.Invariant($"{Source} {JapanTime.At(At):yyyy-MM-ddTHH:mm:sszzz}");
}

/// <summary>Where the time of an authorisation was read (A06).</summary>
public enum EvidenceSource
{
    /// <summary>発送指示日時 of getOrder.</summary>
    ShippingInstruction,
    /// <summary>Completion of a 再決済手続き row (ChangeReason type 9).</summary>
    ReauthorisationRow,
    /// <summary>Completion of getPayment's newest attempt.</summary>
    Payment,
    /// <summary>Entered by a person (R26).</summary>
    Manual,
}

/// <summary>What the rules say of one slip: the outcome, the reason, every condition with what it found, and the fields that change.</summary>
public sealed record SyncDecision
{
    /// <summary>伝票番号.</summary>
    public required long SlipNumber { get; init; }
    /// <summary>The slip's order number.</summary>
    public required string OrderNumber { get; init; }
    /// <summary>The shop's name in this store.</summary>
    public required string Shop { get; init; }
    /// <summary>The rule that decided, such as R8, or that stopped the slip.</summary>
    public required string Rule { get; init; }
    /// <summary>What happens to the slip.</summary>
    public required Outcome Outcome { get; init; }
    /// <summary>Why.</summary>
    public required Reason Reason { get; init; }
    /// <summary>The code of <see cref="Reason"/>, such as <c>outside_period</c>, as stores and logs keep it.</summary>
    public string ReasonCode => RakutenOps.ReasonCode.Of(Reason);
    /// <summary>What to tell a person, in words.</summary>
    public Phrase Text { get; init; } = new("Blank");
    /// <summary>What to tell a person: why, until when, and what can be done.</summary>
    public string Message => Text.ToString();
    /// <summary>Every condition of the rule, in order; the first that does not hold is the reason.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];
    /// <summary>The condition that stops the slip first; null when all hold.</summary>
    public Finding? StoppedBy => Findings.FirstOrDefault(static f => !f.Holds);
    /// <summary>The fields that change; empty when the slip stays as it is.</summary>
    public IReadOnlyList<FieldChange> Changes { get; init; } = [];
    /// <summary>The request to RMS that the decision makes: function and body, as they are sent; null when it makes none.</summary>
    public string? Request { get; init; }
    /// <summary>What the approval rests on; null when nothing was approved.</summary>
    public Evidence? Evidence { get; init; }
    /// <summary>The slip as it will be; null when it stays as it is.</summary>
    public OrderSlip? After { get; init; }

    /// <summary>The history row of the write, for Undo-OrderSlipChange; null when nothing was written.</summary>
    public long? HistoryId => After?.HistoryId;

    /// <summary>R24: the slip was changed between read and write, so that the decision was not carried out; the next cycle decides anew.</summary>
    public SyncDecision AsConflict() =>
        this with { Rule = "R24", Outcome = Outcome.Waiting, Reason = Reason.ConflictRetry, Text = new("Say_ConflictRetry"), Changes = [], After = null, Evidence = null };

    /// <summary>Whether the decision changes the slip.</summary>
    public bool ChangesSlip => After is not null;
    /// <summary>Whether a person wants to see it without asking: the slip changes, or someone must look.</summary>
    public bool Concerns => ChangesSlip || Outcome is Outcome.NeedsAttention or Outcome.Confirmed;
}

/// <summary>A span of days in which a rule acts on a slip (R5, R16, R19), or after which something is lost for it (R13, Prepay, Authorisation, ShippingDate, R23).</summary>
public sealed record ReauthWindow
{
    /// <summary>伝票番号.</summary>
    public required long SlipNumber { get; init; }
    /// <summary>The slip's order number.</summary>
    public required string OrderNumber { get; init; }
    /// <summary>The shop's name in this store.</summary>
    public required string Shop { get; init; }
    /// <summary>R5, R16 or R19; R13, Prepay, Authorisation, ShippingDate or R23 where the slip meets one of these.</summary>
    public required string Rule { get; init; }
    /// <summary>Whether the rule may act on the day that was asked about.</summary>
    public required bool IsOpen { get; init; }
    /// <summary>Why not, when it is closed; Applied when it is open.</summary>
    public required Reason Reason { get; init; }
    /// <summary>Whether something still has to come before the window closes: a paid slip's R5 closes without harm.</summary>
    public bool IsPending { get; init; }
    /// <summary>First JST day of the window; null when there is none.</summary>
    public DateOnly? OpensOn { get; init; }
    /// <summary>Last JST day of the window, itself inside; null when there is none.</summary>
    public DateOnly? ClosesOn { get; init; }
    /// <summary>Days from the day asked about to the last day; 0 on the last day, negative when over, null when there is no window.</summary>
    public int? DaysLeft { get; init; }
    /// <summary>R19: days from the authorisation (or the order, when 承認日 is blank) to 納品書印刷指示日; null for other rules.</summary>
    public int? Lead { get; init; }
    /// <summary>What to tell a person about the days the window rests on.</summary>
    public Phrase Text { get; init; } = new("Blank");
    /// <summary>On which days the window rests, in words.</summary>
    public string Evidence => Text.ToString();

    /// <summary>Whether it belongs on the worklist: it is open, something still has to come, and it closes in so many days or fewer.</summary>
    /// <param name="days">Days from the day asked about; 0 is that day alone.</param>
    public bool ClosesWithin(int days) => IsOpen && IsPending && DaysLeft is { } left && left <= days;
}
