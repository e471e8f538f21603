using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace RakutenOps.Core.Storage;

/// <summary>What SQLite's and the file system's refusals mean to a person, and what can be done.</summary>
internal static class SqliteErrors
{
    public static StoreException Of(SqliteException e, string path) => e.SqliteErrorCode switch
    {
        SQLITE_BUSY or SQLITE_LOCKED => new("StoreLocked", $"The order slip store '{path}' is locked by another program.",
            "Wait until the other program is done, or close it, and run this again. Nothing was written.", e),
        SQLITE_CORRUPT or SQLITE_NOTADB => Damaged(path, e),
        SQLITE_READONLY or SQLITE_PERM or SQLITE_AUTH => ReadOnly(path, e),
        SQLITE_CANTOPEN when File.Exists(path) => ReadOnly(path, e),
        SQLITE_CANTOPEN => Unreachable(path, e),
        SQLITE_FULL => new("StoreFull", $"The disk of the order slip store '{path}' is full.", "Free some space and run this again. Nothing was written.", e),
        SQLITE_IOERR => new("StoreUnreachable", $"The order slip store '{path}' could not be read or written: {e.Message}",
            "Check the disk and the connection to it, then run this again. Nothing was written.", e),
        SQLITE_CONSTRAINT when e.SqliteExtendedErrorCode == SQLITE_CONSTRAINT_FOREIGNKEY => new("StoreRefused",
            "What was to be written names a shop or slip that the store does not have.", "Register the shop, or check the slip numbers. Nothing was written.", e),
        SQLITE_CONSTRAINT => new("StoreRefused", $"The order slip store refuses a value: {e.Message}", "Correct the value. Nothing was written.", e),
        _ => new("StoreFailed", $"The order slip store '{path}' failed: {e.Message}", "Run this again; if it stays so, restore the last backup. Nothing was written.", e),
    };

    public static StoreException Damaged(string path, Exception cause) => new("StoreDamaged",
        $"The file '{path}' is damaged, or is no order slip store.", "Check the path; if it is right, keep the file aside and restore the last backup. Nothing was changed.", cause);

    public static StoreException ReadOnly(string path, Exception? cause) => new("StoreReadOnly",
        $"The order slip store '{path}' cannot be written by this user.", "Give this user the right to write the file and its folder, or choose another store.", cause);

    public static StoreException Unreachable(string path, Exception cause) => new("StoreUnreachable",
        $"The order slip store '{path}' cannot be opened: {cause.Message}", "Check the path, the disk and the rights of this user.", cause);

    public static StoreException NotFound(string path) => new("StoreNotFound",
        $"There is no order slip store at '{path}'.", "Check the path, or let Connect-OrderSlipStore make a new store there.");

    public static StoreException Exists(string path) => new("StoreExists",
        $"There is a file '{path}' already.", "Choose another path, or replace the file: -Force. Nothing was written.");

    public static StoreException Foreign(string path) => new("StoreForeign",
        $"The file '{path}' is a SQLite database of another program.", "Choose another path for the order slip store. The file was not changed.");

    public static StoreException Newer(string path, long version, int known) => new("StoreNewer",
        $"The order slip store '{path}' was made by a newer version (schema {version}; this version knows {known}).", "Update RakutenOps on this machine. The store was not changed.");
}
