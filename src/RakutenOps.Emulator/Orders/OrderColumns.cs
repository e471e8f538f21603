namespace RakutenOps.Emulator.Orders;

/// <summary>dateType of searchOrder, §2.1.</summary>
enum DateType
{
    Ordered = 1,
    Confirmed = 2,
    Fixed = 3,
    Shipping = 4,
    Reported = 5,
    Settled = 6,
}

/// <summary>
/// What searchOrder asks of every order, in columns: a million orders take some 30 MB, and a search touches only the rows of its window.
/// </summary>
sealed class OrderColumns
{
    static readonly long EpochSeconds = new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds();

    readonly int[][] _times = [[], [], [], [], [], [], []];
    readonly TimeIndex?[] _indexes = new TimeIndex?[7];
    byte[] _progress = [];
    short[] _method = [];

    public int Count { get; private set; }

    /// <summary>Makes room for rows to come.</summary>
    public void Reserve(int count)
    {
        if (count <= _progress.Length) return;
        var size = Math.Max(count, Math.Max(64, _progress.Length * 2));
        for (var type = 1; type < _times.Length; type++) Array.Resize(ref _times[type], size);
        Array.Resize(ref _progress, size);
        Array.Resize(ref _method, size);
    }

    public int Add()
    {
        Reserve(Count + 1);
        return Count++;
    }

    public int ProgressOf(int row) => _progress[row] * 100;

    public int MethodOf(int row) => _method[row];

    public DateTimeOffset? TimeOf(DateType type, int row) =>
        _times[(int)type][row] is var seconds and not 0 ? DateTimeOffset.FromUnixTimeSeconds(seconds + EpochSeconds).ToOffset(Clock.Jst.Offset) : null;

    public void Set(int row, int progress, int? method)
    {
        _progress[row] = (byte)(progress / 100);
        _method[row] = (short)(method ?? 0);
    }

    public void SetTime(DateType type, int row, DateTimeOffset? time)
    {
        var seconds = Seconds(time);
        if (_times[(int)type][row] == seconds) return;
        _times[(int)type][row] = seconds;
        if (seconds != 0) _indexes[(int)type]?.Add(seconds, row, this);
    }

    public bool Stands(DateType type, int row, int seconds) => _times[(int)type][row] == seconds;

    /// <summary>Rows whose time of that kind lies in the window (both ends in), in order of order time, each once.</summary>
    /// <param name="type">Which time.</param>
    /// <param name="start">First instant.</param>
    /// <param name="end">Last instant.</param>
    /// <param name="progress">Bit n: progress n × 100 is wanted.</param>
    public List<int> Between(DateType type, DateTimeOffset start, DateTimeOffset end, int progress)
    {
        var index = _indexes[(int)type] ??= TimeIndex.Of(_times[(int)type].AsSpan(0, Count), type);
        var hits = new List<long>();
        var ordered = _times[(int)DateType.Ordered];
        foreach (var row in index.Between(Seconds(start), Seconds(end), this))
        {
            if ((progress & (1 << _progress[row])) != 0) hits.Add(((long)ordered[row] << 32) | (uint)row);
        }
        hits.Sort();
        var rows = new List<int>(hits.Count);
        var last = -1L;
        foreach (var hit in hits)
        {
            if (hit != last) rows.Add((int)hit);
            last = hit;
        }
        return rows;
    }

    static int Seconds(DateTimeOffset? time) => time is { } at ? (int)Math.Clamp(at.ToUnixTimeSeconds() - EpochSeconds, 1, int.MaxValue) : 0;
}
