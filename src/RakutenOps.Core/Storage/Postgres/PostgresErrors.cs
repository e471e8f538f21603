using System.Data.Common;
using Npgsql;
using RakutenOps.Core.Text;

namespace RakutenOps.Core.Storage;

/// <summary>What PostgreSQL's and the network's refusals mean to a person, and what can be done. Nothing here shows a password: the server is named without it.</summary>
internal static class PostgresErrors
{
    public static StoreException Of(DbException error, string server) => error is PostgresException e ? Answered(e, server) : Unreachable(server, error);

    static StoreException Answered(PostgresException e, string server) => e.SqlState switch
    {
        PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.QueryCanceled => new(
            "StoreLocked", Sentence.Of("StoreLocked", server), Sentence.Of("StoreLocked_Advice"), e),
        PostgresErrorCodes.ReadOnlySqlTransaction => ReadOnly(server, e),
        PostgresErrorCodes.InsufficientPrivilege => ReadOnly(server, e),
        PostgresErrorCodes.DiskFull or PostgresErrorCodes.OutOfMemory or PostgresErrorCodes.ConfigurationLimitExceeded => new(
            "StoreFull", Sentence.Of("ServerFull", server, e.MessageText), Sentence.Of("ServerFull_Advice"), e),
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification => new(
            "StoreUnauthorised", Sentence.Of("ServerUnauthorised", server, e.MessageText), Sentence.Of("ServerUnauthorised_Advice"), e),
        PostgresErrorCodes.InvalidCatalogName => NotFound(server, e),
        PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted => Damaged(server, e),
        PostgresErrorCodes.ForeignKeyViolation => new(
            "StoreRefused", Sentence.Of("StoreReference"), Sentence.Of("StoreReference_Advice"), e),
        ['2', '2' or '3', ..] => new("StoreRefused", Sentence.Of("StoreRefused", e.MessageText), Sentence.Of("StoreRefused_Advice"), e),
        ['0', '8', ..] or ['5', '7', 'P', ..] or PostgresErrorCodes.TooManyConnections or "25P03" => Unreachable(server, e),
        _ => new("StoreFailed", Sentence.Of("StoreFailed", server, $"{e.MessageText} ({e.SqlState})"), Sentence.Of("ServerFailed_Advice"), e),
    };

    public static StoreException Damaged(string server, Exception cause) => new("StoreDamaged", Sentence.Of("ServerDamaged", server, cause.Message), Sentence.Of("ServerDamaged_Advice"), cause);

    public static StoreException ReadOnly(string server, Exception? cause) => new("StoreReadOnly", Sentence.Of("ServerReadOnly", server), Sentence.Of("ServerReadOnly_Advice"), cause);

    public static StoreException Unreachable(string server, Exception cause) => new("StoreUnreachable", Sentence.Of("ServerUnreachable", server, cause.Message), Sentence.Of("ServerUnreachable_Advice"), cause);

    public static StoreException NotFound(string server, Exception? cause) => new("StoreNotFound", Sentence.Of("StoreNotFound", server), Sentence.Of("ServerNotFound_Advice"), cause);

    public static StoreException Newer(string server, long version, int known) => new("StoreNewer", Sentence.Of("StoreNewer", server, version, known), Sentence.Of("StoreNewer_Advice"));

    public static StoreException NotUtf8(string server, string encoding) => new("StoreUnsupported", Sentence.Of("ServerNotUtf8", server, encoding), Sentence.Of("ServerNotUtf8_Advice"));
}
