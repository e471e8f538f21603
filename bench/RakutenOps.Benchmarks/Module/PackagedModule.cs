using System.IO.Compression;
using System.Reflection;

namespace RakutenOps.Benchmarks.Module;

/// <summary>The module and the shell as the build left them.</summary>
internal static class PackagedModule
{
    /// <summary>The module's folder.</summary>
    public static string Folder { get; } = Path.GetFullPath(Metadata("ModuleFolder"));

    /// <summary>The module's manifest.</summary>
    public static string Manifest { get; } = Path.Combine(Folder, "RakutenOps.psd1");

    /// <summary>The shell.</summary>
    public static string Shell { get; } = Path.GetFullPath(Metadata("Shell"));

    /// <summary>Bytes of the folder.</summary>
    public static long FolderBytes => Files.Sum(static f => f.Length);

    /// <summary>Bytes of the folder as a zip, which a nupkg is.</summary>
    public static long ZipBytes()
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var file in Files) zip.CreateEntryFromFile(file.FullName, Path.GetRelativePath(Folder, file.FullName), CompressionLevel.Optimal);
        }
        return memory.Length;
    }

    static FileInfo[] Files => new DirectoryInfo(Folder).GetFiles("*", SearchOption.AllDirectories);

    static string Metadata(string key) => typeof(PackagedModule).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(a => a.Key == key).Value!;
}
