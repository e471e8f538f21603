namespace RakutenOps.Core.Runs;

/// <summary>How far a piece of work is.</summary>
/// <param name="Percent">How much of it is done, 0 to 100; null where the whole is not known.</param>
/// <param name="Left">How long the rest takes at the pace so far; null while there is nothing to go by.</param>
public readonly record struct PaceMark(int? Percent, TimeSpan? Left);

/// <summary>When work that goes on is worth a word: not in its first half second, and at most five times a second after that.</summary>
/// <param name="clock">The clock; the work begins now.</param>
public sealed class Pace(TimeProvider clock)
{
    /// <summary>Between two words.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    readonly long begun = clock.GetTimestamp();
    readonly Dictionary<string, (long At, long Done, long Last)> parts = new(StringComparer.Ordinal);
    long? toldAt;

    /// <summary>Takes how far a part of the work is; gives what to tell of it, or null when it is not yet time to.</summary>
    /// <param name="part">The part; its time left is reckoned from its own first count.</param>
    /// <param name="done">How many are done.</param>
    /// <param name="total">How many there are; 0 when not known.</param>
    public PaceMark? Tell(string part, long done, long total)
    {
        var now = clock.GetTimestamp();
        if (!parts.TryGetValue(part, out var first) || done < first.Last) first = (now, done, done);
        parts[part] = first with { Last = done };
        if (clock.GetElapsedTime(begun, now) < Patience || (toldAt is { } last && clock.GetElapsedTime(last, now) < Pause)) return null;
        toldAt = now;
        if (total <= 0) return default(PaceMark);
        var left = done > first.Done ? clock.GetElapsedTime(first.At, now) * ((double)Math.Max(0, total - done) / (done - first.Done)) : default(TimeSpan?);
        return new((int)Math.Clamp(100 * done / total, 0, 100), left);
    }
}
