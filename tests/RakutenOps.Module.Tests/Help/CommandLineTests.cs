using System.Diagnostics;
using System.Management.Automation.Language;
using System.Text.RegularExpressions;
using RakutenOps.Module.Tests.Hosting;
using RakutenOps.Module.Tests.Shell;

namespace RakutenOps.Module.Tests.Help;

/// <summary>
/// Every command line of a page that is in no powershell block, those between words included, runs here, in the world of ExampleWorld.ps1; or what it names is there; or it stands in one list with the
/// reason why it is not run here. A command that is none of these fails.
/// </summary>
[Collection("Emulator")]
public sealed partial class CommandLineTests(ExampleWorld world) : IClassFixture<ExampleWorld>
{
    static readonly string Root = PackagedModule.RepositoryRoot;

    // What is not run here, and why.
    static readonly Dictionary<string, string> Elsewhere = new(StringComparer.Ordinal)
    {
        ["await using var host = await EmulatorHost.StartAsync(new() { TimeProvider = fakeTime });"] = "C#: the suites of Core begin so",
        ["build.ps1 -Task Pack"] = "the name of a task; the pages' own pwsh ./build.ps1 lines are held to its tasks",
        ["Connect-OrderSlipStore -Location postgresql://user@host/database"] = "no such server: the suites of Core open one of their own",
        ["Copy-OrderSlipStore -Destination postgresql://shop@db.example.jp/rakutenops"] = "no such server: the suites of Core copy to one of their own",
        ["cp -p"] = "an option, in a sentence",
        ["createdb -E UTF8 -T template0 rakutenops"] = "run by OperationsPageTests of Core's suites, on a server of their own",
        ["createdb -E UTF8 -T template0 restored"] = "run by OperationsPageTests of Core's suites, on a server of their own",
        ["dotnet build"] = "this suite was built so",
        ["dotnet pack src/RakutenOps.Cmdlets -c Release"] = "the Pester suite installs what it makes",
        ["dotnet pwsh"] = "the name of a way to run scripts",
        ["dotnet run"] = "the name of a command",
        ["dotnet test"] = "this suite runs in it",
        ["dotnet tool restore"] = "CI runs it before the Pester suites",
        ["hang {delay?}"] = "a fault's name",
        ["Import-Module ./artifacts/module/debug/RakutenOps/RakutenOps.psd1"] = "every session of these suites begins so",
        ["loginctl enable-linger"] = "would change this machine",
        ["pg_dump -Fc -n rakutenops -f slips.dump postgresql://shop@db.example.jp/rakutenops"] = "run by OperationsPageTests of Core's suites, on a server of their own",
        ["pg_restore -d postgresql://shop@db.example.jp/restored slips.dump"] = "run by OperationsPageTests of Core's suites, on a server of their own",
        ["pwsh -File"] = "the name of a way to run scripts",
        ["rakutenops -File"] = "the name of a way to run scripts",
        ["Set-RakutenShop -RegisterShippingDate On"] = "the name of a setting: without -Shop it asks for one",
        ["systemd-analyze verify"] = "the name of a command",
        ["systemd-analyze verify --user --recursive-errors=yes"] = "run by ScheduleTests",
        ["Test-ReauthWindow -ExpiringWithin 3"] = "the name of a parameter: without a slip it asks for one",
    };

    static readonly List<(string Page, string Line)> Lines = [.. Pages().SelectMany(static p => Of(p.Text).Select(line => (p.Name, line))).DistinctBy(static l => l.line)];

    public static TheoryData<string, string> Here => new(Lines.Where(static l => !Elsewhere.ContainsKey(l.Line)));

    [Theory, MemberData(nameof(Here))]
    public void A_command_line_runs_or_names_only_what_there_is(string page, string line)
    {
        world.Run("", touchesEmulator: false).Clean();
        var words = Words(line);
        // The PowerShell of the tool manifest.
        if (words is ["dotnet", "pwsh", ..]) words = words[1..];
        switch (words)
        {
            case ["dotnet", "run", .. var rest]:
                Project(rest);
                break;
            case ["dotnet", "RakutenOps.Emulator.dll", .. var options]:
                Emulator(options);
                break;
            case ["rakutenops", .. var arguments]:
                Shell(arguments, world.Folder);
                break;
            case ["pwsh", .. var arguments]:
                Script([.. arguments.SkipWhile(static a => a is "-NoProfile" or "-NonInteractive" or "-File")]);
                break;
            case [var name, ..] when CommandName().IsMatch(name):
                var example = new ExampleScript(line, world);
                example.Faults().ShouldBeEmpty();
                if (example.CanRun) world.Run(line, example.TouchesEmulator).Clean();
                break;
            default:
                Assert.Fail($"{page}: nobody runs or checks `{line}`. Let this test do it, or put it into its list with the reason why not.");
                break;
        }
    }

