using System.Collections;

namespace RakutenOps.Core.Storage;

public abstract partial class SqlStore
{
    /// <summary>An UPDATE for each set of columns that was ever written together: an index is touched only when a column of it changes.</summary>
    readonly Dictionary<long, string> updates = [];

    static readonly string InsertSlip =
        $"INSERT INTO order_slip ({string.Join(", ", SlipColumns.All.Select(static c => c.Name))}, version) " +
        $"VALUES ({string.Join(", ", SlipColumns.All.Select(static c => c.Parameter))}, 1) RETURNING slip_number";

    /// <inheritdoc/>
    public BatchResult Apply(StoreBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        RefuseMixedUp(batch.Slips);
        return session.Write(ShopsOf(batch), () =>
        {
            var conflicts = Conflicts(batch.Slips);
            if (batch.AllOrNothing && conflicts.Count > 0) return new BatchResult([], [.. conflicts.Select(static o => o.Root).Distinct(StringComparer.Ordinal)], []);
            var written = new List<OrderSlip>(batch.Slips.Count);
            var history = new HistoryRows(batch.Slips.Count > 0 ? HistoryNumbers(batch.Slips.Count) : static _ => 0);
            foreach (var write in batch.Slips)
            {
                if (conflicts.Contains(OrderOf(write))) continue;
                var slip = write.Before is { } before ? Update(before, write.After) : Insert(write.After, batch.At);
                written.Add(slip);
                history.Add(slip, write);
            }
            if (history.Changes.Count > 0) Write(history, batch);
            foreach (var sighting in batch.Sightings) Write(sighting);
            if (batch.Run is { } run) Save(run);
            if (batch.Cursor is { } cursor) Save(cursor);
            return new BatchResult(written, [.. conflicts.Select(static o => o.Root).Distinct(StringComparer.Ordinal)], history.ChangeOfEachWrite);
        });
    }

    static IEnumerable<string> ShopsOf(StoreBatch batch) =>
        batch.Slips.Select(static w => w.After.Shop).Concat(batch.Sightings.Select(static s => s.Shop)).Distinct(StringComparer.Ordinal);

    static (string Shop, string Root) OrderOf(SlipWrite write) => (write.After.Shop, write.After.RootOrderNumber);

    /// <summary>Mistakes of the caller, not of the data: they must not reach the store.</summary>
    static void RefuseMixedUp(IReadOnlyList<SlipWrite> writes)
    {
        var seen = new HashSet<long>(writes.Count);
        foreach (var write in writes)
        {
            if (write.Before is not { } before) continue;
            if (before.SlipNumber != write.After.SlipNumber || before.Shop != write.After.Shop || before.RootOrderNumber != write.After.RootOrderNumber)
            {
                throw new ArgumentException($"Slip {before.SlipNumber} cannot become slip {write.After.SlipNumber}, or move to another shop or order.", nameof(writes));
            }
            if (!seen.Add(before.SlipNumber)) throw new ArgumentException($"Slip {before.SlipNumber} is written twice in one batch.", nameof(writes));
        }
    }

    /// <summary>Orders of which a slip is no longer as it was read, that were imported meanwhile, or in which a new slip's number is taken: looked up for the whole batch, under the write lock.</summary>
    HashSet<(string Shop, string Root)> Conflicts(IReadOnlyList<SlipWrite> writes)
    {
        HashSet<(string, string)> conflicts = [];
        List<long> known = [.. writes.Where(static w => w.Before is not null).Select(static w => w.Before!.SlipNumber)];
        if (known.Count > 0)
        {
            var versions = session.Query($"SELECT slip_number, version FROM order_slip WHERE slip_number IN {session.Dialect.Numbers("@numbers")}",
                static row => (Slip: row.GetInt64(0), Version: row.GetInt32(1)), ("@numbers", StoreJson.Of(known))).ToDictionary(static v => v.Slip, static v => v.Version);
            foreach (var write in writes)
            {
                if (write.Before is { } before && (!versions.TryGetValue(before.SlipNumber, out var version) || version != before.Version)) conflicts.Add(OrderOf(write));
            }
        }
        List<OrderSlip> made = [.. writes.Where(static w => w.Before is null).Select(static w => w.After)];
        if (made.Count > 0)
        {
            var there = session.Query($"SELECT shop, root_order_number, order_number FROM order_slip WHERE root_order_number IN {session.Dialect.Texts("@numbers")}",
                static row => (Shop: row.GetString(0), Root: row.GetString(1), Number: row.GetString(2)), ("@numbers", StoreJson.Of([.. made.Select(static s => s.RootOrderNumber)])));
            var orders = there.Select(static t => (t.Shop, t.Root)).ToHashSet();
            var numbers = there.Select(static t => (t.Shop, t.Number)).ToHashSet();
            foreach (var slip in made)
            {
                // There already, or twice in this batch.
                var imported = slip is { Origin: SlipOrigin.Api, DividedFrom: null, CopiedFrom: null };
                if (!numbers.Add((slip.Shop, slip.OrderNumber)) | (imported && !orders.Add((slip.Shop, slip.RootOrderNumber)))) conflicts.Add((slip.Shop, slip.RootOrderNumber));
            }
        }
        return conflicts;
    }

    OrderSlip Insert(OrderSlip slip, DateTimeOffset at)
    {
        if (slip.EditedAt == default) slip = slip with { EditedAt = at };
        var values = new (string, object?)[SlipColumns.All.Count];
        for (var i = 0; i < values.Length; i++) values[i] = (SlipColumns.All[i].Parameter, SlipColumns.All[i].Read(slip));
        var number = session.Query(InsertSlip, static row => row.GetInt64(0), values)[0];
        WriteLines(number, slip.Lines);
        MarkAbsorbing(null, slip.MergedInto);
        return slip with { SlipNumber = number, Version = 1 };
    }

