using System.Globalization;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using RakutenOps.Core;
using RakutenOps.Core.Rms;
using RakutenOps.Core.Storage;
using RakutenOps.Core.Sync;
using RakutenOps.Emulator;
using RakutenOps.Emulator.Orders;
using RakutenOps.Emulator.Shops;
using RakutenOps.Rules;

namespace RakutenOps.Core.Tests.Sync;

/// <summary>A back office and Rakuten in one: a real SQLite file, a real RMS client and the emulator over HTTP, both living by one fake clock.</summary>
public sealed class World : IAsyncDisposable
{
    public const string Shop = "kobe";
    static readonly string[] Formats = ["yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm", "yyyy-MM-dd"];

    readonly string folder = Directory.CreateTempSubdirectory("rakutenops-world-").FullName;

    World(FakeTimeProvider clock, EmulatorHost rms)
    {
        (Clock, Rms) = (clock, rms);
        Options = new()
        {
            Clock = clock,
            OpenStore = () => SqliteStore.Open(File),
            OpenClient = (shop, gate) => new RmsClient(shop.Endpoint, shop.Name == Shop ? Credential : new("SP0", "SL0"), gate, clock, Patience, Garble is { } garble ? new GarblingHandler(garble) : Between?.Invoke()),
            SpacingOf = static _ => TimeSpan.Zero,
        };
        Services = new SyncServices(Options);
        Store = SqliteStore.Open(File, create: true);
        Store.Save(Settings = new RakutenShop { Name = Shop, Endpoint = rms.BaseAddress, OrderImport = true, CancelKind = CancelKind.CustomerRequest });
        Map(1, "クレジットカード", PaymentKind.Card);
        Map(12, "Apple Pay", PaymentKind.ApplePay);
        Map(9, "銀行振込", PaymentKind.BankPrepay);
        Map(13, "セブンイレブン前払", PaymentKind.CvsPrepay);
        Map(2, "代金引換", PaymentKind.CashOnDelivery);
    }

    public FakeTimeProvider Clock { get; }
    public EmulatorHost Rms { get; }
    public IOrderSlipStore Store { get; }
    public WorkspaceOptions Options { get; }
    public SyncServices Services { get; }
    public RakutenShop Settings { get; private set; }
    /// <summary>What happens to an answer's text on its way from Rakuten; null when nothing does.</summary>
    public Func<string, string>? Garble { get; set; }
    /// <summary>How patient the client is; null is as usual.</summary>
    public RmsClientOptions? Patience { get; set; }
    /// <summary>Makes what carries a client's requests; null for sockets.</summary>
    public Func<HttpMessageHandler>? Between { get; set; }
    public string File => Path.Combine(folder, "slips.db");
    public DateTimeOffset Now => Clock.GetUtcNow();

    static RmsCredential Credential => new(ShopRegistration.Demo.ServiceSecret, ShopRegistration.Demo.LicenseKey);

    /// <summary>A world on a JST moment, with nothing in it but a shop and its payment map.</summary>
    /// <param name="now">The moment.</param>
    /// <param name="switches">How Rakuten behaves.</param>
    /// <param name="skipping">Whether the waits of the client pass at once, the clock going on by as much.</param>
    public static async Task<World> OnAsync(string now, BehaviourSwitches? switches = null, bool skipping = false)
    {
        var clock = skipping ? new SkippingClock(Jst(now)) : new FakeTimeProvider(Jst(now));
        var rms = await EmulatorHost.StartAsync(new() { TimeProvider = clock, Switches = switches ?? new() });
        rms.State.PutShop(ShopRegistration.Demo with { LicenceExpiresAt = clock.GetUtcNow().AddYears(3) });
        return new(clock, rms);
    }

    public static DateTimeOffset Jst(string text) =>
        new(DateTime.ParseExact(text, Formats, CultureInfo.InvariantCulture), JapanTime.Offset);

    public static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Moves both clocks forward to a JST moment; Rakuten does what is due until then.</summary>
    public World At(string now)
    {
        Clock.SetUtcNow(Jst(now));
        return this;
    }

    public void Map(int code, string method, PaymentKind kind) => Store.Save(new PaymentMethodMap { SettlementCode = code, PaymentMethod = method, Kind = kind });

    public void Change(Func<RakutenShop, RakutenShop> change) => Store.Save(Settings = change(Settings));

    /// <summary>The licence key ends; whether the shop's row already says so.</summary>
    public void EndLicence(string at, bool told = true)
    {
        Rms.State.PutShop(ShopRegistration.Demo with { LicenceExpiresAt = Jst(at) });
        if (told) Change(s => s with { LicenseExpiresAt = Jst(at) });
    }

    /// <summary>An order that the buyer placed and the shop confirmed at once, so that Rakuten has it at 200.</summary>
    public string Order(string orderedAt, int code = 1, int price = 3000, OrderSpec? spec = null)
    {
        var at = Jst(orderedAt);
        return Rms.State.CreateOrder((spec ?? new()) with { OrderedAt = at, SettlementMethodCode = code, RequestPrice = price, Events = [new() { Event = OrderEventKind.Confirm, At = at }] });
    }

    public void Fire(string order, OrderEventKind kind, string? at = null, int? code = null, int? amount = null) =>
        Rms.State.Fire(order, new OrderEvent { Event = kind, At = at is null ? null : Jst(at), Code = code, Amount = amount });

