using System.Globalization;
using System.Net;
using System.Resources;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using RakutenOps.Core.Reports;

namespace RakutenOps.Core.Tests.Reports;

/// <summary>The report as a page: what stands in the file. What a browser makes of it, <see cref="ReportBrowserTests"/> see.</summary>
public sealed partial class ReportPageTests : IDisposable
{
    readonly ReportSample sample = new();

    public void Dispose() => sample.Dispose();

    async Task<string> PageAsync(string language = "en")
    {
        using var writer = new StringWriter();
        await new ReportPage(CultureInfo.GetCultureInfo(language)).WriteAsync(await sample.ReadAsync(), writer);
        return writer.ToString();
    }

    [Theory]
    [InlineData("en", "en", "Money waiting for payment")]
    [InlineData("ja-JP", "ja", "入金待ちの金額")]
    [InlineData("tr-TR", "en", "Money waiting for payment")]
    public async Task The_page_says_its_language_and_is_in_it(string culture, string lang, string heading)
    {
        sample.Fill();

        var page = await PageAsync(culture);

        page.ShouldContain($"<html lang=\"{lang}\">");
        page.ShouldContain($"<h2 id=\"waiting\">{heading}</h2>");
        Unfilled().Matches(page).Select(m => m.Value).ShouldBeEmpty("every gap is filled");
    }

    [Fact]
    public async Task The_policy_lets_in_the_style_of_the_page_and_nothing_else()
    {
        var page = await PageAsync();

        var style = page[(page.IndexOf("<style>", StringComparison.Ordinal) + 7)..page.IndexOf("</style>", StringComparison.Ordinal)];
        WebUtility.HtmlDecode(page).ShouldContain($"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)))}'; base-uri 'none'; form-action 'none'");
        page.IndexOf("Content-Security-Policy", StringComparison.Ordinal).ShouldBeLessThan(page.IndexOf("<style>", StringComparison.Ordinal));
        Elsewhere().Matches(page).Select(m => m.Value).ShouldBeEmpty();
        page.ShouldNotContain("style=\"");
    }

    [Fact]
    public async Task What_others_wrote_is_encoded_wherever_it_stands()
    {
        sample.Fill();

        var page = await PageAsync();

        page.ShouldContain("&lt;script&gt;alert(&#x27;shop&#x27;)&lt;/script&gt;&quot;&#x27;&amp;");
        WebUtility.HtmlDecode(page).ShouldContain($"<bdi>{ReportSample.Backwards}</bdi>");
        page.ShouldContain("&lt;/td&gt;&lt;script&gt;alert(&#x27;method&#x27;)&lt;/script&gt;");
        page.ShouldNotContain("<script", Case.Insensitive);
        page.ShouldNotContain("<img", Case.Insensitive);
    }

    [Fact]
    public async Task A_store_with_nothing_in_it_makes_a_page_that_says_so()
    {
        var page = await PageAsync();

        page.ShouldContain("No slip waits for payment.");
        page.ShouldContain("Nothing needs a person.");
        page.ShouldContain("No window closes in these days.");
        page.ShouldNotContain("NaN");
        page.ShouldNotContain("∞");
    }

    [Fact]
    public async Task Yen_have_separators_and_days_are_days_in_Japan()
    {
        sample.Add(sample.Slip(0.5, yen: 1234567));

        var page = await PageAsync("ja");

        page.ShouldContain("¥1,234,567");
        page.ShouldContain("2026-06-29 09:00 現在");
    }

    [Fact]
    public async Task The_file_is_whole_or_not_there_and_one_that_is_there_is_kept_unless_it_is_to_be_replaced()
    {
        var path = sample.File("report.html");
        var report = await sample.ReadAsync();
        await File.WriteAllTextAsync(path, "before", TestContext.Current.CancellationToken);

        await Should.ThrowAsync<IOException>(() => ReportFile.WriteAsync(report, CultureInfo.InvariantCulture, path, overwrite: false, CancellationToken.None));
        (await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken)).ShouldBe("before");
        await Should.ThrowAsync<OperationCanceledException>(() => ReportFile.WriteAsync(report, CultureInfo.InvariantCulture, path, overwrite: true, new(canceled: true)));
        (await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken)).ShouldBe("before");

        await ReportFile.WriteAsync(report, CultureInfo.InvariantCulture, path, overwrite: true, CancellationToken.None);

        (await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken)).ShouldEndWith("</html>\n");
        Directory.GetFiles(Path.GetDirectoryName(path)!, "report.html*").ShouldHaveSingleItem("nothing is left beside");
    }

    [Fact]
    public void Every_window_and_kind_of_run_has_a_name()
    {
        var texts = Texts("ja");
        foreach (var rule in (string[])["R5", "R16", "R19", "R13", "Prepay", "Authorisation", "ShippingDate", "R23"]) texts.Keys.ShouldContain(k => k == "Rule_" + rule);
        foreach (var kind in (string[])["Payment", "Cancellation", "Import", "Confirm", "ShippingDate"]) texts.Keys.ShouldContain(k => k == "Run_" + kind);
    }

    static Dictionary<string, string> Texts(string language)
    {
        var resources = new ResourceManager("RakutenOps.Core.Reports.Page.ReportWords", typeof(Report).Assembly);
        var set = resources.GetResourceSet(CultureInfo.GetCultureInfo(language), createIfNotExists: true, tryParents: false)!;
        return set.Cast<System.Collections.DictionaryEntry>().ToDictionary(e => (string)e.Key, e => (string)e.Value!);
    }

    [GeneratedRegex(@"\{\d+\}")]
    private static partial Regex Unfilled();

    // Anything that a browser would fetch, or run.
    [GeneratedRegex(@"<(script|iframe|object|embed|link|img|form|base)\b|\son\w+=|url\(|@import|(src|srcset|action|xlink:href)=|href=""[^#]", RegexOptions.IgnoreCase)]
    private static partial Regex Elsewhere();
}
