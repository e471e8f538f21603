using System.Reflection;

namespace RakutenOps.Shell;

/// <summary>
/// Where the RakutenOps module is, first that applies: the folder that <c>RAKUTENOPS_MODULE</c> names; a folder <c>RakutenOps</c> beside the
/// program, as published; the folder that the build packaged to.
/// </summary>
internal static class ModuleLocation
{
    /// <summary>Names another module folder: for trying a second build, and for tests.</summary>
    public const string Variable = "RAKUTENOPS_MODULE";

    /// <summary>The manifest of the module; it may not exist.</summary>
    public static string Manifest()
    {
        var folder = Folder();
        return Path.Combine(folder, Path.GetFileName(folder) + ".psd1");
    }

    static string Folder()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named)
        {
            return Path.TrimEndingDirectorySeparator(Path.GetFullPath(named));
        }
        var beside = Path.Combine(AppContext.BaseDirectory, "RakutenOps");
        var packaged = Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>()
            .FirstOrDefault(a => a.Key == "ModuleFolder")?.Value;
        return Directory.Exists(beside) || packaged is null ? beside : Path.TrimEndingDirectorySeparator(packaged);
    }
}