    /// <summary>Imports everything since a JST moment.</summary>
    public Task<List<SyncDecision>> ImportAsync(string? since = null) => RunAsync(Services.ImportAsync(Request, since is null ? null : Jst(since), TestContext.Current.CancellationToken));

    /// <summary>One payment cycle; every decision, those that change nothing included.</summary>
    public Task<List<SyncDecision>> SyncAsync(bool dryRun = false) => RunAsync(Services.PaymentsAsync(Request with { DryRun = dryRun }, TestContext.Current.CancellationToken));

    /// <summary>One payment cycle, and what it says of one order's only slip.</summary>
    public async Task<SyncDecision> SyncAsync(string order) => (await SyncAsync()).Single(d => d.OrderNumber == order);

    /// <summary>A person registers the 発送日 of a slip's order.</summary>
    public Task<List<SyncDecision>> SetShippingDateAsync(OrderSlip slip, string? date, string? company = null, bool dryRun = false) =>
        RunAsync(Services.ShippingDatesAsync(Request with { DryRun = dryRun }, [new(slip.SlipNumber, date is null ? null : Day(date), company)], TestContext.Current.CancellationToken));

    public ShopFinished? Finished { get; private set; }
    public List<SyncEvent> Events { get; } = [];

    public static SyncRequest Request { get; } = new() { Shops = [Shop], By = "test" };

    public async Task<List<SyncDecision>> RunAsync(IAsyncEnumerable<SyncEvent> events)
    {
        var decisions = new List<SyncDecision>();
        Events.Clear();
        await foreach (var happened in events)
        {
            Events.Add(happened);
            switch (happened)
            {
                case SyncBatch batch: batch.ApproveAll(); break;
                case SyncResult result: decisions.AddRange(result.Decisions); break;
                case ShopFinished finished: Finished = finished; break;
            }
        }
        if (Events.OfType<ShopFailed>().FirstOrDefault() is { } failed) throw new InvalidOperationException($"The run failed: {failed.Error}", failed.Error);
        return decisions;
    }

    /// <summary>The only slip of an order.</summary>
    public OrderSlip Slip(string order) => Slips(order).ShouldHaveSingleItem();

    public IReadOnlyList<OrderSlip> Slips(string order) => Store.SlipsOf(Shop, [order]);

    /// <summary>Imports an order on its own day and gives its slip.</summary>
    public async Task<OrderSlip> SlipOfAsync(string order)
    {
        await ImportAsync(JapanTime.Start(Rms.State.Read(order, o => JapanTime.Day(o.OrderedAt))).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture));
        return Slip(order);
    }

    /// <summary>A person edits a slip.</summary>
    public OrderSlip Edit(OrderSlip slip, Func<OrderSlip, OrderSlip> edit)
    {
        var after = edit(slip) with { EditedAt = Now };
        return Write(slip, after, [.. SlipChanges.Between("Edit", slip, after)]);
    }

    /// <summary>Staff resets a slip (R15).</summary>
    public OrderSlip Reset(OrderSlip slip, decimal? amount = null)
    {
        var decision = PaymentReset.Decide(Situation(slip), amount, force: false);
        return Write(slip, decision.After.ShouldNotBeNull() with { EditedAt = Now }, decision.Changes);
    }

    /// <summary>Staff enters the payment by hand (R26).</summary>
    public OrderSlip Approve(OrderSlip slip, string day)
    {
        var decision = ManualApproval.Decide(Situation(slip), Day(day));
        return Write(slip, decision.After.ShouldNotBeNull() with { EditedAt = Now }, decision.Changes, decision.Evidence);
    }

    /// <summary>A new slip beside the others: a split, a copy, one from a CSV.</summary>
    public OrderSlip Add(OrderSlip slip) => Write(null, slip with { SlipNumber = 0, EditedAt = Now }, [new("New", "Slip", null, slip.OrderNumber)]);

    public ShopPolicy Policy => new(Settings, Store.PaymentMap(), Store.ShippableSettings());

    public Situation Situation(OrderSlip slip) => new(slip, null, Policy, Now) { Siblings = [.. Slips(slip.RootOrderNumber).Where(s => s.SlipNumber != slip.SlipNumber)] };

    public List<SlipHistory> History(OrderSlip slip) => [.. Store.History(new() { SlipNumbers = [slip.SlipNumber] })];

    OrderSlip Write(OrderSlip? before, OrderSlip after, IReadOnlyList<FieldChange> changes, Evidence? evidence = null)
    {
        var result = Store.Apply(new() { Slips = [new() { Before = before, After = after, Changes = changes, Evidence = evidence }], At = Now, By = "test" });
        result.Conflicts.ShouldBeEmpty();
        return result.Written.ShouldHaveSingleItem();
    }

    public async ValueTask DisposeAsync()
    {
        Store.Dispose();
        await Rms.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}

/// <summary>Something between RMS and the client that changes what answers say.</summary>
sealed class GarblingHandler(Func<string, string> garble) : DelegatingHandler(new SocketsHttpHandler())
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        response.Content = new StringContent(garble(await response.Content.ReadAsStringAsync(cancellationToken)), Encoding.UTF8, "application/json");
        return response;
    }
}
