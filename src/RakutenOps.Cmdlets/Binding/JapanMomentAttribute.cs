using System.Globalization;
using System.Management.Automation;
using RakutenOps.Text;

namespace RakutenOps.Binding;

/// <summary>Takes a moment: <c>2026-03-10 14:30</c> and other times without an offset are Japan's, never the machine's.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class JapanMomentAttribute : ArgumentTransformationAttribute
{
    static readonly string[] Local =
    [
        "yyyy-M-d", "yyyy-M-d H:mm", "yyyy-M-d H:mm:ss", "yyyy-M-d'T'H:mm", "yyyy-M-d'T'H:mm:ss", "yyyy/M/d", "yyyy/M/d H:mm", "yyyy/M/d H:mm:ss",
    ];
    static readonly string[] WithOffset =
    [
        "yyyy-M-d'T'H:mm:ss.FFFFFFFK", "yyyy-M-d'T'H:mmK", "yyyy-M-d H:mm:ss.FFFFFFFK", "yyyy-M-d H:mm:ss K", "yyyy-M-d'T'H:mm:sszzz", "yyyy/M/d H:mm:ss K",
    ];

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) switch
    {
        null => null,
        DateTimeOffset moment => moment,
        DateOnly day => JapanTime.Start(day),
        DateTime { Kind: DateTimeKind.Unspecified } local => new DateTimeOffset(local, JapanTime.Offset),
        DateTime moment => new DateTimeOffset(moment),
        string text => Parse(text.Trim()),
        var other => throw new ArgumentTransformationMetadataException(Message.Of("Input_NotAMoment", other)),
    };

    static DateTimeOffset Parse(string text) =>
        DateTime.TryParseExact(text, Local, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) ? new DateTimeOffset(local, JapanTime.Offset)
        : DateTimeOffset.TryParseExact(text, WithOffset, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment) ? moment
        : throw new ArgumentTransformationMetadataException(Message.Of("Input_NotAMoment", text));
}
