namespace RakutenOps.Core.Tests.Unattended;

/// <summary>A file system of a few megabytes (tmpfs), which root may mount; elsewhere the test is skipped.</summary>
internal sealed class SmallDisk : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("rakutenops-disk-").FullName;

    public SmallDisk(int megabytes)
    {
        if (!OperatingSystem.IsLinux() || Environment.UserName != "root" || Patience.Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", folder).ExitCode != 0)
        {
            Directory.Delete(folder);
            Assert.Skip("A small disk is a tmpfs, and only root may mount one.");
        }
    }

    public string File(string name) => Path.Combine(folder, name);

    public void Grow(int megabytes) => Patience.Run("mount", "-o", $"remount,size={megabytes}m", folder).ShouldBe((0, ""));

    public void MakeReadOnly() => Patience.Run("mount", "-o", "remount,ro", folder).ShouldBe((0, ""));

    public void Dispose()
    {
        Patience.Run("umount", folder).ShouldBe((0, ""));
        Directory.Delete(folder);
    }
}
