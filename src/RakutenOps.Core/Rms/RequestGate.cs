using RakutenOps.Core.Storage;

namespace RakutenOps.Core.Rms;

/// <summary>Keeps a distance between the requests of one shop over all processes, by booking each in the store (design.md §3).</summary>
public sealed class RequestGate : IRequestGate
{
    /// <summary>RMS's guideline: one request a second (API §1.7).</summary>
    public static readonly TimeSpan Guideline = TimeSpan.FromSeconds(1);

    readonly IOrderSlipStore store;
    readonly string shop;
    readonly TimeProvider time;
    readonly TimeSpan spacing;

    /// <summary>A gate for one shop.</summary>
    /// <param name="store">Where requests are booked; used on the caller's flow only.</param>
    /// <param name="shop">The shop.</param>
    /// <param name="time">The clock.</param>
    /// <param name="spacing">Distance between two requests; zero never waits. The guideline when left out.</param>
    public RequestGate(IOrderSlipStore store, string shop, TimeProvider time, TimeSpan? spacing = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentException.ThrowIfNullOrEmpty(shop);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentOutOfRangeException.ThrowIfLessThan(spacing ?? Guideline, TimeSpan.Zero, nameof(spacing));
        (this.store, this.shop, this.time, this.spacing) = (store, shop, time, spacing ?? Guideline);
    }

    /// <inheritdoc/>
    public async ValueTask WaitAsync(CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        if (spacing == TimeSpan.Zero) return;
        var now = time.GetUtcNow();
        var turn = store.BookRequest(shop, now, spacing);
        if (turn > now) await Task.Delay(turn - now, time, cancel).ConfigureAwait(false);
    }
}
