using Microsoft.Data.Sqlite;
using RakutenOps.Core.Storage;
using RakutenOps.Core.Sync;
using RakutenOps.Core.Tests.Storage;
using RakutenOps.Emulator.Faults;

namespace RakutenOps.Core.Tests.Unattended;

/// <summary>What can befall a file in a year: each trouble is told by its id with what to do, nothing is lost, and when it is over the work goes on.</summary>
public sealed class SqliteTroubleTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_connection_that_breaks_off_is_waited_for_and_made_again()
    {
        await using var office = await BackOffice.OpenAsync(1, 200);
        var path = folder.File("slips.db");
        await office.FillAsync(path);
        office.Rms.State.Faults.Set([new() { Kind = FaultKind.Reset, Function = "getOrder", Skip = 1, Count = 1 }]);

        (await office.SyncAsync(path)).OfType<ShopFailed>().ShouldBeEmpty();

        office.Rms.State.Faults.Rules().ShouldHaveSingleItem().Hits.ShouldBe(1);
        using var store = SqliteStore.Open(path);
        BackOffice.Paid(store).ShouldBe(200);
    }

    [Fact]
    public async Task A_full_disk_ends_a_cycle_and_the_next_does_the_rest_when_there_is_room()
    {
        using var disk = new SmallDisk(megabytes: 16);
        await using var office = await BackOffice.OpenAsync(1, 500);
        await office.FillAsync(disk.File("slips.db"));
        var whole = folder.File("whole.db");
        using (var store = SqliteStore.Open(disk.File("slips.db"))) store.Backup(whole, overwrite: false, null, CancellationToken.None);
        (await office.SyncAsync(whole)).OfType<ShopFailed>().ShouldBeEmpty();

        // What is left of the disk holds a part of the cycle.
        var room = 16L * 1024 * 1024 - new DirectoryInfo(Path.GetDirectoryName(disk.File("x"))!).GetFiles().Sum(f => f.Length) - 600_000;
        File.WriteAllBytes(disk.File("other"), new byte[room]);
        Failure(await office.SyncAsync(disk.File("slips.db"))).Id.ShouldBe("StoreFull");
        using (var store = SqliteStore.Open(disk.File("slips.db"))) BackOffice.ShouldBeWhole(store);

        disk.Grow(megabytes: 64);
        (await office.SyncAsync(disk.File("slips.db"))).OfType<ShopFailed>().ShouldBeEmpty();
        BackOffice.ShouldBeSame(Rows(office, disk.File("slips.db")), Rows(office, whole));
    }

    [Fact]
    public void A_store_on_a_disk_that_was_full_before_it_is_opened_is_told_so()
    {
        using var disk = new SmallDisk(megabytes: 1);
        SqliteStore.Open(disk.File("slips.db")).Dispose();
        using (var other = new FileStream(disk.File("other"), FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0))
        {
            Should.Throw<IOException>(() =>
            {
                while (true) other.Write(new byte[4096]);
            });
        }

        Refused(() => SqliteStore.Open(disk.File("slips.db"))).Id.ShouldBe("StoreFull");

        File.Delete(disk.File("other"));
        SqliteStore.Open(disk.File("slips.db")).Dispose();
    }

    [Fact]
    public void A_store_on_a_disk_that_cannot_be_written_is_told_so()
    {
        using var disk = new SmallDisk(megabytes: 16);
        SqliteStore.Open(disk.File("slips.db")).Dispose();
        disk.MakeReadOnly();

        Refused(() => SqliteStore.Open(disk.File("slips.db"))).Id.ShouldBe("StoreReadOnly");
    }

    [Fact]
    public async Task A_store_that_another_program_locks_for_ten_seconds_is_waited_for_and_for_longer_is_told()
    {
        await using var office = await BackOffice.OpenAsync(1, 200);
        var path = folder.File("slips.db");
        await office.FillAsync(path);
        using var other = new SqliteConnection($"Data Source={path};Pooling=False");
        other.Open();

        Execute(other, "BEGIN IMMEDIATE");
        using (var impatient = SqliteStore.Open(path, lockWait: TimeSpan.FromSeconds(1))) Refused(() => impatient.TakeLease("shop00", "me", BackOffice.Now, BackOffice.Now)).Id.ShouldBe("StoreLocked");

        var cycle = Task.Run(() => office.SyncAsync(path), TestContext.Current.CancellationToken);
        // The cycle stands at the lock: it asks RMS only when it holds the shop.
        var asked = office.Rms.State.Requests.Total;
        await Task.Delay(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        office.Rms.State.Requests.Total.ShouldBe(asked);
        Execute(other, "COMMIT");

        (await cycle).OfType<ShopFailed>().ShouldBeEmpty();
        using var store = SqliteStore.Open(path);
        BackOffice.Paid(store).ShouldBe(200);
    }

    [Fact]
    public void A_file_whose_beginning_is_overwritten_is_damaged_and_stays_as_it_is()
    {
        var path = Filled();
        Overwrite(path, at: 0, length: 100);

        var bytes = File.ReadAllBytes(path);
        Refused(() => SqliteStore.Open(path)).Id.ShouldBe("StoreDamaged");
        File.ReadAllBytes(path).ShouldBe(bytes);
    }

    [Fact]
    public void A_file_whose_pages_are_overwritten_fails_its_test_and_stays_as_it_is()
    {
        var path = Filled();
        // Past the schema's page and the tables' roots, into the slips.
        Overwrite(path, at: new FileInfo(path).Length / 2, length: 64 * 1024);
        var bytes = File.ReadAllBytes(path);

        using (var store = SqliteStore.Open(path)) store.Faults(StoreCheck.Integrity, TestContext.Current.CancellationToken).ShouldNotBeEmpty();

        File.ReadAllBytes(path).ShouldBe(bytes);
    }

    [Fact]
    public void A_store_of_a_newer_version_is_refused_and_stays_as_it_is()
    {
        var path = Filled();
        using (var connection = new SqliteConnection($"Data Source={path};Pooling=False"))
        {
            connection.Open();
            Execute(connection, "PRAGMA user_version = 99");
        }
        var bytes = File.ReadAllBytes(path);

        Refused(() => SqliteStore.Open(path)).Id.ShouldBe("StoreNewer");

        File.ReadAllBytes(path).ShouldBe(bytes);
    }

    string Filled()
    {
        var path = folder.File("slips.db");
        using var store = SqliteStore.Open(path);
        SlipsOfATest.Fill(store, waiting: 2000, others: 0);
        return path;
    }

    static void Overwrite(string path, long at, int length)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Write);
        file.Position = at;
        var noise = new byte[length];
        new Random(1).NextBytes(noise);
        file.Write(noise);
    }

    static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    static StoreException Failure(IEnumerable<SyncEvent> told) => told.OfType<ShopFailed>().ShouldHaveSingleItem().Error.ShouldBeOfType<StoreException>();

    static StoreException Refused(Action open)
    {
        var refusal = Should.Throw<StoreException>(open);
        refusal.Advice.ShouldNotBeEmpty();
        return refusal;
    }

    static List<string> Rows(BackOffice office, string path)
    {
        using var store = SqliteStore.Open(path);
        BackOffice.ShouldBeWhole(store);
        return office.Rows(store);
    }
}
