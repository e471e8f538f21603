using System.Management.Automation;
using RakutenOps.Core.Rms;
using RakutenOps.Core.Secrets;

namespace RakutenOps.Commands.Shops;

/// <summary>Hands a credential from PowerShell to where it is kept; it is unwrapped here and nowhere else.</summary>
static class CredentialKeeper
{
    /// <summary>Keeps a credential in the user's secret file and gives the reference to it.</summary>
    public static string Save(string name, PSCredential credential)
    {
        var plain = credential.GetNetworkCredential();
        // A user name is a serviceSecret as it stands: GetNetworkCredential would take a backslash for a domain.
        return UserSecretFile.Save(name, $"{credential.UserName.Trim().TrimStart('\\')}:{plain.Password.Trim()}");
    }

    /// <summary>Forgets the credential of a shop that is gone, where it was in the user's secret file.</summary>
    public static void Forget(RakutenShop shop)
    {
        if (shop.CredentialReference?.Split(':', 2) is ["file", var name]) UserSecretFile.Remove(name);
    }

    /// <summary>Whether a text names a place where credentials are kept.</summary>
    public static bool IsReference(string reference) => SecretSources.IsReference(reference);

    /// <summary>Whether keys may be sent to an endpoint.</summary>
    public static bool IsSecure(Uri endpoint)
    {
        try
        {
            RmsEndpoint.Checked(endpoint);
            return true;
        }
        catch (RmsException)
        {
            return false;
        }
    }
}
