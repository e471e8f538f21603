using RakutenOps.Core.Storage;

namespace RakutenOps.Core.Tests.Storage;

/// <summary>Where a store is, as people write it and as it is shown.</summary>
public sealed class StoreLocationTests
{
    [Theory]
    [InlineData("postgresql://db.example/slips", "postgresql://db.example/slips", "postgresql://db.example/slips")]
    [InlineData("postgres://ops@db.example:5433/slips?sslmode=verify-full&sslrootcert=/etc/ca.pem", "postgresql://ops@db.example:5433/slips", "postgresql://ops@db.example:5433/slips?sslmode=verify-full&sslrootcert=/etc/ca.pem")]
    [InlineData("postgresql://ops:canary@db.example/slips", "postgresql://ops:***@db.example/slips", "postgresql://ops@db.example/slips")]
    [InlineData("postgresql://ops:can%40ary%2F@db.example/slips", "postgresql://ops:***@db.example/slips", "postgresql://ops@db.example/slips")]
    [InlineData("postgresql://:canary@db.example/slips", "postgresql://:***@db.example/slips", "postgresql://db.example/slips")]
    [InlineData("postgresql:///slips?host=/var/run/postgresql", "postgresql:///slips?host=/var/run/postgresql", "postgresql:///slips?host=/var/run/postgresql")]
    [InlineData("postgresql://[::1]:5433/slips", "postgresql://::1:5433/slips", "postgresql://[::1]:5433/slips")]
    public void A_server_is_shown_with_its_password_masked_and_passed_on_without_it(string text, string shown, string passedOn)
    {
        var location = StoreLocation.Parse(text);

        location.Kind.ShouldBe(StoreKind.PostgreSql);
        location.Display.ShouldBe(shown);
        location.ToString().ShouldBe(passedOn);
        StoreLocation.Parse(passedOn).ToString().ShouldBe(passedOn);
        location.HasPassword.ShouldBe(text.Contains(":can", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("postgresql://ops:can#ary@db.example/slips")]
    [InlineData("postgresql://ops:canary@db.example")]
    [InlineData("postgresql://ops:canary@db.example/slips?sslmode=perhaps")]
    [InlineData("postgresql://ops@db.example/slips?password=canary")]
    [InlineData("postgresql://ops:can/ary@db.example/slips")]
    public void A_server_that_cannot_be_read_is_refused_without_its_secret(string text)
    {
        var refusal = Should.Throw<StoreException>(() => StoreLocation.Parse(text));

        refusal.Id.ShouldBe("StoreLocationInvalid");
        refusal.ToString().ShouldNotContain("canary");
        refusal.ToString().ShouldNotContain("ary@");
    }

    [Fact]
    public void An_engine_that_there_is_none_of_is_refused_without_its_secret() =>
        Should.Throw<StoreException>(() => StoreLocation.Parse("mysql://ops:canary@db.example/slips")).ShouldSatisfyAllConditions(
            e => e.Id.ShouldBe("StoreUnsupported"),
            e => e.ToString().ShouldNotContain("canary"));

    [Fact]
    public void A_plain_path_and_one_with_its_engine_are_the_same_file()
    {
        var path = Path.Combine(Path.GetTempPath(), "slips.db");

        StoreLocation.Parse(path).Display.ShouldBe(path);
        StoreLocation.Parse("sqlite:" + path).ToString().ShouldBe("sqlite:" + path);
        Should.Throw<StoreException>(() => StoreLocation.Parse("sqlite:")).Id.ShouldBe("StoreNotFound");
    }

    [Fact]
    public void The_environment_names_the_store_of_a_machine() =>
        StoreLocation.Default(name => name == StoreLocation.Variable ? "postgresql://db.example/slips" : null).Kind.ShouldBe(StoreKind.PostgreSql);
}
