using Npgsql;
using RakutenOps.Core.Storage;

namespace RakutenOps.Core.Tests.Storage;

/// <summary>How a store on a server is opened, made, refused, and named.</summary>
public sealed class PostgresOpeningTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    [Fact]
    public void Many_that_open_a_new_store_at_once_make_it_once()
    {
        database.Clear();

        Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 8 }, _ => PostgresStore.Open(database.Address).Dispose());

        Scalar("SELECT count(*) FROM rakutenops.schema_version").ShouldBe(2L);
    }

    [Fact]
    public void A_store_that_is_not_there_is_not_made_when_only_one_that_is_there_will_do()
    {
        database.Clear();

        Refused(() => PostgresStore.Open(database.Address, create: false)).Id.ShouldBe("StoreNotFound");
        Scalar("SELECT count(*) FROM pg_namespace WHERE nspname = 'rakutenops'").ShouldBe(0L);
        Refused(() => PostgresStore.Open(database.Server.Address("no_such_database"))).Id.ShouldBe("StoreNotFound");
    }

    [Fact]
    public void A_newer_schema_is_refused_untouched()
    {
        database.Clear();
        PostgresStore.Open(database.Address).Dispose();
        database.Server.Execute(database.Name, "INSERT INTO rakutenops.schema_version (version) VALUES (99); DROP TABLE rakutenops.notice");

        Refused(() => PostgresStore.Open(database.Address)).Id.ShouldBe("StoreNewer");

        Scalar("SELECT count(*) FROM pg_tables WHERE schemaname = 'rakutenops' AND tablename = 'notice'").ShouldBe(0L);
    }

    [Fact]
    public void A_user_who_may_only_read_is_told_so()
    {
        database.Clear();
        PostgresStore.Open(database.Address).Dispose();
        database.Server.Execute(database.Name, $"""
            DROP ROLE IF EXISTS reader; CREATE ROLE reader LOGIN PASSWORD '{PostgresServer.Password}';
            GRANT USAGE ON SCHEMA rakutenops TO reader; GRANT SELECT ON ALL TABLES IN SCHEMA rakutenops TO reader
            """);

        Refused(() => PostgresStore.Open(database.Server.Address(database.Name, user: "reader"))).Id.ShouldBe("StoreReadOnly");
    }

    [Fact]
    public void A_wrong_password_and_a_server_that_does_not_answer_are_told_apart()
    {
        Refused(() => PostgresStore.Open(database.Server.Address(database.Name, password: "canary-wrong"))).ShouldSatisfyAllConditions(
            e => e.Id.ShouldBe("StoreUnauthorised"),
            e => e.Advice.ShouldContain("PGPASSFILE"));
        Refused(() => PostgresStore.Open("postgresql://u:canary-wrong@127.0.0.1:1/slips")).Id.ShouldBe("StoreUnreachable");
    }

    [Fact]
    public void The_password_stands_in_nothing_that_a_store_says_of_itself()
    {
        database.Clear();
        using var store = PostgresStore.Open(database.Address);

        store.Describe().Location.ShouldBe($"postgresql://rakutenops:***@127.0.0.1:{new Uri(database.Address).Port}/{database.Name}");
        StoreLocation.Parse(database.Address).ShouldSatisfyAllConditions(
            l => l.HasPassword.ShouldBeTrue(),
            l => l.ToString().ShouldNotContain(PostgresServer.Password),
            l => l.Display.ShouldBe(store.Describe().Location));
    }

    [Fact]
    public void A_store_goes_on_after_its_server_was_restarted()
    {
        using var server = PostgresServer.StartNew();
        using var store = PostgresStore.Open(server.CreateDatabase("slips"));
        store.Save(new RakutenShop { Name = "kobe", Endpoint = new("https://api.rms.rakuten.co.jp/") });

        server.Crash();
        Refused(() => store.Shops()).Id.ShouldBe("StoreUnreachable");
        Refused(() => store.TakeLease("kobe", "me", DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue)).Id.ShouldBe("StoreUnreachable");
        server.Start();

        store.Shops().Single().Name.ShouldBe("kobe");
        store.TakeLease("kobe", "me", DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddDays(1)).Taken.ShouldBeTrue();
    }

    [Fact]
    public void A_shop_that_another_program_keeps_locked_is_said_so_and_the_other_shops_go_on()
    {
        database.Clear();
        using var store = PostgresStore.Open(database.Address);
        using var hanging = database.Server.Connect(database.Name);
        using var command = hanging.CreateCommand();
        command.CommandText = "BEGIN; SELECT pg_advisory_xact_lock(hashtextextended('RakutenOps kobe', 0))";
        command.ExecuteNonQuery();

        store.TakeLease("nara", "me", DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddDays(1)).Taken.ShouldBeTrue();
        // It would wait as long as with SQLite, where a lock of ten seconds is outlasted; here for a tenth of a second.
        Setting(store, "SHOW lock_timeout").ShouldBe("20s");
        Setting(store, "SET lock_timeout = '100ms'; SHOW lock_timeout").ShouldBe("100ms");
        Refused(() => store.TakeLease("kobe", "me", DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddDays(1))).Id.ShouldBe("StoreLocked");
    }

    static object? Setting(PostgresStore store, string sql)
    {
        using var command = store.Session.Connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    object? Scalar(string sql)
    {
        using var connection = database.Server.Connect(database.Name);
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    /// <summary>A refusal, which says what to do and shows no password.</summary>
    static StoreException Refused(Action open)
    {
        var refusal = Should.Throw<StoreException>(open);
        refusal.Advice.ShouldNotBeEmpty();
        refusal.ToString().ShouldNotContain(PostgresServer.Password);
        refusal.ToString().ShouldNotContain("canary-wrong");
        return refusal;
    }
}
