using System.Management.Automation;
using System.Net;
using RakutenOps.Core.Secrets;
using RakutenOps.Text;

namespace RakutenOps.Hosting;

/// <summary>
/// Secrets of SecretManagement vaults. A vault is opened in the caller's own session, on the pipeline thread, before the work begins: a vault that is unlocked there would be
/// locked in another. What cannot be fetched is an error of the one shop that wants it.
/// </summary>
sealed class VaultSecrets
{
    readonly Dictionary<string, object> fetched = new(StringComparer.Ordinal);

    /// <summary>Fetches what references lead into a vault.</summary>
    public static VaultSecrets Fetch(PSCmdlet cmdlet, IEnumerable<string?> references)
    {
        var secrets = new VaultSecrets();
        foreach (var reference in references.Where(SecretSources.IsInVault).Distinct(StringComparer.Ordinal)) secrets.fetched[reference!] = Ask(cmdlet, reference!);
        return secrets;
    }

    /// <summary>The secret of a reference.</summary>
    /// <exception cref="SecretException">It could not be fetched.</exception>
    public string Read(string reference) => fetched.GetValueOrDefault(reference) switch
    {
        string secret => secret,
        SecretException problem => throw problem,
        _ => throw new SecretException("CredentialMissing", Message.Of("Vault_NotFetched", reference), Message.Of("Vault_NotFetchedAdvice")),
    };

    static object Ask(PSCmdlet cmdlet, string reference)
    {
        if (cmdlet.InvokeCommand.GetCommand("Get-Secret", CommandTypes.Cmdlet | CommandTypes.Function) is null) return new SecretException("CredentialMissing", Message.Of("Vault_NoModule", reference), Message.Of("Vault_NoModuleAdvice"));
        var (vault, name) = reference["vault:".Length..].Split('/', 2) is [var before, var after] ? (before, after) : (null, reference["vault:".Length..]);
        try
        {
            var call = vault is null ? "param($name) Get-Secret -Name $name -ErrorAction Stop" : "param($name, $vault) Get-Secret -Name $name -Vault $vault -ErrorAction Stop";
            var found = cmdlet.SessionState.InvokeCommand.InvokeScript(cmdlet.SessionState, ScriptBlock.Create(call), vault is null ? [name] : [name, vault]);
            return found.FirstOrDefault()?.BaseObject switch
            {
                PSCredential credential => $"{credential.UserName.Trim()}:{credential.GetNetworkCredential().Password.Trim()}",
                System.Security.SecureString secret => new NetworkCredential("", secret).Password.Trim(),
                string text => text.Trim(),
                _ => new SecretException("CredentialMissing", Message.Of("Vault_NotText", reference), Message.Of("Vault_NotTextAdvice")),
            };
        }
        catch (RuntimeException e)
        {
            return new SecretException("CredentialUnreadable", Message.Of("Vault_Refused", reference, e.Message), Message.Of("Vault_RefusedAdvice"), e);
        }
    }
}
