using System.Globalization;
using RakutenOps.Core.Storage;
using RakutenOps.Core.Sync;
using RakutenOps.Emulator;
using RakutenOps.Emulator.Orders;
using RakutenOps.Emulator.Shops;

namespace RakutenOps.Core.Tests.Unattended;

/// <summary>Shops on an emulator whose orders Rakuten has just settled, and what a cycle makes of a store of theirs. The clock stands still, so that two ways to the same end give the same rows.</summary>
internal sealed class BackOffice : IAsyncDisposable
{
    public static readonly DateTimeOffset Now = new(2026, 1, 10, 15, 0, 0, JapanTime.Offset);

    readonly Dictionary<string, List<string>> orders = new(StringComparer.Ordinal);
    readonly StandingClock clock = new(Now.AddHours(-5));
    readonly string variable = $"ROPS_TEST_{Guid.NewGuid():N}";

    BackOffice(EmulatorHost rms) => Rms = rms;

    public EmulatorHost Rms { get; private set; }

    public IEnumerable<string> Shops => orders.Keys;

    /// <summary>Shops with that many orders each, ordered and confirmed in the morning and settled by now.</summary>
    public static async Task<BackOffice> OpenAsync(int shops, int ordersEach)
    {
        var office = new BackOffice(null!);
        office.Rms = await EmulatorHost.StartAsync(new() { TimeProvider = office.clock, WithDemoShop = false });
        for (var s = 0; s < shops; s++)
        {
            var (id, name) = ((400_000 + s).ToString(CultureInfo.InvariantCulture), $"shop{s:00}");
            office.Rms.State.PutShop(new() { Id = id, ServiceSecret = $"SP{id}", LicenseKey = $"SL{id}", LicenceExpiresAt = Now.AddYears(1) });
            Environment.SetEnvironmentVariable($"{office.variable}_{name}", $"SP{id}:SL{id}");
            office.orders[name] = [.. Enumerable.Range(0, ordersEach).Select(i =>
            {
                var at = Now.AddHours(-6).AddSeconds(-i);
                return office.Rms.State.CreateOrder(new() { Shop = id, OrderedAt = at, RequestPrice = 1000 + i, Events = [new() { Event = OrderEventKind.Confirm, At = at }, new() { Event = OrderEventKind.AuthoriseOk, At = at.AddMinutes(30) }] });
            })];
        }
        office.clock.Now = Now;
        return office;
    }

    /// <summary>Puts the shops and the orders into a new store; every slip waits.</summary>
    public async Task FillAsync(string location)
    {
        using (var store = StoreLocation.Parse(location).Open())
        {
            foreach (var name in Shops)
            {
                store.Save(new RakutenShop { Name = name, Endpoint = Rms.BaseAddress, OrderImport = true, CancelKind = CancelKind.CustomerRequest, CredentialReference = $"env:{variable}_{name}" });
            }
            store.Save(new PaymentMethodMap { SettlementCode = 1, PaymentMethod = "クレジットカード", Kind = PaymentKind.Card });
        }
        (await RunAsync(location, (services, request) => services.ImportAsync(request, Now.AddDays(-1), TestContext.Current.CancellationToken))).OfType<ShopFailed>().ShouldBeEmpty();
    }

    /// <summary>One payment cycle in this process; what it told.</summary>
    public Task<List<SyncEvent>> SyncAsync(string location) => RunAsync(location, (services, request) => services.PaymentsAsync(request, TestContext.Current.CancellationToken));

    Task<List<SyncEvent>> RunAsync(string location, Func<SyncServices, SyncRequest, IAsyncEnumerable<SyncEvent>> run) => Patience.For(ToldAsync(location, run), "a cycle of this process");

    async Task<List<SyncEvent>> ToldAsync(string location, Func<SyncServices, SyncRequest, IAsyncEnumerable<SyncEvent>> run)
    {
        var told = new List<SyncEvent>();
        await foreach (var happened in run(new SyncServices(WorkspaceFactory.Create(location, clock)), new() { Shops = [.. Shops], By = "test" }))
        {
            if (happened is SyncBatch batch) batch.ApproveAll();
            told.Add(happened);
        }
        return told;
    }

    /// <summary>How many slips are paid.</summary>
    public static int Paid(IOrderSlipStore store) => store.Find(new() { DepositStatus = DepositStatus.Paid }).Count();

    /// <summary>Everything that a cycle leaves in a store but its own run, whose turn it was, and how far it swept, which goes by what waits and what is paid when it begins: slips, history, what was seen, and where the cycles stand.</summary>
    public List<string> Rows(IOrderSlipStore store) =>
    [
        .. store.Find(new()).Select(s => $"{s with { Lines = [] }} {string.Join("; ", s.Lines)}"),
        .. store.History(new()).OrderBy(h => h.SlipNumber).ThenBy(h => h.HistoryId).Select(h => $"{h.SlipNumber} {h.At:O} {h.Rule} {h.Field} {h.Before}>{h.After} {h.Evidence} {h.By}"),
        .. orders.SelectMany(shop => store.Sightings(shop.Key, shop.Value).Values.OrderBy(o => o.OrderNumber, StringComparer.Ordinal)
            .Select(o => $"{o.OrderNumber} {o.SeenAt:O} {o.Kept?.Json} {o.Held} {string.Join(',', o.Told)}")),
        .. orders.Keys.Select(shop => (store.Cursor(shop) with { Sweep = null, CancelWindow = 0, ProcessingSweptTo = null }).ToString()),
    ];

    /// <summary>Both hold the same rows; what differs is told row by row.</summary>
    public static void ShouldBeSame(IReadOnlyList<string> rows, IReadOnlyList<string> wanted)
    {
        rows.Except(wanted).Take(3).ShouldBeEmpty("rows that should not be there");
        wanted.Except(rows).Take(3).ShouldBeEmpty("rows that are missing");
        rows.Count.ShouldBe(wanted.Count);
    }

    /// <summary>Everything a store can be checked for holds.</summary>
    public static void ShouldBeWhole(IOrderSlipStore store)
    {
        foreach (var check in Enum.GetValues<StoreCheck>()) store.Faults(check, TestContext.Current.CancellationToken).ShouldBeEmpty(check.ToString());
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var name in Shops) Environment.SetEnvironmentVariable($"{variable}_{name}", null);
        await Rms.DisposeAsync();
    }
}
