namespace RakutenOps.Emulator.Clock;

/// <summary>
/// The clock that Rakuten's side lives by. It runs with the clock beneath it, moved by an offset, or stands still when frozen.
/// Setting it never undoes what has already happened to an order.
/// </summary>
/// <param name="underlying">The clock beneath: the system's, or a test's.</param>
public sealed class EmulatorClock(TimeProvider underlying) : TimeProvider
{
    readonly Lock _gate = new();
    TimeSpan _offset;
    DateTimeOffset? _frozenAt;

    /// <summary>How far this clock is ahead of the one beneath; zero at the start.</summary>
    public TimeSpan OffsetFromUnderlying
    {
        get { lock (_gate) return _frozenAt is { } at ? at - underlying.GetUtcNow() : _offset; }
    }

    /// <summary>True while the clock stands still.</summary>
    public bool IsFrozen
    {
        get { lock (_gate) return _frozenAt is not null; }
    }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate) return _frozenAt ?? underlying.GetUtcNow() + _offset;
    }

    /// <summary>Sets the time. A running clock runs on from there; a frozen one stands there.</summary>
    /// <param name="now">The time it is to be.</param>
    public void SetNow(DateTimeOffset now)
    {
        lock (_gate)
        {
            if (_frozenAt is not null) _frozenAt = now.ToUniversalTime();
            else _offset = now - underlying.GetUtcNow();
        }
    }

    /// <summary>Moves the clock forward (or back, for a negative span).</summary>
    /// <param name="by">How far.</param>
    public void Advance(TimeSpan by) => SetNow(GetUtcNow() + by);

    /// <summary>Stops the clock where it is, or lets it run on from there.</summary>
    /// <param name="frozen">True to stop it.</param>
    public void Freeze(bool frozen)
    {
        var now = GetUtcNow();
        lock (_gate)
        {
            if (frozen)
            {
                _frozenAt = now;
                return;
            }
            _frozenAt = null;
            _offset = now - underlying.GetUtcNow();
        }
    }
}
