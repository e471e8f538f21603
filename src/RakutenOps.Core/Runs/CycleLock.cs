using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using RakutenOps.Core.Text;

namespace RakutenOps.Core.Runs;

/// <summary>
/// The job's own lock on this machine: a file that is held open. A crash frees it. Who holds it stands in a file beside it, for a file that is held cannot be read everywhere.
/// </summary>
internal sealed class CycleLock : IDisposable
{
    const int SharingViolation = unchecked((int)0x80070020), WouldBlockOnLinux = 11, WouldBlockOnMac = 35;

    readonly FileStream held;
    readonly string holder;

    CycleLock(FileStream held, string holder) => (this.held, this.holder) = (held, holder);

    /// <summary>Takes the lock for one job: cycles over the same shops of the same store.</summary>
    /// <param name="folder">Where the lock lies.</param>
    /// <param name="job">What tells this job from others.</param>
    /// <param name="now">Now.</param>
    /// <exception cref="ShopException">Another run holds it (CycleBusy).</exception>
    /// <exception cref="IOException">The folder cannot be used.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder cannot be used.</exception>
    public static CycleLock Take(string folder, string job, DateTimeOffset now)
    {
        PrivateFolder.Make(folder);
        var path = PathOf(folder, job);
        FileStream file;
        try
        {
            file = PrivateFolder.Open(path + ".lock", FileMode.OpenOrCreate);
        }
        catch (IOException e) when (e.HResult is SharingViolation or WouldBlockOnLinux or WouldBlockOnMac)
        {
            throw new ShopException("CycleBusy", "", Sentence.Of("CycleBusy", Holder(path + ".holder")), Sentence.Of("CycleBusy_Advice"), e);
        }
        var since = now.ToOffset(JapanTime.Offset).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        Tell(path + ".holder", FormattableString.Invariant($"{Environment.MachineName}|{Environment.ProcessId}|{since}"));
        return new(file, path + ".holder");
    }

    /// <summary>Where a job's files lie, without their ending.</summary>
    public static string PathOf(string folder, string job) => Path.Combine(folder, $"cycle-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(job)))[..12]}");

    // A full disk stops no payment: the lock is held, only nobody reads by whom.
    static void Tell(string path, string holder)
    {
        try
        {
            using var file = PrivateFolder.Open(path, FileMode.Create);
            file.Write(Encoding.UTF8.GetBytes(holder));
        }
        catch (IOException)
        {
            File.Delete(path);
        }
    }

    /// <summary>Gives it back.</summary>
    public void Dispose()
    {
        File.Delete(holder);
        held.Dispose();
    }

    static string Holder(string path)
    {
        try
        {
            var text = File.ReadAllText(path);
            return text.Split('|') is [var machine, var process, var since] ? Sentence.Of("CycleHolder", machine, process, since) : Sentence.Of("CycleHolderUnknown");
        }
        catch (IOException)
        {
            return Sentence.Of("CycleHolderUnknown");
        }
    }
}
