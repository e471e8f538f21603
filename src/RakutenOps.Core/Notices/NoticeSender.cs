using System.Net.Http.Json;
using System.Net.Mail;
using System.Text;
using System.Text.Json.Nodes;
using RakutenOps.Core.Rms;
using RakutenOps.Core.Secrets;
using RakutenOps.Core.Text;

namespace RakutenOps.Core.Notices;

/// <summary>Sends notices to webhooks and by mail. One that fails leaves the others; addresses are secrets and stand in no message.</summary>
/// <param name="targets">Whom to tell.</param>
/// <param name="vault">Reads references to vaults; null where there is none.</param>
/// <param name="mask">Learns the addresses, so that nothing shows them.</param>
public sealed class NoticeSender(IReadOnlyList<NoticeTarget> targets, Func<string, string>? vault, SecretMask mask) : INoticeSender
{
    const int MostLines = 20;
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <inheritdoc/>
    public async Task<string?> SendAsync(IReadOnlyList<CycleCause> causes, DateTimeOffset now, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(causes);
        var title = new Phrase("Notice_Title", causes.Count, Environment.MachineName).ToString();
        List<string> lines = [.. causes.Take(MostLines).Select(static c => c.Shop.Length > 0 ? $"{c.Shop}: {c.Message}" : c.Message)];
        if (causes.Count > MostLines) lines.Add(new Phrase("Notice_More", causes.Count - MostLines).ToString());
        var failures = new List<string>();
        foreach (var target in targets)
        {
            if (await TryAsync(target, title, lines, cancel).ConfigureAwait(false) is { } why) failures.Add($"{target}: {mask.Clean(why)}");
        }
        return failures.Count > 0 ? string.Join("; ", failures) : null;
    }

    async Task<string?> TryAsync(NoticeTarget target, string title, List<string> lines, CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Patience);
        try
        {
            var text = SecretSources.Read(target.Reference, vault);
            mask.Hide(text);
            if (!Uri.TryCreate(text, UriKind.Absolute, out var address)) return Sentence.Of("Unsent_NoAddress");
            mask.Hide(address.UserInfo);
            mask.Hide(address.PathAndQuery);
            return target.Channel == NoticeChannel.Mail ? await MailAsync(address, title, lines, patience.Token).ConfigureAwait(false) : await PostAsync(target.Channel, address, title, lines, patience.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return Sentence.Of("Unsent_Slow");
        }
        catch (Exception e) when (e is SecretException or HttpRequestException or SmtpException or FormatException or ArgumentException)
        {
            return e.Message;
        }
    }

    static async Task<string?> PostAsync(NoticeChannel channel, Uri address, string title, List<string> lines, CancellationToken cancel)
    {
        if (address.Scheme != "https" && !(address.Scheme == "http" && RmsEndpoint.IsLoopback(address))) return Sentence.Of("Unsent_NotHttps");
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false };
        using var http = new HttpClient(handler);
        using var request = new HttpRequestMessage(HttpMethod.Post, new UriBuilder(address) { UserName = "", Password = "" }.Uri);
        switch (channel)
        {
            case NoticeChannel.Teams:
                request.Content = JsonContent.Create(Card(title, lines));
                break;
            case NoticeChannel.Chatwork:
                request.Headers.Add("X-ChatWorkToken", Uri.UnescapeDataString(address.UserInfo));
                request.Content = new FormUrlEncodedContent([new("body", $"[info][title]{title}[/title]{string.Join("\n", lines)}[/info]")]);
                break;
            default:
                // Slack reads & < > as marks of its own.
                request.Content = JsonContent.Create(new JsonObject { ["text"] = $"*{Slack(title)}*\n{Slack(string.Join("\n", lines))}" });
                break;
        }
        using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel).ConfigureAwait(false);
        return answer.IsSuccessStatusCode ? null : Sentence.Of("Unsent_Answered", (int)answer.StatusCode);
    }

    static string Slack(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    // What a Teams workflow takes: an Adaptive Card in an attachment.
    static JsonObject Card(string title, List<string> lines) => new()
    {
        ["type"] = "message",
        ["attachments"] = new JsonArray(new JsonObject
        {
            ["contentType"] = "application/vnd.microsoft.card.adaptive",
            ["content"] = new JsonObject
            {
                ["type"] = "AdaptiveCard",
                ["version"] = "1.4",
                ["body"] = new JsonArray([Block(title, bold: true), .. lines.Select(static l => Block(l, bold: false))]),
            },
        }),
    };

    static JsonObject Block(string text, bool bold) => new() { ["type"] = "TextBlock", ["wrap"] = true, ["text"] = text, ["weight"] = bold ? "Bolder" : "Default" };

    static async Task<string?> MailAsync(Uri address, string title, List<string> lines, CancellationToken cancel)
    {
        if (address.Scheme is not ("smtp" or "smtps")) return Sentence.Of("Unsent_NotMail");
        var secure = address.Scheme == "smtps";
        if (address.UserInfo.Length > 0 && !secure && !RmsEndpoint.IsLoopback(address)) return Sentence.Of("Unsent_NotEncrypted");
        var options = address.Query.TrimStart('?').Split('&').Select(static o => o.Split('=', 2)).Where(static o => o.Length == 2).ToLookup(static o => o[0], static o => Uri.UnescapeDataString(o[1]));
        if (options["from"].FirstOrDefault() is not { Length: > 0 } from || !options["to"].Any()) return Sentence.Of("Unsent_NoPeople");
        using var mail = new MailMessage { From = new(from), Subject = title, Body = string.Join("\r\n", lines), SubjectEncoding = Encoding.UTF8, BodyEncoding = Encoding.UTF8 };
        foreach (var to in options["to"]) mail.To.Add(to);
        using var smtp = new SmtpClient(address.Host, address.Port > 0 ? address.Port : secure ? 587 : 25) { EnableSsl = secure };
        if (address.UserInfo.Split(':', 2) is [{ Length: > 0 } user, var password]) smtp.Credentials = new System.Net.NetworkCredential(Uri.UnescapeDataString(user), Uri.UnescapeDataString(password));
        await smtp.SendMailAsync(mail, cancel).ConfigureAwait(false);
        return null;
    }
}
