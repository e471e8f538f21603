using Microsoft.Data.Sqlite;
using RakutenOps.Core.Storage;

namespace RakutenOps.Core.Tests.Storage;

/// <summary>The contract, kept by a SQLite file.</summary>
public sealed class SqliteStoreTests : OrderSlipStoreContract
{
    readonly TemporaryFolder folder = new();

    protected override IOrderSlipStore OpenStore() => SqliteStore.Open(folder.File("slips.db"));

    protected override void Tamper(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={folder.File("slips.db")};Pooling=False;Foreign Keys=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    protected override void ReadAtLength(IOrderSlipStore store) =>
        ((SqliteStore)store).Session.Query("WITH RECURSIVE n (n) AS (VALUES (0) UNION ALL SELECT n + 1 FROM n WHERE n < 1000000000) SELECT max(n) FROM n", static row => row.GetInt64(0));

    protected override bool IsClosed(IOrderSlipStore store) => ((SqliteStore)store).Session.Connection.State == System.Data.ConnectionState.Closed;

    protected override IDisposable Locked(string shop)
    {
        var connection = new SqliteConnection($"Data Source={folder.File("slips.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "BEGIN IMMEDIATE";
        command.ExecuteNonQuery();
        return connection;
    }

    protected override string BackToFirstVersion => "PRAGMA user_version = 1";

    [Fact]
    public void A_row_that_names_another_which_is_not_there_is_a_fault()
    {
        Add(Waiting("A"));
        Tamper("UPDATE order_line SET slip_number = 77");

        Store.Faults(StoreCheck.References, TestContext.Current.CancellationToken).ShouldHaveSingleItem().ShouldContain("order_line");
    }

    [Fact]
    public async Task A_backup_is_one_state_of_a_store_that_is_written_meanwhile_and_can_be_opened_as_a_store()
    {
        var backup = folder.File("backup.db");
        Store.Shops().Count.ShouldBe(2);
        var written = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var enough = new CancellationTokenSource();
        var writer = Task.Run(() =>
        {
            using var store = OpenStore();
            for (var i = 0; !enough.IsCancellationRequested; i++)
            {
                var slip = store.Apply(Batch(New(Waiting($"N{i}")))).Written[0];
                store.Apply(Batch(Edit(slip, Pay(slip))));
                written.TrySetResult();
            }
        }, TestContext.Current.CancellationToken);
        await await Patience.For(Task.WhenAny(written.Task, writer), "the first slip written");

        Store.Backup(backup, overwrite: false, null, CancellationToken.None);

        await enough.CancelAsync();
        await Patience.For(writer, "the writer to end");
        using var copy = SqliteStore.Open(backup, create: false);
        copy.Find(new()).ShouldNotBeEmpty();
        foreach (var check in Enum.GetValues<StoreCheck>()) copy.Faults(check, TestContext.Current.CancellationToken).ShouldBeEmpty(check.ToString());
        if (!OperatingSystem.IsWindows()) File.GetUnixFileMode(backup).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Should.Throw<StoreException>(() => Store.Backup(backup, overwrite: false, null, CancellationToken.None)).Id.ShouldBe("StoreExists");
        Store.Backup(backup + ".2", overwrite: false, null, CancellationToken.None);
        Store.Backup(backup + ".2", overwrite: true, null, CancellationToken.None);
        Directory.GetFiles(folder.Path, "*.new*").ShouldBeEmpty();
    }

    [Fact]
    public void A_script_fails_with_whichever_of_its_statements_fails()
    {
        var session = ((SqliteStore)Store).Session;

        Should.Throw<StoreException>(() => session.ExecuteScript("ALTER TABLE order_sighting ADD COLUMN more TEXT; UPDATE shop SET endpoint = json('{')")).Message.ShouldContain("malformed JSON");
    }

    [Fact]
    public void A_backup_that_is_stopped_leaves_what_was_there()
    {
        var backup = folder.File("backup.db");
        Store.Backup(backup, overwrite: false, null, CancellationToken.None);
        var before = File.ReadAllBytes(backup);
        using var stop = new CancellationTokenSource();
        var steps = new List<BackupStep>();

        Should.Throw<OperationCanceledException>(() => Store.Backup(backup, overwrite: true, step => { steps.Add(step); stop.Cancel(); }, stop.Token));

        steps[0].ShouldSatisfyAllConditions(s => s.Of.ShouldBeGreaterThan(10), s => s.Pages.ShouldBe(s.Of));
        File.ReadAllBytes(backup).ShouldBe(before);
        Directory.GetFiles(folder.Path, "backup*").ShouldBe([backup]);
        Add(Waiting("A")).SlipNumber.ShouldBePositive();
    }

    [Fact]
    public async Task A_store_that_was_opened_for_someone_who_stopped_waits_for_no_lock_any_more()
    {
        _ = Store;
        using var stop = new CancellationTokenSource();
        using var store = await StoreOpening.AsideAsync(OpenStore, stop.Token);
        await stop.CancelAsync();

        using (Locked(Kobe)) Should.Throw<OperationCanceledException>(() => store.TakeLease(Kobe, "me", Now, Now.AddHours(1)));
    }

    public override void Dispose()
    {
        base.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void An_order_that_the_store_keeps_damaged_is_said_when_it_is_asked_for_and_not_before()
    {
        Store.Apply(Batch() with { Sightings = [new() { Shop = Kobe, OrderNumber = "A", SeenAt = Now, Order = new() { OrderNumber = "A", Progress = OrderProgress.RakutenProcessing } }] });
        Tamper("UPDATE order_sighting SET order_json = '{\"OrderNumber\":'");

        var seen = Store.Sightings(Kobe, ["A"])["A"];

        Should.Throw<StoreException>(() => seen.Order).ShouldSatisfyAllConditions(e => e.Id.ShouldBe("StoreDamaged"), e => e.Message.ShouldContain("slips.db"));
    }

    [Fact]
    public void Refused_orders_are_looked_up_by_their_day()
    {
        using var plan = ((SqliteStore)Store).Session.Connection.CreateCommand();
        plan.CommandText = "EXPLAIN QUERY PLAN " + SqlStore.RefusedSql;
        plan.Parameters.AddWithValue("@shop", Kobe);
        plan.Parameters.AddWithValue("@since", "2026-01-20");
        using var step = plan.ExecuteReader();

        step.Read().ShouldBeTrue();

        step.GetString(3).ShouldContain("USING INDEX refused_order");
    }
}
