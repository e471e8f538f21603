using RakutenOps.Text;

namespace RakutenOps.Completion;

/// <summary>Past runs, newest first.</summary>
public sealed class RunCompleter : StoreCompleter
{
    const int Looked = 300;

    private protected override IEnumerable<(string Value, string Tip)> Known(string beginning) => Read(static store => store.Runs().Take(Looked).ToList())
        .Select(static run => (run.RunId, Message.Of("Tip_Run", run.Shop, run.Kind, run.StartedAt, run.SlipsChanged)));
}
