using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Reflection;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using RakutenOps.Core.Notices;
using RakutenOps.Core.Rms;
using RakutenOps.Core.Secrets;
using RakutenOps.Core.Storage;
using RakutenOps.Core.Tests.Storage;

namespace RakutenOps.Core.Tests.Secrets;

/// <summary>Where secrets are kept, and where they do not go.</summary>
[Collection("systemd credentials")]
public sealed class SecretTests : IDisposable
{
    readonly TemporaryFolder folder = new();
    readonly Variable config;

    public SecretTests() => config = new(SecretSources.FolderVariable, Path.Combine(folder.Path, "config"));

    public void Dispose()
    {
        config.Dispose();
        folder.Dispose();
    }

    [Theory]
    [InlineData("env:RAKUTENOPS_TEST_KEY")]
    [InlineData("systemd:kobe")]
    [InlineData("file:kobe")]
    [InlineData("vault:Work/kobe")]
    public void A_credential_is_found_where_its_reference_points(string reference)
    {
        using var variable = new Variable("RAKUTENOPS_TEST_KEY", "SP1:SL1");
        using var systemd = new Variable(SecretSources.SystemdVariable, folder.Path);
        File.WriteAllText(Path.Combine(folder.Path, "kobe"), "SP1:SL1\n");
        UserSecretFile.Save("kobe", "SP1:SL1");

        SecretSources.Resolve(Shop(reference), asked => asked == "vault:Work/kobe" ? "SP1:SL1" : throw new InvalidOperationException()).ShouldBe(new RmsCredential("SP1", "SL1"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("env:RAKUTENOPS_TEST_NOWHERE")]
    [InlineData("systemd:nowhere")]
    [InlineData("file:nowhere")]
    [InlineData("vault:nowhere")]
    [InlineData("SP1:SL1-canary")]
    public void One_that_is_not_there_says_where_it_looked_and_what_to_do(string? reference)
    {
        var error = Should.Throw<ShopException>(() => SecretSources.Resolve(Shop(reference)));

        error.Id.ShouldBe("CredentialMissing");
        error.Advice.ShouldContain("Set-RakutenShop");
        error.ToString().ShouldNotContain("canary");
    }

    [Theory]
    [InlineData("systemd:../other")]
    [InlineData("systemd:..")]
    [InlineData("env:")]
    [InlineData("https://hooks.example/x")]
    public void What_is_no_reference_is_refused(string text) => SecretSources.IsReference(text).ShouldBeFalse();

    [Fact]
    public void The_secret_file_is_its_owners_alone_and_refused_when_others_may_read_it()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such modes; the values are encrypted there.");
        if (OperatingSystem.IsWindows()) return;
        UserSecretFile.Save("kobe", "SP1:SL1");
        File.GetUnixFileMode(UserSecretFile.Path).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.GetUnixFileMode(Path.GetDirectoryName(UserSecretFile.Path)!).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        File.SetUnixFileMode(UserSecretFile.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);

        Should.Throw<ShopException>(() => SecretSources.Resolve(Shop("file:kobe"))).Id.ShouldBe("CredentialUnreadable");
    }

    [Fact]
    public void Secrets_are_masked_also_as_a_part_of_another_and_as_they_stand_in_URLs_and_JSON()
    {
        var mask = new SecretMask();
        mask.Hide("SLcanary");
        mask.Hide("SLcanary/+\"ü");

        mask.Clean("a SLcanary b slCANARY c SLcanary%2F%2B%22%C3%BC d SLcanary/\\u002B\\u0022\\u00FC e SLcanary/+\\\"ü f").ShouldBe("a *** b *** c *** d *** e *** f");
    }

    [Fact]
    public async Task A_server_whose_certificate_nobody_vouches_for_gets_no_key()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var made = request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        using var certificate = X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = ServeAsync(listener, certificate);
        using var rms = new RmsClient(new($"https://localhost:{((IPEndPoint)listener.LocalEndpoint).Port}"), new("SPcanary", "SLcanary"), new AtOnce(), TimeProvider.System, new() { Retries = 0 });

        var error = await Should.ThrowAsync<RmsException>(() => rms.LicenceExpiryAsync(TestContext.Current.CancellationToken));

        error.Trouble.ShouldBe(RmsTrouble.Unreachable);
        error.Message.ShouldContain("certificate is not trusted");
        error.ToString().ShouldNotContain("canary", Case.Insensitive);
        (await Patience.For(serving, "the end of the connection")).ShouldBe(0, "not a byte of the request was sent");
    }

