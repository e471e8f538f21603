using System.Management.Automation;
using System.Text.RegularExpressions;
using RakutenOps.Module.Tests.Hosting;

namespace RakutenOps.Module.Tests.Help;

/// <summary>
/// Every example that people read runs: those of the help pages, of README, of docs and of the about topics, in the world of ExampleWorld.ps1. An example that needs more than the language, the core
/// cmdlets and ours is read by PowerShell's parser, and its commands, parameters and values must exist.
/// </summary>
[Collection("Emulator")]
public sealed partial class ExampleTests(ExampleWorld world) : IClassFixture<ExampleWorld>
{
    static readonly PublishedHelp Pages = new("en-US");

    // What a command writes that no example of its page shows.
    static readonly Dictionary<string, string> Unshown = new(StringComparer.Ordinal)
    {
        ["Get-RakutenSyncSchedule"] = "$null = Register-RakutenSyncSchedule -WarningAction SilentlyContinue; Get-RakutenSyncSchedule",
        ["Register-RakutenSyncSchedule"] = "Register-RakutenSyncSchedule -WarningAction SilentlyContinue",
        ["Set-RakutenSecret"] = "Set-RakutenSecret slack -Secret $emulator.Credential.Password",
    };

    // They write nothing, so they declare nothing.
    static readonly string[] Silent = ["Remove-PaymentMethodMap", "Remove-RakutenSecret", "Stop-RmsEmulator", "Unregister-RakutenShop", "Unregister-RakutenSyncSchedule"];

    public static TheoryData<string> Commands => [.. Pages.Commands];

    public static TheoryData<string, int, string> OfDocuments()
    {
        var root = PackagedModule.RepositoryRoot;
        string[] documents = [.. Directory.GetFiles(root, "*.md"), .. Directory.GetFiles(Path.Combine(root, "docs"), "*.md"), .. Directory.GetFiles(Path.Combine(root, "docs", "cmdlets"), "about_*.md", SearchOption.AllDirectories)];
        return new(documents.Order(StringComparer.Ordinal).SelectMany(path => Fenced().Matches(File.ReadAllText(path)).Select((m, i) => (Path.GetRelativePath(root, path), i + 1, Unindented(m.Groups["code"].Value)))));
    }

    // The Japanese pages show the same code: the build holds them to it.
    [Theory, MemberData(nameof(Commands))]
    public void The_examples_of_a_page_run_or_name_only_what_there_is_and_the_command_writes_what_it_declares(string command)
    {
        var written = Pages.Examples.Where(e => e.Command == command).SelectMany(e => Works($"{command}, {e.Title}", e.Code)).ToList();
        if (Unshown.TryGetValue(command, out var code)) written.AddRange(Works(command, code));

        Assert.SkipUnless(OperatingSystem.IsLinux() || !command.EndsWith("-RakutenSyncSchedule", StringComparison.Ordinal), "Nothing stands in for the Task Scheduler.");
        written.Where(w => w.Command == command).Select(static w => w.Type).Distinct().ShouldBe(Declared(command), ignoreOrder: true, command);
    }

