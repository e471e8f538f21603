using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using RakutenOps.Core.Notices;
using RakutenOps.Core.Secrets;

namespace RakutenOps.Core.Tests.Notices;

/// <summary>Notices against a real HTTP server and a real mail server on loopback.</summary>
public sealed class NoticeTests
{
    static readonly CycleCause[] Causes = [new("kobe", "slip:12:payment_unmapped", Phrase.Value("伝票 12 <要確認> & more")), new("", "error:StoreFull", Phrase.Value("disk"))];

    [Theory]
    [InlineData("Slack=env:HOOK", NoticeChannel.Slack, "env:HOOK")]
    [InlineData("mail = file:mail", NoticeChannel.Mail, "file:mail")]
    public void A_target_is_a_channel_and_a_reference(string text, NoticeChannel channel, string reference) => NoticeTarget.Parse(text).ShouldBe(new NoticeTarget(channel, reference));

    [Theory]
    [InlineData("Slack=https://hooks.slack.com/services/T0/B0/x")]
    [InlineData("Fax=env:HOOK")]
    [InlineData("env:HOOK")]
    [InlineData("7=env:HOOK")]
    public void An_address_itself_is_no_target(string text) => NoticeTarget.Parse(text).ShouldBeNull();

    [Fact]
    public async Task Slack_gets_one_text_with_every_cause()
    {
        using var hook = new Hook();

        (await SendAsync(NoticeChannel.Slack, hook.Address)).ShouldBeNull();

        var (head, body) = await Patience.For(hook.Received, "a notice");
        head.ShouldStartWith("POST /hook?key=canary HTTP/1.1");
        var text = JsonDocument.Parse(body).RootElement.GetProperty("text").GetString()!;
        text.ShouldContain("kobe: 伝票 12 &lt;要確認&gt; &amp; more\ndisk");
    }

    [Fact]
    public async Task Teams_gets_an_adaptive_card()
    {
        using var hook = new Hook();

        (await SendAsync(NoticeChannel.Teams, hook.Address)).ShouldBeNull();

        var attachment = JsonDocument.Parse((await Patience.For(hook.Received, "a notice")).Body).RootElement.GetProperty("attachments")[0];
        attachment.GetProperty("contentType").GetString().ShouldBe("application/vnd.microsoft.card.adaptive");
        attachment.GetProperty("content").GetProperty("body").EnumerateArray().Select(static b => b.GetProperty("text").GetString()).Skip(1).ShouldBe(["kobe: 伝票 12 <要確認> & more", "disk"]);
    }

    [Fact]
    public async Task Chatwork_gets_a_form_with_the_token_in_its_header_and_not_in_the_address()
    {
        using var hook = new Hook();

        (await SendAsync(NoticeChannel.Chatwork, hook.Address.Replace("http://", "http://t0ken-canary@", StringComparison.Ordinal))).ShouldBeNull();

        var (head, body) = await Patience.For(hook.Received, "a notice");
        head.ShouldContain("X-ChatWorkToken: t0ken-canary");
        head.Split('\n')[0].ShouldNotContain("t0ken");
        WebUtility.UrlDecode(body).ShouldStartWith("body=[info][title]RakutenOps");
    }

    [Fact]
    public async Task A_webhook_that_refuses_is_told_without_its_address()
    {
        using var hook = new Hook("500 Internal Server Error");

        var why = await SendAsync(NoticeChannel.Slack, hook.Address);

        why.ShouldNotBeNull().ShouldBe("Slack=env:RAKUTENOPS_TEST_HOOK: it answered 500");
    }

    [Theory]
    [InlineData(NoticeChannel.Slack, "http://example.test/canary", "not https")]
    [InlineData(NoticeChannel.Mail, "smtp://user:canary@example.test/?from=a@example.test&to=b@example.test", "smtps: alone")]
    [InlineData(NoticeChannel.Mail, "smtp://127.0.0.1/?to=b@example.test", "no from=")]
    [InlineData(NoticeChannel.Slack, "canary", "no address")]
    public async Task What_would_travel_in_the_clear_or_nowhere_is_refused(NoticeChannel channel, string address, string why)
    {
        var said = (await SendAsync(channel, address)).ShouldNotBeNull();

        said.ShouldContain(why);
        said.ShouldNotContain("canary");
    }

