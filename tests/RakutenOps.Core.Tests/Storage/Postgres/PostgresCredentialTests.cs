using RakutenOps.Core.Secrets;
using RakutenOps.Core.Storage;

namespace RakutenOps.Core.Tests.Storage;

/// <summary>The password of a server that systemd hands to the unit (LoadCredential=pgpass:…): it stands in no address and no variable.</summary>
[Collection("systemd credentials")]
public sealed class PostgresCredentialTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>, IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    string Address => database.Address.Replace($":{PostgresServer.Password}@", "@", StringComparison.Ordinal);

    [Fact]
    public void It_is_taken_from_the_units_credential_pgpass()
    {
        Assert.SkipWhen(Environment.GetEnvironmentVariable("PGPASSFILE") is not null || Environment.GetEnvironmentVariable("PGPASSWORD") is not null, "PGPASSFILE or PGPASSWORD of this machine goes before it.");
        using var unit = new Variable(SecretSources.SystemdVariable, folder.Path);
        Write($"*:*:*:*:{PostgresServer.Password}");

        using var store = PostgresStore.Open(Address);

        store.Describe().Location.ShouldNotContain(PostgresServer.Password);
    }

    [Fact]
    public void A_file_that_the_address_names_goes_before_it()
    {
        using var unit = new Variable(SecretSources.SystemdVariable, folder.Path);
        Write("*:*:*:*:canary-wrong");
        File.WriteAllText(folder.File("other"), $"*:*:*:*:{PostgresServer.Password}\n");

        using var store = PostgresStore.Open($"{Address}?passfile={Uri.EscapeDataString(folder.File("other"))}");

        store.Shops().ShouldBeEmpty();
    }

    void Write(string line)
    {
        File.WriteAllText(folder.File("pgpass"), line + "\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(folder.File("pgpass"), UnixFileMode.UserRead);
    }
}
