using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Fluid;
using Fluid.Values;

namespace RakutenOps.Core.Reports;

/// <summary>
/// A report as one HTML file that asks for nothing else: no script, its style in it under a content security policy, charts as SVG, each with its words and its table. What the template writes is encoded,
/// whoever wrote it.
/// </summary>
/// <param name="language">Japanese for any Japanese culture, else English.</param>
public sealed class ReportPage(CultureInfo language)
{
    static readonly IFluidTemplate Template = new FluidParser(new() { AllowFunctions = true }).Parse(Resource("report.liquid"));
    static readonly string Style = Resource("report.css");
    // Letters of any script stand as they are; what could end a text or an attribute, and what cannot be seen, is encoded.
    static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    readonly PageWords words = new(language);

    /// <summary>Writes the page.</summary>
    /// <param name="report">The report.</param>
    /// <param name="writer">Where it is written.</param>
    public async Task WriteAsync(Report report, TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(report);
        var options = Options();
        var context = new TemplateContext(options);
        foreach (var (name, value) in Values(report)) context.SetValue(name, value);
        await Template.RenderAsync(writer, Encoder, context).ConfigureAwait(false);
    }

    Dictionary<string, object> Values(Report report)
    {
        var charts = new PageCharts(words);
        var ends = Enum.GetValues<RefusalEnd>();
        return new(StringComparer.Ordinal)
        {
            ["language"] = words.Language,
            ["style"] = Style,
            ["style_hash"] = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style))),
            ["t"] = words.All,
            ["report"] = report,
            ["bands"] = AgeBand.All.Select(words.Of).ToList(),
            ["weekdays"] = words.Weekdays,
            ["paid"] = Sum.Of(report.Outcomes.SelectMany(static d => new[] { d.Of[Outcome.Paid], d.Of[Outcome.PaidWithNewMethod], d.Of[Outcome.Approved] })),
            ["changed"] = Sum.Of(report.Outcomes.Select(static d => d.Total)),
            ["ended"] = ends.ToDictionary(static e => e.ToString(), e => (object)report.Refusals.EndedAs(e)),
            ["closing_command"] = $"Get-OrderSlip | Test-ReauthWindow -ExpiringWithin {report.ExpiringWithin}",
            ["shown"] = DayOutcomes.Shown,
            ["outcome_rows"] = report.Outcomes.Select(static d => new { d.Day, Sums = DayOutcomes.Shown.Select(o => d.Of[o]).ToList(), d.Total }).ToList(),
            ["refusal_rows"] = (((bool Changed, string Key)[])[(true, "BuyerChanged"), (false, "BuyerStayed")]).Select(row => new { Text = words[row.Key], Sums = ends.Select(e => report.Refusals.Of(row.Changed, e)).ToList() }).ToList(),
            ["waiting"] = charts.Waiting(report.Waiting),
            ["outcomes"] = charts.Outcomes(report.Outcomes),
            ["refusals"] = charts.Refusals(report.Refusals),
            ["requests"] = charts.Spreads(report.Runs.Days, static d => d.Requests),
            ["seconds"] = charts.Spreads(report.Runs.Days, static d => d.Seconds),
        };
    }

    TemplateOptions Options()
    {
        var options = new TemplateOptions { CultureInfo = CultureInfo.InvariantCulture, MemberAccessStrategy = new UnsafeMemberAccessStrategy() };
        // What the filters below put into words comes to them as it is.
        options.ValueConverters.Add(static value => value is Phrase or Enum or DateOnly or DateTimeOffset or TimeSpan or Sum ? new ObjectValue(value) : null);
        Add("yen", static value => PageWords.Yen(value.ToNumberValue()));
        Add("number", static value => PageWords.Number(value.ToNumberValue()));
        Add("seconds", static value => PageWords.Number(Math.Round((decimal)((TimeSpan)value.ToObjectValue()).TotalSeconds, 1)));
        Add("day", static value => PageWords.Show(value.ToObjectValue()));
        Add("short_day", static value => ((DateOnly)value.ToObjectValue()).ToString("M/d", CultureInfo.InvariantCulture));
        Add("moment", static value => ((DateTimeOffset)value.ToObjectValue()).ToOffset(JapanTime.Offset).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture));
        Add("code", value => CodeText.Of((Enum)value.ToObjectValue(), words.Culture));
        Add("phrase", value => ((Phrase)value.ToObjectValue()).In(words.Culture));
        Add("rule", value => words["Rule_" + value.ToStringValue()]);
        Add("rule_meaning", value => words["Means_" + value.ToStringValue()]);
        Add("run_kind", value => words.Maybe("Run_" + value.ToStringValue()) ?? value.ToStringValue());
        options.Filters.AddFilter("fill", (input, arguments, _) => new StringValue(PageWords.Fill(input.ToStringValue(), [.. arguments.Values.Select(static a => a.ToObjectValue())])));
        return options;

        void Add(string name, Func<FluidValue, string> show) => options.Filters.AddFilter(name, (input, _, _) => new StringValue(show(input)));
    }

    static string Resource(string name)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream("RakutenOps.Core.Reports." + name) ?? throw new FileNotFoundException(name));
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
