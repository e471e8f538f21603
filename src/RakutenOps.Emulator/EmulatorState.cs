using System.Text.Json.Nodes;
using RakutenOps.Emulator.Clock;
using RakutenOps.Emulator.Control;
using RakutenOps.Emulator.Faults;
using RakutenOps.Emulator.Http;
using RakutenOps.Emulator.Orders;
using RakutenOps.Emulator.Shops;

namespace RakutenOps.Emulator;

/// <summary>Everything an emulator holds, for tests and the control API alike. Safe for any number of threads.</summary>
public sealed class EmulatorState
{
    readonly Lock _gate = new();
    readonly ulong _seed;
    volatile Rules _rules;
    volatile Shop[] _shops = [];

    internal EmulatorState(EmulatorOptions options)
    {
        _seed = options.Seed;
        _rules = Rules.Under(options.Switches);
        Clock = new(options.TimeProvider);
        var shops = options.Shops.Count == 0 && options.WithDemoShop ? [ShopRegistration.Demo] : options.Shops;
        foreach (var shop in shops) PutShop(shop);
    }

    /// <summary>The clock that Rakuten's side lives by. What is due happens when RMS is asked next.</summary>
    public EmulatorClock Clock { get; }

    /// <summary>Requests to RMS functions so far.</summary>
    public RequestCounter Requests { get; } = new();

    /// <summary>What goes wrong, and when.</summary>
    public FaultPlan Faults { get; } = new();

    /// <summary>What is not known of RMS; may be changed at any time.</summary>
    public BehaviourSwitches Switches
    {
        get => _rules.Switches;
        set
        {
            _rules = Rules.Under(value);
            foreach (var shop in _shops)
            {
                lock (shop.Gate) shop.Reschedule(_rules.Schedule);
            }
        }
    }

    /// <summary>The ids of the shops, in order of registration.</summary>
    public IReadOnlyList<string> ShopIds => [.. _shops.Select(shop => shop.Id)];

    internal Rules Rules => _rules;

    internal IReadOnlyList<Shop> Shops => _shops;

    /// <summary>Adds a shop, or gives a known one other credentials; its orders stay.</summary>
    /// <param name="registration">Id, credentials, licence.</param>
    public void PutShop(ShopRegistration registration)
    {
        var expires = registration.LicenceExpiresAt ?? Jst.StartOf(Jst.Day(Clock.GetUtcNow()).AddDays(91)).AddSeconds(-1);
        registration = registration with { LicenceExpiresAt = Jst.Whole(expires) };
        lock (_gate)
        {
            if (_shops.Any(other => other.Id != registration.Id && Credentials.Same(other.Registration, registration)))
                throw new EventRefusedException($"Another shop has the credentials given for {registration}.");
            if (Array.Find(_shops, shop => shop.Id == registration.Id) is { } known) known.Registration = registration;
            else _shops = [.. _shops, new Shop(registration, Draw.Number(_seed, (ulong)_shops.Length))];
        }
    }

    /// <summary>Removes a shop and its orders.</summary>
    /// <param name="id">The shop.</param>
    /// <returns>False when there was none.</returns>
    public bool RemoveShop(string id)
    {
        lock (_gate)
        {
            var left = Array.FindAll(_shops, shop => shop.Id != id);
            var removed = left.Length < _shops.Length;
            _shops = left;
            return removed;
        }
    }

    /// <summary>Makes an order and lets happen what its spec says has happened since.</summary>
    /// <param name="spec">The order in a few words.</param>
    /// <returns>Its number.</returns>
    /// <exception cref="EventRefusedException">The number is taken, or an event does not fit.</exception>
    public string CreateOrder(OrderSpec spec)
    {
        var shop = ShopOrFirst(spec.Shop);
        var now = Clock.GetUtcNow();
        var rules = _rules;
        lock (shop.Gate)
        {
            var order = shop.Draft(spec, Jst.Whole(spec.OrderedAt ?? now), rules.Switches.Authorisation);
            foreach (var happening in spec.Events) Happen(order, happening, now, rules);
            if (spec.State is not null) OrderDocument.Merge(order, spec.State);
            shop.Add(order, rules.Schedule);
            return order.OrderNumber;
        }
    }

    /// <summary>Lets something happen to an order, after what was due for it before.</summary>
    /// <param name="orderNumber">The order.</param>
    /// <param name="happening">What, and when; not later than now.</param>
    /// <exception cref="EventRefusedException">There is no such order, or its state does not allow it.</exception>
    public void Fire(string orderNumber, OrderEvent happening) => Change(orderNumber, (order, now, rules) => Happen(order, happening, now, rules));

