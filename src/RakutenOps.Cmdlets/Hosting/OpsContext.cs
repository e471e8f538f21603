using System.Reflection;
using System.Runtime.Loader;

namespace RakutenOps.Hosting;

/// <summary>
/// The load context of RakutenOps.Core: its packages and native SQLite live here and never meet those of the host or of other modules. Domain is the one assembly
/// both sides share, so that a slip made in Core is the slip that a script sees.
/// </summary>
sealed class OpsContext(string core) : AssemblyLoadContext("RakutenOps")
{
    readonly AssemblyDependencyResolver dependencies = new(core);

    /// <summary>RakutenOps.Core itself.</summary>
    public Assembly Core() => LoadFromAssemblyPath(core);

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        var domain = typeof(OrderSlip).Assembly;
        if (assemblyName.Name == domain.GetName().Name) return domain;
        return dependencies.ResolveAssemblyToPath(assemblyName) is { } path ? LoadFromAssemblyPath(path) : null;
    }

    protected override IntPtr LoadUnmanagedDll(string unmanagedDllName) =>
        dependencies.ResolveUnmanagedDllToPath(unmanagedDllName) is { } path ? LoadUnmanagedDllFromPath(path) : IntPtr.Zero;
}
