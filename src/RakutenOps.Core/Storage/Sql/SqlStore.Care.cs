using RakutenOps.Core.Text;
using RakutenOps.Edits;

namespace RakutenOps.Core.Storage;

public abstract partial class SqlStore
{
    /// <inheritdoc/>
    public abstract void Backup(string path, bool overwrite, Action<BackupStep>? progress, CancellationToken cancel);

    /// <inheritdoc/>
    public IReadOnlyList<string> Faults(StoreCheck check, CancellationToken cancel)
    {
        using var stop = cancel.Register(session.Interrupt);
        try
        {
            return check switch
            {
                StoreCheck.Integrity => IntegrityFaults(),
                StoreCheck.References => ReferenceFaults(),
                _ => [.. HistoryFaults(cancel)],
            };
        }
        catch (StoreException e) when (e.Id == "StoreDamaged")
        {
            return [e.InnerException is { } cause ? $"{e.Message} ({cause.Message})" : e.Message];
        }
    }

    private protected abstract List<string> IntegrityFaults();

    private protected abstract List<string> ReferenceFaults();

    IEnumerable<string> HistoryFaults(CancellationToken cancel)
    {
        var numbers = SlipFilter.Of(new(), session.Dialect);
        foreach (var chunk in Numbers(numbers.NumbersSql, numbers.Parameters).Chunk(RowsAtOnce))
        {
            cancel.ThrowIfCancellationRequested();
            // One state of both, for slips may be written meanwhile.
            var (slips, history) = session.Read(() => (Slips(chunk, "TRUE"), History(new() { SlipNumbers = chunk }).ToLookup(static h => h.SlipNumber)));
            foreach (var fault in slips.SelectMany(slip => HistoryFaults(slip, history[slip.SlipNumber]))) yield return fault;
        }
    }

    static IEnumerable<string> HistoryFaults(OrderSlip slip, IEnumerable<SlipHistory> history)
    {
        var (made, changes) = (0, new HashSet<long>());
        var last = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var row in history)
        {
            changes.Add(row.ChangeId);
            if (row.Field == "Slip") made++;
            // What stands on RMS may be changed there between two writes of ours.
            else if (!ShippingDateRegistration.IsOfRms(row.Field))
            {
                if (last.TryGetValue(row.Field, out var before) && before != row.Before)
                {
                    yield return Sentence.Of("Fault_Chain", slip.SlipNumber, row.ChangeId, row.Field, row.Before, before);
                }
                last[row.Field] = row.After;
            }
        }
        if (made != 1) yield return Sentence.Of("Fault_Made", slip.SlipNumber, made);
        if (changes.Count > slip.Version) yield return Sentence.Of("Fault_Versions", slip.SlipNumber, changes.Count, slip.Version);
        foreach (var (field, value) in SlipChanges.ValuesOf(slip))
        {
            if (last.TryGetValue(field, out var told) && told != value) yield return Sentence.Of("Fault_Value", slip.SlipNumber, field, value, told);
        }
    }
}
