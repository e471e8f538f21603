using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace RakutenOps.Emulator.Control;

/// <summary>Laying JSON over JSON. Unlike RFC 7396, null is a value: RMS's explicit nulls must be settable.</summary>
static class Overlay
{
    /// <summary>A copy of a settings record with some of its properties changed.</summary>
    public static T On<T>(T settings, JsonObject changes)
    {
        var document = JsonSerializer.SerializeToNode(settings, ControlJson.Options)!.AsObject();
        Apply(document, changes);
        return document.Deserialize<T>(ControlJson.Options)!;
    }

    /// <summary>Objects merge, an object over a list merges by index, anything else (null too) replaces.</summary>
    public static void Apply(JsonObject target, JsonObject over)
    {
        foreach (var (name, value) in over)
        {
            if (value is JsonObject inner && target[name] is JsonObject deeper) Apply(deeper, inner);
            else if (value is JsonObject byIndex && target[name] is JsonArray list) ApplyToList(list, byIndex);
            else target[name] = value?.DeepClone();
        }
    }

    /// <summary>Removes what a dotted path names; a path that leads nowhere removes nothing.</summary>
    public static void Remove(JsonObject target, string path)
    {
        var steps = path.Split('.');
        JsonNode? node = target;
        foreach (var step in steps.AsSpan(0, steps.Length - 1)) node = Child(node, step);
        if (node is JsonObject holder) holder.Remove(steps[^1]);
        else if (node is JsonArray list && Index(steps[^1], list) is { } at) list.RemoveAt(at);
    }

    static void ApplyToList(JsonArray list, JsonObject byIndex)
    {
        foreach (var (name, value) in byIndex)
        {
            if (Index(name, list) is not { } at) list.Add(value?.DeepClone());
            else if (value is JsonObject inner && list[at] is JsonObject element) Apply(element, inner);
            else list[at] = value?.DeepClone();
        }
    }

    static JsonNode? Child(JsonNode? node, string step) => node switch
    {
        JsonObject holder => holder[step],
        JsonArray list when Index(step, list) is { } at => list[at],
        _ => null,
    };

    static int? Index(string name, JsonArray list) =>
        int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at < list.Count ? at : null;
}
