namespace RakutenOps.Completion;

/// <summary>Reason codes.</summary>
public sealed class ReasonCompleter : StoreCompleter
{
    private protected override IEnumerable<(string Value, string Tip)> Known(string beginning) => Enum.GetValues<Reason>().Select(static r => (ReasonCode.Of(r), Display.Code(r)));
}
