using System.Collections;
using System.Globalization;
using System.Management.Automation;
using RakutenOps.Errors;

namespace RakutenOps.Binding;

/// <summary>A line of goods as a script writes it: a table with known keys. A key that is none is refused, for a typing error must not become one piece at 0 yen.</summary>
sealed class LineTable
{
    readonly Hashtable table;
    readonly int position;

    /// <summary>Takes a table.</summary>
    /// <param name="table">The table.</param>
    /// <param name="position">Its place among the lines, from 1, for the error.</param>
    /// <param name="keys">The keys that it may have.</param>
    /// <exception cref="InputException">It has another key (LineUnreadable).</exception>
    public LineTable(Hashtable table, int position, params string[] keys)
    {
        (this.table, this.position) = (table, position);
        foreach (var key in table.Keys)
        {
            if (!keys.Contains(key?.ToString(), StringComparer.OrdinalIgnoreCase)) throw Unreadable(key);
        }
    }

    /// <summary>Whether the table has the key, be it blank.</summary>
    public bool Has(string key) => KeyOf(key) is not null;

    /// <summary>A text; null when blank.</summary>
    public string? Text(string key) => Value(key)?.ToString() is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;

    /// <summary>A whole number; null when blank.</summary>
    public int? Whole(string key) => Converted<int>(key);

    /// <summary>An amount; null when blank.</summary>
    public decimal? Amount(string key) => Converted<decimal>(key);

    /// <summary>A JST day; null when blank.</summary>
    public DateOnly? Day(string key)
    {
        try
        {
            return (DateOnly?)new JapanDayAttribute().Transform(null!, Value(key));
        }
        catch (ArgumentTransformationMetadataException)
        {
            throw Unreadable(key);
        }
    }

    T? Converted<T>(string key) where T : struct
    {
        if (Text(key) is null) return null;
        try
        {
            return (T)LanguagePrimitives.ConvertTo(Value(key), typeof(T), CultureInfo.InvariantCulture);
        }
        catch (PSInvalidCastException)
        {
            throw Unreadable(key);
        }
    }

    object? Value(string key) => KeyOf(key) is { } found ? table[found] is PSObject wrapped ? wrapped.BaseObject : table[found] : null;

    object? KeyOf(string key) => table.Keys.Cast<object>().FirstOrDefault(k => string.Equals(k.ToString(), key, StringComparison.OrdinalIgnoreCase));

    InputException Unreadable(object? key) => OpsError.Input("LineUnreadable", table, position, key);
}
