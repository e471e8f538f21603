using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Reflection;
using System.Security;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using RakutenOps.Module.Tests.Hosting;

namespace RakutenOps.Module.Tests.Help;

/// <summary>The help of the packaged module: whole in both languages, and true to the cmdlets and their errors.</summary>
public sealed partial class HelpPagesTests : IDisposable
{
    static readonly PublishedHelp English = new("en-US");
    static readonly PublishedHelp Japanese = new("ja-JP");

    readonly ModuleSession session = ModuleSession.Open();

    public void Dispose() => session.Dispose();

    [Fact]
    public void Every_cmdlet_has_a_page_in_both_languages()
    {
        var exported = Exported().Select(static c => c.Name).ToList();
        English.Commands.ShouldBe(exported, ignoreOrder: true);
        Japanese.Commands.ShouldBe(exported, ignoreOrder: true);
    }

    [Fact]
    public void Both_pages_of_a_cmdlet_explain_each_of_its_parameters_and_no_other()
    {
        foreach (var command in Exported())
        {
            var parameters = command.Parameters.Keys.Where(static p => !Cmdlet.CommonParameters.Contains(p)).ToList();
            English.Parameters(command.Name).Keys.ShouldBe(parameters, ignoreOrder: true, command.Name);
            Japanese.Parameters(command.Name).Keys.ShouldBe(parameters, ignoreOrder: true, command.Name);
            English.Parameters(command.Name).Values.Concat(Japanese.Parameters(command.Name).Values).ShouldAllBe(static text => text.Length > 0, command.Name);
        }
    }

    [Fact]
    public void A_parameter_s_default_is_the_one_it_has()
    {
        var told = 0;
        foreach (var command in Exported())
        {
            var cmdlet = Activator.CreateInstance(command.ImplementingType)!;
            foreach (var (name, text) in English.Defaults(command.Name).Where(static d => d.Key is not ("WhatIf" or "Confirm")))
            {
                var property = command.ImplementingType.GetProperty(name)!;
                var wanted = Shown(property, property.GetValue(cmdlet), isTold: text != "None");
                if (wanted is not ("None" or "False")) told++;
                text.ShouldBe(wanted, $"{command.Name} -{name}");
                Japanese.Defaults(command.Name)[name].ShouldBe(text, $"{command.Name} -{name}");
            }
        }
        told.ShouldBeGreaterThan(20);

        // A number or a code that must be given, or that nothing stands for, is at its type's first value.
        static string Shown(PropertyInfo property, object? value, bool isTold) => value switch
        {
            null or Array { Length: 0 } or "" or IDictionary or SecureString => "None",
            Array many => string.Join(", ", many.Cast<object>()),
            SwitchParameter => "False",
            ValueType when !isTold && value.Equals(Activator.CreateInstance(property.PropertyType)) && property.GetCustomAttributes<ParameterAttribute>().All(static p => p.Mandatory) => "None",
            _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        };
    }

    [Fact]
    public void Both_pages_of_a_cmdlet_show_the_same_examples_and_errors_each_in_its_own_language()
    {
        foreach (var command in English.Commands)
        {
            English.Code(command).Count.ShouldBeGreaterThanOrEqualTo(3, command);
            Japanese.Code(command).ShouldBe(English.Code(command), command);
            English.ErrorIds(command).ShouldNotBeEmpty(command);
            Japanese.ErrorIds(command).ShouldBe(English.ErrorIds(command), ignoreOrder: true, command);
            // Kana: an English page names Rakuten's terms, but in no Japanese sentence.
            Japanese.Text(command).ShouldMatch("[ぁ-ん]{2}", command);
            English.Text(command).ShouldNotMatch("[ぁ-ん]{2}(ます|です|ください)", command);
        }
    }

    [Fact]
    public void Every_error_id_stands_on_some_page_and_every_id_on_a_page_is_one()
    {
        var documented = English.Commands.SelectMany(English.ErrorIds).Distinct();
        documented.ShouldBe(KnownIds(), ignoreOrder: true);
    }

