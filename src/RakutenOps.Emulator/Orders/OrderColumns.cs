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
    readonly TimeIndex?[,] _indexes = new TimeIndex?[7, 10];
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
        _method[row] = (short)(method ?? 0);
        if (_progress[row] == progress / 100) return;
        _progress[row] = (byte)(progress / 100);
        for (var type = 1; type < _times.Length; type++) Index(type, row);
    }

    public void SetTime(DateType type, int row, DateTimeOffset? time)
    {
        var seconds = Seconds(time);
        if (_times[(int)type][row] == seconds) return;
        _times[(int)type][row] = seconds;
        Index((int)type, row);
    }

    /// <summary>Whether a row still has that progress (in hundreds) and that time.</summary>
    public bool Stands(DateType type, int progress, int row, int seconds) => _progress[row] == progress && _times[(int)type][row] == seconds;

    /// <summary>What an index of one progress (in hundreds) and one kind of time starts with, sorted.</summary>
    public long[] Entries(DateType type, int progress)
    {
        var times = _times[(int)type].AsSpan(0, Count);
        var entries = new List<long>();
        for (var row = 0; row < times.Length; row++)
        {
            if (times[row] != 0 && _progress[row] == progress) entries.Add(TimeIndex.Entry(times[row], row));
        }
        entries.Sort();
        return [.. entries];
    }

    /// <summary>Rows whose time of that kind lies in the window (both ends in), in order of order time, each once.</summary>
    /// <param name="type">Which time.</param>
    /// <param name="start">First instant.</param>
    /// <param name="end">Last instant.</param>
    /// <param name="progress">Bit n: progress n × 100 is wanted.</param>
    public List<int> Between(DateType type, DateTimeOffset start, DateTimeOffset end, int progress)
    {
        var rows = new List<int>();
        for (var hundreds = 1; hundreds <= 9; hundreds++)
        {
            if ((progress & (1 << hundreds)) == 0) continue;
            var index = _indexes[(int)type, hundreds] ??= new(this, type, hundreds);
            index.Collect(Seconds(start), Seconds(end), rows);
        }
        var hits = rows.ConvertAll(row => TimeIndex.Entry(_times[(int)DateType.Ordered][row], row));
        hits.Sort();
        return [.. hits.Distinct().Select(static hit => (int)hit)];
    }

    void Index(int type, int row)
    {
        if (_times[type][row] is var seconds and not 0) _indexes[type, _progress[row]]?.Add(seconds, row);
    }

    static int Seconds(DateTimeOffset? time) => time is { } at ? (int)Math.Clamp(at.ToUnixTimeSeconds() - EpochSeconds, 1, int.MaxValue) : 0;
}
