using RakutenOps.Emulator.Orders;

namespace RakutenOps.Emulator.Control;

static partial class ControlApi
{
    static void MapGenerate(RouteGroupBuilder control, EmulatorState state)
    {
        control.MapPost("generate", context => AnswerAsync<GenerationSpec>(context, spec =>
        {
            state.Generate(spec);
            return new { generated = spec.Count };
        }));
        control.MapPost("generate/move", context => AnswerAsync<BulkMove>(context, move => new { moved = state.MoveGenerated(move).Count }));
    }
}
