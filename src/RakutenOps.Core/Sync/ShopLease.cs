using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using RakutenOps.Core.Rms;
using RakutenOps.Core.Storage;
using RakutenOps.Core.Text;

namespace RakutenOps.Core.Sync;

/// <summary>
/// Holds one shop for one run over all processes and machines: no shop is worked twice at once. Renewed while requests go out; a holder whose process is gone from this machine is
/// followed at once, one of another machine when its time is over.
/// </summary>
internal sealed class ShopLease
{
    /// <summary>How long a lease holds without a sign of life; longer than the deadline of one request.</summary>
    public static readonly TimeSpan Time = TimeSpan.FromMinutes(5);

    readonly IOrderSlipStore store;
    readonly string shop;
    readonly string owner;
    readonly TimeProvider clock;
    DateTimeOffset renewed;

    ShopLease(IOrderSlipStore store, string shop, string owner, TimeProvider clock) => (this.store, this.shop, this.owner, this.clock, renewed) = (store, shop, owner, clock, clock.GetUtcNow());

    /// <summary>Takes the shop.</summary>
    /// <exception cref="ShopException">Another run holds it (ShopBusy).</exception>
    public static ShopLease Take(IOrderSlipStore store, string shop, TimeProvider clock)
    {
        var owner = Me();
        var now = clock.GetUtcNow();
        var answer = store.TakeLease(shop, owner, now, now + Time);
        if (!answer.Taken && IsGone(answer.Owner))
        {
            store.ReleaseLease(shop, answer.Owner);
            answer = store.TakeLease(shop, owner, now, now + Time);
        }
        if (answer.Taken) return new(store, shop, owner, clock);
        var until = answer.Until.ToOffset(JapanTime.Offset);
        throw new ShopException("ShopBusy", shop, Sentence.Of("ShopBusy", shop, Holder(answer.Owner), FormattableString.Invariant($"{until:HH:mm:ss}")), Sentence.Of("ShopBusy_Advice"));
    }

    /// <summary>Shows a sign of life, at most once a minute.</summary>
    /// <exception cref="ShopException">The shop went to another run meanwhile (ShopBusy).</exception>
    public void Renew()
    {
        var now = clock.GetUtcNow();
        if (now - renewed < TimeSpan.FromMinutes(1)) return;
        var answer = store.TakeLease(shop, owner, now, now + Time);
        if (!answer.Taken) throw new ShopException("ShopBusy", shop, Sentence.Of("ShopTaken", shop, Holder(answer.Owner)), Sentence.Of("ShopTaken_Advice"));
        renewed = now;
    }

    /// <summary>Gives the shop back.</summary>
    public void Release() => store.ReleaseLease(shop, owner);

    /// <summary>Whether a shop is being worked now: held by a process that lives, or may live on another machine, and whose time is not over.</summary>
    public static bool IsHeld(LeaseResult? lease, DateTimeOffset now) => lease is not null && lease.Until > now && !IsGone(lease.Owner);

    // Machine, process and its start, and one run: a process number is used again after a while, its start is not.
    static string Me()
    {
        using var me = Process.GetCurrentProcess();
        return FormattableString.Invariant($"{Environment.MachineName}|{me.Id}|{StartOf(me)}|{Guid.NewGuid():N}");
    }

    // Linux counts a start in ticks since it booted. StartTime adds them to a boot time that each process works out for itself from the clock: two processes disagree by a hair, and
    // by an hour once the clock was set.
    internal static string StartOf(Process process)
    {
        if (!OperatingSystem.IsLinux()) return process.StartTime.ToUniversalTime().Ticks.ToString(CultureInfo.InvariantCulture);
        var stat = File.ReadAllText(FormattableString.Invariant($"/proc/{process.Id}/stat"));
        const int startTime = 19;   // the 22nd field; the name, the 2nd, ends with the last bracket
        return stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[startTime];
    }

    static string Holder(string owner) => owner.Split('|') is [var machine, var process, ..] ? Sentence.Of("ShopHolder", machine, process) : owner;

    static bool IsGone(string owner)
    {
        if (owner.Split('|') is not [var machine, var id, var start, _] || machine != Environment.MachineName || !int.TryParse(id, CultureInfo.InvariantCulture, out var number)) return false;
        try
        {
            using var process = Process.GetProcessById(number);
            return process.HasExited || StartOf(process) != start;
        }
        catch (Exception e) when (e is ArgumentException or FileNotFoundException or DirectoryNotFoundException)
        {
            return true;
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}

/// <summary>The shop's turn over all processes, with a sign of life to its lease.</summary>
internal sealed class LeasedGate(IRequestGate turn, ShopLease lease) : IRequestGate
{
    public ValueTask WaitAsync(CancellationToken cancel)
    {
        lease.Renew();
        return turn.WaitAsync(cancel);
    }
}

/// <summary>Keeps RMS's rate within this process alone: a rehearsal writes no row, not even the shop's next turn.</summary>
internal sealed class LocalGate(TimeProvider clock, TimeSpan spacing) : IRequestGate
{
    DateTimeOffset next;

    public async ValueTask WaitAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var wait = next - now;
        next = (wait > TimeSpan.Zero ? next : now) + spacing;
        if (wait > TimeSpan.Zero) await Task.Delay(wait, clock, cancel).ConfigureAwait(false);
    }
}
