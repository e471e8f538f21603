namespace RakutenOps.Module.Tests.Help;

/// <summary>About topics: markdown to the plain text of Get-Help.</summary>
public sealed class AboutTopicTests : IDisposable
{
    const string Topic = """
        # about_Sample

        ## SHORT DESCRIPTION
        What samples are.

        ## LONG DESCRIPTION
        A first paragraph that is long enough to go over the eighty columns that a console window has at least.

        ### Words

        | Word | Meaning |
        | --- | --- |
        | 受注伝票 | a slip |
        | 承認日 | a day |

        1. first
        2. second

        ```powershell
        Get-Sample one
        ```
        """;

    readonly HelpTool tool = new();

    public void Dispose() => tool.Dispose();

    [Fact]
    public void A_topic_becomes_plain_text_whose_fifth_line_is_its_synopsis()
    {
        tool.PageInBoth("about_Sample.md", Topic);
        tool.RunWithoutProblems();

        tool.About("en-US", "about_Sample").ShouldBe("""
            TOPIC
                about_Sample

            SHORT DESCRIPTION
                What samples are.

            LONG DESCRIPTION
                A first paragraph that is long enough to go over the eighty columns that a
                console window has at least.

              Words
                受注伝票
                    a slip

                承認日
                    a day

                1. first
                2. second

                    Get-Sample one

            """, StringCompareShould.IgnoreLineEndings);
    }

    [Fact]
    public void Japanese_is_wrapped_at_eighty_columns_of_full_width_and_never_before_a_closing_mark()
    {
        var paragraph = string.Concat(Enumerable.Repeat("受注伝票は、入金待ちです。", 12));
        tool.PageInBoth("about_Sample.md", Topic.Replace("A first paragraph that is long enough to go over the eighty columns that a console window has at least.", paragraph));
        tool.RunWithoutProblems();

        var lines = tool.About("ja-JP", "about_Sample").Split('\n').SkipWhile(static l => l != "LONG DESCRIPTION").Skip(1).TakeWhile(static l => l.Length > 0).Select(static l => l[4..]).ToArray();
        lines.Length.ShouldBeGreaterThan(1);
        string.Concat(lines).ShouldBe(paragraph);
        lines.ShouldAllBe(static l => l.Length <= 38);
        lines.ShouldAllBe(static l => l[0] != '、' && l[0] != '。');
    }

    [Fact]
    public void A_topic_in_one_language_only_is_refused()
    {
        tool.Page("en-US", "about_Sample.md", Topic);
        tool.ShouldComplain(Path.Combine("ja-JP", "about_Sample.md"), "the topic has no page in ja-JP");
    }

    [Fact]
    public void A_topic_must_begin_with_its_short_description()
    {
        tool.PageInBoth("about_Sample.md", Topic.Replace("## SHORT DESCRIPTION", "## SUMMARY"));
        tool.ShouldComplain("about_Sample.md", "the first heading must be this");
    }

    [Fact]
    public void A_short_description_of_two_lines_is_refused_as_Get_Help_would_cut_it()
    {
        tool.PageInBoth("about_Sample.md", Topic.Replace("What samples are.", "What samples are, and more of what they are than one line of the console holds."));
        tool.ShouldComplain("about_Sample.md", "it must fit one line");
    }

    [Fact]
    public void A_topic_whose_page_has_gone_goes_from_the_module()
    {
        tool.PageInBoth("about_Sample.md", Topic);
        tool.RunWithoutProblems();
        foreach (var language in (string[])["en-US", "ja-JP"]) File.Delete(Path.Combine(tool.Docs, language, "about_Sample.md"));
        tool.RunWithoutProblems();
        Directory.GetFiles(tool.Module, "about_*", SearchOption.AllDirectories).ShouldBeEmpty();
    }
}
