using System.Reflection;

namespace RakutenOps.Module.Tests.Hosting;

/// <summary>Where the build left what these suites test.</summary>
internal static class PackagedModule
{
    /// <summary>The packaged module, as users install it.</summary>
    public static string Folder { get; } = Path.GetFullPath(Metadata("ModuleFolder"));

    /// <summary>Its manifest.</summary>
    public static string Manifest { get; } = Path.Combine(Folder, "RakutenOps.psd1");

    /// <summary>The folder of the solution.</summary>
    public static string RepositoryRoot { get; } = Path.GetFullPath(Metadata("RepositoryRoot"));

    static string Metadata(string key) =>
        typeof(PackagedModule).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(a => a.Key == key).Value!;
}
