using System.Text.Json;
using System.Text.Json.Nodes;
using RakutenOps.Emulator.Clock;
using RakutenOps.Emulator.Orders;

namespace RakutenOps.Emulator.Control;

/// <summary>The control API under <c>/_emulator/</c>: what a test or a person drives Rakuten's side with. It never shows credentials.</summary>
static partial class ControlApi
{
    public static void Map(WebApplication app, EmulatorState state, CancellationTokenSource stopRequested)
    {
        var control = app.MapGroup("/_emulator");
        MapClock(control, state);
        MapOrders(control, state);
        MapShops(control, state);
        MapRequests(control, state);
        MapFaults(control, state);
        MapGenerate(control, state);
        control.MapPost("shutdown", async context =>
        {
            context.Response.StatusCode = StatusCodes.Status202Accepted;
            await context.Response.CompleteAsync();
            await stopRequested.CancelAsync();
        });
    }

    static void MapClock(RouteGroupBuilder control, EmulatorState state)
    {
        control.MapGet("clock", context => AnswerAsync(context, () => Describe(state.Clock)));
        control.MapPut("clock", context => AnswerAsync<ClockChange>(context, change =>
        {
            if (change.Frozen is { } frozen) state.Clock.Freeze(frozen);
            if (change.Now is { } now) state.Clock.SetNow(now);
            if (change.Offset is { } offset) state.Clock.SetNow(state.Clock.GetUtcNow() - state.Clock.OffsetFromUnderlying + offset);
            if (change.Advance is { } by) state.Clock.Advance(by);
            state.RunDue();
            return Describe(state.Clock);
        }));
    }

    static void MapRequests(RouteGroupBuilder control, EmulatorState state)
    {
        control.MapGet("requests", context => AnswerAsync(context, () => new { total = state.Requests.Total, shops = state.Requests.ByShop() }));
        control.MapDelete("requests", context => AnswerAsync(context, () =>
        {
            state.Requests.Reset();
            return new { total = 0 };
        }));
    }

    static object Describe(EmulatorClock clock) => new { now = Jst.Whole(clock.GetUtcNow()), offset = clock.OffsetFromUnderlying, frozen = clock.IsFrozen };

    static Task AnswerAsync(HttpContext context, Func<object?> act) => AnswerAsync(context, () => Task.FromResult(act()));

    static Task AnswerAsync<T>(HttpContext context, Func<T, object?> act) => AnswerAsync(context, async () =>
        act(await JsonSerializer.DeserializeAsync<T>(context.Request.Body, ControlJson.Options, context.RequestAborted) ?? throw new JsonException("The body is empty.")));

    static async Task AnswerAsync(HttpContext context, Func<Task<object?>> act)
    {
        object? answer;
        try
        {
            answer = await act();
        }
        catch (Exception error) when (error is EventRefusedException or JsonException or InvalidOperationException or FormatException or ArgumentException)
        {
            context.Response.StatusCode = error switch
            {
                EventRefusedException { IsMissing: true } => StatusCodes.Status404NotFound,
                EventRefusedException => StatusCodes.Status409Conflict,
                _ => StatusCodes.Status400BadRequest,
            };
            answer = new { error = error.Message };
        }
        context.Response.ContentType = "application/json;charset=UTF-8";
        await JsonSerializer.SerializeAsync(context.Response.Body, answer, ControlJson.Options, context.RequestAborted);
    }

    static string Route(HttpContext context, string name) => (string)context.Request.RouteValues[name]!;

    sealed record ClockChange(DateTimeOffset? Now, TimeSpan? Advance, TimeSpan? Offset, bool? Frozen);
}
