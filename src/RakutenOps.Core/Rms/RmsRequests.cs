using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace RakutenOps.Core.Rms;

// Keys of models and lists of models are PascalCase, every other key is camelCase (API §1.2).

internal sealed record SearchOrderRequest(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<int>? OrderProgressList,
    int DateType,
    string StartDatetime,
    string EndDatetime,
    [property: JsonPropertyName("PaginationRequestModel")] PaginationRequest Pagination);

internal sealed record PaginationRequest(
    int RequestRecordsAmount,
    int RequestPage,
    [property: JsonPropertyName("SortModelList")] IReadOnlyList<SortRequest> Sort);

internal sealed record SortRequest(int SortColumn, int SortDirection);

internal sealed record GetOrderRequest(IReadOnlyCollection<string> OrderNumberList, int Version);

internal sealed record GetPaymentRequest(string OrderNumber, int Version);

internal sealed record ConfirmOrderRequest(IReadOnlyCollection<string> OrderNumberList);

internal sealed record UpdateOrderShippingRequest(
    string OrderNumber,
    [property: JsonPropertyName("BasketidModelList")] IReadOnlyList<BasketRequest> Baskets)
{
    public static UpdateOrderShippingRequest Of(string orderNumber, IReadOnlyList<ShipmentDate> rows) => new(
        orderNumber,
        [.. rows.GroupBy(static r => r.BasketId).Select(static b => new BasketRequest(b.Key, [.. b.Select(static r => new ShipmentRequest(r.DetailId, r.Company, RmsMoment.Write(r.Date)))]))]);

    /// <summary>The function and the body as they are sent, for a person to see before.</summary>
    public override string ToString() => "updateOrderShipping " + JsonSerializer.Serialize(this, RmsJson.Written);
}

internal sealed record BasketRequest(
    long BasketId,
    [property: JsonPropertyName("ShippingModelList")] IReadOnlyList<ShipmentRequest> Shipments);

/// <summary>A key that is absent keeps what RMS holds: no tracking number is sent, and without a row number a row is added (API §4.1).</summary>
internal sealed record ShipmentRequest(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? ShippingDetailId,
    string DeliveryCompany,
    string ShippingDate);

[JsonSerializable(typeof(SearchOrderRequest))]
[JsonSerializable(typeof(GetOrderRequest))]
[JsonSerializable(typeof(GetPaymentRequest))]
[JsonSerializable(typeof(ConfirmOrderRequest))]
[JsonSerializable(typeof(UpdateOrderShippingRequest))]
internal sealed partial class RmsJson : JsonSerializerContext
{
    /// <summary>Writes raw UTF-8: RMS has rejected Japanese sent as \u escapes (API §1.1).</summary>
    public static JsonSerializerOptions Written { get; } = new RmsJson(new JsonSerializerOptions
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
    }).Options;
}
