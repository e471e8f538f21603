using System.Diagnostics;
using RakutenOps.Module.Tests.Hosting;

namespace RakutenOps.Module.Tests.Running;

/// <summary>The schedule on Linux: the units as systemd itself checks them, and what is asked of systemctl. On Windows only the definition could be tested here, and that needs Windows.</summary>
[Collection("Emulator")]
public sealed class ScheduleTests : IDisposable
{
    const string Verifier = "/usr/bin/systemd-analyze";

    readonly string folder = Directory.CreateTempSubdirectory("rakutenops-schedule-").FullName;
    readonly ModuleSession session = ModuleSession.Open();
    readonly FakeSystemd systemd;

    public ScheduleTests()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "systemd is Linux's.");
        systemd = new(folder);
        session.Run("$null = Connect-OrderSlipStore -Path \"$folder/a store/slips %1.db\"", ("folder", folder)).Clean();
    }

    public void Dispose()
    {
        session.Dispose();
        systemd.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void The_units_pass_systemds_own_check()
    {
        Assert.SkipUnless(File.Exists(Verifier), $"{Verifier} is not here: apt install systemd.");
        Register("-Shop kobe,nara* -Notice Slack=file:slack -KeepDays 30 -LoadCredential kobe:/etc/hostname").Clean();

        var (code, said) = Verify();

        code.ShouldBe(0, said);
        File.AppendAllText(Unit("service"), "NoSuchSetting=1\n");
        Verify().Code.ShouldNotBe(0, "the check checks");
    }

    [Fact]
    public void Registering_writes_a_timer_and_a_service_starts_it_and_warns_that_it_stops_at_logout()
    {
        var registered = Register("-EveryMinutes 20 -ThrottleLimit 16");

        registered.Warnings.ShouldHaveSingleItem().ShouldContain("loginctl enable-linger");
        var schedule = registered.Single;
        (schedule.Properties["Every"].Value, schedule.Properties["IsActive"].Value, schedule.Properties["LastExitCode"].Value).ShouldBe((TimeSpan.FromMinutes(20), true, 5));
        (schedule.Properties["LastRunAt"].Value, schedule.Properties["NextRunAt"].Value).ShouldBe((new DateTimeOffset(2026, 1, 1, 9, 0, 0, TimeSpan.FromHours(9)), new DateTimeOffset(2026, 1, 1, 9, 15, 0, TimeSpan.FromHours(9))));
        File.ReadAllText(Unit("timer")).ShouldContain("OnCalendar=*:0/20\n");
        var service = File.ReadAllText(Unit("service"));
        service.ShouldContain("TimeoutStartSec=19min\n");
        service.ShouldContain("-NoProfile -NonInteractive -File ");
        service.ShouldContain(" -ThrottleLimit 16\n");
        service.ShouldContain("a store/slips %%1.db\"", Case.Sensitive, "a specifier of systemd is quoted");
        systemd.Asked().Where(static a => !a.Contains("show")).ShouldBe(["--user daemon-reload", "--user enable rakutenops-cycle.timer", "--user restart rakutenops-cycle.timer"]);
    }

    [Fact]
    public void Registering_again_makes_it_as_asked_now_and_unregistering_takes_it_away()
    {
        Register("");
        Register("-EveryMinutes 5");

        session.Run("Get-RakutenSyncSchedule").Clean().Single.Properties["Every"].Value.ShouldBe(TimeSpan.FromMinutes(5));
        session.Run("Unregister-RakutenSyncSchedule").Clean();
        session.Run("Get-RakutenSyncSchedule").Clean().Output.ShouldBeEmpty();
        systemd.Asked().ShouldContain("--user disable --now rakutenops-cycle.timer");
        session.Run("Unregister-RakutenSyncSchedule").ErrorIds.ShouldBe(["ScheduleNotFound"]);
    }

    [Fact]
    public void On_a_server_which_other_machines_share_each_tick_works_a_shop_once()
    {
        using var other = ModuleSession.Open();
        try
        {
            other.Run("$env:RAKUTENOPS_STORE = 'postgresql://shop@db.example.jp/rakutenops'").Clean();
            other.Render($"Register-RakutenSyncSchedule -EveryMinutes 20 -Executable '{Executable}' -WhatIf").ShouldContain("-Store postgresql://shop@db.example.jp/rakutenops -OncePer 00:20:00");
        }
        finally
        {
            other.Run("$env:RAKUTENOPS_STORE = $null");
        }
        session.Render($"Register-RakutenSyncSchedule -Executable '{Executable}' -WhatIf").ShouldNotContain("-OncePer");
    }

    [Fact]
    public void The_job_reaches_a_server_by_the_options_of_its_address_and_is_given_no_password()
    {
        using var other = ModuleSession.Open();
        try
        {
            other.Run("$env:RAKUTENOPS_STORE = 'postgresql://shop:canary@db.example.jp:5433/rakutenops?sslmode=verify-full&sslrootcert=/etc/ca%20new.pem'").Clean();

            other.Render($"Register-RakutenSyncSchedule -Executable '{Executable}' -WhatIf -WarningAction SilentlyContinue")
                .ShouldContain("-Store \"postgresql://shop@db.example.jp:5433/rakutenops?sslmode=verify-full&sslrootcert=/etc/ca%%20new.pem\" -OncePer");
            other.Run($"Register-RakutenSyncSchedule -Executable '{Executable}' -WhatIf").Warnings.ShouldHaveSingleItem().ShouldContain("-LoadCredential pgpass:");
        }
        finally
        {
            other.Run("$env:RAKUTENOPS_STORE = $null");
        }
    }

    [Fact]
    public void WhatIf_prints_the_definition_and_writes_nothing()
    {
        var said = session.Render($"Register-RakutenSyncSchedule -Executable '{Executable}' -WhatIf");

        said.ShouldContain("[Timer]");
        said.ShouldContain("ExecStart=");
        Directory.Exists(systemd.Units).ShouldBeFalse();
        systemd.Asked().ShouldBeEmpty();
    }

    [Fact]
    public void A_systemd_that_does_not_answer_is_an_error_that_says_what_to_do()
    {
        systemd.Answer("systemctl", "echo 'Failed to connect to bus' >&2; exit 1");

        var error = Register("").Errors.ShouldHaveSingleItem();

        error.FullyQualifiedErrorId.ShouldStartWith("ScheduleRefused");
        error.Exception.Message.ShouldContain("Failed to connect to bus");
        error.ErrorDetails.RecommendedAction.ShouldContain("systemctl --user enable --now rakutenops-cycle.timer");
    }

    static string Executable => "/bin/sh";

    Ran Register(string more) => session.Run($"Register-RakutenSyncSchedule -Executable '{Executable}' {more}");

    string Unit(string kind) => Path.Combine(systemd.Units, "rakutenops-cycle." + kind);

    (int Code, string Said) Verify()
    {
        var start = new ProcessStartInfo(Verifier, ["verify", "--user", "--recursive-errors=yes", Unit("service"), Unit("timer")]);
        start.Environment["XDG_RUNTIME_DIR"] = folder;
        var verified = Patience.Run(start);
        return (verified.ExitCode, verified.Error);
    }
}
