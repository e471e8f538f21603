using System.Xml.Linq;

namespace RakutenOps.Module.Tests.Help;

/// <summary>The help tool, run as a process over small pages.</summary>
public sealed class HelpToolTests : IDisposable
{
    readonly HelpTool tool = new();

    public void Dispose() => tool.Dispose();

    [Theory]
    [InlineData("en-US")]
    [InlineData("ja-JP")]
    public void A_complete_page_becomes_help_in_its_language(string language)
    {
        tool.RunWithoutProblems();

        var help = tool.Help(language);
        var details = help.Element(HelpTool.Command + "details")!;
        details.Element(HelpTool.Command + "name")!.Value.ShouldBe("Get-Sample");
        details.Element(HelpTool.Maml + "description")!.Value.ShouldBe("Gets samples by name.");
        help.Element(HelpTool.Maml + "description")!.Elements().Select(static p => p.Value).ShouldBe(["The first paragraph goes over two lines.", "- one", "- two"]);
        help.Descendants(HelpTool.Maml + "linkText").Select(static l => l.Value).ShouldBe(["Set-Sample", "Online"]);
        help.Descendants(HelpTool.Maml + "uri").Select(static l => l.Value).ShouldBe(["", "https://example.com/sample"]);
    }

    [Fact]
    public void Syntax_is_what_the_assembly_declares_set_by_set_with_the_default_first()
    {
        tool.RunWithoutProblems();

        var sets = tool.Help().Descendants(HelpTool.Command + "syntaxItem").Select(static s => s.Elements(HelpTool.Command + "parameter").Select(Name).ToArray()).ToArray();
        sets.Length.ShouldBe(2);
        sets[0].ShouldBe(["Name", "Kind", "Force", "WhatIf", "Confirm"]);
        sets[1].ShouldBe(["Day", "Kind", "Force", "WhatIf", "Confirm"]);
    }

    [Fact]
    public void A_parameter_carries_its_type_position_pipeline_and_aliases()
    {
        tool.RunWithoutProblems();

        var name = Parameter("Name");
        name.Attribute("position")!.Value.ShouldBe("0");
        name.Attribute("required")!.Value.ShouldBe("false");
        name.Attribute("globbing")!.Value.ShouldBe("true");
        name.Attribute("pipelineInput")!.Value.ShouldBe("True (ByPropertyName)");
        name.Attribute("aliases")!.Value.ShouldBe("Id");
        name.Element(HelpTool.Command + "parameterValue")!.Value.ShouldBe("String[]");
        var day = Parameter("Day");
        day.Attribute("required")!.Value.ShouldBe("true");
        day.Attribute("position")!.Value.ShouldBe("named");
        day.Element(HelpTool.Command + "parameterValue")!.Value.ShouldBe("DayOfWeek");
        tool.Help().Descendants(HelpTool.Command + "parameterValueGroup").First().Elements().Select(static v => v.Value).ShouldBe(["Card", "Bank"]);
    }

    [Fact]
    public void A_parameter_names_its_default_and_every_value_it_takes_and_the_first_to_give_comes_first()
    {
        tool.RunWithoutProblems();

        tool.Help().Element(HelpTool.Command + "parameters")!.Elements().Select(Name).ShouldBe(["Name", "Day", "Kind", "Force", "WhatIf", "Confirm"]);
        Default("Kind").ShouldBe("Card");
        Default("Name").ShouldBe("None");
        Default("Force").ShouldBe("False");
        Parameter("Kind").Element(HelpTool.Maml + "description")!.Elements().Last().Value.ShouldBe("Card, Bank");

        string Default(string parameter) => Parameter(parameter).Element(HelpTool.Dev + "defaultValue")!.Value;
    }

    [Fact]
    public void An_example_keeps_its_code_and_the_output_in_its_remark()
    {
        tool.RunWithoutProblems();

        var examples = tool.Help().Descendants(HelpTool.Command + "example").ToArray();
        examples.Length.ShouldBe(3);
        examples[0].Element(HelpTool.Maml + "title")!.Value.ShouldBe("---------- Example 1: One ----------");
        examples[0].Element(HelpTool.Dev + "remarks")!.Elements().Select(static p => p.Value).ShouldBe(["Gets one & only.", ""], "the next example stands apart");
        examples[1].Element(HelpTool.Dev + "code")!.Value.ShouldBe("$two = 'two'\nGet-Sample $two");
        examples[2].Element(HelpTool.Dev + "remarks")!.Elements().SkipLast(1).Last().Value.ShouldBe("    a  b\n    1  2");
    }

    [Fact]
    public void The_error_table_stands_in_the_notes()
    {
        tool.RunWithoutProblems();
        tool.Help().Descendants(HelpTool.Maml + "alert").Single().Elements().Select(static p => p.Value).ShouldBe(["Read this.", "SampleNotFound: There is none. → Look elsewhere."]);
    }

