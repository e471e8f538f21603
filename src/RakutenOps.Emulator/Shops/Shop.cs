using System.Globalization;
using RakutenOps.Emulator.Clock;
using RakutenOps.Emulator.Orders;

namespace RakutenOps.Emulator.Shops;

/// <summary>One shop: its credentials and its orders. Callers hold <see cref="Gate"/>.</summary>
sealed class Shop(ShopRegistration registration, ulong seed)
{
    readonly Dictionary<string, int> _rows = new(StringComparer.Ordinal);
    readonly PriorityQueue<int, (DateTimeOffset At, int Row)> _due = new();
    readonly List<EmulatedOrder?> _orders = [];

    public Lock Gate { get; } = new();

    public ShopRegistration Registration { get; set; } = registration;

    public string Id => Registration.Id;

    public ulong Seed { get; } = seed;

    public OrderColumns Columns { get; } = new();

    /// <summary>Time of the last request that the throttle let through.</summary>
    public DateTimeOffset LastRequestAt { get; set; }

    public int? Find(string number)
    {
        if (_rows.TryGetValue(number, out var known)) return known;
        var sequence = number.AsSpan(number.LastIndexOf('-') + 1);
        if (sequence.Length != 10 || !int.TryParse(sequence, NumberStyles.None, CultureInfo.InvariantCulture, out var one)) return null;
        var row = one - 1;
        return row >= 0 && row < _orders.Count && _orders[row] is null && NumberOf(row) == number ? row : null;
    }

    public string NumberOf(int row) => _orders[row]?.OrderNumber ?? OrderFactory.Number(Id, Columns.TimeOf(DateType.Ordered, row)!.Value, row);

    /// <summary>The order of a row for reading. One that was only generated is made anew each time.</summary>
    public EmulatedOrder Read(int row) => _orders[row] ?? OrderFactory.FromColumns(Columns, row, NumberOf(row), Seed);

    /// <summary>The order of a row for changing: from now on it is kept whole.</summary>
    public EmulatedOrder Open(int row)
    {
        if (_orders[row] is { } order) return order;
        order = Read(row);
        _orders[row] = order;
        _rows.Add(order.OrderNumber, row);
        return order;
    }

    /// <summary>A new order that is not the shop's yet: <see cref="Add"/> makes it so.</summary>
    public EmulatedOrder Draft(OrderSpec spec, DateTimeOffset orderedAt, BankAnswer usual)
    {
        if (spec.OrderNumber is { } wanted && (Find(wanted) is not null || !wanted.StartsWith(Id + "-", StringComparison.Ordinal)))
            throw new EventRefusedException($"'{wanted}' cannot be a new order of shop {Id}: a number starts with '{Id}-' and is used once.");
        var row = Columns.Count;
        return OrderFactory.Create(spec, spec.OrderNumber ?? OrderFactory.Number(Id, orderedAt, row), row, orderedAt, usual);
    }

    public void Add(EmulatedOrder draft, Schedule schedule)
    {
        _rows.Add(draft.OrderNumber, Columns.Add());
        _orders.Add(draft);
        Note(draft, schedule);
    }

    /// <summary>A row without a document; the caller fills the columns.</summary>
    public int AddBare()
    {
        _orders.Add(null);
        return Columns.Add();
    }

    public bool IsBare(int row) => _orders[row] is null;

    public IEnumerable<EmulatedOrder> Kept() => _orders.OfType<EmulatedOrder>();

    /// <summary>Brings columns and schedule in line with an order that changed.</summary>
    public void Note(EmulatedOrder order, Schedule schedule)
    {
        Columns.Set(order.Row, order.Progress, order.SettlementMethodCode);
        Columns.SetTime(DateType.Ordered, order.Row, order.OrderedAt);
        Columns.SetTime(DateType.Confirmed, order.Row, order.ConfirmedAt);
        Columns.SetTime(DateType.Fixed, order.Row, order.FixedAt);
        Columns.SetTime(DateType.Shipping, order.Row, order.ShippingDate is { } day ? Jst.StartOf(day) : null);
        Columns.SetTime(DateType.Reported, order.Row, order.ShippingReportedAt);
        Columns.SetTime(DateType.Settled, order.Row, order.SettlementFixedAt);
        if (schedule.Next(order) is { } next) _due.Enqueue(order.Row, (next.At, order.Row));
    }

    /// <summary>Everything due up to that time happens, in order of time, then of row.</summary>
    public void RunDue(DateTimeOffset now, Rules rules)
    {
        while (_due.TryPeek(out var row, out var due) && due.At <= now)
        {
            _due.Dequeue();
            if (rules.Schedule.Next(_orders[row]!) is not { } next || next.At != due.At) continue;
            rules.LifeCycle.Apply(_orders[row]!, next.Event, next.At);
            Note(_orders[row]!, rules.Schedule);
        }
    }

    /// <summary>What is due for one order up to that time happens; the others wait.</summary>
    public static void RunDue(EmulatedOrder order, DateTimeOffset until, Rules rules)
    {
        while (rules.Schedule.Next(order) is { } next && next.At <= until) rules.LifeCycle.Apply(order, next.Event, next.At);
    }

    /// <summary>Reschedules every order, after the switches changed.</summary>
    public void Reschedule(Schedule schedule)
    {
        _due.Clear();
        foreach (var order in Kept())
        {
            if (schedule.Next(order) is { } next) _due.Enqueue(order.Row, (next.At, order.Row));
        }
    }
}

/// <summary>The life cycle under one set of switches.</summary>
sealed record Rules(BehaviourSwitches Switches, LifeCycle LifeCycle, Schedule Schedule)
{
    public static Rules Under(BehaviourSwitches switches) => new(switches, new(switches), new(switches));
}