    [Theory]
    [InlineData("http://api.rms.rakuten.co.jp")]
    [InlineData("http://192.168.0.1")]
    [InlineData("ftp://127.0.0.1")]
    [InlineData("https://user:pw@api.rms.rakuten.co.jp")]
    public void Keys_go_to_https_alone_or_to_this_machine(string endpoint) => Should.Throw<RmsException>(() => new RmsClient(new(endpoint), new("SP1", "SL1"), new AtOnce(), TimeProvider.System)).RmsCode.ShouldBe("InsecureEndpoint");

    [Fact]
    public void No_type_of_Core_shows_a_credential_it_was_given()
    {
        var credential = new RmsCredential("SPcanary", "SLcanary");
        using var client = new RmsClient(new("http://127.0.0.1:9"), credential, new AtOnce(), TimeProvider.System);
        object[] holders = [credential, client, new RmsRefusals(credential), new SecretMask()];

        foreach (var holder in holders) $"{holder}".ShouldNotContain("canary", Case.Insensitive);
        $"{credential}".ShouldBe("RmsCredential { *** }");
    }

    [Fact]
    public void A_store_and_a_notice_show_no_password_either()
    {
        using var hook = new Variable("RAKUTENOPS_TEST_HOOK", "https://hooks.example/canary");
        object[] holders =
        [
            RakutenOps.Core.Storage.StoreLocation.Parse("postgresql://shop:canary@db.example/rakutenops"), PostgresAddress.Parse("postgresql://shop:canary@db.example/rakutenops"),
            new NoticeTarget(NoticeChannel.Slack, "env:RAKUTENOPS_TEST_HOOK"), new NoticeSender([new(NoticeChannel.Slack, "env:RAKUTENOPS_TEST_HOOK")], null, new SecretMask()),
        ];

        foreach (var holder in holders) $"{holder}".ShouldNotContain("canary", Case.Insensitive);
    }

    [Fact]
    public void No_other_type_of_Core_keeps_a_secret_where_a_record_would_print_it() =>
        typeof(RmsCredential).Assembly.GetTypes()
            .Where(static t => t.GetMethod("PrintMembers", BindingFlags.Instance | BindingFlags.NonPublic) is not null)
            .Where(static t => t.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).Any(static p => p.PropertyType == typeof(string) && Regex.IsMatch(p.Name, "Secret|Key$|Password|Token")))
            .Select(static t => t.Name).Except(["CycleCause"]).ShouldBe([nameof(RmsCredential)], "its own ToString shows nothing; the key of a cause is the name of what befell a slip");

    static async Task<int> ServeAsync(TcpListener listener, X509Certificate2 certificate)
    {
        using var client = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        await using var tls = new SslStream(client.GetStream());
        try
        {
            await tls.AuthenticateAsServerAsync(certificate);
            return await tls.ReadAsync(new byte[4096], TestContext.Current.CancellationToken);
        }
        catch (Exception e) when (e is IOException or System.Security.Authentication.AuthenticationException)
        {
            return 0;
        }
    }

    static RakutenShop Shop(string? reference) => new() { Name = "kobe", Endpoint = new("https://api.rms.rakuten.co.jp/"), CredentialReference = reference };

    sealed class AtOnce : IRequestGate
    {
        public ValueTask WaitAsync(CancellationToken cancel) => ValueTask.CompletedTask;
    }
}
