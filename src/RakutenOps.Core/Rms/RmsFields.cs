using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;
using RakutenOps.Core.Text;

namespace RakutenOps.Core.Rms;

/// <summary>A field that the client needs holds something that is not of its kind. Caught per order, so that the others go on.</summary>
/// <param name="field">RMS's name of the field.</param>
/// <param name="wanted">The sentence that says what it should be.</param>
internal sealed class UnreadableFieldException(string field, string wanted) : Exception(Sentence.Of(wanted, field))
{
    /// <summary>RMS's name of the field.</summary>
    public string Field { get; } = field;
}

/// <summary>
/// Reads RMS's JSON as it comes (API §1.2): keys in any case, explicit nulls, numbers as text, text as numbers, flags as 0/1 or true/false, null lists.
/// Each reader stands on a key and leaves the value read; null and blank text are null; anything else that is not of the kind is unreadable, never guessed.
/// </summary>
internal static class RmsFields
{
    /// <summary>The amount that RMS gives where it has not fixed one (API §1.2).</summary>
    public const decimal NotFixed = -9999m;

    const NumberStyles Plain = NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite | NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    /// <summary>Steps to the object's next key; false at its end.</summary>
    public static bool NextKey(this ref Utf8JsonReader json) => json.Read() && json.TokenType == JsonTokenType.PropertyName;

    /// <summary>Whether the key is the one named, in any case.</summary>
    public static bool Is(this ref Utf8JsonReader json, ReadOnlySpan<byte> key) =>
        json.ValueIsEscaped ? json.ValueTextEquals(key) : Ascii.EqualsIgnoreCase(json.ValueSpan, key);

    /// <summary>Steps into a model; false when there is none.</summary>
    public static bool EnterModel(this ref Utf8JsonReader json)
    {
        var key = json.ValueSpan;
        json.Read();
        return json.TokenType switch
        {
            JsonTokenType.StartObject => true,
            JsonTokenType.Null => false,
            JsonTokenType.String when IsBlank(ref json) => false,
            JsonTokenType.StartArray when json.Read() && json.TokenType == JsonTokenType.EndArray => false,
            _ => throw Unreadable(key, "Field_Model"),
        };
    }

    /// <summary>Steps into a list; null, blank text and [] are no elements, a lone model is one.</summary>
    public static ListPlace EnterList(this ref Utf8JsonReader json)
    {
        var key = json.ValueSpan;
        json.Read();
        return json.TokenType switch
        {
            JsonTokenType.StartArray => ListPlace.Within,
            JsonTokenType.StartObject => ListPlace.LoneModel,
            JsonTokenType.Null => ListPlace.End,
            JsonTokenType.String when IsBlank(ref json) => ListPlace.End,
            _ => throw Unreadable(key, "Field_List"),
        };
    }

    /// <summary>Steps to the start of a list's next model; nulls in the list are passed over.</summary>
    public static bool NextModel(this ref Utf8JsonReader json, ref ListPlace list)
    {
        if (!json.NextElement(ref list)) return false;
        return json.TokenType == JsonTokenType.StartObject ? true : throw new UnreadableFieldException("", "Field_Models");
    }

    /// <summary>Steps to a list's next element of any kind; nulls in the list are passed over.</summary>
    public static bool NextElement(this ref Utf8JsonReader json, ref ListPlace list)
    {
        if (list == ListPlace.LoneModel)
        {
            list = ListPlace.End;
            return true;
        }
        if (list == ListPlace.End) return false;
        do
        {
            json.Read();
            if (json.TokenType == JsonTokenType.EndArray) return false;
        }
        while (json.TokenType == JsonTokenType.Null);
        return true;
    }

    public static string? Text(this ref Utf8JsonReader json)
    {
        var key = json.ValueSpan;
        json.Read();
        return json.TextHere(key);
    }

    /// <summary>As <see cref="Text(ref Utf8JsonReader)"/>, for a reader that stands on the value.</summary>
    public static string? TextHere(this ref Utf8JsonReader json, ReadOnlySpan<byte> key)
    {
        switch (json.TokenType)
        {
            case JsonTokenType.Null:
                return null;
            case JsonTokenType.String:
                return Decode(ref json).Trim() is { Length: > 0 } text ? text : null;
            case JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False:
                return Encoding.ASCII.GetString(json.ValueSpan);
            default:
                throw Unreadable(key, "Field_Text");
        }
    }

