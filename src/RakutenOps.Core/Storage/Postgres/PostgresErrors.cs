using System.Data.Common;
using Npgsql;

namespace RakutenOps.Core.Storage;

/// <summary>What PostgreSQL's and the network's refusals mean to a person, and what can be done. Nothing here shows a password: the server is named without it.</summary>
internal static class PostgresErrors
{
    public static StoreException Of(DbException error, string server) => error is PostgresException e ? Answered(e, server) : Unreachable(server, error);

    static StoreException Answered(PostgresException e, string server) => e.SqlState switch
    {
        PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.QueryCanceled => new(
            "StoreLocked", $"The order slip store '{server}' is locked by another program.", "Wait until the other program is done, or end it, and run this again. Nothing was written.", e),
        PostgresErrorCodes.ReadOnlySqlTransaction => ReadOnly(server, e),
        PostgresErrorCodes.InsufficientPrivilege => ReadOnly(server, e),
        PostgresErrorCodes.DiskFull or PostgresErrorCodes.OutOfMemory or PostgresErrorCodes.ConfigurationLimitExceeded => new(
            "StoreFull", $"The server of the order slip store '{server}' has no room left: {e.MessageText}", "Free some space on the server and run this again. Nothing was written.", e),
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification => new(
            "StoreUnauthorised", $"The server refuses the user of the order slip store '{server}': {e.MessageText}",
            "Check the user, and its password in PGPASSFILE (~/.pgpass) or PGPASSWORD.", e),
        PostgresErrorCodes.InvalidCatalogName => NotFound(server, e),
        PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted => Damaged(server, e),
        PostgresErrorCodes.ForeignKeyViolation => new(
            "StoreRefused", "What was to be written names a shop or slip that the store does not have.", "Register the shop, or check the slip numbers. Nothing was written.", e),
        ['2', '2' or '3', ..] => new("StoreRefused", $"The order slip store refuses a value: {e.MessageText}", "Correct the value. Nothing was written.", e),
        ['0', '8', ..] or ['5', '7', 'P', ..] or PostgresErrorCodes.TooManyConnections or "25P03" => Unreachable(server, e),
        _ => new("StoreFailed", $"The order slip store '{server}' failed: {e.MessageText} ({e.SqlState})", "Run this again; if it stays so, look into the server's log. Nothing was written.", e),
    };

    public static StoreException Damaged(string server, Exception cause) => new("StoreDamaged",
        $"The store '{server}' is damaged, or was changed by another program: {cause.Message}", "Keep the database aside and restore the last dump. Nothing was changed.", cause);

    public static StoreException ReadOnly(string server, Exception? cause) => new("StoreReadOnly",
        $"The order slip store '{server}' cannot be written by this user, or is a standby.", "Connect to the primary server as the owner of the store's schema.", cause);

    public static StoreException Unreachable(string server, Exception cause) => new("StoreUnreachable",
        $"The order slip store '{server}' cannot be reached: {cause.Message}", "Check the server and the way to it, then run this again. What was written stays; the next run goes on from there.", cause);

    public static StoreException NotFound(string server, Exception? cause) => new("StoreNotFound",
        $"There is no order slip store at '{server}'.", "Check the address; make the database with createdb -E UTF8, and let Connect-OrderSlipStore make the store in it.", cause);

    public static StoreException Newer(string server, long version, int known) => new("StoreNewer",
        $"The order slip store '{server}' was made by a newer version (schema {version}; this version knows {known}).", "Update RakutenOps on this machine. The store was not changed.");

    public static StoreException NotUtf8(string server, string encoding) => new("StoreUnsupported",
        $"The database '{server}' keeps text in {encoding}.", "Make one that keeps Japanese: createdb -E UTF8 -T template0.");
}
