namespace RakutenOps.Core.Storage;

/// <summary>
/// An order as it was read, and as the store keeps it (JSON): each is made of the other when somebody first asks. Most orders that a sweep reads again say what they said before, and for that the texts alone
/// are compared.
/// </summary>
internal sealed class KeptOrder
{
    readonly Func<Exception, StoreException>? damaged;
    string? json;
    RakutenOrder? order;

    KeptOrder(string? json, RakutenOrder? order, Func<Exception, StoreException>? damaged) => (this.json, this.order, this.damaged) = (json, order, damaged);

    /// <summary>The order of an answer.</summary>
    public static KeptOrder Of(RakutenOrder order) => new(null, order, null);

    /// <summary>The order of a row.</summary>
    /// <param name="json">What stands there.</param>
    /// <param name="damaged">What it means when that is no order.</param>
    public static KeptOrder Of(string json, Func<Exception, StoreException> damaged) => new(json, null, damaged);

    /// <summary>What the store keeps.</summary>
    public string Json => json ??= StoreJson.Of(order!);

    /// <summary>The order.</summary>
    /// <exception cref="StoreException">StoreDamaged.</exception>
    public RakutenOrder Order => order ??= Read();

    /// <summary>Whether another says the same in every field that the store keeps.</summary>
    public bool Equals(KeptOrder? other) => other is not null && ((order is not null && ReferenceEquals(order, other.order)) || string.Equals(Json, other.Json, StringComparison.Ordinal));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as KeptOrder);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Json);

    RakutenOrder Read()
    {
        try
        {
            return StoreJson.Order(json!);
        }
        catch (Exception e) when (SqlSession.IsNoneOfOurs(e))
        {
            throw damaged!(e);
        }
    }
}
