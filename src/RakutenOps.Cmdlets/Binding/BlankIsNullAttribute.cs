using System.Management.Automation;

namespace RakutenOps.Binding;

/// <summary>Takes an empty cell of Import-Csv as nothing: PowerShell itself would read it as 0, and 0 yen is an amount.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class BlankIsNullAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is string text && string.IsNullOrWhiteSpace(text) ? null : inputData;
}