    OrderSlip Update(OrderSlip before, OrderSlip after)
    {
        var changed = 0L;
        var values = new List<(string, object?)>(8) { ("@slip_number", before.SlipNumber) };
        for (var i = 0; i < SlipColumns.All.Count; i++)
        {
            var value = SlipColumns.All[i].Read(after);
            if (Equals(value, SlipColumns.All[i].Read(before))) continue;
            changed |= 1L << i;
            values.Add((SlipColumns.All[i].Parameter, value));
        }
        if (!updates.TryGetValue(changed, out var sql)) updates[changed] = sql = UpdateOf(changed);
        session.Execute(sql, [.. values]);
        if (!ReferenceEquals(before.Lines, after.Lines) && !before.Lines.SequenceEqual(after.Lines))
        {
            session.Execute("DELETE FROM order_line WHERE slip_number = @slip", ("@slip", before.SlipNumber));
            WriteLines(before.SlipNumber, after.Lines);
        }
        MarkAbsorbing(before.MergedInto, after.MergedInto);
        return after with { Version = before.Version + 1 };
    }

    static string UpdateOf(long changed)
    {
        var bits = new BitArray(BitConverter.GetBytes(changed));
        var columns = SlipColumns.All.Where((_, i) => bits[i]).Select(static c => $"{c.Name} = {c.Parameter}, ");
        return $"UPDATE order_slip SET {string.Concat(columns)}version = version + 1 WHERE slip_number = @slip_number";
    }

    void WriteLines(long slipNumber, IReadOnlyList<OrderLine> lines)
    {
        foreach (var line in lines)
        {
            session.Execute(
                """
                INSERT INTO order_line (slip_number, line_number, item_code, item_name, quantity, allocated_quantity, unit_price, release_date)
                VALUES (@slip, @line, @code, @name, @quantity, @allocated, @price, @release)
                """,
                ("@slip", slipNumber), ("@line", (long)line.LineNumber), ("@code", line.ItemCode), ("@name", line.ItemName), ("@quantity", (long)line.Quantity),
                ("@allocated", (long)line.AllocatedQuantity), ("@price", StoredValues.Of(line.UnitPrice)), ("@release", StoredValues.Of(line.ReleaseDate)));
        }
    }

    /// <summary>Remembers that a slip absorbed another, so that the direct set finds the few that did without looking at every slip (A16).</summary>
    void MarkAbsorbing(long? before, long? after)
    {
        if (after is null || after == before) return;
        session.Execute("UPDATE order_slip SET has_absorbed = 1 WHERE slip_number = @slip AND has_absorbed = 0", ("@slip", after));
    }

    /// <summary>Numbers for the history of a batch: asked for the rows of one change after the other, it gives the first number of each; a change's numbers follow one another.</summary>
    /// <param name="changes">How many changes there will be at most.</param>
    private protected abstract Func<int, long> HistoryNumbers(int changes);

    /// <summary>The history of a whole batch in two statements.</summary>
    void Write(HistoryRows history, StoreBatch batch)
    {
        session.Execute(
            $"""
            INSERT INTO slip_change (change_id, slip_number, at, run_id, evidence, changed_by)
            SELECT CAST(value ->> 0 AS BIGINT), CAST(value ->> 1 AS BIGINT), @at, @run, value ->> 2, @by FROM {session.Dialect.Rows("@rows")}
            """,
            ("@rows", StoreJson.Of(history.Changes)), ("@at", StoredValues.Of(batch.At)), ("@run", batch.Run?.RunId), ("@by", batch.By));
        session.Execute(
            $"""
            INSERT INTO slip_history (change_id, history_id, rule, field, before_value, after_value)
            SELECT CAST(value ->> 0 AS BIGINT), CAST(value ->> 1 AS BIGINT), value ->> 2, value ->> 3, value ->> 4, value ->> 5 FROM {session.Dialect.Rows("@rows")}
            """,
            ("@rows", StoreJson.Of(history.Rows)));
    }

    /// <summary>The history a batch makes: one change per slip written, one row per field of it. A change bears the number of its first row.</summary>
    sealed class HistoryRows(Func<int, long> numbers)
    {
        /// <summary>change_id, slip_number, evidence.</summary>
        public List<object?[]> Changes { get; } = [];
        /// <summary>change_id, history_id, rule, field, before, after.</summary>
        public List<object?[]> Rows { get; } = [];
        /// <summary>The change of each slip written; 0 where nothing that the history keeps has changed.</summary>
        public List<long> ChangeOfEachWrite { get; } = [];

        public void Add(OrderSlip slip, SlipWrite write)
        {
            var fields = write is { Before: null, Changes.Count: 0 } ? [new("New", "Slip", null, null)] : write.Changes;
            var change = fields.Count == 0 ? 0 : numbers(fields.Count);
            ChangeOfEachWrite.Add(change);
            if (fields.Count == 0) return;
            var next = change;
            Changes.Add([change, slip.SlipNumber, write.Evidence?.ToString()]);
            foreach (var field in fields)
            {
                // A new slip's row says its number, which nobody knew before.
                var after = write.Before is null && field is { Field: "Slip", After: null } ? FormattableString.Invariant($"{slip.SlipNumber}") : field.After;
                Rows.Add([change, next++, field.Rule, field.Field, field.Before, after]);
            }
        }
    }
}
