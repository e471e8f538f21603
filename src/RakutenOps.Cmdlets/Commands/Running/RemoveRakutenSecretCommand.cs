using System.Management.Automation;
using RakutenOps.Core.Secrets;
using RakutenOps.Errors;
using RakutenOps.Hosting;
using RakutenOps.Text;

namespace RakutenOps.Commands.Running;

/// <summary>Takes a secret out of the user's own secret file.</summary>
[Cmdlet(VerbsCommon.Remove, "RakutenSecret", SupportsShouldProcess = true)]
public sealed class RemoveRakutenSecretCommand : OpsCmdlet
{
    /// <summary>The name, as it stands after <c>file:</c> in the reference.</summary>
    [Parameter(Mandatory = true, Position = 0), ValidateNotNullOrEmpty]
    public string Name { get; set; } = "";

    /// <inheritdoc/>
    private protected override void Begin()
    {
        if (ShouldProcess(Name, Message.Of("Do_RemoveSecret", UserSecretFile.Path)) && !UserSecretFile.Remove(Name)) throw OpsError.Input("SecretNotFound", Name, Name);
    }
}
