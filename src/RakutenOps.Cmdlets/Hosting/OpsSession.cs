using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;
using RakutenOps.Commands.Rehearsal;
using RakutenOps.Core;

namespace RakutenOps.Hosting;

/// <summary>What one PowerShell session has chosen. It hangs off the runspace, so that two sessions in one process do not meet.</summary>
sealed class OpsSession
{
    static readonly ConditionalWeakTable<Runspace, OpsSession> Sessions = [];

    /// <summary>The session of the runspace on whose pipeline thread this is called.</summary>
    public static OpsSession Current => Sessions.GetOrCreateValue(Runspace.DefaultRunspace);

    /// <summary>The store chosen by Connect-OrderSlipStore; null is the environment's choice, else the user's own file.</summary>
    public string? StoreLocation { get; set; }

    /// <summary>Emulators that this session started and that hold their stdin by it.</summary>
    public List<EmulatorProcess> Emulators { get; } = [];

    /// <summary>How this session reaches its store and RMS.</summary>
    /// <param name="vault">Reads references to SecretManagement vaults; null where RMS is not asked.</param>
    public WorkspaceOptions Workspace(Func<string, string>? vault = null) => WorkspaceFactory.Create(StoreLocation, vault: vault);
}
