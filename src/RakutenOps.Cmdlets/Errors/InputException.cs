namespace RakutenOps.Errors;

/// <summary>What was given cannot be done, said so that a person can act.</summary>
public sealed class InputException : Exception
{
    /// <summary>Says what is wrong with the input.</summary>
    /// <param name="id">Error id, one of <see cref="OpsError"/>'s.</param>
    /// <param name="message">What happened.</param>
    /// <param name="advice">What to do.</param>
    /// <param name="target">The input that failed; null is the record that was being worked on.</param>
    /// <param name="inner">The cause; null when there is none.</param>
    internal InputException(string id, string message, string advice, object? target = null, Exception? inner = null) : base(message, inner) =>
        (Id, Advice, Target) = (id, advice, target);

    /// <summary>Error id, stable.</summary>
    public string Id { get; }
    /// <summary>What to do.</summary>
    public string Advice { get; }
    /// <summary>The input that failed; null is the record that was being worked on.</summary>
    internal object? Target { get; }
}
