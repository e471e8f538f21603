namespace RakutenOps.Emulator.Orders;

/// <summary>
/// Rows of one progress by one kind of time: a sorted array and a short unsorted tail of newer entries, merged when the tail grows. An entry that
/// no longer agrees with the columns is passed over, so a change is only ever an addition.
/// </summary>
sealed class TimeIndex(OrderColumns columns, DateType type, int progress)
{
    readonly List<long> _tail = [];
    long[] _sorted = columns.Entries(type, progress);

    public void Add(int seconds, int row)
    {
        _tail.Add(Entry(seconds, row));
        if (_tail.Count <= Math.Max(1024, _sorted.Length / 8)) return;
        _sorted = [.. _sorted.Concat(_tail).Where(Stands).Distinct().Order()];
        _tail.Clear();
    }

    /// <summary>Adds the rows of the window, both ends in; a row that came and went and came again may be added twice.</summary>
    public void Collect(int start, int end, List<int> rows)
    {
        var from = Array.BinarySearch(_sorted, Entry(start, 0));
        for (var at = from < 0 ? ~from : from; at < _sorted.Length && TimeOf(_sorted[at]) <= end; at++)
        {
            if (Stands(_sorted[at])) rows.Add((int)_sorted[at]);
        }
        foreach (var entry in _tail)
        {
            if (TimeOf(entry) >= start && TimeOf(entry) <= end && Stands(entry)) rows.Add((int)entry);
        }
    }

    public static long Entry(int seconds, int row) => ((long)seconds << 32) | (uint)row;

    static int TimeOf(long entry) => (int)(entry >> 32);

    bool Stands(long entry) => columns.Stands(type, progress, (int)entry, TimeOf(entry));
}
