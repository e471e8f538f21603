using RakutenOps.Benchmarks.Rms;
using RakutenOps.Core;
using RakutenOps.Core.Rms;
using RakutenOps.Core.Storage;
using RakutenOps.Core.Sync;

namespace RakutenOps.Benchmarks.Cycle;

/// <summary>A cycle as the cmdlets run it: the same services, client, store and lease; every batch is approved, every decision taken and let go.</summary>
internal sealed class CycleRun
{
    /// <summary>Decisions that changed a slip.</summary>
    public int Changed { get; private set; }
    /// <summary>Orders read.</summary>
    public int Orders { get; private set; }
    /// <summary>Requests by what they were for, over all shops.</summary>
    public RequestCount Requests { get; } = new();
    /// <summary>Requests that the clients counted, over all shops.</summary>
    public int Sent { get; private set; }

    /// <summary>One payment cycle over shops.</summary>
    public static Task<CycleRun> PaymentsAsync(string store, TimeProvider clock, IReadOnlyList<string> shops, int throttle = 1, TimeSpan? spacing = null) =>
        RunAsync(Services(store, clock, spacing).PaymentsAsync(Request(shops, throttle), CancellationToken.None));

    /// <summary>One import.</summary>
    public static Task<CycleRun> ImportAsync(string store, TimeProvider clock, string shop, DateTimeOffset since, TimeSpan? spacing = null) =>
        RunAsync(Services(store, clock, spacing).ImportAsync(Request([shop], 1), since, CancellationToken.None));

    static SyncRequest Request(IReadOnlyList<string> shops, int throttle) => new() { Shops = shops, By = "benchmark", ThrottleLimit = throttle };

    static SyncServices Services(string store, TimeProvider clock, TimeSpan? spacing) => new(new()
    {
        Clock = clock,
        OpenStore = () => StoreLocation.Parse(store).Open(create: false),
        OpenClient = (shop, gate) => new RmsClient(shop.Endpoint, new(RmsSpec.Secret(shop.Name), RmsSpec.Key(shop.Name)), gate, clock),
        SpacingOf = _ => spacing ?? TimeSpan.Zero,
    });

    static async Task<CycleRun> RunAsync(IAsyncEnumerable<SyncEvent> events)
    {
        var run = new CycleRun();
        await foreach (var happened in events) run.Take(happened);
        return run;
    }

    void Take(SyncEvent happened)
    {
        switch (happened)
        {
            case SyncBatch batch: batch.ApproveAll(); break;
            case SyncResult result: Changed += result.Decisions.Count(static d => d.ChangesSlip); break;
            case OrderFailed failed: throw new InvalidOperationException($"{failed.OrderNumber}: {failed.Why}");
            case ShopFailed failed: throw new InvalidOperationException($"Shop {failed.Shop} failed.", failed.Error);
            case ShopFinished finished: Count(finished); break;
        }
    }

    void Count(ShopFinished finished)
    {
        Sent += finished.Run.Requests;
        Orders += finished.Run.OrdersRead;
        Requests.Search += finished.Requests.Search;
        Requests.Orders += finished.Requests.Orders;
        Requests.Sweep += finished.Requests.Sweep;
        Requests.Further += finished.Requests.Further;
        Requests.Payments += finished.Requests.Payments;
    }
}
