using RakutenOps.Core.Rms;
using RakutenOps.Core.Sync;
using RakutenOps.Emulator.Faults;
using RakutenOps.Emulator.Orders;
using static RakutenOps.Core.Tests.Sync.World;

namespace RakutenOps.Core.Tests.Sync;

/// <summary>
/// A third of RMS's answers fail for a while, in every way they can (design.md §9): each cycle ends, and when the faults are over the store stands as if there had been none.
/// RAKUTENOPS_FAULT_SEED=n replays from a seed.
/// </summary>
[Trait(Proof.Trait, Proof.Long)]
public sealed class FaultyRmsTests(ITestOutputHelper output)
{
    /// <summary>The share of answers that fail, over all kinds.</summary>
    const double Share = 0.3;

    /// <summary>One second is the shortest wait that RMS can ask for.</summary>
    static readonly TimeSpan ComeBack = TimeSpan.FromSeconds(2);

    static readonly FaultRule[] Kinds =
    [
        new() { Kind = FaultKind.TooManyRequests },
        new() { Kind = FaultKind.TooManyRequests, RetryAfter = ComeBack },
        new() { Kind = FaultKind.ServerError },
        new() { Kind = FaultKind.Unavailable },
        new() { Kind = FaultKind.Reset },
        new() { Kind = FaultKind.BrokenOff },
        new() { Kind = FaultKind.CutOff },
        new() { Kind = FaultKind.WrongTypes },
        new() { Kind = FaultKind.WrongShop },
    ];

    [Fact]
    public async Task After_the_faults_the_store_is_equal_to_one_without()
    {
        var first = Proof.Seed("RAKUTENOPS_FAULT_SEED");
        var seeds = Proof.FaultSeeds;
        var (requests, hits) = (0, new int[Kinds.Length + 1]);
        for (var seed = first; seed < first + seeds; seed++)
        {
            var calm = await RunAsync(seed, faults: false);
            var faulty = await RunAsync(seed, faults: true);
            output.WriteLine($"seed {seed}: {faulty.Hits.Sum()} of {faulty.Requests} answers failed, {faulty.Failed} of {Script.Cycles} runs gave up, {calm.Rows.Count} rows");
            requests += faulty.Requests;
            for (var kind = 0; kind < hits.Length; kind++) hits[kind] += faulty.Hits[kind];
            // The difference alone is worth reading.
            faulty.Rows.Except(calm.Rows, StringComparer.Ordinal).ShouldBeEmpty($"seed {seed}: rows that only the faults made");
            calm.Rows.Except(faulty.Rows, StringComparer.Ordinal).ShouldBeEmpty($"seed {seed}: rows lost to the faults");
            faulty.Rows.Count.ShouldBe(calm.Rows.Count, $"seed {seed}: rows that stand twice");
        }
        output.WriteLine($"{hits.Sum()} of {requests} answers failed: {string.Join(", ", Kinds.Select(static k => k.RetryAfter is null ? $"{k.Kind}" : $"{k.Kind} with Retry-After").Append("no answer").Zip(hits, static (kind, times) => $"{kind} {times}"))}");
        // Ten hits of each kind in the short form, a hundred in the whole: chance leaves none out but once in many thousand runs.
        hits.Count(static times => times > 0).ShouldBeGreaterThanOrEqualTo(hits.Length - 1, $"seed {first}: kinds of fault");
        (hits.Sum() / (double)requests).ShouldBeInRange(Share - 0.15, Share + 0.15, $"seed {first}: the share of answers that failed");
    }

    static async Task<(IReadOnlyList<string> Rows, int Requests, int[] Hits, int Failed)> RunAsync(int seed, bool faults)
    {
        await using var world = await OnAsync("2025-01-05 13:00", skipping: true);
        var script = new Script(world, seed);
        await script.PrepareAsync();
        var timeouts = new Timeouts(world, new Random(seed));
        if (faults)
        {
            var each = 1 - Math.Pow(1 - Share, 1.0 / (Kinds.Length + 1));
            world.Rms.State.Faults.Set(Kinds.Select((k, i) => k with { Rate = each, Seed = (ulong)((seed * 31) + i) }));
            world.Between = () => new SlowLine(timeouts, each);
            world.Patience = new() { Retries = seed % 3 }; // with few repetitions, whole runs give up
        }
        var failed = 0;
        world.Rms.State.Requests.Reset();
        for (var cycle = 0; cycle < Script.Cycles; cycle++)
        {
            script.Happens(cycle);
            // The limit is for a run that hangs; the clock of the runs themselves does not go by itself.
            if (!await Patience.For(script.CycleAsync(), "a cycle")) failed++;
        }
        int[] hits = [.. world.Rms.State.Faults.Rules().Select(static r => r.Hits), timeouts.Hits];
        var requests = world.Rms.State.Requests.Total + timeouts.Hits;
        world.Rms.State.Faults.Clear();
        (world.Between, world.Patience) = (null, null);
        for (var cycle = Script.Cycles; cycle < Script.Cycles + 8; cycle++)
        {
            script.Happens(cycle);
            (await script.CycleAsync()).ShouldBeTrue($"seed {seed}: a run without faults failed");
        }
        return (Rows(world), requests, hits, failed);
    }

