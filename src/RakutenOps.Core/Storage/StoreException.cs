namespace RakutenOps.Core.Storage;

/// <summary>A store that cannot be opened, read or written, said so that a person can act.</summary>
public sealed class StoreException : Exception
{
    /// <summary>Says what is wrong with the store.</summary>
    /// <param name="id">Error id, such as StoreLocked, StoreDamaged, StoreNewer, StoreReadOnly, StoreFull, StoreNotFound, StoreUnreachable, ShopHasSlips.</param>
    /// <param name="message">What happened.</param>
    /// <param name="advice">What to do.</param>
    /// <param name="inner">The cause; null when there is none.</param>
    public StoreException(string id, string message, string advice, Exception? inner = null) : base(message, inner) => (Id, Advice) = (id, advice);

    /// <summary>Error id, stable.</summary>
    public string Id { get; }
    /// <summary>What to do.</summary>
    public string Advice { get; }
}