    [Fact]
    public async Task A_mail_server_gets_a_mail_with_every_cause()
    {
        using var server = new MailServer();

        (await SendAsync(NoticeChannel.Mail, $"smtp://127.0.0.1:{server.Port}/?from=job@example.test&to=a@example.test&to=b%2Bx@example.test")).ShouldBeNull();

        var said = await Patience.For(server.Received, "a mail");
        said.ShouldContain("MAIL FROM:<job@example.test>");
        said.ShouldContain("RCPT TO:<a@example.test>");
        said.ShouldContain("RCPT TO:<b+x@example.test>");
        Encoding.UTF8.GetString(Convert.FromBase64String(said[(said.IndexOf("\n\n", StringComparison.Ordinal) + 2)..said.IndexOf("\n.\n", StringComparison.Ordinal)].Replace("\n", "", StringComparison.Ordinal))).ShouldContain("kobe: 伝票 12");
    }

    static async Task<string?> SendAsync(NoticeChannel channel, string address)
    {
        const string name = "RAKUTENOPS_TEST_HOOK";
        using var _ = new Variable(name, address);
        return await new NoticeSender([new(channel, "env:" + name)], null, new SecretMask()).SendAsync(Causes, DateTimeOffset.UnixEpoch, TestContext.Current.CancellationToken);
    }

    sealed class Hook : IDisposable
    {
        readonly TcpListener listener = new(IPAddress.Loopback, 0);

        public Hook(string status = "200 OK")
        {
            listener.Start();
            Received = ServeAsync(status);
        }

        public string Address => $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/hook?key=canary";
        public Task<(string Head, string Body)> Received { get; }

        public void Dispose() => listener.Dispose();

        async Task<(string, string)> ServeAsync(string status)
        {
            using var client = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
            using var reader = new StreamReader(client.GetStream(), Encoding.UTF8, leaveOpen: true);
            var head = new StringBuilder();
            var length = 0;
            var chunked = false;
            while (await reader.ReadLineAsync(TestContext.Current.CancellationToken) is { Length: > 0 } line)
            {
                head.Append(line).Append('\n');
                if (line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase)) length = int.Parse(line[15..], System.Globalization.CultureInfo.InvariantCulture);
                chunked |= line.Equals("Transfer-Encoding: chunked", StringComparison.OrdinalIgnoreCase);
            }
            var body = new StringBuilder();
            if (chunked)
            {
                while (await reader.ReadLineAsync(TestContext.Current.CancellationToken) is { } size && size != "0")
                {
                    body.Append(await reader.ReadLineAsync(TestContext.Current.CancellationToken));
                }
            }
            else
            {
                for (var bytes = 0; bytes < length;)
                {
                    var letter = new char[1];
                    await reader.ReadBlockAsync(letter, TestContext.Current.CancellationToken);
                    body.Append(letter);
                    bytes += Encoding.UTF8.GetByteCount(letter);
                }
            }
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"), TestContext.Current.CancellationToken);
            return (head.ToString(), body.ToString());
        }
    }

    sealed class MailServer : IDisposable
    {
        readonly TcpListener listener = new(IPAddress.Loopback, 0);

        public MailServer()
        {
            listener.Start();
            Received = ServeAsync();
        }

        public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;
        public Task<string> Received { get; }

        public void Dispose() => listener.Dispose();

        async Task<string> ServeAsync()
        {
            using var client = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
            using var reader = new StreamReader(client.GetStream(), Encoding.UTF8);
            using var writer = new StreamWriter(client.GetStream(), new UTF8Encoding(false)) { AutoFlush = true, NewLine = "\r\n" };
            var said = new StringBuilder();
            await writer.WriteLineAsync("220 here");
            var inMail = false;
            while (await reader.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
            {
                said.Append(line).Append('\n');
                if (inMail && line != ".") continue;
                if (line == "QUIT") break;
                inMail = line == "DATA";
                await writer.WriteLineAsync(inMail ? "354 go on" : "250 ok");
                if (line == ".") break;
            }
            return said.ToString();
        }
    }
}
