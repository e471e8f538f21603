using Microsoft.Data.Sqlite;
using RakutenOps.Core.Text;
using static SQLitePCL.raw;

namespace RakutenOps.Core.Storage;

/// <summary>What SQLite's and the file system's refusals mean to a person, and what can be done.</summary>
internal static class SqliteErrors
{
    public static StoreException Of(SqliteException e, string path) => e.SqliteErrorCode switch
    {
        SQLITE_BUSY or SQLITE_LOCKED => new("StoreLocked", Sentence.Of("StoreLocked", path), Sentence.Of("StoreLocked_Advice"), e),
        SQLITE_CORRUPT or SQLITE_NOTADB => Damaged(path, e),
        SQLITE_READONLY or SQLITE_PERM or SQLITE_AUTH => ReadOnly(path, e),
        SQLITE_CANTOPEN when File.Exists(path) => ReadOnly(path, e),
        SQLITE_CANTOPEN => Unreachable(path, e),
        SQLITE_FULL => new("StoreFull", Sentence.Of("StoreFull", path), Sentence.Of("StoreFull_Advice"), e),
        // The file beside the store that its users share finds no room when the first of them opens the store.
        SQLITE_IOERR when e.SqliteExtendedErrorCode == SQLITE_IOERR_SHMSIZE => new("StoreFull", Sentence.Of("StoreFull", path), Sentence.Of("StoreFull_Advice"), e),
        SQLITE_IOERR => new("StoreUnreachable", Sentence.Of("StoreBroken", path, e.Message), Sentence.Of("StoreBroken_Advice"), e),
        SQLITE_CONSTRAINT when e.SqliteExtendedErrorCode == SQLITE_CONSTRAINT_FOREIGNKEY => new("StoreRefused", Sentence.Of("StoreReference"), Sentence.Of("StoreReference_Advice"), e),
        SQLITE_CONSTRAINT => new("StoreRefused", Sentence.Of("StoreRefused", e.Message), Sentence.Of("StoreRefused_Advice"), e),
        _ => new("StoreFailed", Sentence.Of("StoreFailed", path, e.Message), Sentence.Of("StoreFailed_Advice"), e),
    };

    public static StoreException Damaged(string path, Exception cause) => new("StoreDamaged", Sentence.Of("StoreDamaged", path), Sentence.Of("StoreDamaged_Advice"), cause);

    public static StoreException ReadOnly(string path, Exception? cause) => new("StoreReadOnly", Sentence.Of("StoreReadOnly", path), Sentence.Of("StoreReadOnly_Advice"), cause);

    public static StoreException Unreachable(string path, Exception cause) => new("StoreUnreachable", Sentence.Of("StoreUnreachable", path, cause.Message), Sentence.Of("StoreUnreachable_Advice"), cause);

    public static StoreException NotFound(string path) => new("StoreNotFound", Sentence.Of("StoreNotFound", path), Sentence.Of("StoreNotFound_Advice"));

    public static StoreException Exists(string path) => new("StoreExists", Sentence.Of("StoreExists", path), Sentence.Of("StoreExists_Advice"));

    public static StoreException Foreign(string path) => new("StoreForeign", Sentence.Of("StoreForeign", path), Sentence.Of("StoreForeign_Advice"));

    public static StoreException Newer(string path, long version, int known) => new("StoreNewer", Sentence.Of("StoreNewer", path, version, known), Sentence.Of("StoreNewer_Advice"));
}
