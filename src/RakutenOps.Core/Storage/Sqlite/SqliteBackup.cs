using Microsoft.Data.Sqlite;
using RakutenOps.Core.Text;
using static SQLitePCL.raw;

namespace RakutenOps.Core.Storage;

/// <summary>Backs a store's file up by SQLite's own backup: one state of it, whatever is written meanwhile.</summary>
internal static class SqliteBackup
{
    // Some megabytes: a step takes milliseconds, and Ctrl+C waits for no more than one.
    const int PagesAtOnce = 1_000;

    public static void Write(SqliteSession from, string path, bool overwrite, Action<BackupStep>? progress, CancellationToken cancel)
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
                // Within one read: else the backup would begin again with each write of another program.
                var pages = from.Read(() => Copy(from, copy, progress, cancel));
                progress?.Invoke(new(pages, pages));
                Check(from, copy, cancel);
            }
            cancel.ThrowIfCancellationRequested();
            File.Move(beside, path, overwrite);
        }
        catch (SqliteException) when (cancel.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancel);
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

    static long Copy(SqliteSession from, SqliteConnection to, Action<BackupStep>? progress, CancellationToken cancel)
    {
        from.Query("SELECT 1 FROM sqlite_schema LIMIT 1", static _ => 0); // a read begins with its first row
        using var backup = sqlite3_backup_init(to.Handle, "main", from.Connection.Handle, "main");
        if (backup.IsInvalid) SqliteException.ThrowExceptionForRC(sqlite3_errcode(to.Handle), to.Handle);
        while (true)
        {
            cancel.ThrowIfCancellationRequested();
            var result = sqlite3_backup_step(backup, PagesAtOnce);
            var pages = sqlite3_backup_pagecount(backup);
            progress?.Invoke(new(pages - sqlite3_backup_remaining(backup), pages));
            if (result == SQLITE_DONE) return pages;
            if (result != SQLITE_OK) SqliteException.ThrowExceptionForRC(result, to.Handle);
        }
    }

    static void Check(SqliteSession from, SqliteConnection copy, CancellationToken cancel)
    {
        using var stop = cancel.Register(() => sqlite3_interrupt(copy.Handle));
        using var check = copy.CreateCommand();
        check.CommandText = "PRAGMA integrity_check(1)";
        if (check.ExecuteScalar() is not "ok") throw SqliteErrors.Damaged(from.Path, new InvalidDataException(Sentence.Of("Fault_Backup")));
    }
}
