using RakutenOps.Help.Commands;
using RakutenOps.Help.Pages;

namespace RakutenOps.Help;

/// <summary>Holds a page against the cmdlet it explains, and against the same page in the first language.</summary>
static class PageCheck
{
    const int FewestExamples = 3;

    public static IEnumerable<Problem> Check(CmdletPage page, CommandModel command)
    {
        var path = page.Page.Path;
        Problem At(int line, string heading, string message) => new(path, line, heading, message);

        if (page.Page.Title != command.Name) yield return At(1, "#", $"the title is '{page.Page.Title}', the cmdlet is {command.Name}.");
        foreach (var heading in (string[])["SYNOPSIS", "DESCRIPTION"])
        {
            var section = page.Page.Find(heading);
            if (section is null) yield return At(1, heading, "the heading is missing.");
            else if (section.Text.Count == 0) yield return At(section.Line, heading, "nothing stands under it.");
        }
        foreach (var parameter in command.Parameters)
        {
            var entry = page.Parameter(parameter.Name);
            if (entry is null) yield return At(page.Page.Find("PARAMETERS")?.Line ?? 1, "PARAMETERS", $"-{parameter.Name} is not explained; add '### -{parameter.Name}' with its text.");
            else if (entry.Text.Count == 0) yield return At(entry.Line, $"-{parameter.Name}", "nothing stands under it.");
        }
        foreach (var entry in page.Parameters.Where(e => !command.Parameters.Any(p => p.Name == e.Name)))
        {
            yield return At(entry.Line, $"-{entry.Name}", $"{command.Name} has no such parameter.");
        }
        foreach (var twice in page.Parameters.GroupBy(static p => p.Name).Where(static g => g.Count() > 1)) yield return At(twice.Last().Line, $"-{twice.Key}", "is explained twice.");

        var examples = page.Page.Find("EXAMPLES");
        if (page.Examples.Count < FewestExamples) yield return At(examples?.Line ?? 1, "EXAMPLES", $"{page.Examples.Count} of at least {FewestExamples} examples.");
        foreach (var example in page.Examples)
        {
            if (example.Code.Length == 0) yield return At(example.Line, example.Title, "has no code block.");
            else if (!example.Code.Contains(command.Name, StringComparison.OrdinalIgnoreCase)) yield return At(example.Line, example.Title, $"does not use {command.Name}.");
            if (example.Remarks.Count == 0) yield return At(example.Line, example.Title, "has no remark.");
        }

        var outputs = page.Page.Find("OUTPUTS");
        foreach (var type in command.Outputs.Where(t => !page.Outputs.Any(o => o.Name == t))) yield return At(outputs?.Line ?? 1, "OUTPUTS", $"'### {type}' is missing.");
        if (outputs is null) yield return At(1, "OUTPUTS", "the heading is missing.");
        foreach (var type in page.Outputs.Where(o => o.Name is not ("None" or "System.Management.Automation.PSCustomObject") && !command.Outputs.Contains(o.Name))) yield return At(type.Line, type.Name, "the cmdlet does not give such objects.");

        if (page.ErrorRows.Count == 0) yield return At(page.Page.Find("NOTES")?.Line ?? 1, "NOTES", "the error table '| ErrorId | … |' is missing.");
        foreach (var row in page.ErrorRows.Where(r => !page.Fills(r))) yield return At(row.Line, row.Id, "has no text, here or in _common.md.");
        foreach (var row in page.Errors.Where(static e => e.Meaning.Length == 0 || e.Advice.Length == 0)) yield return At(row.Line, row.Id, "needs a meaning and what to do.");
        foreach (var twice in page.Errors.GroupBy(static e => e.Id).Where(static g => g.Count() > 1)) yield return At(twice.Last().Line, twice.Key, "stands in the error table twice.");
        if (page.Links.Count == 0) yield return At(page.Page.Find("RELATED LINKS")?.Line ?? 1, "RELATED LINKS", "no link.");
    }

    /// <summary>A translation shows the same commands and the same errors.</summary>
    public static IEnumerable<Problem> CheckTranslation(CmdletPage page, CmdletPage original)
    {
        for (var i = 0; i < Math.Max(page.Examples.Count, original.Examples.Count); i++)
        {
            var (mine, theirs) = (page.Examples.ElementAtOrDefault(i), original.Examples.ElementAtOrDefault(i));
            if (mine?.Code != theirs?.Code) yield return new(page.Page.Path, mine?.Line ?? page.Page.Find("EXAMPLES")?.Line ?? 1, mine?.Title ?? "EXAMPLES", $"example {i + 1} is not the code of {original.Page.Path}.");
        }
        var (ids, others) = (page.Errors.Select(static e => e.Id).ToHashSet(), original.Errors.Select(static e => e.Id).ToHashSet());
        ids.SymmetricExceptWith(others);
        foreach (var id in ids) yield return new(page.Page.Path, page.Page.Find("NOTES")?.Line ?? 1, "NOTES", $"the error {id} stands in one language only.");
    }
}
