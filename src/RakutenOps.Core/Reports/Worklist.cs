namespace RakutenOps.Core.Reports;

/// <summary>The rows of a worklist that come first, and how many there are: however many are added, no more than the limit are kept.</summary>
/// <typeparam name="T">A row.</typeparam>
/// <param name="limit">The most rows that are kept.</param>
/// <param name="order">What puts a row before others: the day by which it is urgent, then the slip's number.</param>
public sealed class Worklist<T>(int limit, Func<T, (DateOnly Day, long SlipNumber)> order)
{
    // The last of the kept ones stands in front, to make place for one that comes before it.
    readonly PriorityQueue<T, (DateOnly, long)> kept = new(Comparer<(DateOnly, long)>.Create(static (a, b) => b.CompareTo(a)));

    /// <summary>All that were added.</summary>
    public int Count { get; private set; }

    /// <summary>How many are not among <see cref="Rows"/>.</summary>
    public int LeftOut => Count - kept.Count;

    /// <summary>The rows that come first, in order.</summary>
    public IReadOnlyList<T> Rows => [.. kept.UnorderedItems.OrderBy(static i => i.Priority).Select(static i => i.Element)];

    /// <summary>Adds a row.</summary>
    internal void Add(T row)
    {
        Count++;
        if (kept.Count < limit) kept.Enqueue(row, order(row));
        else kept.EnqueueDequeue(row, order(row));
    }
}
