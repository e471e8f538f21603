using System.Collections;
using System.Management.Automation;
using RakutenOps.Text;

namespace RakutenOps.Binding;

/// <summary>Takes reasons by their code, <c>outside_period</c>, as results, log and pages have them, or by the type's name, OutsidePeriod. The parameter gets codes.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ReasonCodeAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) switch
    {
        null => null,
        IList reasons => reasons.Cast<object?>().Select(r => Transform(engineIntrinsics, r)).ToArray(),
        Reason reason => ReasonCode.Of(reason),
        // The names of the type are the codes without their marks.
        string text when Enum.TryParse<Reason>(text.Replace("_", "", StringComparison.Ordinal), ignoreCase: true, out var reason) && Enum.IsDefined(reason) => ReasonCode.Of(reason),
        var other => throw new ArgumentTransformationMetadataException(Message.Of("Input_NotAReason", other)),
    };
}
