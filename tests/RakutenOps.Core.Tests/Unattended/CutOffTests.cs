using RakutenOps.Core.Storage;
using RakutenOps.Core.Tests.Storage;

namespace RakutenOps.Core.Tests.Unattended;

/// <summary>A worker whose network is cut off in the middle of a cycle.</summary>
[Trait(Proof.Trait, Proof.Long)]
public sealed class CutOffTests : IDisposable
{
    const int Orders = 1000;

    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_cycle_outlasts_a_network_that_is_gone_for_seconds()
    {
        await using var office = await BackOffice.OpenAsync(1, Orders);
        using var network = new OwnNetwork(office.Rms.BaseAddress);
        var (store, wanted) = await FillAsync(office);

        using var worker = await CutAsync(office, network, store);
        var asked = office.Rms.State.Requests.Total;
        await Task.Delay(TimeSpan.FromSeconds(3), TestContext.Current.CancellationToken);
        worker.HasExited.ShouldBeFalse();
        office.Rms.State.Requests.Total.ShouldBeLessThanOrEqualTo(asked + 1, "what was on its way when it was cut");
        network.Mend();

        (await worker.EndAsync()).ShouldBe((0, ""));
        BackOffice.ShouldBeSame(Rows(office, store), wanted);
    }

    [Fact]
    public async Task A_cycle_whose_network_stays_away_gives_up_and_says_so_and_the_next_does_the_rest()
    {
        Assert.SkipUnless(Proof.IsWhole, "It takes the client minutes to lose its patience: RAKUTENOPS_PROVE=1.");
        await using var office = await BackOffice.OpenAsync(1, Orders);
        using var network = new OwnNetwork(office.Rms.BaseAddress);
        var (store, wanted) = await FillAsync(office);

        using (var worker = await CutAsync(office, network, store))
        {
            var (exit, told) = await worker.EndAsync();
            exit.ShouldBe(1);
            told.ShouldContain("RMS could not be reached");
        }
        using (var found = SqliteStore.Open(store, create: false)) BackOffice.Paid(found).ShouldBeInRange(1, Orders - 1);

        (await office.SyncAsync(store)).OfType<RakutenOps.Core.Sync.ShopFailed>().ShouldBeEmpty();
        BackOffice.ShouldBeSame(Rows(office, store), wanted);
    }

    /// <summary>A store whose slips all wait, and the rows that an undisturbed cycle makes of it.</summary>
    async Task<(string Store, List<string> Wanted)> FillAsync(BackOffice office)
    {
        var (store, whole) = (folder.File("slips.db"), folder.File("whole.db"));
        await office.FillAsync(store);
        using (var begin = SqliteStore.Open(store)) begin.Backup(whole, overwrite: false, null, CancellationToken.None);
        await office.SyncAsync(whole);
        return (store, Rows(office, whole));
    }

    /// <summary>Starts a worker within and cuts its network in the midst of its cycle.</summary>
    static async Task<WorkerProcess> CutAsync(BackOffice office, OwnNetwork network, string store)
    {
        var target = office.Rms.State.Requests.Total + 7;
        var worker = new WorkerProcess(store, BackOffice.Now, within: network.Within);
        await Patience.Until(() => office.Rms.State.Requests.Total >= target || worker.HasExited, "seven requests of a worker");
        network.Cut();
        return worker;
    }

    static List<string> Rows(BackOffice office, string path)
    {
        using var store = SqliteStore.Open(path, create: false);
        BackOffice.ShouldBeWhole(store);
        return office.Rows(store);
    }
}