    [Fact]
    public void What_is_not_run_here_still_stands_on_a_page() => Elsewhere.Keys.Except(Lines.Select(static l => l.Line)).ShouldBeEmpty();

    [Fact]
    public void A_block_is_of_a_kind_that_a_test_reads() =>
        Pages().SelectMany(static p => Fence().Matches(p.Text)).Select(static m => m.Groups["language"].Value).Distinct().ShouldBe(["powershell", "sh", "json", "text", ""], ignoreOrder: true);

    // A block that goes on from line to line, against an emulator of its own.
    [Fact]
    public void The_control_API_answers_every_curl_of_its_page()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/curl"), "The block is one for sh and curl.");
        using var session = ModuleSession.Open();
        var script = Fence().Matches(Read("docs/emulator.md")).Select(static m => m.Groups["code"].Value).Single(static code => code.Contains("curl ", StringComparison.Ordinal));
        var endpoint = session.Run("(Start-RmsEmulator).Endpoint").Clean().Single.ToString().TrimEnd('/');
        try
        {
            var ran = Patience.Run(new ProcessStartInfo("sh", ["-euc", "curl() { command curl -sS --fail-with-body \"$@\"; }\n" + script.Replace("http://127.0.0.1:35515", endpoint, StringComparison.Ordinal)]));
            ran.ExitCode.ShouldBe(0, ran.Output + ran.Error);
        }
        finally
        {
            session.Run("Stop-RmsEmulator");
        }
    }

    // Options of dotnet itself, then what the program is given: those that end soon run, the others are asked whether they know it.
    void Project(IReadOnlyList<string> words)
    {
        var own = words.TakeWhile(static w => w != "--").ToList();
        string[] given = [.. words.Skip(own.Count + 1)];
        string? project = null;
        for (var i = 0; i < own.Count; i += 2)
        {
            own[i].ShouldBeOneOf("-c", "-e", "--project");
            if (own[i] == "-c") own[i + 1].ShouldBeOneOf("Debug", "Release");
            if (own[i] == "-e") Directory.EnumerateFiles(Path.Combine(Root, "tests"), "*.cs", SearchOption.AllDirectories).ShouldContain(f => File.ReadAllText(f).Contains($"\"{own[i + 1].Split('=')[0]}\"", StringComparison.Ordinal));
            if (own[i] == "--project") project = own[i + 1];
        }
        var name = Path.GetFileName(project.ShouldNotBeNull());
        File.Exists(Path.Combine(Root, project, name + ".csproj")).ShouldBeTrue(project);
        switch (name)
        {
            case "RakutenOps.Shell":
                Shell(given, Root);
                break;
            case "RakutenOps.Benchmarks":
                // Minutes to hours: every word must be one that the program takes.
                var taken = string.Concat(Directory.EnumerateFiles(Path.Combine(Root, project), "*.cs", SearchOption.TopDirectoryOnly).Select(File.ReadAllText));
                given.Where(word => !word.Contains("://", StringComparison.Ordinal) && !int.TryParse(word, out _) && !taken.Contains($"\"{word}\"", StringComparison.Ordinal)).ShouldBeEmpty();
                break;
            default:
                // A suite lists what it would run.
                Assert.SkipUnless(File.Exists(Built(name, name)), $"{name} was not built.");
                var ran = Patience.Run(new ProcessStartInfo("dotnet", [Built(name, name), .. given, "-noColor", "-list", "tests"]));
                ran.ExitCode.ShouldBe(0, ran.Output + ran.Error);
                ran.Output.ShouldContain($"\n{name}.");
                break;
        }
    }

    // It ends when its standard input does.
    static void Emulator(IReadOnlyList<string> options)
    {
        var start = new ProcessStartInfo("dotnet", ["RakutenOps.Emulator.dll", .. options]) { WorkingDirectory = Path.Combine(PackagedModule.Folder, "emulator"), RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        using var emulator = Process.Start(start)!;
        emulator.StandardInput.Close();
        var ran = Patience.Hear(emulator);
        ran.ExitCode.ShouldBe(0, ran.Error);
        ran.Output.ShouldMatch("^\\{\"url\":\"http://127\\.0\\.0\\.1:\\d+\",\"pid\":\\d+\\}\\s*$");
    }

    // On the world's store. The job says by 5 that a person is needed: slip 7 has a method without a map.
    void Shell(IReadOnlyList<string> arguments, string folder)
    {
        var start = new ProcessStartInfo("dotnet", [Built("RakutenOps.Shell", "rakutenops"), .. arguments.Select(InModule)]) { WorkingDirectory = folder };
        start.Environment["RAKUTENOPS_MODULE"] = PackagedModule.Folder;
        start.Environment["RAKUTENOPS_STORE"] = $"sqlite:{world.Folder}/slips.db";
        var ran = Patience.Run(start);
        ran.ExitCode.ShouldBe(arguments[^1].EndsWith("Invoke-RakutenOpsCycle.ps1", StringComparison.Ordinal) ? 5 : 0, ran.Output + ran.Error);
        ran.Output.ShouldNotBeEmpty();
    }

    // A script is there, and takes the parameters and values that it is given, words of a set or files; the Pester suite runs those that ship.
    static void Script(IReadOnlyList<string> words)
    {
        var ast = Parser.ParseFile(Path.Combine(Root, InModule(words[0])), out _, out var faults);
        faults.ShouldBeEmpty();
        for (var i = 1; i < words.Count; i += 2)
        {
            var parameter = ast.ParamBlock.Parameters.Single(p => "-" + p.Name.VariablePath.UserPath == words[i]);
            var set = parameter.Attributes.OfType<AttributeAst>().SingleOrDefault(static a => a.TypeName.Name == "ValidateSet");
            if (set is null) File.Exists(Path.Combine(Root, words[i + 1])).ShouldBeTrue(words[i + 1]);
            else set.PositionalArguments.Cast<StringConstantExpressionAst>().Select(static a => a.Value).ShouldContain(words[i + 1]);
        }
    }

    static string Built(string project, string assembly) => Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", project, new DirectoryInfo(AppContext.BaseDirectory).Name, assembly + ".dll"));

    static string InModule(string path) => ModuleFolder().Replace(path, PackagedModule.Folder.Replace("$", "$$", StringComparison.Ordinal));

    static IEnumerable<(string Name, string Text)> Pages() =>
        Directory.EnumerateFiles(Root, "*.md").Concat(Directory.EnumerateFiles(Path.Combine(Root, "docs"), "*.md", SearchOption.AllDirectories)).Select(static f => Path.GetRelativePath(Root, f).Replace('\\', '/')).Order(StringComparer.Ordinal)
            .Select(static name => (name, Read(name)));

    static string Read(string name) => File.ReadAllText(Path.Combine(Root, name)).ReplaceLineEndings("\n");

    // The lines of sh blocks, but for a block that goes on from line to line; and what stands in back ticks: a command and what it is given.
    static IEnumerable<string> Of(string text) =>
        Fence().Matches(text).Where(static m => m.Groups["language"].Value == "sh" && !m.Groups["code"].Value.Contains("curl ", StringComparison.Ordinal)).SelectMany(static m => m.Groups["code"].Value.Split('\n'))
            .Select(static line => Remark().Replace(line, "").Trim()).Where(static line => line.Length > 0)
            .Concat(Inline().Matches(Fence().Replace(text, "")).Select(static m => m.Groups["code"].Value).Where(static code => Command().IsMatch(code)))
            .Select(static line => Setting().Replace(line, ""));

    static string[] Words(string line) => [.. Word().Matches(line).Select(static m => m.Value.Trim('"'))];

    [GeneratedRegex(@"^(?<indent>[ \t]*)```(?<language>\w*)[^\n]*\n(?<code>.*?)^\k<indent>```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex("`(?<code>[^`\n]+)`")]
    private static partial Regex Inline();

    // A program's name is in small letters; a command's is a verb and a noun.
    [GeneratedRegex(@"^(?:[A-Z_]+=\S+ )?(?:[a-z][a-z0-9_.-]*|\./\S+|[A-Z][A-Za-z]+-[A-Z][A-Za-z]+) ")]
    private static partial Regex Command();

    [GeneratedRegex("^[A-Z][A-Za-z]+-[A-Z][A-Za-z]+$")]
    private static partial Regex CommandName();

    // A variable that a line sets for itself, such as LC_ALL: CI runs suites in those languages.
    [GeneratedRegex(@"^[A-Z_]+=\S+ ")]
    private static partial Regex Setting();

    [GeneratedRegex("<module>|<モジュール>")]
    private static partial Regex ModuleFolder();

    [GeneratedRegex(@"\s+# .*$")]
    private static partial Regex Remark();

    [GeneratedRegex("""(?:"[^"]*"|\S)+""")]
    private static partial Regex Word();
}
