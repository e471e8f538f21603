using System.Globalization;
using System.Xml.Linq;
using RakutenOps.Help.Commands;
using RakutenOps.Help.Pages;

namespace RakutenOps.Help.Output;

/// <summary>The MAML that Get-Help reads: what the assembly says of a cmdlet, with the words of its page.</summary>
static class Maml
{
    const int MostValuesInSyntax = 5;

    // Sets an example off from the one before.
    const string Rule = "----------";

    static readonly XNamespace Msh = "http://msh";
    static readonly XNamespace M = "http://schemas.microsoft.com/maml/2004/10";
    static readonly XNamespace C = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    static readonly XNamespace D = "http://schemas.microsoft.com/maml/dev/2004/10";

    public static string Write(IEnumerable<(CommandModel Command, CmdletPage Page)> pages)
    {
        var items = new XElement(Msh + "helpItems", new XAttribute("schema", "maml"), pages.Select(static p => Command(p.Command, p.Page)));
        return $"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{items}\n";
    }

    static XElement Command(CommandModel command, CmdletPage page) => new(C + "command",
        new XAttribute(XNamespace.Xmlns + "maml", M), new XAttribute(XNamespace.Xmlns + "command", C), new XAttribute(XNamespace.Xmlns + "dev", D),
        new XElement(C + "details",
            new XElement(C + "name", command.Name), new XElement(C + "verb", command.Verb), new XElement(C + "noun", command.Noun),
            new XElement(M + "description", Paras(page.Synopsis))),
        new XElement(M + "description", Paras(page.Description)),
        new XElement(C + "syntax", command.Sets.Select(set => new XElement(C + "syntaxItem", new XElement(M + "name", command.Name), command.In(set).Select(p => InSyntax(p.Parameter, p.Place))))),
        new XElement(C + "parameters", command.Ordered.Select(p => InDetail(p, page))),
        new XElement(C + "inputTypes", page.Inputs.Select(static i => new XElement(C + "inputType", Typed(i)))),
        new XElement(C + "returnValues", page.Outputs.Select(static o => new XElement(C + "returnValue", Typed(o)))),
        new XElement(M + "alertSet", new XElement(M + "alert", Paras(page.Notes), page.Errors.Select(static e => Para($"{e.Id}: {e.Meaning} → {e.Advice}")))),
        new XElement(C + "examples", page.Examples.Select(static e => new XElement(C + "example",
            new XElement(M + "title", $"{Rule} {e.Title} {Rule}"), new XElement(D + "code", e.Code), new XElement(D + "remarks", Paras(e.Remarks), Para(""))))),
        new XElement(C + "relatedLinks", page.Links.Select(static l => new XElement(M + "navigationLink", new XElement(M + "linkText", l.Text), new XElement(M + "uri", l.Uri)))));

    static XElement InSyntax(ParameterModel parameter, ParameterPlace place)
    {
        var element = Parameter(parameter, place);
        element.Add(new XElement(M + "name", parameter.Name));
        if (parameter.IsSwitch) return element;
        if (parameter.Values.Count is > 0 and <= MostValuesInSyntax)
        {
            element.Add(new XElement(C + "parameterValueGroup", parameter.Values.Select(static v => new XElement(C + "parameterValue", new XAttribute("required", "false"), new XAttribute("variableLength", "false"), v))));
        }
        element.Add(Value(parameter));
        return element;
    }

    static XElement InDetail(ParameterModel parameter, CmdletPage page)
    {
        var element = Parameter(parameter, parameter.Foremost);
        element.Add(new XElement(M + "name", parameter.Name), new XElement(M + "description", Paras(page.Parameter(parameter.Name)?.Text ?? []), Accepted(parameter)), Value(parameter),
            new XElement(D + "type", new XElement(M + "name", parameter.Type)), new XElement(D + "defaultValue", parameter.IsSwitch ? "False" : parameter.Default ?? "None"));
        return element;
    }

    static XElement? Accepted(ParameterModel parameter) => parameter.Values.Count > 0 ? Para(string.Join(", ", parameter.Values)) : null;

    static XElement Parameter(ParameterModel parameter, ParameterPlace place) => new(C + "parameter",
        new XAttribute("required", place.Mandatory ? "true" : "false"),
        new XAttribute("variableLength", parameter.IsArray ? "true" : "false"),
        new XAttribute("globbing", parameter.Globbing ? "true" : "false"),
        new XAttribute("pipelineInput", place.Pipeline),
        new XAttribute("position", place.Position?.ToString(CultureInfo.InvariantCulture) ?? "named"),
        new XAttribute("aliases", parameter.Aliases.Count == 0 ? "none" : string.Join(", ", parameter.Aliases)));

    static XElement Value(ParameterModel parameter) =>
        new(C + "parameterValue", new XAttribute("required", parameter.IsSwitch ? "false" : "true"), new XAttribute("variableLength", parameter.IsArray ? "true" : "false"), parameter.Type);

    static object[] Typed(Entry entry) => [new XElement(D + "type", new XElement(M + "name", entry.Name)), new XElement(M + "description", Paras(entry.Text))];

    // Lines of code stay together in one paragraph; Get-Help puts a blank line after each.
    static IEnumerable<XElement> Paras(IReadOnlyList<TextLine> lines)
    {
        for (var i = 0; i < lines.Count; i++)
        {
            if (!lines[i].IsCode) yield return Para(lines[i].Text);
            else
            {
                var end = i;
                while (end + 1 < lines.Count && lines[end + 1].IsCode) end++;
                yield return Para(string.Join('\n', Enumerable.Range(i, end - i + 1).Select(n => "    " + lines[n].Text)));
                i = end;
            }
        }
    }

    static XElement Para(string text) => new(M + "para", text);
}
