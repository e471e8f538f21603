using System.Management.Automation;
using RakutenOps.Core;
using RakutenOps.Core.Runs;
using RakutenOps.Core.Sync;
using RakutenOps.Errors;
using RakutenOps.Text;

namespace RakutenOps.Hosting;

/// <summary>
/// The base of the cmdlets that run over shops: each shop has its own failure, every change is asked for on the pipeline thread, and with -WhatIf everything is read and nothing written.
/// </summary>
public abstract class RunCmdlet : OpsCmdlet
{
    /// <summary>Emit every slip that was looked at, also the ones that stay as they are, each with its reason.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>How many shops run side by side.</summary>
    [Parameter, ValidateRange(1, 64)]
    [PSDefaultValue(Value = 8)]
    public int ThrottleLimit { get; set; } = 8;

    /// <summary>For several machines that run the same job: works each shop once in this time of the clock in Japan, whichever machine comes first. Every shop is worked when left out.</summary>
    [Parameter]
    public TimeSpan? OncePer { get; set; }

    /// <inheritdoc/>
    private protected override void End()
    {
        var shops = Chosen();
        if (shops.Count == 0 && !RunsWithoutShops) return;
        var request = new SyncRequest { Shops = shops, DryRun = IsWhatIf, ThrottleLimit = ThrottleLimit, DueBefore = OncePer is { Ticks: > 0 } span ? JapanTime.Floor(Now, span) : null, By = By };
        // What happens goes to the log, too, when RAKUTENOPS_LOG asks for one; a cycle keeps its own.
        using var log = IsWhatIf || RunsWithoutShops ? null : RunLog.Asked(Workspace.Clock, Reach.Mask);
        Pull(token => Run(log is null ? Reach : Reach with { Observe = log.Write }, request, token), Take);
    }

    /// <summary>Whether there is something to tell when no shop is left to run over.</summary>
    private protected virtual bool RunsWithoutShops => false;

    /// <summary>Whether a decision is written to the pipeline.</summary>
    private protected virtual bool Emits(SyncDecision decision) => PassThru || decision.Concerns || Acts(decision);

    /// <summary>The run itself.</summary>
    private protected abstract IAsyncEnumerable<SyncEvent> Run(WorkspaceOptions workspace, SyncRequest request, CancellationToken cancel);

    /// <summary>The shops of the run, by name; none when there is nothing to do.</summary>
    private protected abstract IReadOnlyList<string> Chosen();

    void Take(SyncEvent happened)
    {
        switch (happened)
        {
            case SyncProgress p:
                Progress.Report($"{p.Shop} {p.Step}", Message.Of("Progress_" + p.Step, p.Shop, p.Done, p.Total), p.Done, p.Total);
                break;
            case SyncBatch batch:
                Ask(batch);
                break;
            case SyncResult result:
                foreach (var decision in result.Decisions)
                {
                    WriteVerbose($"{decision.Shop} {decision.OrderNumber} ({decision.SlipNumber}): {decision.Rule} {decision.ReasonCode}: {decision.Message}");
                    if (Emits(decision)) WriteObject(decision);
                }
                break;
            case SyncNotice notice:
                WriteWarning(notice.Shop.Length > 0 ? $"{notice.Shop}: {notice.Text}" : notice.Text.ToString());
                break;
            case OrderFailed failed:
                WriteError(OpsError.From(OpsError.Input("OrderUnreadable", failed.OrderNumber, failed.OrderNumber, failed.Shop, failed.Why), failed.OrderNumber));
                break;
            case SlipRefused refused:
                WriteError(refused.Error, null);
                break;
            case ShopFailed failed:
                WriteError(OpsError.From(failed.Error, failed.Shop));
                break;
            case CycleFinished cycle:
                WriteObject(cycle.Report);
                break;
            case ShopFinished finished:
                WriteVerbose(Message.Of("Verbose_ShopFinished", finished.Shop, finished.Run.Requests, finished.Run.OrdersRead, finished.Run.SlipsChanged, finished.Run.NeedsAttention));
                break;
        }
    }

    // One question per Rakuten order, here on the pipeline thread: the hold belongs to the order, and the slips of one order stand or fall together (R10, R22).
    void Ask(SyncBatch batch)
    {
        var approved = new HashSet<string>(StringComparer.Ordinal);
        foreach (var order in batch.Decisions.Where(Acts).GroupBy(static d => OrderNumbers.Root(d.OrderNumber), StringComparer.Ordinal))
        {
            if (ShouldProcess(order.Key, string.Join("; ", order.Select(Action)))) approved.Add(order.Key);
        }
        batch.Approve(d => approved.Contains(OrderNumbers.Root(d.OrderNumber)));
    }

    // A confirmation changes the order on RMS and no slip here.
    static bool Acts(SyncDecision decision) => decision.ChangesSlip || decision.Outcome == Outcome.Confirmed;

    static string Action(SyncDecision decision) => decision.Outcome == Outcome.Confirmed ? Message.Of("Do_Confirm") : Message.Of(
        "Do_Decision",
        decision.Outcome,
        decision.SlipNumber,
        decision.After?.TotalAmount,
        string.Join(", ", decision.Changes),
        decision.Rule) + (decision.Request is null ? "" : Message.Of("Do_Request", decision.Request));
}
