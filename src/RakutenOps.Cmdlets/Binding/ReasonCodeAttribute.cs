using System.Collections;
using System.Management.Automation;

namespace RakutenOps.Binding;

/// <summary>Takes reasons by their code, <c>outside_period</c>, as results, log and pages have them, beside the names of the type, OutsidePeriod.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ReasonCodeAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) switch
    {
        string code => Named(code),
        IList codes => codes.Cast<object?>().Select(c => Transform(engineIntrinsics, c)).ToArray(),
        _ => inputData,
    };

    // The names of the type are the codes without their marks; what is none the binder refuses, with the names there are.
    static string Named(string code) => code.Replace("_", "", StringComparison.Ordinal);
}
