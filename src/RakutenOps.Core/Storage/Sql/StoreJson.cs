using System.Text.Json;
using System.Text.Json.Serialization;

namespace RakutenOps.Core.Storage;

/// <summary>What a store keeps or passes as JSON: a sighted order, compact (nulls, defaults and derived values left out), and sets of numbers or rows as one parameter.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault, IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(RakutenOrder))]
[JsonSerializable(typeof(IReadOnlyCollection<string>))]
[JsonSerializable(typeof(IReadOnlyCollection<long>))]
[JsonSerializable(typeof(IReadOnlyCollection<object?[]>))]
[JsonSerializable(typeof(long))]
internal sealed partial class StoreJson : JsonSerializerContext
{
    public static string Of(RakutenOrder order) => JsonSerializer.Serialize(order, Default.RakutenOrder);
    public static string Of(IReadOnlyCollection<string> numbers) => JsonSerializer.Serialize(numbers, Default.IReadOnlyCollectionString);
    public static string Of(IReadOnlyCollection<long> numbers) => JsonSerializer.Serialize(numbers, Default.IReadOnlyCollectionInt64);
    /// <summary>Rows of numbers, texts and nulls.</summary>
    public static string Of(IReadOnlyCollection<object?[]> rows) => JsonSerializer.Serialize(rows, Default.IReadOnlyCollectionObjectArray);
    public static RakutenOrder Order(string json) => JsonSerializer.Deserialize(json, Default.RakutenOrder) ?? throw new JsonException("An order is no null.");
}
