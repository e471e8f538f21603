using System.Management.Automation;
using RakutenOps.Binding;
using RakutenOps.Completion;
using RakutenOps.Core.Slips;
using RakutenOps.Errors;
using RakutenOps.Hosting;

namespace RakutenOps.Commands.Slips;

/// <summary>受注伝票: slips that fit what is asked, each with its stage of today and with what it and RMS do not agree on.</summary>
[Cmdlet(VerbsCommon.Get, "OrderSlip", DefaultParameterSetName = "Query")]
[OutputType(typeof(OrderSlip))]
public sealed class GetOrderSlipCommand : OpsCmdlet
{
    /// <summary>伝票番号.</summary>
    [Parameter(Position = 0, ParameterSetName = "Number", Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true), Alias("Id"), ArgumentCompleter(typeof(SlipNumberCompleter))]
    public long[] SlipNumber { get; set; } = [];

    /// <summary>受注番号: Rakuten's own finds every slip of the order, one with -bk-n or -fk-n that slip.</summary>
    [Parameter(ParameterSetName = "Query"), ValidateNotNullOrEmpty, ArgumentCompleter(typeof(OrderNumberCompleter))]
    public string[]? OrderNumber { get; set; }

    /// <summary>Shops by name or pattern; all when left out.</summary>
    [Parameter(ParameterSetName = "Query"), SupportsWildcards, ValidateNotNullOrEmpty, ArgumentCompleter(typeof(ShopCompleter))]
    public string[]? Shop { get; set; }

    /// <summary>ステータス: the stage the slips stand in today.</summary>
    [Parameter(ParameterSetName = "Query"), ValidateNotNullOrEmpty]
    public Stage[]? Stage { get; set; }

    /// <summary>受注状態.</summary>
    [Parameter(ParameterSetName = "Query"), ValidateNotNullOrEmpty]
    public SlipStatus[]? Status { get; set; }

    /// <summary>入金状況.</summary>
    [Parameter(ParameterSetName = "Query")]
    public DepositStatus? DepositStatus { get; set; }

    /// <summary>First 受注日, JST.</summary>
    [Parameter(ParameterSetName = "Query"), JapanDay]
    public DateOnly? OrderedFrom { get; set; }

    /// <summary>The JST day before which the slips were ordered.</summary>
    [Parameter(ParameterSetName = "Query"), JapanDay]
    public DateOnly? OrderedBefore { get; set; }

    /// <summary>Cancelled slips too.</summary>
    [Parameter(ParameterSetName = "Query")]
    public SwitchParameter IncludeCancelled { get; set; }

    /// <inheritdoc/>
    private protected override void Process()
    {
        var service = new SlipService(Store, Workspace.Clock);
        if (ParameterSetName == "Number")
        {
            foreach (var number in SlipNumber) Try(number, () => WriteObject(service.Compared([service.Slip(number)]), enumerateCollection: true));
            return;
        }
        var shops = Shop is null ? null : ShopsLike(Shop).Select(static s => s.Name).ToList();
        if (shops is { Count: 0 }) return;
        var missing = new HashSet<string>(OrderNumber ?? [], StringComparer.Ordinal);
        var query = new Core.Storage.SlipQuery
        {
            Shops = shops,
            OrderNumbers = OrderNumber,
            Statuses = Status,
            DepositStatus = DepositStatus,
            Live = IncludeCancelled || OrderNumber is not null || Stage?.Contains(RakutenOps.Stage.Cancelled) == true ? null : true,
            OrderedFrom = OrderedFrom is { } from ? JapanTime.Start(from) : null,
            OrderedBefore = OrderedBefore is { } before ? JapanTime.Start(before) : null,
        };
        foreach (var slip in service.Compared(service.Find(query, Stage)))
        {
            StopToken.ThrowIfCancellationRequested();
            missing.Remove(slip.OrderNumber);
            missing.Remove(slip.RootOrderNumber);
            WriteObject(slip);
        }
        if ((Stage, Status, DepositStatus, OrderedFrom, OrderedBefore) is not (null, null, null, null, null)) return;
        foreach (var order in missing) WriteError(OpsError.Input("OrderSlipNotFound", order, order), order);
    }
}
