namespace RakutenOps;

/// <summary>How things stand, in one word.</summary>
public enum HealthState
{
    /// <summary>Nothing needs anybody.</summary>
    Ok,
    /// <summary>Someone should look today.</summary>
    Warning,
    /// <summary>Someone must look now.</summary>
    Critical,
}

/// <summary>Orders that wait for their payment, by how long ago they were placed (JST days).</summary>
/// <param name="UpTo1Day">Today and yesterday.</param>
/// <param name="UpTo3Days">2 and 3 days.</param>
/// <param name="UpTo7Days">4 to 7 days.</param>
/// <param name="UpTo15Days">8 to 15 days, the last in which the import acts by the order's day (R5).</param>
/// <param name="Older">More than 15 days.</param>
public sealed record WaitingAges(int UpTo1Day, int UpTo3Days, int UpTo7Days, int UpTo15Days, int Older)
{
    /// <summary>All that wait.</summary>
    public int Total => UpTo1Day + UpTo3Days + UpTo7Days + UpTo15Days + Older;

    /// <summary>The counts in one line.</summary>
    public override string ToString() => FormattableString.Invariant($"{UpTo1Day} / {UpTo3Days} / {UpTo7Days} / {UpTo15Days} / {Older}");
}

/// <summary>One thing that is not as it should be.</summary>
/// <param name="Severity">How bad it is.</param>
/// <param name="Shop">The shop; empty when it is of no shop.</param>
/// <param name="Code">What it is: Stale, Failing, Killed, Licence, Window, Untold or Attention; stable.</param>
/// <param name="Text">What it is, for people.</param>
public sealed record HealthProblem(HealthState Severity, string Shop, string Code, Phrase Text)
{
    /// <summary>What it is, in the reader's language.</summary>
    public string Message => Text.ToString();

    /// <summary>The problem in one line.</summary>
    public override string ToString() => $"{Severity}: {Shop} {Code}: {Message}";
}

/// <summary>How one shop stands.</summary>
public sealed record ShopHealth
{
    /// <summary>The shop.</summary>
    public required string Shop { get; init; }
    /// <summary>受注取込 [利用する].</summary>
    public bool OrderImport { get; init; }
    /// <summary>When the last payment run that reached its end began; null when there is none in the rows that are kept.</summary>
    public DateTimeOffset? LastSuccessAt { get; init; }
    /// <summary>The last run of any kind; null when there is none.</summary>
    public SyncRun? LastRun { get; init; }
    /// <summary>Orders that wait.</summary>
    public required WaitingAges Waiting { get; init; }
    /// <summary>Slips that the last whole payment run found to need a person.</summary>
    public int NeedsAttention { get; init; }
    /// <summary>Days until the licence key ends; null when not known.</summary>
    public int? LicenseDaysLeft { get; init; }

    /// <summary>The shop in one line.</summary>
    public override string ToString() => FormattableString.Invariant($"{Shop}: {Waiting.Total} waiting ({Waiting}), {NeedsAttention} need a person");
}

/// <summary>How everything stands, in one object that a monitor can read.</summary>
public sealed record RakutenHealth
{
    /// <summary>When it was looked at.</summary>
    public required DateTimeOffset At { get; init; }
    /// <summary>The worst of the problems.</summary>
    public HealthState State => Problems.Select(static p => p.Severity).DefaultIfEmpty(HealthState.Ok).Max();
    /// <summary>The store, without any secret.</summary>
    public required string Store { get; init; }
    /// <summary>Its size in bytes; null when not known.</summary>
    public long? StoreBytes { get; init; }
    /// <summary>The shops.</summary>
    public required IReadOnlyList<ShopHealth> Shops { get; init; }
    /// <summary>Windows that are open and close within the days asked about: R5 of slips that wait, R19 of slips whose second authorisation has not come.</summary>
    public required IReadOnlyList<ReauthWindow> Closing { get; init; }
    /// <summary>What is not as it should be, the worst first.</summary>
    public required IReadOnlyList<HealthProblem> Problems { get; init; }
}
