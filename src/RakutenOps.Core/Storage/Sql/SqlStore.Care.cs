using RakutenOps.Edits;

namespace RakutenOps.Core.Storage;

public abstract partial class SqlStore
{
    /// <inheritdoc/>
    public abstract void Backup(string path, bool overwrite);

    /// <inheritdoc/>
    public IReadOnlyList<string> Faults(StoreCheck check, CancellationToken cancel)
    {
        try
        {
            return check switch
            {
                StoreCheck.Integrity => IntegrityFaults(cancel),
                StoreCheck.References => ReferenceFaults(),
                _ => [.. HistoryFaults(cancel)],
            };
        }
        catch (StoreException e) when (e.Id == "StoreDamaged")
        {
            return [e.InnerException is { } cause ? $"{e.Message} ({cause.Message})" : e.Message];
        }
    }

    private protected abstract List<string> IntegrityFaults(CancellationToken cancel);

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
                    yield return FormattableString.Invariant($"Slip {slip.SlipNumber}, change {row.ChangeId}: {row.Field} changed from '{row.Before}', but the change before had left '{before}'.");
                }
                last[row.Field] = row.After;
            }
        }
        if (made != 1) yield return FormattableString.Invariant($"Slip {slip.SlipNumber}: the history says {made} times that it was made.");
        if (changes.Count > slip.Version) yield return FormattableString.Invariant($"Slip {slip.SlipNumber}: {changes.Count} changes in the history, but it was written {slip.Version} times.");
        foreach (var (field, value) in SlipChanges.ValuesOf(slip))
        {
            if (last.TryGetValue(field, out var told) && told != value) yield return FormattableString.Invariant($"Slip {slip.SlipNumber}: {field} is '{value}', but the history ends with '{told}'.");
        }
    }
}
