using System.Globalization;
using Microsoft.Data.Sqlite;

namespace RakutenOps.Core.Storage;

/// <summary>Opens a store's file, makes or upgrades its schema, and refuses what is not ours, is damaged or is newer, untouched.</summary>
internal static class SqliteSchema
{
    /// <summary>"ROPS" in SQLite's application_id: whose file this is.</summary>
    const int ApplicationId = 0x524F5053;

    // How long SQLite itself waits for a lock, in milliseconds; it then looks whether it was told to stop.
    const long LongestWait = 250;

    static readonly SchemaScripts Scripts = new("Sqlite");

    public static SqliteSession Open(string path, bool create, TimeSpan lockWait)
    {
        if (!File.Exists(path))
        {
            if (!create) throw SqliteErrors.NotFound(path);
            CreateFile(path);
        }
        var session = Connect(path, lockWait);
        try
        {
            var (application, version, tables) = session.Query(
                "SELECT a.application_id, v.user_version, (SELECT count(*) FROM sqlite_schema) FROM pragma_application_id a, pragma_user_version v",
                static row => (row.GetInt64(0), row.GetInt64(1), row.GetInt64(2)))[0];
            var isEmpty = application == 0 && version == 0 && tables == 0;
            if (isEmpty && !create) throw SqliteErrors.NotFound(path);
            if (!isEmpty && application != ApplicationId) throw SqliteErrors.Foreign(path);
            if (version > Scripts.Version) throw SqliteErrors.Newer(path, version, Scripts.Version);
            if (SQLitePCL.raw.sqlite3_db_readonly(session.Connection.Handle, "main") == 1) throw SqliteErrors.ReadOnly(path, null);
            if (version < Scripts.Version) Upgrade(session);
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    static SqliteSession Connect(string path, TimeSpan lockWait)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = SqliteOpenMode.ReadWrite,
            Pooling = false,
            DefaultTimeout = 1, // a session waits on, for as long as it has patience
        }.ConnectionString);
        try
        {
            connection.Open();
            using var pragmas = connection.CreateCommand();
            // FULL: a commit is on the disk before the next request goes to RMS.
            pragmas.CommandText = string.Create(CultureInfo.InvariantCulture,
                $"PRAGMA busy_timeout = {Math.Min((long)lockWait.TotalMilliseconds, LongestWait)}; PRAGMA foreign_keys = ON; PRAGMA cache_size = -16000; PRAGMA synchronous = FULL;");
            pragmas.ExecuteNonQuery();
            return new(connection, path, lockWait);
        }
        catch (SqliteException e)
        {
            connection.Dispose();
            throw SqliteErrors.Of(e, path);
        }
    }

    /// <summary>Any number of processes may come here at once: WAL is set by whoever is first, the scripts run under the write lock, and the version is read again beneath it.</summary>
    static void Upgrade(SqliteSession session)
    {
        session.Query("PRAGMA journal_mode = WAL", static row => row.GetString(0));
        session.Write([], () =>
        {
            var version = session.Query("PRAGMA user_version", static row => row.GetInt32(0))[0];
            for (; version < Scripts.Version; version++) session.ExecuteScript(Scripts.From(version));
            session.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA application_id = {ApplicationId}"));
            session.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {Scripts.Version}"));
            return version;
        });
    }

    /// <summary>
    /// Makes an empty file that only this user may read. It is made beside and moved into place: opening and closing the store's own file here would drop the locks that
    /// another connection of this process holds on it. SQLite gives -wal and -shm the file's mode.
    /// </summary>
    public static void CreateFile(string path)
    {
        try
        {
            var folder = Path.GetDirectoryName(path)!;
            if (!Directory.Exists(folder)) CreateFolder(folder);
            var beside = $"{path}.{Guid.NewGuid():N}.new";
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            new FileStream(beside, options).Dispose();
            try
            {
                File.Move(beside, path, overwrite: false);
            }
            catch (IOException) when (File.Exists(path))
            {
                File.Delete(beside);   // another process was first
            }
        }
        catch (UnauthorizedAccessException e)
        {
            throw SqliteErrors.ReadOnly(path, e);
        }
        catch (IOException e)
        {
            throw SqliteErrors.Unreachable(path, e);
        }
    }

    static void CreateFolder(string folder)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
