using RakutenOps.Core.Storage;
using RakutenOps.Core.Sync;
using RakutenOps.Core.Tests.Storage;

namespace RakutenOps.Core.Tests.Unattended;

/// <summary>
/// A process that is killed at any instant of a cycle over 2,000 slips leaves nothing lost, doubled or half-written, and the next run says so and does the rest. RAKUTENOPS_KILL_SEED=n
/// replays.
/// </summary>
[Trait(Proof.Trait, Proof.Long)]
public abstract class KillTests(ITestOutputHelper output)
{
    const int Orders = 2000;

    /// <summary>A new, empty store; its location.</summary>
    protected abstract string NewStore();

    /// <summary>A store of its own that begins as another is; its location.</summary>
    protected abstract string Copy(string location);

    [Fact]
    public async Task A_killed_cycle_leaves_nothing_lost_doubled_or_half_written_and_the_next_does_the_rest()
    {
        await using var office = await BackOffice.OpenAsync(1, Orders);
        var begin = NewStore();
        await office.FillAsync(begin);
        var whole = Copy(begin);
        var before = office.Rms.State.Requests.Total;
        (await office.SyncAsync(whole)).OfType<ShopFailed>().ShouldBeEmpty();
        var requests = office.Rms.State.Requests.Total - before;
        var wanted = Rows(office, whole, out var paid);
        paid.ShouldBe(Orders);

        var (seed, kills) = (Proof.Seed("RAKUTENOPS_KILL_SEED"), Proof.Kills);
        output.WriteLine($"seed {seed}, {kills} kills: a cycle has {requests} requests");
        var random = new Random(seed);
        var midway = 0;
        for (var kill = 0; kill < kills; kill++)
        {
            var (at, later) = (random.Next(1, requests + 1), TimeSpan.FromMilliseconds(random.Next(0, 60)));
            var store = Copy(begin);
            var wasAlive = await KillAtAsync(office, store, at, later);

            var open = 0;
            using (var found = StoreLocation.Parse(store).Open(create: false))
            {
                BackOffice.ShouldBeWhole(found);
                open = found.OpenRuns("shop00").Count;
                paid = BackOffice.Paid(found);
                PastRuns.Of(found, "shop00", null, BackOffice.Now).Count(r => r.State == RunState.Killed).ShouldBe(open);
            }
            output.WriteLine($"killed at request {at} + {later.TotalMilliseconds} ms: {paid} of {Orders} paid");
            if (wasAlive && paid is > 0 and < Orders) midway++;
            if (paid < Orders) open.ShouldBe(1);

            var told = await office.SyncAsync(store);
            told.OfType<ShopFailed>().ShouldBeEmpty();
            told.OfType<SyncNotice>().Count(n => n.Text.Key == "Say_RunKilled").ShouldBe(open);
            BackOffice.ShouldBeSame(Rows(office, store, out _), wanted);
        }
        midway.ShouldBeGreaterThan(kills / 3, "kills that hit a cycle at work");
    }

    /// <summary>Kills a worker a while after its nth request; whether it was still alive.</summary>
    static async Task<bool> KillAtAsync(BackOffice office, string store, int request, TimeSpan later)
    {
        var target = office.Rms.State.Requests.Total + request;
        using var worker = new WorkerProcess(store, BackOffice.Now);
        await Patience.Until(() => office.Rms.State.Requests.Total >= target || worker.HasExited, $"request {request} of a worker");
        await Task.Delay(later, TestContext.Current.CancellationToken);
        return worker.Kill();
    }

    static List<string> Rows(BackOffice office, string location, out int paid)
    {
        using var store = StoreLocation.Parse(location).Open(create: false);
        BackOffice.ShouldBeWhole(store);
        paid = BackOffice.Paid(store);
        return office.Rows(store);
    }
}

/// <summary>Kills, on a SQLite file.</summary>
public sealed class SqliteKillTests(ITestOutputHelper output) : KillTests(output), IDisposable
{
    readonly TemporaryFolder folder = new();
    int files;

    public void Dispose() => folder.Dispose();

    protected override string NewStore() => folder.File($"{++files}.db");

    protected override string Copy(string location)
    {
        var copy = NewStore();
        using var store = SqliteStore.Open(location, create: false);
        store.Backup(copy, overwrite: false, null, CancellationToken.None);
        return copy;
    }
}

/// <summary>Kills, on a PostgreSQL server.</summary>
public sealed class PostgresKillTests(ITestOutputHelper output, SharedPostgres shared) : KillTests(output), IDisposable
{
    readonly List<string> databases = [];

    public void Dispose() => databases.ForEach(shared.Server.DropDatabase);

    protected override string NewStore() => Create(null);

    protected override string Copy(string location)
    {
        Npgsql.NpgsqlConnection.ClearAllPools();
        return Create(new Uri(location).AbsolutePath[1..]);
    }

    string Create(string? template)
    {
        var name = $"k{Guid.NewGuid():N}";
        databases.Add(name);
        return shared.Server.CreateDatabase(name, template);
    }
}
