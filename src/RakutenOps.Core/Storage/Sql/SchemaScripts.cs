using System.Reflection;

namespace RakutenOps.Core.Storage;

/// <summary>The scripts that make a store's schema, one for each step up; a schema's version is how many of them it has had.</summary>
/// <param name="engine">The folder of Storage whose scripts they are.</param>
internal sealed class SchemaScripts(string engine)
{
    readonly string[] names =
        [.. Assembly.GetExecutingAssembly().GetManifestResourceNames().Where(n => n.Contains($".{engine}.Schema.", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    /// <summary>The schema this version of the program knows.</summary>
    public int Version => names.Length;

    /// <summary>The script that takes a schema from a version to the next.</summary>
    public string From(int version)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(names[version])!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
