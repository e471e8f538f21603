namespace RakutenOps.Core.Rms;

/// <summary>How patient the client is, and what it takes at most.</summary>
public sealed record RmsClientOptions
{
    /// <summary>How long one attempt may take, from connecting to the last byte.</summary>
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a call may take over all its attempts, waits between them and the shop's turn.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>How often an attempt is repeated at most.</summary>
    public int Retries { get; init; } = 5;

    /// <summary>The wait before the first repetition, on average; it doubles each time. RMS's Retry-After goes before it.</summary>
    public TimeSpan BackOff { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait between two attempts, unless RMS asks for more.</summary>
    public TimeSpan LongestBackOff { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>The largest answer that is read, in bytes after decompression.</summary>
    public int LargestAnswer { get; init; } = 64 * 1024 * 1024;
}
