using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using RakutenOps.Benchmarks.Rms;
using RakutenOps.Benchmarks.Stores;
using RakutenOps.Core.Rms;
using RakutenOps.Core.Storage;
using RakutenOps.Emulator;
using RakutenOps.Emulator.Shops;
using RakutenOps.Rules;

namespace RakutenOps.Benchmarks.Micro;

/// <summary>The three hot spots of a cycle on the orders of one getOrder, a hundred: JSON to model, decide, apply.</summary>
[MemoryDiagnoser]
public class HotSpots
{
    const string Shop = "900000";
    const int Count = 100;

    readonly string folder = Directory.CreateTempSubdirectory("rakutenops-micro-").FullName;
    byte[] answer = [];
    Situation[] waiting = [];
    Situation[] payable = [];
    SqliteStore store = null!;
    SlipWrite[] writes = [];
    OrderSighting[] sightings = [];

    /// <summary>Has an emulator render one getOrder, and makes a store whose slips wait for its orders.</summary>
    [GlobalSetup]
    public async Task SetupAsync()
    {
        var span = new OrderSpan(0, Count, SlipFile.Now.AddDays(-13), SlipFile.Now.AddHours(-1));
        answer = await RenderAsync(span);
        var read = new OrdersAnswer();
        read.Read(answer);

        SlipFile.Make(Path.Combine(folder, "slips.db"), new("http://127.0.0.1:1/"), [new(Shop, span)]);
        store = SqliteStore.Open(Path.Combine(folder, "slips.db"));
        var slips = store.SlipsOf(Shop, [.. read.Orders.Select(static o => o.OrderNumber)]).ToDictionary(static s => s.OrderNumber);
        var policy = new ShopPolicy(store.Shops()[0], store.PaymentMap(), store.ShippableSettings());
        payable = [.. read.Orders.Select(o => new Situation(slips[o.OrderNumber], o, policy, SlipFile.Now))];
        waiting = [.. payable.Select(static s => s with { Order = s.Order! with { Progress = OrderProgress.RakutenProcessing } })];
        writes = [.. payable.Select(static s => (s.Slip, Decision: PaymentRules.Decide(s))).Select(static d => new SlipWrite { Before = d.Slip, After = d.Decision.After!, Changes = d.Decision.Changes, Evidence = d.Decision.Evidence })];
        sightings = [.. read.Orders.Select(static o => new OrderSighting { Shop = Shop, OrderNumber = o.OrderNumber, SeenAt = SlipFile.Now, Order = o })];
    }

    /// <summary>Closes the store.</summary>
    [GlobalCleanup]
    public void Cleanup()
    {
        store.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>What the cycle does: the answer read straight into the model.</summary>
    [Benchmark]
    public int ReadOrders()
    {
        var read = new OrdersAnswer();
        read.Read(answer);
        return read.Orders.Count;
    }

    /// <summary>For comparison: the answer as a JsonDocument, nothing taken from it yet.</summary>
    [Benchmark]
    public int ParseDocument()
    {
        using var document = JsonDocument.Parse(answer);
        return document.RootElement.GetProperty("OrderModelList").GetArrayLength();
    }

    /// <summary>For comparison: the answer stepped through, nothing taken from it.</summary>
    [Benchmark]
    public int StepThrough()
    {
        var json = new Utf8JsonReader(answer);
        var tokens = 0;
        while (json.Read()) tokens++;
        return tokens;
    }

    /// <summary>A hundred slips whose orders are at 200 still.</summary>
    [Benchmark]
    public int DecideWaiting() => waiting.Count(static s => PaymentRules.Decide(s).ChangesSlip);

    /// <summary>A hundred slips that are paid.</summary>
    [Benchmark]
    public int DecidePaid() => payable.Count(static s => PaymentRules.Decide(s).ChangesSlip);

    /// <summary>A hundred slips written with history, sightings and run in one transaction that is on the disk; then the other way round.</summary>
    [Benchmark]
    public int Apply()
    {
        var done = store.Apply(new() { Slips = writes, Sightings = sightings, At = SlipFile.Now, By = "benchmark" });
        for (var i = 0; i < writes.Length; i++)
        {
            var before = done.Written[i];
            var after = writes[i].Before! with { Version = before.Version };
            writes[i] = writes[i] with { Before = before, After = after };
        }
        return done.Written.Count;
    }

    static async Task<byte[]> RenderAsync(OrderSpan span)
    {
        await using var emulator = await EmulatorHost.StartAsync(new()
        {
            TimeProvider = new BenchClock(SlipFile.Now),
            Shops = [new ShopRegistration { Id = Shop, ServiceSecret = RmsSpec.Secret(Shop), LicenseKey = RmsSpec.Key(Shop) }],
        });
        emulator.State.Generate(new() { Shop = Shop, Count = span.Count, From = span.From, To = span.To, Progress = new Dictionary<int, double> { [300] = 1 } });
        using var http = new HttpClient { BaseAddress = emulator.BaseAddress };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("ESA", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{RmsSpec.Secret(Shop)}:{RmsSpec.Key(Shop)}")));
        using var response = await http.PostAsJsonAsync("/es/2.0/order/getOrder/", new { orderNumberList = span.Orders(Shop).Select(static o => o.Number), version = 10 });
        return await response.Content.ReadAsByteArrayAsync();
    }
}
