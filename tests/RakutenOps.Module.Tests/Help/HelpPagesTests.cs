using System.Management.Automation;
using System.Reflection;
using System.Text.RegularExpressions;
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

    [Fact]
    public void Every_error_id_that_the_code_raises_is_in_the_list()
    {
        var sources = Directory.EnumerateFiles(Path.Combine(PackagedModule.RepositoryRoot, "src"), "*.cs", SearchOption.AllDirectories).Where(static f => !f.Contains("RakutenOps.Emulator"));
        var raised = sources.SelectMany(static f => Raised().Matches(File.ReadAllText(f)).Select(static m => m.Groups["id"].Value)).Distinct().ToList();

        raised.Count.ShouldBeGreaterThan(40);
        raised.Except(KnownIds()).ShouldBeEmpty();
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

    // new ShopException("ShopBusy", …), OpsError.Input("ShopExists", …), and the store's own new("StoreFull", …).
    [GeneratedRegex("""(?:(?:Shop|Store|Slip|Secret|Schedule|Input)Exception\(|OpsError\.Input\(|\bnew\((?=\s*"Store))\s*"(?<id>[A-Z][A-Za-z]+)"\s*,""")]
    private static partial Regex Raised();
}
