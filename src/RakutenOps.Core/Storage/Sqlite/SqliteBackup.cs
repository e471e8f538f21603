using Microsoft.Data.Sqlite;
using RakutenOps.Core.Text;

namespace RakutenOps.Core.Storage;

/// <summary>Backs a store's file up by SQLite's own backup: one state of it, whatever is written meanwhile.</summary>
internal static class SqliteBackup
{
    public static void Write(SqliteSession from, string path, bool overwrite)
    {
        if (path == from.Path) throw SqliteErrors.Exists(path);
        if (File.Exists(path) && !overwrite) throw SqliteErrors.Exists(path);
        // Made and checked beside, then moved: what stands under the name is whole, and what stood there before is kept until then.
        var beside = $"{path}.{Guid.NewGuid():N}.new";
        try
        {
            SqliteSchema.CreateFile(beside);
            using (var copy = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = beside, Mode = SqliteOpenMode.ReadWrite, Pooling = false }.ConnectionString))
            {
                copy.Open();
                from.Connection.BackupDatabase(copy);
                using var check = copy.CreateCommand();
                check.CommandText = "PRAGMA integrity_check(1)";
                if (check.ExecuteScalar() is not "ok") throw SqliteErrors.Damaged(from.Path, new InvalidDataException(Sentence.Of("Fault_Backup")));
            }
            File.Move(beside, path, overwrite);
        }
        catch (SqliteException e)
        {
            throw SqliteErrors.Of(e, path);
        }
        catch (UnauthorizedAccessException e)
        {
            throw SqliteErrors.ReadOnly(path, e);
        }
        catch (IOException e)
        {
            throw SqliteErrors.Unreachable(path, e);
        }
        finally
        {
            foreach (var left in new[] { beside, beside + "-wal", beside + "-shm", beside + "-journal" }) File.Delete(left);
        }
    }
}
