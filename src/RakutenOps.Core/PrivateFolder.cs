namespace RakutenOps.Core;

/// <summary>Folders that are the user's alone: mode 0700, where the system has modes.</summary>
internal static class PrivateFolder
{
    /// <summary>Makes the folder when it is not there; one that is there stays as its owner made it.</summary>
    public static void Make(string path)
    {
        if (Directory.Exists(path)) return;
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
        else Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
