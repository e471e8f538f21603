using System.Globalization;

namespace RakutenOps.Core.Reports;

/// <summary>A chart as the template draws it: places in the units of the SVG, series by class, texts in the page's language.</summary>
sealed record PageChart
{
    public double Width { get; init; } = 1080;
    public required double Height { get; init; }
    public required double Left { get; init; }
    public double Top { get; init; } = 10;
    public double Right => Width - Margin;
    public double Bottom => Height - BottomMargin;
    public IReadOnlyList<PageBar> Bars { get; init; } = [];
    public IReadOnlyList<PageMark> Ticks { get; init; } = [];
    public IReadOnlyList<PageMark> Labels { get; init; } = [];
    public IReadOnlyList<PageKey> Keys { get; init; } = [];

    const double Margin = 16;
    const double BottomMargin = 26;
}

/// <summary>A rectangle of a chart.</summary>
sealed record PageBar(double X, double Y, double Width, double Height, string Series, string Text);

/// <summary>A text beside a chart, at a place along its axis.</summary>
sealed record PageMark(double At, string Text);

/// <summary>What the colour of a series means.</summary>
sealed record PageKey(string Series, string Text);

/// <summary>Draws the charts of a report.</summary>
sealed class PageCharts(PageWords words)
{
    const int MostReasons = 5;
    const double BarHeight = 24;
    const double BarStep = 34;

    static string Series(int index) => string.Create(CultureInfo.InvariantCulture, $"s{index + 1}");

    /// <summary>One bar of yen for each age, in parts by reason.</summary>
    public PageChart Waiting(WaitingMoney waiting)
    {
        // As many reasons as there are colours; the least of them stand together.
        var rows = waiting.Rows;
        var shown = rows.Take(rows.Count > MostReasons + 1 ? MostReasons : MostReasons + 1).Select(r => (Text: CodeText.Of(r.Reason, words.Culture), r.Bands)).ToList();
        var rest = rows.Skip(shown.Count).ToList();
        if (rest.Count > 0) shown.Add((words["OtherReasons"], [.. Enumerable.Range(0, AgeBand.All.Count).Select(i => Sum.Of(rest.Select(r => r.Bands[i])))]));
        var chart = new PageChart { Height = 10 + (AgeBand.All.Count * BarStep) + 30, Left = 150, Keys = [.. shown.Select(static (s, i) => new PageKey(Series(i), s.Text))] };
        var scale = new Scale((double)waiting.Bands.Max(static b => b.Yen), chart.Right - chart.Left);
        var bars = new List<PageBar>();
        for (var band = 0; band < AgeBand.All.Count; band++)
        {
            var x = chart.Left;
            foreach (var (row, i) in shown.Select(static (s, i) => (s, i)))
            {
                var part = row.Bands[band];
                if (part.Slips == 0) continue;
                var width = scale.Length((double)part.Yen);
                bars.Add(new(Round(x), Place(band), Round(width), BarHeight, Series(i), words.Say("WaitingText", words.Of(AgeBand.All[band]), row.Text, PageWords.Yen(part.Yen), part.Slips)));
                x += width;
            }
        }
        return chart with
        {
            Bars = bars,
            Labels = [.. AgeBand.All.Select((b, i) => new PageMark(Place(i) + (BarHeight / 2), words.Of(b)))],
            Ticks = [.. scale.Steps.Select(v => new PageMark(Round(chart.Left + scale.Length(v)), PageWords.Yen((decimal)v)))],
        };

        static double Place(int band) => 15 + (band * BarStep);
    }

    /// <summary>One column of slips for each day, in parts by what was done.</summary>
    public PageChart Outcomes(IReadOnlyList<DayOutcomes> days)
    {
        var chart = new PageChart { Height = 250, Left = 52, Keys = [.. DayOutcomes.Shown.Select((o, i) => new PageKey(Series(i), CodeText.Of(o, words.Culture)))] };
        var scale = new Scale(days.Max(static d => d.Total.Slips), chart.Bottom - chart.Top);
        var (step, width) = Columns(chart, days.Count);
        var bars = new List<PageBar>();
        foreach (var (day, i) in days.Select(static (d, i) => (d, i)))
        {
            var y = chart.Bottom;
            foreach (var (outcome, series) in DayOutcomes.Shown.Select(static (o, s) => (o, s)))
            {
                var height = scale.Length(day.Of[outcome].Slips);
                if (height <= 0) continue;
                y -= height;
                bars.Add(new(Round(chart.Left + (i * step) + ((step - width) / 2)), Round(y), Round(width), Round(height), Series(series), words.Say("OutcomeText", day.Day, CodeText.Of(outcome, words.Culture), day.Of[outcome].Slips)));
            }
        }
        return chart with { Bars = bars, Labels = DayLabels(chart, [.. days.Select(static d => d.Day)], step), Ticks = Upward(chart, scale) };
    }

