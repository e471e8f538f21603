using RakutenOps.Help.Commands;
using RakutenOps.Help.Output;
using RakutenOps.Help.Pages;

namespace RakutenOps.Help;

/// <summary>Turns the pages of every language into the files that Get-Help reads, and tells what they lack.</summary>
static class HelpBuild
{
    static readonly string[] Languages = ["en-US", "ja-JP"];

    public static IReadOnlyList<Problem> Run(string docs, string module)
    {
        var commands = CommandReader.Read(module);
        var problems = new List<Problem>();
        var first = new Dictionary<string, CmdletPage>(StringComparer.Ordinal);
        var topics = Languages.SelectMany(l => Pages(docs, l, "about_*.md")).Select(Path.GetFileNameWithoutExtension).Distinct().ToList();
        foreach (var language in Languages)
        {
            var folder = Path.Combine(docs, language);
            var pages = CmdletPages(docs, language);
            problems.AddRange(Missing(folder, commands, pages));
            foreach (var command in commands)
            {
                if (pages.GetValueOrDefault(command.Name) is not { } page) continue;
                problems.AddRange(PageCheck.Check(page, command));
                if (!first.TryAdd(command.Name, page)) problems.AddRange(PageCheck.CheckTranslation(page, first[command.Name]));
            }
            problems.AddRange(topics.Where(t => !File.Exists(Path.Combine(folder, t + ".md"))).Select(t => new Problem(Path.Combine(folder, t + ".md"), 1, t!, $"the topic has no page in {language}.")));

            var output = new HelpFolder(Path.Combine(module, language));
            output.Write("RakutenOps.Cmdlets.dll-Help.xml", Maml.Write(commands.Where(c => pages.ContainsKey(c.Name)).Select(c => (c, pages[c.Name]))));
            foreach (var path in Pages(docs, language, "about_*.md"))
            {
                var page = Page.Read(path);
                problems.AddRange(AboutTopic.Check(page));
                output.Write(Path.GetFileNameWithoutExtension(path) + ".help.txt", AboutTopic.Write(page));
            }
            output.RemoveOthers();
        }
        return problems;
    }

    static Dictionary<string, CmdletPage> CmdletPages(string docs, string language)
    {
        var common = Path.Combine(docs, language, "_common.md");
        var shared = new CommonText(File.Exists(common) ? Page.Read(common) : null);
        return Pages(docs, language, "*-*.md").Select(p => new CmdletPage(Page.Read(p), shared)).ToDictionary(static p => p.Name, StringComparer.Ordinal);
    }

    static IEnumerable<Problem> Missing(string folder, IReadOnlyList<CommandModel> commands, Dictionary<string, CmdletPage> pages)
    {
        foreach (var command in commands.Where(c => !pages.ContainsKey(c.Name))) yield return new(Path.Combine(folder, command.Name + ".md"), 1, command.Name, "the cmdlet has no page.");
        foreach (var page in pages.Values.Where(p => !commands.Any(c => c.Name == p.Name))) yield return new(page.Page.Path, 1, page.Name, "there is no such cmdlet.");
    }

    static IEnumerable<string> Pages(string docs, string language, string pattern)
    {
        var folder = Path.Combine(docs, language);
        return Directory.Exists(folder) ? Directory.EnumerateFiles(folder, pattern).Order(StringComparer.Ordinal) : [];
    }
}