    // What only a backup or a copy can meet: its advice, -Force, means nothing to any other.
    [Theory]
    [InlineData("StoreExists", "Backup-OrderSlipStore")]
    [InlineData("StoreNotEmpty", "Copy-OrderSlipStore")]
    public void An_error_of_one_cmdlet_stands_on_its_page_alone(string id, string command) => English.Commands.Where(c => English.ErrorIds(c).Contains(id)).ShouldBe([command]);

    [Fact]
    public void Every_error_id_that_the_code_raises_is_in_the_list_and_the_list_has_no_other()
    {
        var sources = string.Concat(Directory.EnumerateFiles(Path.Combine(PackagedModule.RepositoryRoot, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(static f => !f.Contains("RakutenOps.Emulator") && Path.GetFileName(f) != "OpsError.cs").Select(File.ReadAllText));
        var raised = Raised().Matches(sources).Select(static m => m.Groups["id"].Value).Concat(Troubles().Match(sources).Groups["name"].Captures.Select(static c => "Rms" + c.Value)).Distinct().ToList();

        raised.Except(KnownIds()).ShouldBeEmpty();
        // An id may also be chosen between two, or by a field's name; then it stands somewhere as a text.
        KnownIds().Except(raised).Where(id => !sources.Contains($"\"{id}\"", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void Every_error_id_of_input_says_what_to_do()
    {
        var keys = XDocument.Load(Path.Combine(PackagedModule.RepositoryRoot, "src", "RakutenOps.Cmdlets", "Text", "Messages.resx")).Root!.Elements("data").Select(static d => d.Attribute("name")!.Value).ToList();
        var errors = keys.Where(static k => k.StartsWith("Error_", StringComparison.Ordinal)).Select(static k => k["Error_".Length..]).ToList();

        errors.Count.ShouldBeGreaterThan(20);
        errors.Except(KnownIds()).ShouldBeEmpty();
        errors.Where(id => !keys.Contains("Advice_" + id)).ShouldBeEmpty();
    }

    [Fact]
    public void A_page_leads_only_to_cmdlets_and_topics_that_there_are()
    {
        foreach (var (help, language) in (IEnumerable<(PublishedHelp, string)>)[(English, "en-US"), (Japanese, "ja-JP")])
        {
            var topics = Directory.GetFiles(Path.Combine(PackagedModule.Folder, language), "about_*.help.txt").Select(static f => Path.GetFileName(f)[..^".help.txt".Length]);
            help.Links.Except(help.Commands.Concat(topics)).ShouldBeEmpty();
        }
    }

    [Theory]
    [InlineData("en-US", "Shows the order slip store of this session")]
    [InlineData("ja-JP", "このセッションで使用中の伝票ストア")]
    public void Get_Help_speaks_the_language_of_the_session(string culture, string synopsis)
    {
        using var reader = ModuleSession.Open(culture: culture);
        reader.Help("Get-OrderSlipStore").ShouldContain(synopsis);
        reader.Help("about_RakutenOps").ShouldContain("Connect-OrderSlipStore");
    }

    IReadOnlyList<CmdletInfo> Exported() => session.Run("Get-Command -Module RakutenOps").Clean().As<CmdletInfo>();

    // OpsError is internal to the module; its list is what scripts may test for.
    IEnumerable<string> KnownIds()
    {
        var errors = Exported()[0].ImplementingType.Assembly.GetType("RakutenOps.Errors.OpsError", throwOnError: true)!;
        return ((IEnumerable<KeyValuePair<string, ErrorCategory>>)errors.GetField("Categories", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!).Select(static c => c.Key);
    }

    // new ShopException("ShopBusy", …), OpsError.Input("ShopExists", …), and new("StoreFull", …) where the type is known.
    [GeneratedRegex("""(?:(?:Shop|Store|Slip|Secret|Schedule|Input)Exception\(|OpsError\.Input\(|\bnew\((?=\s*"(?:Store|Shop|Credential)[A-Z]))\s*"(?<id>[A-Z][A-Za-z]+)"\s*,""")]
    private static partial Regex Raised();

    // Kinds of trouble with RMS are ids with Rms before.
    [GeneratedRegex(@"enum RmsTrouble\s*\{(?:\s*(?:///[^\n]*\n\s*)*(?<name>\w+),)+")]
    private static partial Regex Troubles();
}