    // Every row of slips, their lines and their history, but for what tells when it was written and by which run.
    static List<string> Rows(World world)
    {
        var slips = world.Store.Find(new()).ToList();
        var orders = slips.ToDictionary(static s => s.SlipNumber, static s => s.OrderNumber);
        var rows = slips.Select(static s => $"{s with { SlipNumber = 0, EditedAt = default, CancelSyncedAt = s.CancelSyncedAt is null ? null : default(DateTimeOffset), Lines = [] }} {string.Join(';', s.Lines)}")
            .Concat(world.Store.History(new()).Select(h => $"{orders[h.SlipNumber]} {h.Rule} {h.Field}: {h.Before} → {(h.Field == "Slip" ? "" : h.After)} {h.Evidence}"));
        return [.. rows.Order(StringComparer.Ordinal)];
    }

    /// <summary>What happens in the world, at the same moments with and without faults. The outcome of each order does not hang on when a cycle comes to see it.</summary>
    sealed class Script(World world, int seed)
    {
        public const int Cycles = 8;
        static readonly DateTimeOffset Start = Jst("2025-02-03 00:30");

        readonly Random random = new(seed);
        readonly List<(int Cycle, Action What)> plan = [];

        /// <summary>Orders and slips from before: waiting ones of all kinds, more than one getOrder takes, and long-lead ones that were paid.</summary>
        public async Task PrepareAsync()
        {
            foreach (var answer in new[] { BankAnswer.Ok, BankAnswer.Ng, BankAnswer.Ok, BankAnswer.Ng })
            {
                var order = world.Order("2025-01-05 12:00", spec: new() { ShippingDate = Day("2025-02-10"), Reauthorisation = answer });
                await world.SlipOfAsync(order);
                world.Fire(order, OrderEventKind.AuthoriseOk);
            }
            await world.SyncAsync();
            foreach (var slip in world.Store.Find(new()).ToList()) world.Edit(slip, static s => s with { PrintInstructDate = Day("2025-02-10") });

            world.At("2025-02-02 22:00");
            List<string> waiting = [.. Enumerable.Range(0, 112).Select(_ => world.Order("2025-02-02 21:00", code: random.Next(2) == 0 ? 1 : 9, price: random.Next(1, 99) * 100))];
            await world.ImportAsync("2025-02-02 20:00");
            await world.SyncAsync();
            foreach (var order in waiting.Take(40)) Plan(order);
            for (var i = 0; i < 10; i++)
            {
                var cycle = random.Next(Cycles);
                plan.Add((cycle, () =>
                {
                    var order = world.Rms.State.CreateOrder(new() { SettlementMethodCode = 1, RequestPrice = 1000 + cycle, Events = [new() { Event = OrderEventKind.Confirm }] });
                    world.Fire(order, OrderEventKind.AuthoriseOk);
                }));
            }
        }

        void Plan(string order)
        {
            var what = random.Next(4);
            plan.Add((random.Next(Cycles), () =>
            {
                if (what == 0) world.Fire(order, OrderEventKind.Cancel);
                else if (what == 1) world.Fire(order, OrderEventKind.AuthoriseNg);
                else
                {
                    if (what == 2)
                    {
                        world.Fire(order, OrderEventKind.AuthoriseNg);
                        world.Fire(order, OrderEventKind.ChangeMethod, code: 12);
                    }
                    world.Fire(order, OrderEventKind.AuthoriseOk);
                }
            }));
        }

        /// <summary>Moves both clocks to a cycle's hour and lets happen what is planned for it.</summary>
        public void Happens(int cycle)
        {
            world.Clock.SetUtcNow(Start.AddHours(cycle));
            foreach (var (_, what) in plan.Where(p => p.Cycle == cycle)) what();
        }

        /// <summary>Import and payments, as the job runs them; false when either gave up.</summary>
        public async Task<bool> CycleAsync()
        {
            var imported = await WorkedAsync(() => world.ImportAsync());
            return await WorkedAsync(() => world.SyncAsync()) && imported;
        }

        async Task<bool> WorkedAsync(Func<Task<List<SyncDecision>>> run)
        {
            try
            {
                await run();
                return true;
            }
            catch (InvalidOperationException failed) when (failed.InnerException is RmsException)
            {
                return false;
            }
        }
    }

    /// <summary>How often no answer came; shared by the clients of a world.</summary>
    sealed class Timeouts(World world, Random random)
    {
        public int Hits { get; private set; }

        public bool Strikes(double rate)
        {
            if (random.NextDouble() >= rate) return false;
            Hits++;
            world.Clock.Advance(new RmsClientOptions().AttemptTimeout);
            return true;
        }
    }

    /// <summary>A line on which some requests get no answer until the client has lost its patience.</summary>
    sealed class SlowLine(Timeouts timeouts, double rate) : DelegatingHandler(new SocketsHttpHandler { AutomaticDecompression = System.Net.DecompressionMethods.All })
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (timeouts.Strikes(rate)) await Task.Delay(Timeout.Infinite, cancellationToken);
            return await base.SendAsync(request, cancellationToken);
        }
    }
}
