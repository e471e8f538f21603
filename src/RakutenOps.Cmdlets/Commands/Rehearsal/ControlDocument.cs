using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Text.Json.Nodes;

namespace RakutenOps.Commands.Rehearsal;

/// <summary>Hashtables and objects of a script as the JSON of the control API.</summary>
static class ControlDocument
{
    /// <summary>A hashtable or object; names begin in lower case, as the control API writes them. What lies under <c>answer</c> is RMS's own and keeps its names.</summary>
    public static JsonObject Of(IDictionary document) => Node(document, rename: true)!.AsObject();

    /// <summary>What happens to an order: a table or object, or the name alone.</summary>
    public static JsonObject OfEvent(object happening) => Node(happening, rename: true) switch
    {
        JsonObject table => table,
        var name => new() { ["event"] = name },
    };

    /// <summary>A moment as the control API takes it.</summary>
    public static string Stamp(DateTimeOffset moment) => moment.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    static JsonNode? Node(object? value, bool rename) => (value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value) switch
    {
        null => null,
        JsonNode node => node.DeepClone(),
        string text => text,
        bool flag => flag,
        SwitchParameter flag => (bool)flag,
        int number => number,
        long number => number,
        decimal number => number,
        double number when double.IsFinite(number) => number,
        Enum code => Convert.ToInt32(code, CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTimeOffset moment => Stamp(moment),
        DateTime { Kind: DateTimeKind.Unspecified } local => local.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture),
        DateTime moment => Stamp(new DateTimeOffset(moment)),
        TimeSpan span => span.ToString("c", CultureInfo.InvariantCulture),
        IDictionary table => Object(table.Keys.Cast<object>().Select(key => (key.ToString() ?? "", (object?)table[key])), rename),
        PSObject custom => Object(custom.Properties.Select(static p => (p.Name, (object?)p.Value)), rename),
        IEnumerable list => new JsonArray([.. list.Cast<object?>().Select(item => Node(item, rename))]),
        var other => other.ToString(),
    };

    static JsonObject Object(IEnumerable<(string Name, object? Value)> properties, bool rename)
    {
        var document = new JsonObject();
        foreach (var (name, value) in properties)
        {
            var key = rename && name.Length > 0 ? char.ToLowerInvariant(name[0]) + name[1..] : name;
            document[key] = Node(value, rename && key != "answer");
        }
        return document;
    }
}
