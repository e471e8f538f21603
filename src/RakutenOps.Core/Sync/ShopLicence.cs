using RakutenOps.Core.Rms;
using RakutenOps.Core.Storage;
using RakutenOps.Core.Text;

namespace RakutenOps.Core.Sync;

/// <summary>A shop's licence key: whether it may be used, when it ends, and what a refusal of it means.</summary>
public static class ShopLicence
{
    /// <summary>Asks RMS when the shop's key ends, and keeps the day; the shop as it then stands.</summary>
    /// <param name="options">The way to RMS.</param>
    /// <param name="store">The store.</param>
    /// <param name="shop">The shop.</param>
    /// <param name="keep">Whether the day is written.</param>
    /// <param name="cancel">Ends it at once.</param>
    /// <exception cref="RmsException">RMS did not answer, or refuses the key; the licence API may also be switched off for the key.</exception>
    /// <exception cref="ShopException">There is no usable credential, or the key is so new that RMS does not know it yet (CredentialNotYetActive).</exception>
    public static async Task<RakutenShop> AskAsync(WorkspaceOptions options, IOrderSlipStore store, RakutenShop shop, bool keep, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(shop);
        try
        {
            using var rms = options.OpenClient(shop, new LocalGate(options.Clock, options.SpacingOf(shop)));
            var told = shop with { LicenseExpiresAt = await rms.LicenceExpiryAsync(cancel).ConfigureAwait(false) };
            if (keep && told != shop) store.Save(told);
            return told;
        }
        catch (RmsException e)
        {
            if (Judged(e, store, shop.Name, options.Clock.GetUtcNow()) is ShopException early) throw early;
            throw;
        }
    }

    // R1: a key that ended by what RMS last said may have been renewed since, so RMS is asked once more before the shop is refused.
    internal static async Task<ShopPolicy> LicensedAsync(ShopPolicy policy, IOrderSlipStore store, IRmsClient rms, DateTimeOffset now, bool dryRun, CancellationToken cancel)
    {
        var shop = policy.Shop;
        if (shop.LicenseExpiresAt is not { } known || known >= now) return policy;
        DateTimeOffset? told = null;
        try
        {
            told = await rms.LicenceExpiryAsync(cancel).ConfigureAwait(false);
        }
        catch (RmsException e) when (e.Trouble == RmsTrouble.Unauthorised)
        {
            // An ended key may not even ask for its own end.
        }
        if (told >= now)
        {
            shop = shop with { LicenseExpiresAt = told };
            if (!dryRun) store.Save(shop);
            return new(shop, store.PaymentMap(), store.ShippableSettings());
        }
        throw new ShopException("LicenseExpired", shop.Name, Sentence.Of("LicenseExpired", shop.Name, FormattableString.Invariant($"{JapanTime.Day(told ?? known):yyyy-MM-dd}")), Sentence.Of("LicenseExpired_Advice", shop.Name));
    }

    /// <summary>
    /// What a failure means. A key that RMS refuses may be wrong, or so new that RMS does not know it yet (API §5): a person who renewed it minutes ago need not look for a fault.
    /// </summary>
    internal static Exception Judged(Exception failure, IOrderSlipStore store, string name, DateTimeOffset now)
    {
        if (failure is not RmsException { Trouble: RmsTrouble.Unauthorised }) return failure;
        if (store.Shops().FirstOrDefault(s => s.Name == name)?.CredentialGivenAt is not { } given) return failure;
        var until = given + RakutenLicense.StartingTime;
        if (now >= until) return failure;
        return new ShopException("CredentialNotYetActive", name,
            Sentence.Of("CredentialEarly", name, FormattableString.Invariant($"{given.ToOffset(JapanTime.Offset):HH:mm}")),
            Sentence.Of("CredentialEarly_Advice", FormattableString.Invariant($"{until.ToOffset(JapanTime.Offset):HH:mm}"), name), failure);
    }
}
