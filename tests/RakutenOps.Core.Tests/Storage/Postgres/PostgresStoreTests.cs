using Npgsql;
using RakutenOps.Core.Storage;

namespace RakutenOps.Core.Tests.Storage;

/// <summary>The contract, kept by a PostgreSQL server.</summary>
public sealed class PostgresStoreTests : OrderSlipStoreContract, IClassFixture<PostgresDatabase>
{
    readonly PostgresDatabase database;

    public PostgresStoreTests(PostgresDatabase database)
    {
        this.database = database;
        database.Clear();
    }

    protected override IOrderSlipStore OpenStore() => PostgresStore.Open(database.Address);

    protected override void Tamper(string sql) => database.Server.Execute(database.Name, $"SET search_path = rakutenops; SET session_replication_role = replica; {sql}");

    protected override void ReadAtLength(IOrderSlipStore store) => ((PostgresStore)store).Session.Query("SELECT pg_sleep(300)", static _ => 0);

    protected override bool IsClosed(IOrderSlipStore store) => ((PostgresStore)store).Session.Connection.State == System.Data.ConnectionState.Closed;

    protected override IDisposable Locked(string shop)
    {
        var other = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(((PostgresStore)Store).Session.Connection.ConnectionString) { Pooling = false, Password = PostgresServer.Password }.ConnectionString);
        other.Open();
        using var command = other.CreateCommand();
        command.CommandText = $"SELECT pg_advisory_lock(hashtextextended('RakutenOps {shop}', 0))";
        command.ExecuteNonQuery();
        return other;
    }

    protected override string BackToFirstVersion => "DELETE FROM schema_version WHERE version > 1";

    [Fact]
    public void A_row_that_names_another_which_is_not_there_is_a_fault()
    {
        Add(Waiting("A"));
        Tamper("UPDATE order_line SET slip_number = 77");

        Store.Faults(StoreCheck.References, TestContext.Current.CancellationToken).ShouldHaveSingleItem().ShouldContain("order_line");
    }

    [Fact]
    public void A_backup_is_the_servers_own_and_said_so() =>
        Should.Throw<StoreException>(() => Store.Backup("/tmp/x", overwrite: false, null, CancellationToken.None)).ShouldSatisfyAllConditions(
            e => e.Id.ShouldBe("StoreUnsupported"),
            e => e.Advice.ShouldContain("pg_dump"),
            e => e.ToString().ShouldNotContain(PostgresServer.Password));
}
