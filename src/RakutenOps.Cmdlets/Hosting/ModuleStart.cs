using System.Management.Automation;
using System.Reflection;
using System.Runtime.Loader;

namespace RakutenOps.Hosting;

/// <summary>Runs at Import-Module: answers for RakutenOps.Core when a cmdlet first needs it, and not before.</summary>
public sealed class ModuleStart : IModuleAssemblyInitializer
{
    /// <summary>The module's folder.</summary>
    internal static readonly string Folder = Path.GetDirectoryName(Assembly.GetExecutingAssembly().Location) ?? "";

    static readonly Lazy<OpsContext> Context = new(static () => new(Path.Combine(Folder, "core", "RakutenOps.Core.dll")));

    // Once per process, however often and in however many runspaces the module is imported.
    static ModuleStart() => AssemblyLoadContext.Default.Resolving += static (_, name) => name.Name == "RakutenOps.Core" ? Context.Value.Core() : null;

    /// <inheritdoc/>
    public void OnImport() { }
}
