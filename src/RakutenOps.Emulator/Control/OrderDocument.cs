using System.Text.Json;
using System.Text.Json.Nodes;
using RakutenOps.Emulator.Orders;

namespace RakutenOps.Emulator.Control;

/// <summary>An order as a JSON document, and JSON laid over it.</summary>
static class OrderDocument
{
    public static JsonObject Of(EmulatedOrder order) => JsonSerializer.SerializeToNode(order, ControlJson.Options)!.AsObject();

    /// <summary>Lays a patch over an order's state. <c>requestPrice</c> changes goods so that the buyer is billed that.</summary>
    public static void Merge(EmulatedOrder order, JsonObject patch)
    {
        var wanted = Overlay.On(order, patch);
        if (wanted.OrderNumber != order.OrderNumber || wanted.Row != order.Row) throw new JsonException("orderNumber and row of an order never change.");
        if (wanted.Packages.Count == 0) throw new JsonException("An order has at least one package.");
        if (!Progress.IsKnown(wanted.Progress)) throw new JsonException($"There is no progress {wanted.Progress}: 100, 200 … 900.");
        if (patch["requestPrice"] is { } amount) wanted.SetRequestPrice(amount.GetValue<int>());
        foreach (var property in typeof(EmulatedOrder).GetProperties())
        {
            if (property is { CanWrite: true } && property.Name is not (nameof(EmulatedOrder.OrderNumber) or nameof(EmulatedOrder.Row)))
                property.SetValue(order, property.GetValue(wanted));
        }
    }
}
