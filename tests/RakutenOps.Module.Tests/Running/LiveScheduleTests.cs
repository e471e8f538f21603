using RakutenOps.Module.Tests.Cmdlets;
using RakutenOps.Module.Tests.Hosting;

namespace RakutenOps.Module.Tests.Running;

/// <summary>The schedule in a systemd that lives: what it starts, with which key, and what it says of it.</summary>
[Collection("Emulator")]
public sealed class LiveScheduleTests
{
    [Fact]
    public async Task A_user_manager_knows_when_the_job_runs_runs_it_with_the_units_own_key_and_says_how_it_ended()
    {
        Assert.SkipUnless(LiveSystemd.Missing is null, LiveSystemd.Missing ?? "");
        using var r = Rehearsal.Start();
        using var systemd = await LiveSystemd.StartAsync(r.Folder);
        var keys = Path.Combine(r.Folder, "keys");
        r.Session.Run("Set-RakutenShop kobe -CredentialReference systemd:kobe; $emulator.Credential", ("keys", keys)).Clean().As<System.Management.Automation.PSCredential>()
            .ShouldHaveSingleItem().GetNetworkCredential().ShouldSatisfyAllConditions(key => File.WriteAllText(keys, $"{key.UserName}:{key.Password}"));
        r.Run("$null = Set-RmsEmulator -Order @{ events = @(@{ event = 'Confirm' }, @{ event = 'AuthoriseOk' }) }").Clean();

        var registered = r.Run($"Register-RakutenSyncSchedule -EveryMinutes 60 -LoadCredential kobe:{keys} -Executable '{Shell(r.Folder)}'").Single;

        registered.Properties["IsActive"].Value.ShouldBe(true);
        ((DateTimeOffset)registered.Properties["NextRunAt"].Value).ShouldBeInRange(DateTimeOffset.UtcNow.AddMinutes(-1), DateTimeOffset.UtcNow.AddMinutes(62));
        registered.Properties["LastRunAt"].Value.ShouldBeNull();

        LiveSystemd.Ask("start", "rakutenops-cycle.service").Code.ShouldBe(0, LiveSystemd.Ask("status", "rakutenops-cycle.service").Output);

        r.Run("Get-OrderSlip").Clean().Single.Properties["DepositStatus"].Value.ToString().ShouldBe("Paid");
        var ran = r.Run("Get-RakutenSyncSchedule").Clean().Single;
        ran.Properties["LastExitCode"].Value.ShouldBe(0);
        ((DateTimeOffset)ran.Properties["LastRunAt"].Value).ShouldBeInRange(DateTimeOffset.UtcNow.AddMinutes(-10), DateTimeOffset.UtcNow);

        // A key that RMS refuses may be one that is too new: no failure, for a while.
        File.WriteAllText(keys, "no:key");
        LiveSystemd.Ask("start", "rakutenops-cycle.service").Code.ShouldBe(0);
        r.Run("(Get-RakutenSyncSchedule).LastExitCode").Clean().Single.BaseObject.ShouldBe(3);

        r.Run("Set-RakutenShop kobe -CredentialReference systemd:none").Clean();
        LiveSystemd.Ask("start", "rakutenops-cycle.service").Code.ShouldNotBe(0);
        r.Run("(Get-RakutenSyncSchedule).LastExitCode").Clean().Single.BaseObject.ShouldBe(2);
        LiveSystemd.Ask("is-failed", "rakutenops-cycle.service").Output.Trim().ShouldBe("failed");

        r.Run("Unregister-RakutenSyncSchedule").Clean();
        LiveSystemd.Ask("list-timers", "--all").Output.ShouldNotContain("rakutenops");
    }

    // A unit has not the PATH of whoever registered it.
    static string Shell(string folder)
    {
        var runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        var dotnet = Path.GetFullPath(Path.Combine(runtime, "..", "..", "..", "dotnet"));
        var shell = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "RakutenOps.Shell", new DirectoryInfo(AppContext.BaseDirectory).Name, "rakutenops.dll"));
        var script = Path.Combine(folder, "shell.sh");
        File.WriteAllText(script, $"#!/bin/sh\nexec '{dotnet}' '{shell}' \"$@\"\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return script;
    }
}
