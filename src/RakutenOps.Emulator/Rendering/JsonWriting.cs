using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using RakutenOps.Emulator.Clock;

namespace RakutenOps.Emulator.Rendering;

/// <summary>Writes what RMS writes: explicit nulls, raw Japanese, +0900 times, 0/1 flags (§§1.2, 1.3).</summary>
static class JsonWriting
{
    static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>One JSON object as UTF-8.</summary>
    public static ReadOnlyMemory<byte> Object(Action<Utf8JsonWriter> write, int sizeHint = 1024)
    {
        var buffer = new ArrayBufferWriter<byte>(sizeHint);
        using var json = new Utf8JsonWriter(buffer, Relaxed);
        json.WriteStartObject();
        write(json);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }

    public static void Text(this Utf8JsonWriter json, ReadOnlySpan<byte> name, string? value)
    {
        if (value is null) json.WriteNull(name);
        else json.WriteString(name, value);
    }

    public static void Number(this Utf8JsonWriter json, ReadOnlySpan<byte> name, long? value)
    {
        if (value is { } number) json.WriteNumber(name, number);
        else json.WriteNull(name);
    }

    public static void Flag(this Utf8JsonWriter json, ReadOnlySpan<byte> name, bool value) => json.WriteNumber(name, value ? 1 : 0);

    public static void Time(this Utf8JsonWriter json, ReadOnlySpan<byte> name, DateTimeOffset? value)
    {
        if (value is not { } time)
        {
            json.WriteNull(name);
            return;
        }
        Span<byte> text = stackalloc byte[24];
        time.ToOffset(Jst.Offset).TryFormat(text, out _, "yyyy-MM-dd'T'HH:mm:ss'+0900'", CultureInfo.InvariantCulture);
        json.WriteString(name, text);
    }

    public static void Day(this Utf8JsonWriter json, ReadOnlySpan<byte> name, DateOnly? value)
    {
        if (value is not { } day)
        {
            json.WriteNull(name);
            return;
        }
        Span<byte> text = stackalloc byte[10];
        day.TryFormat(text, out _, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        json.WriteString(name, text);
    }

    public static void Nulls(this Utf8JsonWriter json, params ReadOnlySpan<string> names)
    {
        foreach (var name in names) json.WriteNull(name);
    }

    public static void List<T>(this Utf8JsonWriter json, ReadOnlySpan<byte> name, IEnumerable<T> items, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            write(json, item);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
