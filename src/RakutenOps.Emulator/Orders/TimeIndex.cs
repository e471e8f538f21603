namespace RakutenOps.Emulator.Orders;

/// <summary>
/// Rows by one kind of time: a sorted array and a short unsorted tail of newer entries, merged when the tail grows. An entry that no longer
/// agrees with the column is passed over, so changing a time is only ever an addition.
/// </summary>
sealed class TimeIndex
{
    readonly DateType _type;
    readonly List<long> _tail = [];
    long[] _sorted;

    TimeIndex(DateType type, long[] sorted) => (_type, _sorted) = (type, sorted);

    public static TimeIndex Of(ReadOnlySpan<int> times, DateType type)
    {
        var entries = new List<long>(times.Length);
        for (var row = 0; row < times.Length; row++)
        {
            if (times[row] != 0) entries.Add(Entry(times[row], row));
        }
        entries.Sort();
        return new(type, [.. entries]);
    }

    public void Add(int seconds, int row, OrderColumns columns)
    {
        _tail.Add(Entry(seconds, row));
        if (_tail.Count > Math.Max(1024, _sorted.Length / 8)) Merge(columns);
    }

    public IEnumerable<int> Between(int start, int end, OrderColumns columns)
    {
        var from = Array.BinarySearch(_sorted, Entry(start, 0));
        for (var at = from < 0 ? ~from : from; at < _sorted.Length && TimeOf(_sorted[at]) <= end; at++)
        {
            if (columns.Stands(_type, (int)_sorted[at], TimeOf(_sorted[at]))) yield return (int)_sorted[at];
        }
        foreach (var entry in _tail)
        {
            if (TimeOf(entry) is var time && time >= start && time <= end && columns.Stands(_type, (int)entry, time)) yield return (int)entry;
        }
    }

    void Merge(OrderColumns columns)
    {
        _sorted = [.. _sorted.Concat(_tail).Where(entry => columns.Stands(_type, (int)entry, TimeOf(entry))).Distinct().Order()];
        _tail.Clear();
    }

    static long Entry(int seconds, int row) => ((long)seconds << 32) | (uint)row;

    static int TimeOf(long entry) => (int)(entry >> 32);
}
