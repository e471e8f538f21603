using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using RakutenOps.Emulator.Clock;

namespace RakutenOps.Emulator.Control;

/// <summary>JSON of the control API: camelCase, enums by name, times as RMS writes them. A misspelt property is an error, not silence.</summary>
static class ControlJson
{
    public static readonly JsonSerializerOptions Options = Make();

    static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            RespectNullableAnnotations = true,
        };
        options.Converters.Add(new TimeConverter());
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase));
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }

    sealed class TimeConverter : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Jst.TryParseLoose(reader.GetString(), out var time) ? time
                : throw new JsonException("A time is written 2026-01-31T12:34:56+0900, or with any ISO 8601 zone, or without one for JST.");

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteStringValue(Jst.Stamp(value));
    }
}
