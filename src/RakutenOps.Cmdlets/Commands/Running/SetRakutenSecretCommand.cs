using System.Management.Automation;
using System.Net;
using System.Security;
using RakutenOps.Core.Secrets;
using RakutenOps.Hosting;
using RakutenOps.Text;

namespace RakutenOps.Commands.Running;

/// <summary>
/// Keeps a secret, such as a webhook's address, in the user's own secret file and gives the reference to it. On Windows it is encrypted for the user; elsewhere the file is not encrypted,
/// and its mode 0600 is what protects it.
/// </summary>
[Cmdlet(VerbsCommon.Set, "RakutenSecret", SupportsShouldProcess = true)]
[OutputType(typeof(string))]
public sealed class SetRakutenSecretCommand : OpsCmdlet
{
    /// <summary>The name, as it stands after <c>file:</c> in the reference.</summary>
    [Parameter(Mandatory = true, Position = 0), ValidatePattern(@"^[^\s:=;]{1,64}$")]
    public string Name { get; set; } = "";

    /// <summary>The secret: Read-Host -AsSecureString.</summary>
    [Parameter(Mandatory = true, Position = 1), ValidateNotNull]
    public SecureString Secret { get; set; } = new();

    /// <inheritdoc/>
    private protected override void Begin()
    {
        if (ShouldProcess(Name, Message.Of("Do_KeepSecret", UserSecretFile.Path))) WriteObject(UserSecretFile.Save(Name, new NetworkCredential("", Secret).Password.Trim()));
    }
}
