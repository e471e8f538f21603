using System.Management.Automation;
using RakutenOps.Binding;
using RakutenOps.Completion;
using RakutenOps.Core.Sync;
using RakutenOps.Errors;
using RakutenOps.Text;

namespace RakutenOps.Hosting;

/// <summary>The base of the Test- cmdlets over slips: takes slips from the pipeline, asks the rules in batches, and changes nothing.</summary>
public abstract class SlipExplainingCmdlet : OpsCmdlet
{
    const int BatchSize = 100;

    readonly List<OrderSlip> asked = [];
    int taken;
    int done;

    /// <summary>伝票番号; slips from Get-OrderSlip bring it along.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true), Alias("Id"), ArgumentCompleter(typeof(SlipNumberCompleter))]
    public long[] SlipNumber { get; set; } = [];

    /// <summary>Ask RMS for the orders now; when left out, what the last sync saw of them counts.</summary>
    [Parameter]
    public SwitchParameter Online { get; set; }

    /// <summary>The JST day on which it would hold; today when left out.</summary>
    [Parameter, JapanDay]
    public DateOnly? AsOf { get; set; }

    /// <summary>Give only true or false for each slip.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <summary>Writes what the rules say of one slip.</summary>
    private protected abstract void Explain(SyncDecision decision, IReadOnlyList<ReauthWindow> windows);

    /// <inheritdoc/>
    private protected override void Process()
    {
        foreach (var number in SlipNumber)
        {
            if (Store.Slip(number) is { } slip) asked.Add(slip);
            else WriteError(OpsError.Input("SlipNotFound", number, number), number);
            if (asked.Count == BatchSize) Flush();
        }
    }

    /// <inheritdoc/>
    private protected override void End() => Flush();

    void Flush()
    {
        var slips = asked.ToList();
        asked.Clear();
        taken += slips.Count;
        // By shop, so that one that RMS refuses leaves the others' answers; else in the order given.
        foreach (var shop in Online ? slips.GroupBy(static s => s.Shop, StringComparer.Ordinal) : slips.GroupBy(static _ => ""))
        {
            if (Online) Show(shop.Key);
            Try(shop.Key, () => Pull(token => new SyncServices(Online ? Reach : Workspace).ExplainAsync(shop, Online, AsOf, token), said =>
            {
                done++;
                if (Online) Show(shop.Key);
                Explain(said.Decision, said.Windows);
            }));
        }
    }

    void Show(string shop) => Progress.Report("", Message.Of("Progress_Read", shop, done, taken), done, taken);
}
