using RakutenOps.Core.Rms;
using RakutenOps.Core.Secrets;
using RakutenOps.Core.Storage;
using RakutenOps.Core.Sync;
using RakutenOps.Core.Text;

namespace RakutenOps.Core;

/// <summary>What the outside world is for one session: how a store is opened, how a shop's RMS client is made, and the clock. Tests put their own in.</summary>
public sealed record WorkspaceOptions
{
    /// <summary>The clock; the machine's by default.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Opens the store anew; each caller disposes what it opened.</summary>
    public required Func<IOrderSlipStore> OpenStore { get; init; }

    /// <summary>Opens the store anew for a caller that may be stopped: the token ends the wait for it, and from then on what is being read from it.</summary>
    /// <param name="cancel">Ends both at once.</param>
    public Task<IOrderSlipStore> OpenStoreAsync(CancellationToken cancel) => StoreOpening.AsideAsync(OpenStore, cancel);

    /// <summary>Makes the client of a shop. The gate keeps RMS's rate over all processes; a rehearsal that must write nothing passes one that keeps it in this process alone.</summary>
    /// <remarks>Throws <see cref="ShopException"/> when the shop has no usable credential.</remarks>
    public required Func<RakutenShop, IRequestGate, IRmsClient> OpenClient { get; init; }

    /// <summary>The secrets that clients were made with, for what is written for people.</summary>
    public SecretMask Mask { get; init; } = new();

    /// <summary>Sees every event of every run, on the thread where it happens, before the caller does: the log. Null sees nothing.</summary>
    public Action<SyncEvent>? Observe { get; init; }

    /// <summary>Time between two requests of a shop (API §1.7: one a second).</summary>
    public Func<RakutenShop, TimeSpan> SpacingOf { get; init; } = static _ => RequestGate.Guideline;
}

/// <summary>A shop that cannot be worked, said so that a person can act.</summary>
public sealed class ShopException : Exception
{
    /// <summary>Says what is wrong with the shop.</summary>
    /// <param name="id">Error id, such as ShopNotFound, ShopImportOff, LicenseExpired, CredentialMissing, ShopBusy.</param>
    /// <param name="shop">The shop.</param>
    /// <param name="message">What happened.</param>
    /// <param name="advice">What to do.</param>
    /// <param name="inner">The cause; null when there is none.</param>
    public ShopException(string id, string shop, string message, string advice, Exception? inner = null) : base(message, inner) => (Id, Shop, Advice) = (id, shop, advice);

    /// <summary>There is no shop of that name.</summary>
    internal static ShopException NotFound(string name, IEnumerable<RakutenShop> known) =>
        new("ShopNotFound", name, Sentence.Of("ShopNotFound", name), Sentence.Of("ShopNotFound_Advice", name, string.Join(", ", known.Select(static s => s.Name).DefaultIfEmpty("–"))));

    /// <summary>Error id, stable.</summary>
    public string Id { get; }
    /// <summary>The shop.</summary>
    public string Shop { get; }
    /// <summary>What to do.</summary>
    public string Advice { get; }
}
