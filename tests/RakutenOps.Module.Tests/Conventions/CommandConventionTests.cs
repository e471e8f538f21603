using System.Management.Automation;
using System.Reflection;
using System.Xml.Linq;
using RakutenOps.Module.Tests.Hosting;

namespace RakutenOps.Module.Tests.Conventions;

/// <summary>Every exported command keeps to what people expect of a PowerShell module.</summary>
public sealed class CommandConventionTests : IDisposable
{
    // A report is one object with parts of its own: it has a list and no table.
    static readonly string[] Reports = ["RakutenOps.RakutenHealth", "RakutenOps.RakutenCycleReport"];

    // A number with its unit in the name is not a plural.
    static readonly string[] Units = ["Days", "Minutes", "Status"];

    static readonly string[] Approved =
        [.. new[] { typeof(VerbsCommon), typeof(VerbsCommunications), typeof(VerbsData), typeof(VerbsDiagnostic), typeof(VerbsLifecycle), typeof(VerbsOther), typeof(VerbsSecurity) }
            .SelectMany(static verbs => verbs.GetFields()).Select(static verb => (string)verb.GetRawConstantValue()!)];

    readonly ModuleSession session = ModuleSession.Open();
    readonly IReadOnlyList<CmdletInfo> commands;

    public CommandConventionTests() => commands = session.Run("Get-Command -Module RakutenOps").Clean().As<CmdletInfo>();

    public void Dispose() => session.Dispose();

