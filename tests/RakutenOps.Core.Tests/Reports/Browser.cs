using System.Text.Json;
using OpenQA.Selenium;
using OpenQA.Selenium.Chrome;

namespace RakutenOps.Core.Tests.Reports;

/// <summary>Chromium without a window, with a profile of its own. Tests are skipped where there is none; where <see cref="Required"/> is set they fail instead.</summary>
internal sealed class Browser : IDisposable
{
    /// <summary>Set to 1, it makes the tests fail rather than skip where there is no browser.</summary>
    public const string Required = "RAKUTENOPS_REQUIRE_BROWSER";

    readonly string profile = Directory.CreateTempSubdirectory("rakutenops-browser-").FullName;
    readonly ChromeDriverService service;
    readonly ChromeDriver driver;

    Browser(string chromium, string chromedriver)
    {
        var options = new ChromeOptions { BinaryLocation = chromium };
        options.AddArguments("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
            "--hide-scrollbars", "--user-data-dir=" + profile);
        options.SetLoggingPreference(LogType.Browser, LogLevel.All);
        options.SetLoggingPreference("performance", LogLevel.All);
        service = ChromeDriverService.CreateDefaultService(Path.GetDirectoryName(chromedriver), Path.GetFileName(chromedriver));
        service.SuppressInitialDiagnosticInformation = true;
        // A busy machine takes its time to start a browser.
        driver = new(service, options, TimeSpan.FromMinutes(3));
        driver.Manage().Timeouts().AsynchronousJavaScript = TimeSpan.FromMinutes(2);
    }

    /// <summary>Starts a browser; skips the test where there is none.</summary>
    public static Browser Start()
    {
        if (Find("chromium", "chromium-browser", "google-chrome") is { } chromium && Find("chromedriver") is { } chromedriver) return new(chromium, chromedriver);
        const string why = "No Chromium with its driver on this machine (apt install chromium chromium-driver fonts-noto-cjk).";
        if (Environment.GetEnvironmentVariable(Required) == "1") throw new InvalidOperationException(why);
        Assert.Skip(why);
        return null!;
    }

    /// <summary>Opens a page as a person would who likes it dark, or light, in a window of so many pixels.</summary>
    public void Open(Uri page, bool dark = false, int width = 1200)
    {
        driver.Manage().Window.Size = new(width, 900);
        Emulate("screen", dark);
        _ = Requests();
        _ = Console();
        driver.Navigate().GoToUrl(page);
    }

    /// <summary>Shows the page as for a medium.</summary>
    public void Emulate(string media, bool dark = false) => Command("Emulation.setEmulatedMedia", new()
    {
        ["media"] = media,
        ["features"] = new object[] { new Dictionary<string, object> { ["name"] = "prefers-color-scheme", ["value"] = dark ? "dark" : "light" } },
    });

    /// <summary>What the console said since the page was opened, warnings and errors of the policy with it.</summary>
    public IReadOnlyList<string> Console() => [.. driver.Manage().Logs.GetLog(LogType.Browser).Select(static e => $"{e.Level}: {e.Message}")];

    /// <summary>The addresses of every request since the page was opened.</summary>
    public IReadOnlyList<string> Requests()
    {
        var urls = new List<string>();
        foreach (var entry in driver.Manage().Logs.GetLog("performance"))
        {
            using var json = JsonDocument.Parse(entry.Message);
            var message = json.RootElement.GetProperty("message");
            if (message.GetProperty("method").GetString() == "Network.requestWillBeSent") urls.Add(message.GetProperty("params").GetProperty("request").GetProperty("url").GetString()!);
        }
        return urls;
    }

    /// <summary>The value of an expression on the page.</summary>
    public T Value<T>(string expression) => (T)driver.ExecuteScript($"return {expression}")!;

    /// <summary>What axe-core finds wrong with the page.</summary>
    public IReadOnlyList<string> Violations()
    {
        driver.ExecuteScript(Axe);
        var found = (IReadOnlyCollection<object>)driver.ExecuteAsyncScript("""
            const done = arguments[arguments.length - 1];
            axe.run(document, { preload: false }).then(r => done(r.violations.flatMap(v => v.nodes.map(n => v.id + ' at ' + n.target.join(' ') + ': ' + n.failureSummary))), e => done([String(e)]));
            """)!;
        return [.. found.Cast<string>()];
    }

    /// <summary>The page as it is printed, by its own page size.</summary>
    public byte[] Pdf() => Convert.FromBase64String((string)Command("Page.printToPDF", new() { ["preferCSSPageSize"] = true, ["printBackground"] = true })["data"]);

    /// <summary>The whole page as PNG.</summary>
    public byte[] Picture() => Convert.FromBase64String((string)Command("Page.captureScreenshot", new() { ["captureBeyondViewport"] = true, ["format"] = "png" })["data"]);

    Dictionary<string, object> Command(string name, Dictionary<string, object?> parameters) => driver.ExecuteCdpCommand(name, parameters) as Dictionary<string, object> ?? [];

    static string Axe { get; } = new Deque.AxeCore.Commons.BundledAxeScriptProvider().GetScript();

    static string? Find(params string[] names) =>
        names.SelectMany(static n => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(f => Path.Combine(f, n))).FirstOrDefault(File.Exists);

    public void Dispose()
    {
        driver.Dispose();
        service.Dispose();
        Directory.Delete(profile, recursive: true);
    }
}
