using System.Globalization;
using System.Text.Json;
using RakutenOps.Emulator.Clock;
using RakutenOps.Emulator.Rendering;

namespace RakutenOps.Emulator.Http;

/// <summary>Reads a request's items, collecting ERROR_009, 010 and 011 as RMS words them (§1.6).</summary>
sealed class RequestReader(JsonElement body, string function)
{
    public List<Message> Errors { get; } = [];

    public bool Has(string item) => body.ValueKind == JsonValueKind.Object && body.TryGetProperty(item, out var value) && value.ValueKind != JsonValueKind.Null;

    public JsonElement? Get(string item) => Has(item) ? body.GetProperty(item) : null;

    /// <summary>The item when it is there; else ERROR_009.</summary>
    public JsonElement? Required(string item)
    {
        if (Get(item) is { } value) return value;
        Errors.Add(Message.Missing(function, item));
        return null;
    }

    /// <summary>A whole number, also written as a string (§1.2); malformed is ERROR_011.</summary>
    public int? Number(string item, bool required = false)
    {
        if ((required ? Required(item) : Get(item)) is not { } value) return null;
        if (value.ValueKind == JsonValueKind.String && value.GetString()!.Length == 0)
        {
            Errors.Add(Message.Empty(function, item));
            return null;
        }
        if (ToNumber(value) is { } number and <= int.MaxValue and >= int.MinValue) return (int)number;
        Errors.Add(Message.Malformed(function, item));
        return null;
    }

    public string? Text(string item, bool required = false)
    {
        if ((required ? Required(item) : Get(item)) is not { } value) return null;
        if (value.ValueKind == JsonValueKind.String)
        {
            var text = value.GetString()!;
            if (text.Length > 0 || !required) return text;
            Errors.Add(Message.Empty(function, item));
            return null;
        }
        Errors.Add(Message.Malformed(function, item));
        return null;
    }

    /// <summary>A datetime in RMS's one form (§1.3); any other is ERROR_011.</summary>
    public DateTimeOffset? Time(string item)
    {
        if (Text(item, required: true) is not { } text) return null;
        if (Jst.TryParseStamp(text, out var time)) return time;
        Errors.Add(Message.Malformed(function, item));
        return null;
    }

    public List<long>? Numbers(string item)
    {
        if (Get(item) is not { } value) return null;
        if (value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(entry => ToNumber(entry) is not null)) return [.. value.EnumerateArray().Select(entry => ToNumber(entry)!.Value)];
        Errors.Add(Message.Malformed(function, item));
        return null;
    }

    /// <summary>The list of order numbers, 1 or more.</summary>
    public List<string>? OrderNumbers()
    {
        const string Item = "orderNumberList";
        if (Required(Item) is not { } value) return null;
        if (value.ValueKind != JsonValueKind.Array || value.EnumerateArray().Any(entry => entry.ValueKind != JsonValueKind.String))
        {
            Errors.Add(Message.Malformed(function, Item));
            return null;
        }
        if (value.GetArrayLength() > 0) return [.. value.EnumerateArray().Select(entry => entry.GetString()!)];
        Errors.Add(Message.Empty(function, Item));
        return null;
    }

    public static long? ToNumber(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number when value.TryGetInt64(out var number) => number,
        JsonValueKind.String when long.TryParse(value.GetString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => number,
        _ => null,
    };
}
