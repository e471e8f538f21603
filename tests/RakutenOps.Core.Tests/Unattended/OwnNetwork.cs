using System.ComponentModel;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace RakutenOps.Core.Tests.Unattended;

/// <summary>
/// A network namespace with a loopback of its own, on whose port of the same number an emulator outside is reached; the loopback can be cut off and mended. Root may make one, with ip of
/// iproute2; elsewhere the test is skipped.
/// </summary>
internal sealed class OwnNetwork : IDisposable
{
    const int NetworkNamespace = 0x40000000;   // CLONE_NEWNET

    readonly CancellationTokenSource stop = new();
    readonly string name = $"rakutenops-{Environment.ProcessId}";
    readonly Socket listener;

    public OwnNetwork(Uri outside)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.UserName == "root", "Only root may make a network namespace.");
        try
        {
            Assert.SkipUnless(Patience.Run("ip", "netns", "add", name).ExitCode == 0, "This machine makes no network namespaces.");
        }
        catch (Win32Exception)
        {
            Assert.Skip("A network namespace takes ip (apt install iproute2).");
        }
        Mend();
        listener = Listen(outside.Port);
        _ = RelayAsync(IPEndPoint.Parse(outside.Authority));
    }

    /// <summary>What goes before a command that shall run within.</summary>
    public string[] Within => ["ip", "netns", "exec", name];

    /// <summary>Nothing goes in or out any more, as when a cable is pulled: what is under way gets no answer, and nothing new finds a way.</summary>
    public void Cut() => Patience.Run("ip", "-n", name, "link", "set", "lo", "down").ShouldBe((0, ""));

    public void Mend() => Patience.Run("ip", "-n", name, "link", "set", "lo", "up").ShouldBe((0, ""));

    public void Dispose()
    {
        stop.Cancel();
        listener.Dispose();
        Patience.Run("ip", "netns", "delete", name).ShouldBe((0, ""));
        stop.Dispose();
    }

    // A socket belongs to the namespace of the thread that makes it, and of it alone: the thread goes there and ends there.
    Socket Listen(int port)
    {
        Socket? made = null;
        Exception? failure = null;
        var there = new Thread(() =>
        {
            try
            {
                using var file = File.OpenHandle($"/run/netns/{name}");
                if (SetNamespace(file, NetworkNamespace) != 0) throw new Win32Exception();
                made = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                made.Bind(new IPEndPoint(IPAddress.Loopback, port));
                made.Listen();
            }
            catch (Exception e) when (e is IOException or Win32Exception)
            {
                failure = e;
            }
        });
        there.Start();
        Patience.ForEnd(there, "a socket in a namespace");
        return failure is null ? made! : throw new InvalidOperationException($"Nothing listens in {name}.", failure);
    }

    async Task RelayAsync(IPEndPoint outside)
    {
        while (!stop.IsCancellationRequested) _ = JoinAsync(await listener.AcceptAsync(stop.Token), outside);
    }

    async Task JoinAsync(Socket inner, IPEndPoint outside)
    {
        using var outer = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await outer.ConnectAsync(outside, stop.Token);
        await using var one = new NetworkStream(inner, ownsSocket: true);
        await using var other = new NetworkStream(outer, ownsSocket: true);
        await Task.WhenAny(one.CopyToAsync(other, stop.Token), other.CopyToAsync(one, stop.Token));
    }

    [DllImport("libc", EntryPoint = "setns", SetLastError = true)]
    static extern int SetNamespace(Microsoft.Win32.SafeHandles.SafeFileHandle file, int kind);
}
