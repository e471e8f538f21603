using System.Text.RegularExpressions;
using RakutenOps.Module.Tests.Hosting;

namespace RakutenOps.Module.Tests.Help;

/// <summary>README.ja.md tells the same as README.md: the same sections, commands, and codes.</summary>
public sealed partial class ReadmeTests
{
    static readonly string English = Read("README.md");
    static readonly string Japanese = Read("README.ja.md");

    [Fact]
    public void Both_have_as_many_sections() => Headings().Count(Japanese).ShouldBe(Headings().Count(English));

    [Fact]
    public void Both_show_the_same_commands()
    {
        var commands = Commands(English);

        commands.ShouldNotBeEmpty();
        Commands(Japanese).ShouldBe(commands);
    }

    [Fact]
    public void Both_tables_have_the_same_rows()
    {
        var rows = Rows(English);

        rows.ShouldContain("75");
        Rows(Japanese).ShouldBe(rows);
    }

    static string Read(string name) => File.ReadAllText(Path.Combine(PackagedModule.RepositoryRoot, name)).ReplaceLineEndings("\n");

    // Lines of code without their remarks, and what stands in back ticks between words.
    static string[] Commands(string text) =>
    [
        .. Fenced().Matches(text).SelectMany(static m => m.Groups["code"].Value.Split('\n')).Select(static l => Remark().Replace(l, "").Trim()).Where(static l => l.Length > 0),
        .. Inline().Matches(AnyFence().Replace(text, "")).Select(static m => m.Groups["code"].Value),
    ];

    // A row's first cell where it is a number; how many rows there are where it is words.
    static string[] Rows(string text) => [.. TableRow().Matches(text).Select(static m => m.Groups["first"].Value.Trim()).Select(static cell => int.TryParse(cell, out _) ? cell : "…")];

    [GeneratedRegex(@"^## ", RegexOptions.Multiline)]
    private static partial Regex Headings();

    [GeneratedRegex(@"^[ \t]*```powershell\n(?<code>.*?)^[ \t]*```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fenced();

    // What a command shows is in the reader's language.
    [GeneratedRegex(@"^[ \t]*```.*?^[ \t]*```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex AnyFence();

    [GeneratedRegex(@"\s+# .*$")]
    private static partial Regex Remark();

    [GeneratedRegex("`(?<code>[^`]+)`")]
    private static partial Regex Inline();

    [GeneratedRegex(@"^\|(?<first>[^|]*)\|", RegexOptions.Multiline)]
    private static partial Regex TableRow();
}