    /// <summary>Lets something happen to an order.</summary>
    /// <param name="orderNumber">The order.</param>
    /// <param name="kind">What.</param>
    /// <param name="at">When; null is now.</param>
    /// <exception cref="EventRefusedException">There is no such order, or its state does not allow it.</exception>
    public void Fire(string orderNumber, OrderEventKind kind, DateTimeOffset? at = null) => Fire(orderNumber, new OrderEvent { Event = kind, At = at });

    /// <summary>Sets an order's state directly, past all rules. Nightly jobs act on it from the next night on.</summary>
    /// <param name="orderNumber">The order.</param>
    /// <param name="change">Sets properties; must not keep the order.</param>
    /// <exception cref="EventRefusedException">There is no such order.</exception>
    public void Change(string orderNumber, Action<EmulatedOrder> change) => Change(orderNumber, (order, now, _) =>
    {
        change(order);
        order.ChangedAt = Jst.Whole(now);
    });

    /// <summary>Reads something of an order, after everything due has happened.</summary>
    /// <typeparam name="T">What is read.</typeparam>
    /// <param name="orderNumber">The order.</param>
    /// <param name="read">Takes it from the order; must not keep the order.</param>
    /// <returns>What <paramref name="read"/> returns.</returns>
    /// <exception cref="EventRefusedException">There is no such order.</exception>
    public T Read<T>(string orderNumber, Func<EmulatedOrder, T> read)
    {
        var shop = ShopWith(orderNumber);
        lock (shop.Gate)
        {
            shop.RunDue(Clock.GetUtcNow(), _rules);
            return read(shop.Read(shop.Find(orderNumber) ?? throw NoOrder(orderNumber)));
        }
    }

    /// <summary>Makes many orders at once, up to a million and more.</summary>
    /// <param name="spec">How many, when, in which states.</param>
    /// <exception cref="EventRefusedException">The spec does not add up.</exception>
    public void Generate(GenerationSpec spec)
    {
        var shop = ShopOrFirst(spec.Shop);
        lock (shop.Gate) GeneratedOrders.Add(shop, spec, Clock.GetUtcNow());
    }

    /// <summary>Moves generated orders on, many at once.</summary>
    /// <param name="move">How many, from where to where.</param>
    /// <returns>Their numbers, in order of ordering.</returns>
    /// <exception cref="EventRefusedException">The move leads backwards or into the future.</exception>
    public IReadOnlyList<string> MoveGenerated(BulkMove move)
    {
        var shop = ShopOrFirst(move.Shop);
        lock (shop.Gate) return GeneratedOrders.Move(shop, move, Clock.GetUtcNow());
    }

    /// <summary>Everything due by now happens in every shop.</summary>
    public void RunDue()
    {
        foreach (var shop in _shops)
        {
            lock (shop.Gate) shop.RunDue(Clock.GetUtcNow(), _rules);
        }
    }

    /// <summary>Moves the clock and lets everything happen that falls due on the way.</summary>
    /// <param name="by">How far.</param>
    public void Advance(TimeSpan by)
    {
        Clock.Advance(by);
        RunDue();
    }

    internal Shop ShopOf(string id) => Array.Find(_shops, shop => shop.Id == id) ?? throw new EventRefusedException($"The emulator has no shop '{id}'; it has {string.Join(", ", ShopIds)}.") { IsMissing = true };

    Shop ShopOrFirst(string? id) =>
        id is not null ? ShopOf(id) : _shops.FirstOrDefault() ?? throw new EventRefusedException("The emulator has no shop yet; register one first.");

    internal Shop ShopWith(string orderNumber) =>
        Array.Find(_shops, shop => orderNumber.StartsWith(shop.Id + "-", StringComparison.Ordinal)) ?? throw NoOrder(orderNumber);

    void Change(string orderNumber, Action<EmulatedOrder, DateTimeOffset, Rules> change)
    {
        var shop = ShopWith(orderNumber);
        var rules = _rules;
        lock (shop.Gate)
        {
            var order = shop.Open(shop.Find(orderNumber) ?? throw NoOrder(orderNumber));
            try
            {
                change(order, Clock.GetUtcNow(), rules);
            }
            finally
            {
                shop.Note(order, rules.Schedule);
            }
        }
    }

    static void Happen(EmulatedOrder order, OrderEvent happening, DateTimeOffset now, Rules rules)
    {
        var at = Jst.Whole(happening.At ?? now);
        if (at > now) throw new EventRefusedException($"{Jst.Stamp(at)} has not come yet: the emulator's clock says {Jst.Stamp(now)}. Advance the clock first.");
        Shop.RunDue(order, at, rules);
        rules.LifeCycle.Apply(order, happening, at);
    }

    static EventRefusedException NoOrder(string orderNumber) => new($"The emulator has no order '{orderNumber}'.") { IsMissing = true };
}
