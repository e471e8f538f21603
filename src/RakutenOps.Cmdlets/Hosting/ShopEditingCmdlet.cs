using System.Management.Automation;
using RakutenOps.Commands.Shops;
using RakutenOps.Errors;

namespace RakutenOps.Hosting;

/// <summary>The switches of a shop that Register- and Set-RakutenShop share.</summary>
public abstract class ShopEditingCmdlet : OpsCmdlet
{
    /// <summary>The licence: user name is serviceSecret, password is licenseKey. It is kept in the user's own secret file; the store keeps a reference only.</summary>
    [Parameter, Credential]
    public PSCredential? Credential { get; set; }

    /// <summary>Where the licence is kept already, in place of -Credential: <c>env:NAME</c> for an environment variable, <c>systemd:NAME</c> for a credential of the systemd unit, <c>vault:NAME</c> or <c>vault:VAULT/NAME</c> for a SecretManagement vault, <c>file:NAME</c> for the user's secret file.</summary>
    [Parameter, ValidateNotNullOrEmpty]
    public string? CredentialReference { get; set; }

    /// <summary>Where RMS answers: https, or plain http on this machine (the emulator).</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public Uri? Endpoint { get; set; }

    /// <summary>受注取込 [利用する]: starts order import, payment import and cancel sync at once. Needs a -CancelKind.</summary>
    [Parameter]
    public OnOff? OrderImport { get; set; }

    /// <summary>受注キャンセル理由 that the cancel sync writes.</summary>
    [Parameter]
    public CancelKind? CancelKind { get; set; }

    /// <summary>Whether the job confirms orders left at 100 (注文確認).</summary>
    [Parameter]
    public OnOff? AutoConfirm { get; set; }

    /// <summary>Whether 発送日 is sent to RMS for orders that ship 30 and more days ahead.</summary>
    [Parameter]
    public OnOff? RegisterShippingDate { get; set; }

    /// <summary>Emit the shop.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Refuses what no shop may have, before anything is written.</summary>
    /// <exception cref="InputException">Plain http to another machine (EndpointNotSecure), a credential that is empty (CredentialInvalid), or both ways to give one.</exception>
    private protected override void Begin()
    {
        if (Credential is not null && CredentialReference is not null) throw OpsError.Input("CredentialInvalid", CredentialReference, "-Credential, -CredentialReference");
        if (Credential is { } given && (given.UserName.Trim().Length == 0 || given.Password.Length == 0)) throw OpsError.Input("CredentialInvalid", null, "-Credential");
        if (CredentialReference is { } reference && !CredentialKeeper.IsReference(reference)) throw OpsError.Input("CredentialInvalid", reference, reference);
    }

    /// <summary>The shop with what was asked for laid over it.</summary>
    /// <exception cref="InputException">Order import on without a cancel kind (CancelKindMissing), or an endpoint that is not secure (EndpointNotSecure).</exception>
    private protected RakutenShop Edited(RakutenShop shop)
    {
        var edited = shop with
        {
            Endpoint = Endpoint ?? shop.Endpoint,
            OrderImport = On(OrderImport, shop.OrderImport),
            CancelKind = CancelKind ?? shop.CancelKind,
            AutoConfirm = On(AutoConfirm, shop.AutoConfirm),
            RegisterShippingDate = On(RegisterShippingDate, shop.RegisterShippingDate),
            CredentialReference = CredentialReference ?? shop.CredentialReference,
            // A new licence has an end of its own, which RMS has not told yet, and may take half an hour to work.
            LicenseExpiresAt = IsNewLicence ? null : shop.LicenseExpiresAt,
            CredentialGivenAt = IsNewLicence ? Now : shop.CredentialGivenAt,
        };
        if (edited.OrderImport && edited.CancelKind is null or RakutenOps.CancelKind.Live) throw OpsError.Input("CancelKindMissing", edited.Name, edited.Name);
        if (!CredentialKeeper.IsSecure(edited.Endpoint)) throw OpsError.Input("EndpointNotSecure", edited.Endpoint, edited.Endpoint);
        return edited.OrderImport && !shop.OrderImport ? edited with { ImportSwitchedOnAt = Now } : edited;
    }

    /// <summary>Keeps the licence that was given, then the shop with its reference to it.</summary>
    private protected void Keep(RakutenShop shop)
    {
        var kept = Credential is null ? shop : shop with { CredentialReference = CredentialKeeper.Save(shop.Name, Credential) };
        Store.Save(kept);
        if (PassThru) WriteObject(kept);
    }

    bool IsNewLicence => Credential is not null || CredentialReference is not null;

    static bool On(OnOff? asked, bool before) => asked is { } value ? value == OnOff.On : before;
}
