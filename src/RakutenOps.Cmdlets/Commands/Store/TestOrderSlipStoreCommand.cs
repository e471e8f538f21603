using System.Management.Automation;
using RakutenOps.Core.Storage;
using RakutenOps.Hosting;
using RakutenOps.Text;

namespace RakutenOps.Commands.Store;

/// <summary>Whether the store is whole: the file itself, rows that name others, and that slips and their history agree. Nothing is repaired.</summary>
[Cmdlet(VerbsDiagnostic.Test, "OrderSlipStore")]
[OutputType(typeof(OrderSlipStoreCheck), typeof(bool))]
public sealed class TestOrderSlipStoreCommand : OpsCmdlet
{
    /// <summary>Only whether everything is as it should be.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    private protected override void Begin()
    {
        var passed = true;
        var checks = Enum.GetValues<StoreCheck>();
        foreach (var (done, check) in checks.Index())
        {
            Progress.Report("", Message.Of("Progress_CheckStore", check.ToString(), done, checks.Length), done, checks.Length);
            var faults = Store.Faults(check, StopToken);
            passed &= faults.Count == 0;
            if (!Quiet) WriteObject(Found(check, faults));
        }
        if (Quiet) WriteObject(passed);
    }

    static OrderSlipStoreCheck Found(StoreCheck check, IReadOnlyList<string> faults) => new()
    {
        Check = check.ToString(),
        Passed = faults.Count == 0,
        Message = faults.Count == 0 ? Message.Of("Check_Store" + check) : Message.Of("Check_StoreFaults", faults.Count, faults[0]),
        Faults = faults,
        Advice = faults.Count == 0 ? null : Message.Of("Check_StoreAdvice"),
    };
}