    /// <summary>From refusal to its end, one bar for each step.</summary>
    public PageChart Refusals(RefusalFunnel refusals)
    {
        (string Key, Sum Sum, int Series)[] steps =
        [
            ("StepRefused", refusals.Refused, 5), ("StepChanged", refusals.Changed, 3), ("StepPaid", refusals.EndedAs(RefusalEnd.Paid), 2),
            ("StepCancelled", refusals.EndedAs(RefusalEnd.Cancelled), 4), ("StepWaiting", refusals.EndedAs(RefusalEnd.Waiting), 1),
        ];
        var chart = new PageChart { Height = 10 + (steps.Length * BarStep) + 26, Left = 150 };
        // Room for the words behind the longest bar.
        var scale = new Scale(refusals.Refused.Slips, (chart.Right - chart.Left) * 0.62, isExact: true);
        return chart with
        {
            Labels = [.. steps.Select((s, i) => new PageMark(15 + (i * BarStep) + (BarHeight / 2), words[s.Key]))],
            Bars = [.. steps.Select((s, i) => new PageBar(chart.Left, 15 + (i * BarStep), Round(scale.Length(s.Sum.Slips)), BarHeight, Series(s.Series),
                words.Say("OrdersPart", s.Sum.Slips, Math.Round(100.0 * s.Sum.Slips / Math.Max(1, refusals.Refused.Slips)), PageWords.Yen(s.Sum.Yen))))],
        };
    }

    /// <summary>One column for each day: the highest, pale, and the middle before it.</summary>
    public PageChart Spreads(IReadOnlyList<DayRuns> days, Func<DayRuns, Spread> of)
    {
        var chart = new PageChart { Width = 520, Height = 200, Left = 48 };
        if (days.Count == 0) return chart;
        var scale = new Scale(days.Max(d => of(d).Highest), chart.Bottom - chart.Top);
        var (step, width) = Columns(chart, days.Count);
        var bars = new List<PageBar>();
        foreach (var (day, i) in days.Select(static (d, i) => (d, i)))
        {
            var text = words.Say("SpreadText", day.Day, of(day).Median, of(day).Highest);
            foreach (var (value, series) in new[] { (of(day).Highest, "pale"), (of(day).Median, Series(0)) })
            {
                bars.Add(new(Round(chart.Left + (i * step) + ((step - width) / 2)), Round(chart.Bottom - scale.Length(value)), Round(width), Round(scale.Length(value)), series, text));
            }
        }
        return chart with { Bars = bars, Labels = DayLabels(chart, [.. days.Select(static d => d.Day)], step), Ticks = Upward(chart, scale) };
    }

    static (double Step, double Width) Columns(PageChart chart, int count)
    {
        var step = (chart.Right - chart.Left) / count;
        return (step, Math.Min(step * 0.72, 40));
    }

    static List<PageMark> Upward(PageChart chart, Scale scale) => [.. scale.Steps.Select(v => new PageMark(Round(chart.Bottom - scale.Length(v)), PageWords.Number((decimal)v)))];

    // As many days are named as have room.
    static List<PageMark> DayLabels(PageChart chart, IReadOnlyList<DateOnly> days, double step)
    {
        const double Room = 42;
        var every = (int)Math.Ceiling(Room / step);
        return [.. days.Select(static (d, i) => (Day: d, Index: i)).Where(d => (days.Count - 1 - d.Index) % every == 0)
            .Select(d => new PageMark(Round(chart.Left + ((d.Index + 0.5) * step)), d.Day.ToString("M/d", CultureInfo.InvariantCulture)))];
    }

    static double Round(double value) => Math.Round(value, 1);

    /// <summary>From figures to lengths, with a round highest figure and up to five steps on the way.</summary>
    sealed class Scale
    {
        const int MostSteps = 5;
        static readonly double[] Round = [1, 2, 2.5, 5, 10];

        readonly double unit;

        public Scale(double highest, double length, bool isExact = false)
        {
            var wanted = Math.Max(highest, 1) / MostSteps;
            var power = Math.Pow(10, Math.Floor(Math.Log10(wanted)));
            // Counts have no halves.
            var step = Math.Max(1, Math.Ceiling(Round.First(r => r * power >= wanted) * power));
            var top = isExact ? Math.Max(highest, 1) : Math.Ceiling(Math.Max(highest, 1) / step) * step;
            unit = length / top;
            Steps = [.. Enumerable.Range(0, (int)Math.Floor(top / step) + 1).Select(i => i * step)];
        }

        public IReadOnlyList<double> Steps { get; }

        public double Length(double value) => value * unit;
    }
}
