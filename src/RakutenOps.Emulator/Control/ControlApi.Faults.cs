using System.Text.Json;
using System.Text.Json.Nodes;
using RakutenOps.Emulator.Faults;

namespace RakutenOps.Emulator.Control;

static partial class ControlApi
{
    static void MapFaults(RouteGroupBuilder control, EmulatorState state)
    {
        control.MapGet("faults", context => AnswerAsync(context, () => Describe(state.Faults)));
        control.MapPut("faults", context => AnswerAsync<JsonNode>(context, body =>
        {
            state.Faults.Set(body is JsonArray ? body.Deserialize<List<FaultRule>>(ControlJson.Options)! : [body.Deserialize<FaultRule>(ControlJson.Options)!]);
            return Describe(state.Faults);
        }));
        control.MapDelete("faults", context => AnswerAsync(context, () =>
        {
            state.Faults.Clear();
            return Describe(state.Faults);
        }));
    }

    static object Describe(FaultPlan faults) => faults.Rules().Select(entry => new { rule = entry.Rule, hits = entry.Hits });
}
