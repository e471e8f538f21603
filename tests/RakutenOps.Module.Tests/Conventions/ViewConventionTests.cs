using System.Management.Automation;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using RakutenOps.Module.Tests.Hosting;

namespace RakutenOps.Module.Tests.Conventions;

/// <summary>Every view of the module: what its cells call is there, what is a code shows whole in its column in both languages, amounts and counts stand to the right, and colour is the user's.</summary>
public sealed partial class ViewConventionTests
{
    // A terminal of a hundred columns keeps its last one free.
    const int TableWidth = 99;

    static readonly List<View> Views = [.. XDocument.Load(Path.Combine(PackagedModule.Folder, "RakutenOps.Format.ps1xml")).Descendants("View").Select(static v => new View(v))];

    [Theory]
    [InlineData("en-US")]
    [InlineData("ja-JP")]
    public void Every_name_of_a_code_fits_its_column_in_one_line_or_two_where_rows_wrap(string culture)
    {
        using var session = ModuleSession.Open(culture: culture);
        var seen = 0;
        foreach (var (view, column) in Views.SelectMany(static v => v.Columns.Select(c => (v, c))))
        {
            // What came of a slip is coloured, but its words are a code's as well.
            var property = column.Cell.StartsWith("[RakutenOps.Display]::Outcome(", StringComparison.Ordinal) ? "Outcome" : CodeCell().Match(column.Cell).Groups["property"].Value;
            if (property.Length == 0) continue;
            var tooWide = session.Run(
                """
                $code = ([type] $type).GetProperty($property).PropertyType
                if ([Nullable]::GetUnderlyingType($code)) { $code = [Nullable]::GetUnderlyingType($code) }
                foreach ($value in [Enum]::GetValues($code)) { $text = [RakutenOps.Display]::Code($value); if ($Host.UI.RawUI.LengthInBufferCells($text) -gt $width) { $text } }
                """,
                ("type", view.Type), ("property", property), ("width", view.WidthOf(column) * (view.Wraps ? 2 : 1))).Clean().As<string>();
            tooWide.ShouldBeEmpty($"{view.Name}, {column.Label}");
            seen++;
        }
        seen.ShouldBeGreaterThan(10);
    }

    [Fact]
    public void Amounts_and_counts_stand_to_the_right() =>
        Views.SelectMany(static v => v.Columns.Where(static c => c.IsNumber && !c.IsRight).Select(c => $"{v.Name}, {c.Label}")).ShouldBeEmpty();

    [Fact]
    public void Every_cell_names_a_property_that_there_is()
    {
        using var session = ModuleSession.Open();
        foreach (var view in Views)
        {
            var missing = session.Run("foreach ($name in $names) { if (-not ([type] $type).GetProperty($name)) { $name } }", ("type", view.Type), ("names", view.Properties)).Clean().As<string>();
            missing.ShouldBeEmpty(view.Name);
        }
    }

    [Fact]
    public void Colour_is_asked_of_PSStyle_and_nothing_else()
    {
        var text = File.ReadAllText(Path.Combine(PackagedModule.Folder, "RakutenOps.Format.ps1xml"));

        text.ShouldNotContain("\u001b");
        text.ShouldNotContain("`e");
        Views.SelectMany(static v => v.Columns).Count(static c => c.Cell.Contains("$PSStyle.", StringComparison.Ordinal)).ShouldBeGreaterThan(2);
        Views.SelectMany(static v => v.Columns).Where(static c => c.Cell.Contains("$PSStyle.", StringComparison.Ordinal)).ShouldAllBe(static c => c.Cell.Contains("$PSStyle.Reset", StringComparison.Ordinal));
    }

    [GeneratedRegex(@"^\[RakutenOps\.Display\]::Code\(\$_\.(?<property>\w+)\)$")]
    private static partial Regex CodeCell();

    [GeneratedRegex(@"\$_\.(?<property>\w+)")]
    private static partial Regex Named();

    sealed record Column(string Label, int? Width, bool IsRight, string Cell, bool IsProperty)
    {
        public bool IsNumber => Cell.Contains("::Amount(", StringComparison.Ordinal) || Cell.Contains("::Count(", StringComparison.Ordinal) || (IsProperty && (Cell is "SlipNumber" or "SettlementCode" or "DaysLeft"));
    }

    sealed class View(XElement xml)
    {
        public string Name { get; } = xml.Element("Name")!.Value;

        public string Type { get; } = xml.Descendants("TypeName").First().Value;

        public bool Wraps { get; } = xml.Descendants("Wrap").Any();

        public IReadOnlyList<Column> Columns { get; } =
        [
            .. xml.Descendants("TableColumnHeader").Zip(xml.Descendants("TableColumnItem"), static (head, item) => new Column(
                head.Element("Label")!.Value, (int?)head.Element("Width"), head.Element("Alignment")?.Value == "Right", item.Value, item.Element("PropertyName") is not null)),
        ];

        public IEnumerable<string> Properties { get; } =
        [
            .. xml.Descendants("PropertyName").Select(static p => p.Value),
            .. xml.Descendants("ScriptBlock").SelectMany(static b => Named().Matches(b.Value).Select(static m => m.Groups["property"].Value)),
        ];

        /// <summary>The column's cells; the one without a width has what the others leave.</summary>
        public int WidthOf(Column column) => column.Width ?? TableWidth - Columns.Sum(static c => c.Width ?? 0) - (Columns.Count - 1);
    }
}
