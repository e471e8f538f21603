namespace RakutenOps.Edits;

/// <summary>An edit of a slip that is refused, said so that a person can act; nothing was written.</summary>
public sealed class SlipException : Exception
{
    /// <summary>Refuses an edit. The words are those of <c>Refuse_id</c> and <c>Advise_id</c>.</summary>
    /// <param name="id">Error id, such as SlipNotFound, SlipCancelled, SplitTooMuch, SlipConflict.</param>
    /// <param name="target">What was refused: a slip number, an order number, a day.</param>
    /// <param name="arguments">What fills the gaps of both sentences.</param>
    public SlipException(string id, object target, params object?[] arguments) =>
        (Id, Target, Text, AdviceText) = (id, target, new("Refuse_" + id, arguments), new("Advise_" + id, arguments));

    /// <summary>Error id, stable.</summary>
    public string Id { get; }
    /// <summary>What was refused.</summary>
    public object Target { get; }
    /// <summary>What to do.</summary>
    public string Advice => AdviceText.ToString();
    /// <inheritdoc />
    public override string Message => Text.ToString();

    internal Phrase Text { get; }
    internal Phrase AdviceText { get; }
}