    public static long? Integer(this ref Utf8JsonReader json)
    {
        var key = json.ValueSpan;
        json.Read();
        if (json.TokenType == JsonTokenType.Number && json.TryGetInt64(out var number)) return number;
        if (!TryScalar(ref json, key, out var text)) return null;
        if (Utf8Parser.TryParse(text, out number, out var used) && used == text.Length) return number;
        if (decimal.TryParse(text, Plain, CultureInfo.InvariantCulture, out var whole) && decimal.Truncate(whole) == whole
            && whole is >= long.MinValue and <= long.MaxValue)
        {
            return (long)whole;
        }
        throw Unreadable(key, "Field_Integer");
    }

    /// <summary>A whole number that fits the field's 32 bits.</summary>
    public static int? Small(this ref Utf8JsonReader json)
    {
        var key = json.ValueSpan;
        return json.Integer() switch
        {
            null => null,
            >= int.MinValue and <= int.MaxValue and var number => (int)number,
            _ => throw Unreadable(key, "Field_Small"),
        };
    }

    /// <summary>Yen, <see cref="NotFixed"/> as it stands.</summary>
    public static decimal? Yen(this ref Utf8JsonReader json)
    {
        var key = json.ValueSpan;
        json.Read();
        if (json.TokenType == JsonTokenType.Number && json.TryGetDecimal(out var yen)) return yen;
        if (!TryScalar(ref json, key, out var text)) return null;
        return decimal.TryParse(text, Plain, CultureInfo.InvariantCulture, out yen) ? yen : throw Unreadable(key, "Field_Yen");
    }

    public static bool? Flag(this ref Utf8JsonReader json)
    {
        var key = json.ValueSpan;
        json.Read();
        if (json.TokenType is JsonTokenType.True or JsonTokenType.False) return json.GetBoolean();
        if (!TryScalar(ref json, key, out var text)) return null;
        if (Ascii.EqualsIgnoreCase(text, "true"u8)) return true;
        if (Ascii.EqualsIgnoreCase(text, "false"u8)) return false;
        if (decimal.TryParse(text, Plain, CultureInfo.InvariantCulture, out var number) && number is 0 or 1) return number == 1;
        throw Unreadable(key, "Field_Flag");
    }

    public static DateTimeOffset? Moment(this ref Utf8JsonReader json)
    {
        var key = json.ValueSpan;
        json.Read();
        if (!TryScalar(ref json, key, out var text)) return null;
        return RmsMoment.TryRead(text, out var moment) ? moment : throw Unreadable(key, "Field_Moment");
    }

    public static DateOnly? Day(this ref Utf8JsonReader json) => json.Moment() is { } moment ? JapanTime.Day(moment) : null;

    // Text that is no valid UTF-8, or escapes half a character, costs the character and not the order.
    static string Decode(ref Utf8JsonReader json)
    {
        try
        {
            return json.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return Encoding.UTF8.GetString(json.ValueSpan);
        }
    }

    static bool TryScalar(ref Utf8JsonReader json, ReadOnlySpan<byte> key, out ReadOnlySpan<byte> text)
    {
        text = default;
        switch (json.TokenType)
        {
            case JsonTokenType.Null:
                return false;
            case JsonTokenType.String or JsonTokenType.Number:
                text = (json.ValueIsEscaped ? Encoding.UTF8.GetBytes(Decode(ref json)) : json.ValueSpan).Trim((byte)' ');
                return !text.IsEmpty;
            default:
                throw Unreadable(key, "Field_Single");
        }
    }

    static bool IsBlank(ref Utf8JsonReader json) => json.ValueSpan.Trim(" \t"u8).IsEmpty;

    static UnreadableFieldException Unreadable(ReadOnlySpan<byte> key, string wanted) => new(Encoding.UTF8.GetString(key), wanted);
}

/// <summary>Where a reader stands in a list.</summary>
internal enum ListPlace
{
    /// <summary>At its end, or there is none.</summary>
    End,
    /// <summary>Before an element, or the end.</summary>
    Within,
    /// <summary>On a model that stands where a list was wanted.</summary>
    LoneModel,
}
