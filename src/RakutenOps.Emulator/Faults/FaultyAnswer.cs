using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using RakutenOps.Emulator.Control;
using RakutenOps.Emulator.Http;

namespace RakutenOps.Emulator.Faults;

/// <summary>Answers as faults leave them.</summary>
static class FaultyAnswer
{
    const string MaintenancePage = "<!DOCTYPE html><html><head><title>503 Service Temporarily Unavailable</title></head><body><h1>ただいま混み合っています</h1></body></html>";

    /// <summary>Shop number that stands in every order number of <see cref="FaultKind.WrongShop"/>.</summary>
    public const string StrangeShop = "000000";

    /// <summary>What replaces the whole answer, or null when the fault does not.</summary>
    public static Answer? Instead(FaultRule fault) => fault.Kind switch
    {
        FaultKind.TooManyRequests => Answer.Empty(StatusCodes.Status429TooManyRequests),
        FaultKind.ServerError => Answer.Empty(StatusCodes.Status500InternalServerError),
        FaultKind.Unavailable => new(StatusCodes.Status503ServiceUnavailable, Encoding.UTF8.GetBytes(MaintenancePage), "text/html; charset=utf-8"),
        _ => null,
    };

    public static Answer Damage(FaultRule fault, Answer answer, string? shop) => fault.Kind switch
    {
        FaultKind.CutOff => answer with { Body = answer.Body[..(answer.Body.Length / 2)] },
        FaultKind.WrongTypes => answer with { Body = WrongTypes(answer.Body) },
        FaultKind.WrongShop when shop is not null => answer with { Body = OfStrangeShop(answer.Body, shop) },
        _ => answer,
    };

    public static void AddRetryAfter(FaultRule? fault, HttpResponse response)
    {
        if (fault is { RetryAfter: { } wait, Kind: FaultKind.TooManyRequests or FaultKind.Unavailable })
            response.Headers.RetryAfter = ((int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
    }

    static ReadOnlyMemory<byte> OfStrangeShop(ReadOnlyMemory<byte> body, string shop) =>
        Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(body.Span).Replace($"\"{shop}-", $"\"{StrangeShop}-", StringComparison.Ordinal));

    static ReadOnlyMemory<byte> WrongTypes(ReadOnlyMemory<byte> body)
    {
        if (body.IsEmpty || JsonNode.Parse(body.Span) is not JsonObject root) return body;
        if (root["OrderModelList"] is JsonArray { Count: > 0 } orders) Swap(orders[0]!);
        else Swap(root);
        return JsonSerializer.SerializeToUtf8Bytes(root, ControlJson.Options);
    }

    /// <summary>Numbers become words, words numbers. Order numbers stay, or no one could say which order could not be read; so do messages.</summary>
    static void Swap(JsonNode node)
    {
        if (node is JsonObject holder)
        {
            foreach (var (name, value) in holder.ToList())
            {
                if (value is JsonValue scalar && name != "orderNumber") holder[name] = Swapped(scalar);
                else if (value is JsonObject or JsonArray && name != "MessageModelList") Swap(value);
            }
        }
        else if (node is JsonArray list)
        {
            for (var at = 0; at < list.Count; at++)
            {
                if (list[at] is JsonValue scalar) list[at] = Swapped(scalar);
                else if (list[at] is { } value) Swap(value);
            }
        }
    }

    static JsonValue Swapped(JsonValue scalar) => scalar.GetValueKind() == JsonValueKind.String ? JsonValue.Create(0) : JsonValue.Create("three hundred");
}
