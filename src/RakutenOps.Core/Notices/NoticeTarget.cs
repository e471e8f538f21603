using RakutenOps.Core.Secrets;

namespace RakutenOps.Core.Notices;

/// <summary>Through what a person is told.</summary>
public enum NoticeChannel
{
    /// <summary>A Teams workflow that posts what a webhook receives.</summary>
    Teams,
    /// <summary>A Slack incoming webhook.</summary>
    Slack,
    /// <summary>A Chatwork room: <c>https://TOKEN@api.chatwork.com/v2/rooms/ROOM/messages</c>.</summary>
    Chatwork,
    /// <summary>A mail: <c>smtp://host:25/?from=a@example.jp&amp;to=b@example.jp</c>, or <c>smtps://user:password@host:587/?…</c> with STARTTLS.</summary>
    Mail,
}

/// <summary>Whom to tell: a channel, and a reference to its address, for a webhook's address is a secret.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="Reference">Where the address is kept; see <see cref="SecretSources"/>.</param>
public sealed record NoticeTarget(NoticeChannel Channel, string Reference)
{
    /// <summary>Reads <c>Slack=env:NAME</c>; null when it cannot be read so.</summary>
    public static NoticeTarget? Parse(string text) =>
        text?.Split('=', 2) is [var channel, var reference] && Enum.TryParse<NoticeChannel>(channel.Trim(), ignoreCase: true, out var known) && Enum.IsDefined(known) && SecretSources.IsReference(reference.Trim())
            ? new(known, reference.Trim())
            : null;

    /// <summary>The target as it is written.</summary>
    public override string ToString() => $"{Channel}={Reference}";
}

/// <summary>Tells people.</summary>
public interface INoticeSender
{
    /// <summary>Tells what is new; gives why it could not be told, null when it was.</summary>
    /// <param name="causes">What is new.</param>
    /// <param name="now">Now.</param>
    /// <param name="cancel">Ends it at once.</param>
    Task<string?> SendAsync(IReadOnlyList<CycleCause> causes, DateTimeOffset now, CancellationToken cancel);
}