    [Fact]
    public void A_command_that_declares_nothing_has_nothing_to_pass_on()
    {
        Pages.Commands.Where(c => !Declared(c).Any()).ShouldBe(Silent, ignoreOrder: true);
        world.Session.Run("Get-Command $names", ("names", Silent)).Clean().As<CmdletInfo>().Where(static c => c.Parameters.ContainsKey("PassThru")).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(OfDocuments))]
    public void A_command_line_of_a_document_runs_or_names_only_what_there_is(string document, int number, string code) => Works($"{document}, block {number}", code);

    // The checks are Pester's, and only they: jobs and examples run in rakutenops, too, which has the core cmdlets and ours.
    [Theory]
    [InlineData("jobs/Invoke-RakutenOpsCycle.ps1")]
    [InlineData("examples/FirstSync.ps1")]
    [InlineData("checks/Invoke-RakutenOpsCheck.ps1", "New-PesterContainer", "New-PesterConfiguration", "Invoke-Pester")]
    [InlineData("checks/RakutenOps.Tests.ps1", "BeforeAll", "Describe", "It", "Should")]
    public void A_script_that_ships_parses_and_names_only_commands_and_parameters_that_there_are(string path, params string[] pester)
    {
        var script = new ExampleScript(File.ReadAllText(Path.Combine(PackagedModule.Folder, path)), world);

        script.Faults().ShouldBeEmpty();
        script.Strangers.Distinct().ShouldBe(pester, ignoreOrder: true);
    }

    [Fact]
    public void No_other_script_ships() =>
        Directory.GetFiles(PackagedModule.Folder, "*.ps1", SearchOption.AllDirectories).Select(static f => Path.GetRelativePath(PackagedModule.Folder, f).Replace('\\', '/')).Order(StringComparer.Ordinal)
            .ShouldBe(["checks/Invoke-RakutenOpsCheck.ps1", "checks/RakutenOps.Tests.ps1", "examples/FirstSync.ps1", "jobs/Invoke-RakutenOpsCycle.ps1"]);

    [Theory]
    [InlineData("Get-OrderSlip -Sort Down", "Sort")]
    [InlineData("Get-OrderSlip -Stage Nowhere | Format-Table", "Nowhere")]
    [InlineData("Get-OrderSlip -Stage Cancelled, Somewhere", "Somewhere")]
    [InlineData("Set-RakutenShop kobe-bakery -OrderImport Maybe", "Maybe")]
    [InlineData("Get-OrderSlips", "no command Get-OrderSlips")]
    [InlineData("Get-OrderSlip | ? IsLive", "no command ?")]
    [InlineData("Get-OrderSlip | Select-Object -Frist 1", "Frist")]
    [InlineData("Get-OrderSlip | ForEach-Object {", "}")]
    public void A_wrong_example_is_seen_without_running_it(string code, string said) => new ExampleScript(code, world).Faults().ShouldContain(f => f.Contains(said));

    [Fact]
    public void Examples_begin_in_the_world_as_it_was_made()
    {
        world.Run("Set-RmsEmulator -OrderNumber 999999-20261101-0000000002 -Event Cancel; Sync-RakutenPayment; Stop-RmsEmulator", touchesEmulator: true).Clean();

        world.Run("(Get-OrderSlip).Count", touchesEmulator: false).Clean().Single.BaseObject.ShouldBe(16);
        world.Run("(Get-RakutenOrderStatus 999999-20261101-0000000002 -Shop kobe-bakery).Progress", touchesEmulator: false).Clean().Single.ToString().ShouldBe("RakutenProcessing");
    }

    // Whatever runs writes only what its commands declare.
    IEnumerable<(string Command, string Type)> Works(string what, string code)
    {
        var example = new ExampleScript(code, world);
        example.Faults().ShouldBeEmpty(what);
        if (!example.CanRun) return [];
        world.Run(code, example.TouchesEmulator).Errors.Select(static e => $"{e.FullyQualifiedErrorId}: {e}").ShouldBeEmpty($"{what}:\n{code}");
        world.Emitted.Where(w => !Declared(w.Command).Contains(w.Type)).ShouldBeEmpty($"{what}:\n{code}");
        return world.Emitted;
    }

    IEnumerable<string> Declared(string command) =>
        world.Session.Run("Get-Command $name", ("name", command)).Clean().As<CmdletInfo>()[0].OutputType.Select(static t => t.Name).Distinct();

    static string Unindented(string code)
    {
        var lines = code.TrimEnd().Split('\n');
        var indent = lines.Where(static l => l.Trim().Length > 0).Min(static l => l.Length - l.TrimStart().Length);
        return string.Join('\n', lines.Select(l => l.Length >= indent ? l[indent..] : l));
    }

    [GeneratedRegex(@"^(?<indent>[ \t]*)```powershell[^\n]*\n(?<code>.*?)^\k<indent>```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fenced();
}
