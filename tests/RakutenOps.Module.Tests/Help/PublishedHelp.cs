using System.Xml.Linq;
using RakutenOps.Module.Tests.Hosting;

namespace RakutenOps.Module.Tests.Help;

/// <summary>The help of the packaged module in one language, as Get-Help reads it.</summary>
internal sealed class PublishedHelp(string language)
{
    readonly IReadOnlyList<XElement> commands =
        [.. XDocument.Load(Path.Combine(PackagedModule.Folder, language, "RakutenOps.Cmdlets.dll-Help.xml")).Descendants(HelpTool.Command + "command")];

    public IReadOnlyList<string> Commands => [.. commands.Select(NameOf)];

    /// <summary>Every example: its cmdlet, its title and its code.</summary>
    public IEnumerable<(string Command, string Title, string Code)> Examples =>
        commands.SelectMany(static c => c.Descendants(HelpTool.Command + "example").Select(e => (NameOf(c), e.Element(HelpTool.Maml + "title")!.Value.Trim('-', ' '), e.Element(HelpTool.Dev + "code")!.Value)));

    /// <summary>Error ids that the page of a cmdlet explains.</summary>
    public IReadOnlySet<string> ErrorIds(string command) =>
        Of(command).Descendants(HelpTool.Maml + "alert").Elements().Select(static p => p.Value).Where(static t => t.Contains('→')).Select(static t => t.Split(':')[0]).ToHashSet(StringComparer.Ordinal);

    /// <summary>Parameters that the page of a cmdlet explains, each with its text.</summary>
    public IReadOnlyDictionary<string, string> Parameters(string command) =>
        Of(command).Element(HelpTool.Command + "parameters")!.Elements().ToDictionary(static p => p.Element(HelpTool.Maml + "name")!.Value, static p => p.Element(HelpTool.Maml + "description")!.Value, StringComparer.Ordinal);

    /// <summary>Default values that the page of a cmdlet names, by parameter.</summary>
    public IReadOnlyDictionary<string, string> Defaults(string command) =>
        Of(command).Element(HelpTool.Command + "parameters")!.Elements().ToDictionary(static p => p.Element(HelpTool.Maml + "name")!.Value, static p => p.Element(HelpTool.Dev + "defaultValue")!.Value, StringComparer.Ordinal);

    /// <summary>The code of every example of a cmdlet.</summary>
    public IReadOnlyList<string> Code(string command) => [.. Examples.Where(e => e.Command == command).Select(static e => e.Code)];

    /// <summary>Synopsis and description of a cmdlet.</summary>
    public string Text(string command) => string.Join(' ', Of(command).Elements(HelpTool.Command + "details").Concat(Of(command).Elements(HelpTool.Maml + "description")).Select(static e => e.Value));

    /// <summary>Cmdlets and topics that the pages refer to.</summary>
    public IReadOnlyList<string> Links => [.. commands.SelectMany(static c => c.Descendants(HelpTool.Maml + "linkText")).Select(static l => l.Value).Distinct()];

    XElement Of(string command) => commands.Single(c => NameOf(c) == command);

    static string NameOf(XElement command) => command.Element(HelpTool.Command + "details")!.Element(HelpTool.Command + "name")!.Value;
}
