using System.Management.Automation;
using RakutenOps.Core.Storage;
using RakutenOps.Hosting;
using RakutenOps.Text;

namespace RakutenOps.Commands.Store;

/// <summary>Chooses the order slip store of this session, and makes it when there is none yet. Without it the session uses RAKUTENOPS_STORE, else a file of the user's own.</summary>
[Cmdlet(VerbsCommunications.Connect, "OrderSlipStore", DefaultParameterSetName = "Path", SupportsShouldProcess = true)]
[OutputType(typeof(OrderSlipStore))]
public sealed class ConnectOrderSlipStoreCommand : OpsCmdlet
{
    /// <summary>A SQLite file; made when it is not there. When left out: RAKUTENOPS_STORE, else the user's own file.</summary>
    [Parameter(Position = 0, ParameterSetName = "Path"), ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>A location in one line, <c>sqlite:&lt;path&gt;</c> or <c>postgresql://host/database</c>, as RAKUTENOPS_STORE takes it.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Location"), ValidateNotNullOrEmpty]
    public string? Location { get; set; }

    /// <summary>Only a store that is there: a SQLite file that is missing is an error.</summary>
    [Parameter]
    public SwitchParameter Existing { get; set; }

    /// <inheritdoc/>
    private protected override void Begin()
    {
        var chosen = Path is null ? Location : "sqlite:" + SessionState.Path.GetUnresolvedProviderPathFromPSPath(Path);
        var location = chosen is null ? StoreLocation.Default() : StoreLocation.Parse(chosen, SessionState.Path.CurrentFileSystemLocation.ProviderPath);
        if (location.HasPassword) WriteWarning(Message.Of("Warn_PasswordInLocation"));
        if (!ShouldProcess(location.Display, Message.Of("Do_Connect"))) return;
        using var store = Pull(token => location.OpenAsync(!Existing, token));
        OpsSession.Current.StoreLocation = chosen is null || location.Kind == StoreKind.PostgreSql ? chosen : location.ToString();
        WriteObject(StoreDescription.Of(store));
    }
}

/// <summary>What a store says of itself, as the module's own type.</summary>
static class StoreDescription
{
    public static OrderSlipStore Of(IOrderSlipStore store)
    {
        var info = store.Describe();
        return new() { Kind = info.Kind, Location = info.Location, SchemaVersion = info.SchemaVersion, Shops = info.Shops, Slips = info.Slips, SizeBytes = info.SizeBytes };
    }
}
