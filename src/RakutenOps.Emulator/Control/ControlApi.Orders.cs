using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using RakutenOps.Emulator.Orders;

namespace RakutenOps.Emulator.Control;

static partial class ControlApi
{
    const int UsualPage = 100;

    static void MapOrders(RouteGroupBuilder control, EmulatorState state)
    {
        control.MapGet("orders", context => AnswerAsync(context, () => List(state, context.Request.Query)));
        control.MapPost("orders", context => AnswerAsync<JsonNode>(context, body =>
        {
            var specs = body is JsonArray ? body.Deserialize<List<OrderSpec>>(ControlJson.Options)! : [body.Deserialize<OrderSpec>(ControlJson.Options)!];
            context.Response.StatusCode = StatusCodes.Status201Created;
            return new { orderNumbers = specs.ConvertAll(state.CreateOrder) };
        }));
        control.MapGet("orders/{number}", context => AnswerAsync(context, () => state.Read(Route(context, "number"), OrderDocument.Of)));
        control.MapMethods("orders/{number}", ["PATCH", "PUT"], context => AnswerAsync<JsonObject>(context, patch =>
        {
            state.Change(Route(context, "number"), order => OrderDocument.Merge(order, patch));
            return state.Read(Route(context, "number"), OrderDocument.Of);
        }));
        control.MapPost("orders/{number}/events", context => AnswerAsync<JsonNode>(context, body =>
        {
            var events = body is JsonArray ? body.Deserialize<List<OrderEvent>>(ControlJson.Options)! : [body.Deserialize<OrderEvent>(ControlJson.Options)!];
            foreach (var happening in events) state.Fire(Route(context, "number"), happening);
            return state.Read(Route(context, "number"), OrderDocument.Of);
        }));
    }

    /// <summary>Orders that are kept whole; generated ones are only counted until something touches them.</summary>
    static object List(EmulatorState state, IQueryCollection query)
    {
        var skip = Number(query, "skip") ?? 0;
        var take = Number(query, "take") ?? UsualPage;
        var progress = Number(query, "progress");
        var shops = query["shop"] is [{ } id] ? [state.ShopOf(id)] : state.Shops;
        state.RunDue();
        var total = 0;
        var orders = new List<JsonObject>();
        foreach (var shop in shops)
        {
            lock (shop.Gate)
            {
                total += shop.Columns.Count;
                foreach (var order in shop.Kept().Where(order => progress is null || order.Progress == progress).Skip(skip).Take(take - orders.Count)) orders.Add(OrderDocument.Of(order));
            }
        }
        return new { total, orders };
    }

    static int? Number(IQueryCollection query, string name) =>
        query[name] is [{ Length: > 0 } text] ? int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture) : null;
}
