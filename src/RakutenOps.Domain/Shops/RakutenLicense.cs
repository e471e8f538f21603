namespace RakutenOps;

/// <summary>How a licence key stands.</summary>
public enum LicenseState
{
    /// <summary>RMS has not said when it ends.</summary>
    Unknown,
    /// <summary>More than 14 days are left.</summary>
    Fine,
    /// <summary>14 days or fewer are left: issue a new one.</summary>
    EndsSoon,
    /// <summary>3 days or fewer are left.</summary>
    Urgent,
    /// <summary>It has ended: nothing of the shop is imported (R1).</summary>
    Ended,
}

/// <summary>A shop's licence key (90 days, API §5): when it ends and what is to be done. Never the key itself.</summary>
public sealed record RakutenLicense
{
    /// <summary>Warned from so many days before the end.</summary>
    public const int WarnDays = 14;
    /// <summary>Urgent from so many days before the end.</summary>
    public const int UrgentDays = 3;
    /// <summary>How long RMS may refuse a key that was issued just now.</summary>
    public static readonly TimeSpan StartingTime = TimeSpan.FromMinutes(30);

    /// <summary>The shop.</summary>
    public required string Shop { get; init; }
    /// <summary>When it ends, as RMS last said; null when it has not.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
    /// <summary>JST days until its last day, 0 on it, negative after; null when not known.</summary>
    public int? DaysLeft { get; init; }
    /// <summary>How it stands.</summary>
    public required LicenseState State { get; init; }
    /// <summary>When the present key was given to this module; null when not known.</summary>
    public DateTimeOffset? GivenAt { get; init; }
    /// <summary>What to tell a person.</summary>
    public Phrase Text { get; init; } = new("Blank");
    /// <summary>What to tell a person: when it ends and what is to be done.</summary>
    public string Message => Text.ToString();

    /// <summary>Whether a person should act.</summary>
    public bool Concerns => State is LicenseState.EndsSoon or LicenseState.Urgent or LicenseState.Ended;

    /// <summary>The licence of a shop at a moment, by what RMS last said.</summary>
    /// <param name="shop">The shop.</param>
    /// <param name="now">The moment.</param>
    public static RakutenLicense Of(RakutenShop shop, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(shop);
        var days = shop.LicenseExpiresAt is { } end ? JapanTime.Days(JapanTime.Day(now), JapanTime.Day(end)) : (int?)null;
        var state = (shop.LicenseExpiresAt, days) switch
        {
            (null, _) => LicenseState.Unknown,
            ({ } ends, _) when ends < now => LicenseState.Ended,
            (_, <= UrgentDays) => LicenseState.Urgent,
            (_, <= WarnDays) => LicenseState.EndsSoon,
            _ => LicenseState.Fine,
        };
        return new()
        {
            Shop = shop.Name,
            ExpiresAt = shop.LicenseExpiresAt,
            DaysLeft = days,
            State = state,
            GivenAt = shop.CredentialGivenAt,
            Text = state == LicenseState.Unknown ? new("License_Unknown") : new("License_" + state, JapanTime.Day(shop.LicenseExpiresAt), days, shop.Name),
        };
    }
}