    [Fact]
    public void The_manifest_exports_every_cmdlet_of_the_assembly_and_no_other()
    {
        var made = commands[0].ImplementingType.Assembly.GetExportedTypes().Select(static t => t.GetCustomAttribute<CmdletAttribute>()).OfType<CmdletAttribute>();

        commands.Select(static c => c.Name).Order(StringComparer.Ordinal).ShouldBe(made.Select(static c => $"{c.VerbName}-{c.NounName}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Verbs_are_approved_and_nouns_are_singular()
    {
        commands.Where(c => !Approved.Contains(c.Verb)).Select(static c => c.Name).ShouldBeEmpty();
        commands.Where(static c => c.Noun.EndsWith('s') && !c.Noun.EndsWith("Status", StringComparison.Ordinal)).Select(static c => c.Name).ShouldBeEmpty();
    }

    [Fact]
    public void What_changes_something_supports_ShouldProcess_and_what_only_looks_does_not() =>
        commands.Where(static c => c.Parameters.ContainsKey("WhatIf") == (c.Verb is "Get" or "Test")).Select(static c => c.Name).ShouldBeEmpty();

    [Fact]
    public void What_is_declared_has_a_table_and_a_list_of_its_own()
    {
        var views = XDocument.Load(Path.Combine(PackagedModule.Folder, "RakutenOps.Format.ps1xml")).Descendants("View")
            .SelectMany(static v => v.Descendants("TypeName").Select(t => (t.Value, v.Element("TableControl") is null ? "list" : "table"))).ToHashSet();
        var types = commands.SelectMany(static c => c.OutputType).Select(static t => t.Name).Where(static t => t.StartsWith("RakutenOps.", StringComparison.Ordinal)).Distinct();
        types.SelectMany(static t => new[] { (t, "table"), (t, "list") }).Where(v => !views.Contains(v) && !(v.Item2 == "table" && Reports.Contains(v.t))).ShouldBeEmpty();
    }

    [Fact]
    public void A_table_has_at_most_six_columns_that_fit_a_terminal_of_a_hundred()
    {
        foreach (var view in XDocument.Load(Path.Combine(PackagedModule.Folder, "RakutenOps.Format.ps1xml")).Descendants("View").Where(static v => v.Element("TableControl") is not null))
        {
            var columns = view.Descendants("TableColumnHeader").ToList();
            columns.Count.ShouldBeLessThanOrEqualTo(6, view.Element("Name")!.Value);
            (columns.Sum(static c => (int?)c.Element("Width") ?? c.Element("Label")!.Value.Length) + columns.Count - 1).ShouldBeLessThanOrEqualTo(99, view.Element("Name")!.Value);
        }
    }

    // Where no view is used, PowerShell would show every property, an object in a property as its ToString.
    [Fact]
    public void What_is_declared_says_which_of_its_properties_show_without_a_view()
    {
        var sets = XDocument.Load(Path.Combine(PackagedModule.Folder, "RakutenOps.Types.ps1xml")).Descendants("Type")
            .ToDictionary(static t => t.Element("Name")!.Value, static t => t.Descendants("ReferencedProperties").Single().Elements().Select(static p => p.Value).ToList());
        foreach (var type in commands.SelectMany(static c => c.OutputType).Where(static t => t.Name.StartsWith("RakutenOps.", StringComparison.Ordinal)).DistinctBy(static t => t.Name))
        {
            sets.ShouldContainKey(type.Name);
            sets[type.Name].Where(p => type.Type.GetProperty(p) is null).ShouldBeEmpty(type.Name);
        }
    }

    [Fact]
    public void No_position_is_taken_twice_and_what_is_piped_comes_first()
    {
        foreach (var set in commands.SelectMany(static c => c.ParameterSets.Select(s => (c.Name, Set: s))))
        {
            var positional = set.Set.Parameters.Where(static p => p.Position >= 0).OrderBy(static p => p.Position).ToList();
            positional.Select(static p => p.Position).ShouldBeUnique($"{set.Name} {set.Set.Name}");
            positional.Where(static p => p.Position > 0 && p.ValueFromPipeline).ShouldBeEmpty(set.Name);
            positional.Where(static p => p.ParameterType == typeof(SwitchParameter)).ShouldBeEmpty(set.Name);
            positional.Count.ShouldBeLessThanOrEqualTo(3, set.Name);
            positional.Select(static p => p.Position).ShouldAllBe(static p => p < 3, set.Name);
        }
    }

    // Which parameter a value goes to by its place never depends on what else is given; and what must be given stands before what may be, but for the line of a slip that has one.
    [Fact]
    public void A_place_means_the_same_in_every_set_of_a_command()
    {
        foreach (var command in commands)
        {
            var places = command.ParameterSets.SelectMany(static s => s.Parameters).Where(static p => p.Position >= 0).Select(static p => (p.Position, p.Name)).Distinct().ToList();
            places.Select(static p => p.Position).ShouldBeUnique(command.Name);
            places.Select(static p => p.Name).ShouldBeUnique(command.Name);
        }
        commands.Where(static c => c.ParameterSets.Any(static s => s.Parameters.Any(p => p is { Position: > 0, IsMandatory: true } && s.Parameters.Any(before => before.Position >= 0 && before.Position < p.Position && !before.IsMandatory))))
            .Select(static c => c.Name).ShouldBe(["Split-OrderSlip"]);
    }

    [Fact]
    public void One_parameter_of_a_set_takes_whole_objects_from_the_pipeline() =>
        commands.SelectMany(static c => c.ParameterSets.Where(static s => s.Parameters.Count(static p => p.ValueFromPipeline) > 1).Select(s => $"{c.Name} {s.Name}")).ShouldBeEmpty();

    // By which a command's object is known to it: each answers to what other modules call it, and takes it from what is piped.
    [Theory]
    [InlineData("Id", "SlipNumber", "OrderNumber", "HistoryId")]
    [InlineData("RunId", "Run")]
    [InlineData("PSPath", "LiteralPath")]
    [InlineData("Name", "Shop")]
    public void What_says_which_one_is_meant_answers_to(string alias, params string[] names)
    {
        var meant = commands.ToDictionary(static c => c.Name, c => c.Parameters.Values.Where(p => names.Contains(p.Name) && (alias != "Name" || p.ParameterSets.Values.Any(static s => s.Position == 0))).ToList());

        meant.Values.ShouldContain(static parameters => parameters.Count > 0);
        // A new slip's shop and number are its own, not those of another object.
        meant.Where(m => m.Value.Count > 0 && !m.Value.Exists(p => p.Aliases.Contains(alias))).Select(static m => m.Key).Except(["New-OrderSlip"]).ShouldBeEmpty();
    }

    [Fact]
    public void Parameters_are_named_in_the_singular() =>
        commands.SelectMany(static c => c.Parameters.Values.Where(static p => p.Name.EndsWith('s') && !Units.Any(u => p.Name.EndsWith(u, StringComparison.Ordinal)) && !Cmdlet.CommonParameters.Contains(p.Name))
            .Select(p => $"{c.Name} -{p.Name}")).ShouldBeEmpty();
}
