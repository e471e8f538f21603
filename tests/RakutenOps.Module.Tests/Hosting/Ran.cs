using System.Management.Automation;

namespace RakutenOps.Module.Tests.Hosting;

/// <summary>What a script gave back, stream by stream.</summary>
/// <param name="Output">Objects, as the pipeline wrote them.</param>
/// <param name="Errors">Error records in order; the one that ended the script is last.</param>
/// <param name="Terminated">An uncaught error ended the script.</param>
internal sealed record Ran(
    IReadOnlyList<PSObject> Output,
    IReadOnlyList<ErrorRecord> Errors,
    IReadOnlyList<string> Warnings,
    IReadOnlyList<string> Verbose,
    IReadOnlyList<ProgressRecord> Progress,
    bool Terminated)
{
    /// <summary>The output as what it is underneath: a type of .NET or of the module's public Domain.</summary>
    public IReadOnlyList<T> As<T>() => [.. Output.Select(o => (T)o.BaseObject)];

    /// <summary>One property of each output object; null where it is blank.</summary>
    public IReadOnlyList<object?> Values(string property) =>
        [.. Output.Select(o => (o.Properties[property] ?? throw new ArgumentException($"There is no property {property} on {o.TypeNames[0]}.")).Value)];

    /// <summary>The one output object.</summary>
    /// <exception cref="InvalidOperationException">There is none, or more than one; the message names the errors.</exception>
    public PSObject Single => Output.Count == 1
        ? Output[0]
        : throw new InvalidOperationException($"{Output.Count} objects instead of one. Errors: {string.Join("; ", Errors)}");

    /// <summary>Error ids without the command: <c>ShopNotFound</c>.</summary>
    public IReadOnlyList<string> ErrorIds => [.. Errors.Select(e => e.FullyQualifiedErrorId.Split(',')[0])];

    /// <summary>This, when nothing went wrong.</summary>
    /// <exception cref="InvalidOperationException">There are errors; the message names them.</exception>
    public Ran Clean() => Errors.Count == 0 ? this : throw new InvalidOperationException(string.Join("; ", Errors));
}