    [Fact]
    public void The_common_file_lends_parameters_and_errors_by_row_and_by_group()
    {
        tool.PageInBoth("_common.md", """
            ## PARAMETERS

            ### -WhatIf
            Common words.

            ## ERRORS

            ### Store

            | ErrorId | Meaning | What to do |
            | --- | --- | --- |
            | StoreLocked | Locked. | Wait. |
            | StoreFull | Full. | Make room. |

            ### Shop

            | ErrorId | Meaning | What to do |
            | --- | --- | --- |
            | ShopNotFound | No such shop. | Register it. |
            """);
        tool.PageInBoth("Get-Sample.md", SamplePage.Without("### -WhatIf\nOnly says so.\n").Replace("| SampleNotFound | There is none. | Look elsewhere. |", "| ShopNotFound | | |\n| @Store | | |"));

        tool.RunWithoutProblems();

        Parameter("WhatIf").Element(HelpTool.Maml + "description")!.Value.ShouldBe("Common words.");
        tool.Help().Descendants(HelpTool.Maml + "alert").Single().Elements().Skip(1).Select(static p => p.Value)
            .ShouldBe(["ShopNotFound: No such shop. → Register it.", "StoreLocked: Locked. → Wait.", "StoreFull: Full. → Make room."]);
    }

    [Fact]
    public void A_second_run_rewrites_nothing()
    {
        tool.RunWithoutProblems();
        var before = File.GetLastWriteTimeUtc(tool.MamlFile("en-US")).AddHours(-1);
        File.SetLastWriteTimeUtc(tool.MamlFile("en-US"), before);
        File.SetLastWriteTimeUtc(tool.MamlFile("ja-JP"), before);
        tool.Page("ja-JP", "Get-Sample.md", SamplePage.With("Read this.", "Read that."));

        tool.RunWithoutProblems();

        File.GetLastWriteTimeUtc(tool.MamlFile("en-US")).ShouldBe(before);
        File.GetLastWriteTimeUtc(tool.MamlFile("ja-JP")).ShouldBeGreaterThan(before);
    }

    [Fact]
    public void A_cmdlet_without_a_page_is_named_with_the_file_to_write()
    {
        File.Delete(Path.Combine(tool.Docs, "ja-JP", "Get-Sample.md"));
        tool.ShouldComplain(Path.Combine("ja-JP", "Get-Sample.md"), "the cmdlet has no page");
    }

    [Fact]
    public void A_page_without_a_cmdlet_is_refused()
    {
        tool.PageInBoth("Get-Other.md", SamplePage.Text);
        tool.ShouldComplain("Get-Other.md", "there is no such cmdlet");
    }

    [Fact]
    public void A_parameter_without_text_is_refused() => Complains(SamplePage.Without("The kind.\n"), "-Kind: nothing stands under it");

    [Fact]
    public void A_parameter_that_is_not_explained_is_refused() => Complains(SamplePage.Without("### -Kind\nThe kind.\n"), "PARAMETERS: -Kind is not explained");

    [Fact]
    public void A_parameter_that_the_cmdlet_lacks_is_refused_at_its_line()
    {
        tool.PageInBoth("Get-Sample.md", SamplePage.With("### -Kind", "### -Sort\nNo more.\n\n### -Kind"));
        tool.ShouldComplain("Get-Sample.md(21)", "-Sort: Get-Sample has no such parameter");
    }

    [Fact]
    public void Two_examples_are_too_few() =>
        Complains(SamplePage.Without("### Example 2: Two\n```powershell\n$two = 'two'\nGet-Sample $two\n```\n\nGets two.\n"), "2 of at least 3 examples");

    [Fact]
    public void An_example_must_use_its_cmdlet() => Complains(SamplePage.With("Get-Sample one", "Get-Date"), "does not use Get-Sample");

    [Fact]
    public void An_example_without_a_remark_is_refused() => Complains(SamplePage.Without("Gets two.\n"), "Example 2: Two: has no remark");

    [Fact]
    public void An_output_type_must_be_explained() => Complains(SamplePage.With("### System.DateOnly", "### System.Int32"), "'### System.DateOnly' is missing");

    [Fact]
    public void An_error_without_text_anywhere_is_refused() => Complains(SamplePage.With("| There is none. | Look elsewhere. |", "| | |"), "SampleNotFound: has no text");

    [Fact]
    public void A_page_without_an_error_table_is_refused() => Complains(SamplePage.With("| ErrorId |", "| Id |"), "the error table");

    [Fact]
    public void A_page_without_a_synopsis_is_refused() => Complains(SamplePage.Without("## SYNOPSIS\nGets *samples* by `name`.\n"), "SYNOPSIS: the heading is missing");

    [Fact]
    public void A_translation_shows_the_same_commands()
    {
        tool.Page("ja-JP", "Get-Sample.md", SamplePage.With("Get-Sample one", "Get-Sample ichi"));
        tool.ShouldComplain(Path.Combine("ja-JP", "Get-Sample.md"), "example 1 is not the code of");
    }

    [Fact]
    public void A_translation_lists_the_same_errors()
    {
        tool.Page("ja-JP", "Get-Sample.md", SamplePage.With("| SampleNotFound |", "| SampleLost |"));
        tool.ShouldComplain(Path.Combine("ja-JP", "Get-Sample.md"), "the error SampleLost stands in one language only");
    }

    XElement Parameter(string name) => tool.Help().Element(HelpTool.Command + "parameters")!.Elements().Single(p => Name(p) == name);

    void Complains(string page, string what)
    {
        tool.PageInBoth("Get-Sample.md", page);
        tool.ShouldComplain(Path.Combine("en-US", "Get-Sample.md"), what);
    }

    static string Name(XElement parameter) => parameter.Element(HelpTool.Maml + "name")!.Value;
}
