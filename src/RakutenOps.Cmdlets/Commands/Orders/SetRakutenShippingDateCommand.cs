using System.Management.Automation;
using RakutenOps.Binding;
using RakutenOps.Completion;
using RakutenOps.Core;
using RakutenOps.Core.Sync;
using RakutenOps.Errors;
using RakutenOps.Hosting;

namespace RakutenOps.Commands.Orders;

/// <summary>
/// 発送日の登録: gives RMS the 発送日 of slips' orders, with the carrier and without a tracking number, and the slips the same date as 納品書印刷指示日, so that Rakuten's authorisation 7 days before and R19
/// meet. A row that RMS has is used again, never doubled.
/// </summary>
[Cmdlet(VerbsCommon.Set, "RakutenShippingDate", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(SyncDecision))]
public sealed class SetRakutenShippingDateCommand : RunCmdlet
{
    readonly Dictionary<long, ShippingDateWish> wishes = [];
    readonly HashSet<string> shops = new(StringComparer.Ordinal);

    /// <summary>伝票番号; slips from Get-OrderSlip bring it along.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true), Alias("Id"), ArgumentCompleter(typeof(SlipNumberCompleter))]
    public long[] SlipNumber { get; set; } = [];

    /// <summary>発送日, JST, tomorrow or later; the slip's 出荷予定日 when left out.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true), BlankIsNull, JapanDay]
    public DateOnly? ShippingDate { get; set; }

    /// <summary>配送会社 by Rakuten's code, such as 1001; the order's usual one when left out.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), ValidateNotNullOrEmpty]
    public string? DeliveryCompany { get; set; }

    /// <inheritdoc/>
    private protected override void Process()
    {
        foreach (var number in SlipNumber)
        {
            if (Store.Slip(number) is not { } slip) WriteError(OpsError.Input("SlipNotFound", number, number), number);
            else if (wishes.TryAdd(number, new(number, ShippingDate, DeliveryCompany))) shops.Add(slip.Shop);
        }
    }

    private protected override IReadOnlyList<string> Chosen() => [.. shops];

    /// <inheritdoc/>
    private protected override IAsyncEnumerable<SyncEvent> Run(WorkspaceOptions workspace, SyncRequest request, CancellationToken cancel) =>
        new SyncServices(workspace).ShippingDatesAsync(request, wishes.Values, cancel);
}
