using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using RakutenOps.Core.Reports;

namespace RakutenOps.Core.Tests.Reports;

/// <summary>
/// The report in Chromium: nothing is fetched, nothing is run, nothing is said on the console, and axe-core finds nothing, light and dark, in both languages. RAKUTENOPS_REPORT_PICTURES=folder keeps what it
/// looks like.
/// </summary>
public sealed partial class ReportBrowserTests : IDisposable
{
    readonly ReportSample sample = new();

    public void Dispose() => sample.Dispose();

    async Task<Uri> FileAsync(string language)
    {
        var path = sample.File($"report-{language}.html");
        await ReportFile.WriteAsync(await sample.ReadAsync(), CultureInfo.GetCultureInfo(language), path, overwrite: true, TestContext.Current.CancellationToken);
        return new(path);
    }

    [Fact]
    public async Task Nothing_is_fetched_run_or_out_of_order_in_light_and_dark_and_both_languages()
    {
        using var browser = Browser.Start();
        sample.Fill();
        foreach (var language in (string[])["en", "ja"])
        {
            var file = await FileAsync(language);
            foreach (var dark in (bool[])[false, true])
            {
                browser.Open(file, dark);
                var where = $"{language}, {(dark ? "dark" : "light")}";
                Keep($"{language}-{(dark ? "dark" : "light")}.png", browser.Picture());

                browser.Console().ShouldBeEmpty(where);
                browser.Requests().ShouldBe([file.AbsoluteUri], where);
                browser.Value<string>("document.documentElement.lang").ShouldBe(language);
                browser.Value<string>("getComputedStyle(document.body).backgroundColor").ShouldBe(dark ? "rgb(18, 22, 29)" : "rgb(255, 255, 255)", "the style is let in");
                browser.Violations().ShouldBeEmpty(where);
            }
        }
    }

    [Fact]
    public async Task What_others_wrote_is_text_and_reaches_no_further_than_its_place()
    {
        using var browser = Browser.Start();
        sample.Fill();

        browser.Open(await FileAsync("en"));

        var text = browser.Value<string>("document.body.textContent");
        foreach (var hostile in (string[])[ReportSample.Hostile, ReportSample.Backwards, ReportSample.Method]) text.ShouldContain(hostile);
        browser.Value<long>("document.scripts.length + document.images.length").ShouldBe(0);
        browser.Value<long>("[...document.querySelectorAll('*')].filter(e => [...e.attributes].some(a => a.name.startsWith('on'))).length").ShouldBe(0);
        browser.Value<long>("[...document.querySelectorAll('bdi')].filter(e => e.textContent.includes('\\u202E')).length").ShouldBeGreaterThan(0);
        browser.Value<long>("[...document.querySelectorAll('td, th')].filter(e => e.textContent.includes('\\u202E') && !e.querySelector('bdi')).length").ShouldBe(0);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("ja")]
    public async Task It_prints_on_A4_and_no_table_is_cut_off(string language)
    {
        using var browser = Browser.Start();
        sample.Fill();
        browser.Open(await FileAsync(language), dark: true);

        var pdf = browser.Pdf();
        Keep($"{language}.pdf", pdf);

        // Objects stand in the clear in what Chromium writes: the size of a page is in points.
        var written = Encoding.Latin1.GetString(pdf);
        Page().Count(written).ShouldBeInRange(3, 40);
        MediaBox().Matches(written).Select(m => (double.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture), double.Parse(m.Groups[2].Value, CultureInfo.InvariantCulture)))
            .ShouldAllBe(size => Math.Abs(size.Item1 - 595) < 2 && Math.Abs(size.Item2 - 842) < 2);

        // As wide as A4 is between its margins: 186 mm.
        browser.Open(await FileAsync(language), width: 703);
        browser.Emulate("print");
        browser.Value<string>("[...document.querySelectorAll('table, svg')].filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1).map(e => e.closest('section').getAttribute('aria-labelledby')).join(' ')").ShouldBe("");
        browser.Value<string>("getComputedStyle(document.querySelector('nav')).display").ShouldBe("none");
        browser.Value<string>("getComputedStyle(document.body).backgroundColor").ShouldBe("rgb(255, 255, 255)", "paper is white");
    }

    [Fact]
    public async Task A_narrow_window_scrolls_within_its_tables_alone()
    {
        using var browser = Browser.Start();
        sample.Fill();

        browser.Open(await FileAsync("ja"), width: 500);
        Keep("ja-narrow.png", browser.Picture());

        browser.Value<long>("document.documentElement.scrollWidth - document.documentElement.clientWidth").ShouldBe(0);
        browser.Violations().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_page_that_runs_a_script_or_fetches_anything_is_noticed()
    {
        using var browser = Browser.Start();
        var file = await FileAsync("en");
        var page = await File.ReadAllTextAsync(file.LocalPath, TestContext.Current.CancellationToken);
        var spoilt = sample.File("spoilt.html");
        await File.WriteAllTextAsync(spoilt, page.Replace("<main", "<script>document.title = 'run'</script><p style=\"color:#999\">pale</p><img src=\"beside.png\"><main", StringComparison.Ordinal), TestContext.Current.CancellationToken);

        browser.Open(new(spoilt));

        browser.Console().Count(m => m.Contains("Content Security Policy", StringComparison.Ordinal)).ShouldBeGreaterThanOrEqualTo(3);
        browser.Value<string>("document.title").ShouldNotBe("run");
        browser.Violations().ShouldContain(v => v.StartsWith("image-alt", StringComparison.Ordinal));
    }

    static void Keep(string name, byte[] what)
    {
        if (Environment.GetEnvironmentVariable("RAKUTENOPS_REPORT_PICTURES") is { Length: > 0 } folder) File.WriteAllBytes(Path.Combine(folder, name), what);
    }

    [GeneratedRegex(@"/Type\s*/Page\b")]
    private static partial Regex Page();

    [GeneratedRegex(@"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]")]
    private static partial Regex MediaBox();
}
