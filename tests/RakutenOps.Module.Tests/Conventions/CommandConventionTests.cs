using System.Management.Automation;
using System.Reflection;
using System.Xml.Linq;
using RakutenOps.Module.Tests.Hosting;

namespace RakutenOps.Module.Tests.Conventions;

/// <summary>Every exported command keeps to what people expect of a PowerShell module.</summary>
public sealed class CommandConventionTests : IDisposable
{
    static readonly string[] Changing =
        ["Approve", "Backup", "Confirm", "Connect", "Copy", "Export", "Import", "Invoke", "Merge", "New", "Register", "Remove", "Reset", "Restore", "Set", "Split", "Start", "Stop", "Sync", "Undo", "Unregister"];

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
    public void What_changes_something_supports_ShouldProcess_and_nothing_else_does() =>
        commands.Where(static c => c.Parameters.ContainsKey("WhatIf") != Changing.Contains(c.Verb)).Select(static c => c.Name).ShouldBeEmpty();

    [Fact]
    public void What_is_emitted_is_declared_and_has_a_table_and_a_list_of_its_own()
    {
        commands.Where(static c => c.Verb is "Get" or "Test" or "Sync" or "Import" or "New" or "Copy" && c.OutputType.Count == 0).Select(static c => c.Name).ShouldBeEmpty();

        var views = XDocument.Load(Path.Combine(PackagedModule.Folder, "RakutenOps.Format.ps1xml")).Descendants("View")
            .SelectMany(static v => v.Descendants("TypeName").Select(t => (t.Value, v.Element("TableControl") is null ? "list" : "table"))).ToHashSet();
        var types = commands.SelectMany(static c => c.OutputType).Select(static t => t.Name).Where(static t => t.StartsWith("RakutenOps.", StringComparison.Ordinal)).Distinct();
        types.SelectMany(static t => new[] { (t, "table"), (t, "list") }).Where(v => !views.Contains(v) && !(v.Item2 == "table" && Reports.Contains(v.t))).ShouldBeEmpty();
    }

    [Fact]
    public void A_table_has_at_most_six_columns_that_fit_a_hundred_cells()
    {
        foreach (var view in XDocument.Load(Path.Combine(PackagedModule.Folder, "RakutenOps.Format.ps1xml")).Descendants("View").Where(static v => v.Element("TableControl") is not null))
        {
            var columns = view.Descendants("TableColumnHeader").ToList();
            columns.Count.ShouldBeLessThanOrEqualTo(6, view.Element("Name")!.Value);
            (columns.Sum(static c => (int?)c.Element("Width") ?? c.Element("Label")!.Value.Length) + columns.Count - 1).ShouldBeLessThanOrEqualTo(100, view.Element("Name")!.Value);
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
            positional.Count.ShouldBeLessThanOrEqualTo(4, set.Name);
        }
    }

    [Fact]
    public void One_parameter_of_a_set_takes_whole_objects_from_the_pipeline() =>
        commands.SelectMany(static c => c.ParameterSets.Where(static s => s.Parameters.Count(static p => p.ValueFromPipeline) > 1).Select(s => $"{c.Name} {s.Name}")).ShouldBeEmpty();

    [Fact]
    public void The_first_number_a_command_asks_for_answers_to_Id()
    {
        foreach (var command in commands)
        {
            var number = command.ParameterSets.SelectMany(static s => s.Parameters).FirstOrDefault(static p => p is { Name: "SlipNumber" or "OrderNumber", Position: >= 0 });
            if (number is not null && command.Name != "New-OrderSlip") number.Aliases.ShouldContain("Id", command.Name);
        }
    }

    [Fact]
    public void Parameters_are_named_in_the_singular() =>
        commands.SelectMany(static c => c.Parameters.Values.Where(static p => p.Name.EndsWith('s') && !Units.Any(u => p.Name.EndsWith(u, StringComparison.Ordinal)) && !Cmdlet.CommonParameters.Contains(p.Name))
            .Select(p => $"{c.Name} -{p.Name}")).ShouldBeEmpty();
}
