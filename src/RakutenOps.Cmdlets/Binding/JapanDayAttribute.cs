using System.Globalization;
using System.Management.Automation;
using RakutenOps.Text;

namespace RakutenOps.Binding;

/// <summary>Takes a JST day: <c>2026-03-10</c>, <c>2026/3/10</c>, a DateOnly, or a moment, whose JST day it takes. A DateTime without a zone is taken as it is written.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class JapanDayAttribute : ArgumentTransformationAttribute
{
    static readonly string[] Formats = ["yyyy-M-d", "yyyy/M/d", "yyyyMMdd"];

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) switch
    {
        null => null,
        DateOnly day => day,
        DateTimeOffset moment => JapanTime.Day(moment),
        DateTime { Kind: DateTimeKind.Unspecified } day => DateOnly.FromDateTime(day),
        DateTime moment => JapanTime.Day(new DateTimeOffset(moment)),
        string { Length: 0 } => null,
        string text when DateOnly.TryParseExact(text.Trim(), Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) => day,
        var other => throw new ArgumentTransformationMetadataException(Message.Of("Input_NotADay", other)),
    };
}
