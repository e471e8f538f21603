using System.Net;
using System.Net.Sockets;

namespace RakutenOps.Module.Tests.Cmdlets;

/// <summary>Ctrl+C, whatever is being waited for.</summary>
[Collection("Emulator")]
public sealed class StoppingTests
{
    [Fact]
    public async Task Ctrl_C_during_a_hung_request_is_at_once()
    {
        using var r = Rehearsal.Start();
        r.Order();
        var endpoint = (Uri)r.Run("Set-RmsEmulator -Fault @{ kind = 'Hang' }; $emulator.Endpoint").Clean().Single.BaseObject;

        var took = await r.Session.StopAsync("Sync-RakutenPayment", AskedAsync(endpoint));

        // The request would hang for minutes; how many milliseconds a stop takes is the benchmarks' to measure.
        took.ShouldBeLessThan(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task Ctrl_C_ends_a_command_that_waits_for_a_database_server_which_does_not_answer()
    {
        using var r = Rehearsal.Start();
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();

        var took = await r.Session.StopAsync($"Connect-OrderSlipStore -Location postgresql://me@{server.LocalEndpoint}/none", server.AcceptTcpClientAsync(TestContext.Current.CancellationToken).AsTask());

        // The store itself is patient for half a minute.
        took.ShouldBeLessThan(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task Ctrl_C_leaves_behind_what_hears_of_no_stop()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "mkfifo makes a file that hangs.");
        using var r = Rehearsal.Start();
        var secrets = Path.Combine(r.Folder, "config", "secrets.json");
        File.Delete(secrets);
        Patience.Run("mkfifo", "-m", "600", secrets).ExitCode.ShouldBe(0);
        // Opened once the run has opened it, which reads until this end is closed.
        var hangs = Task.Run(() => new FileStream(secrets, FileMode.Open, FileAccess.Write, FileShare.ReadWrite));
        try
        {
            var took = await r.Session.StopAsync("Sync-RakutenPayment", hangs);

            took.ShouldBeLessThan(TimeSpan.FromSeconds(15));
        }
        finally
        {
            (await Patience.For(hangs, "the run at its secret")).Dispose();
        }
    }

    // Ends when one more request has come in.
    static async Task AskedAsync(Uri emulator)
    {
        using var http = new HttpClient { BaseAddress = emulator };
        var before = await http.GetStringAsync("_emulator/requests");
        await Patience.Until(async () => await http.GetStringAsync("_emulator/requests") != before, "one more request");
    }
}
