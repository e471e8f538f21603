namespace RakutenOps.Core.Storage;

public abstract partial class SqlStore
{
    /// <inheritdoc/>
    public IReadOnlySet<string> NotedCauses(string shop) =>
        session.Query("SELECT cause FROM notice WHERE shop = @shop", static row => row.GetString(0), ("@shop", shop)).ToHashSet(StringComparer.Ordinal);

    /// <inheritdoc/>
    public void NoteCauses(string shop, IReadOnlyCollection<string> causes, DateTimeOffset at, DateTimeOffset forgetBefore) => session.Write([shop], () =>
    {
        session.Execute(
            $"""
            INSERT INTO notice (shop, cause, seen_at) SELECT @shop, value, @at FROM {session.Dialect.Texts("@causes")} AS given WHERE true
            ON CONFLICT (shop, cause) DO UPDATE SET seen_at = excluded.seen_at
            """,
            ("@shop", shop), ("@causes", StoreJson.Of(causes)), ("@at", StoredValues.Of(at)));
        return session.Execute("DELETE FROM notice WHERE shop = @shop AND seen_at < @before", ("@shop", shop), ("@before", StoredValues.Of(forgetBefore)));
    });
}
