using System.Diagnostics;
using System.Text;
using RakutenOps.Module.Tests.Cmdlets;
using RakutenOps.Module.Tests.Hosting;

namespace RakutenOps.Module.Tests.Running;

/// <summary>The job's script in the packaged shell, as a scheduler runs it: every exit code that the help names (anchors: 0, 1, 2, 3, 4, 5, 75).</summary>
[Collection("Emulator")]
public sealed class JobTests : IDisposable
{
    readonly Rehearsal rehearsal = Rehearsal.Start();

    public void Dispose() => rehearsal.Dispose();

    [Fact]
    public void It_is_0_when_orders_came_in_and_were_paid_and_when_there_was_nothing_to_do()
    {
        rehearsal.Run("$null = Set-RmsEmulator -Order @{ events = @(@{ event = 'Confirm' }, @{ event = 'AuthoriseOk' }) }").Clean();

        var (code, output, errors) = Run();

        code.ShouldBe(0, output + errors);
        output.ShouldContain("1 orders imported, 1 slips changed, 0 need a person, 0 errors");
        Run("-Shop", "nobody*").ExitCode.ShouldBe(0);
        Directory.GetFiles(Path.Combine(rehearsal.Folder, "state", "logs")).ShouldNotBeEmpty();
    }

    [Fact]
    public void It_leaves_a_shop_that_was_worked_since_the_last_tick_when_it_is_told_how_long_a_tick_is()
    {
        Run("-OncePer", "12:00").Output.ShouldContain("1 shops");
        var before = rehearsal.Run("Get-RakutenSyncRun").Clean().Output.Count;

        var (code, output, errors) = Run("-OncePer", "12:00");

        code.ShouldBe(0, output + errors);
        rehearsal.Run("Get-RakutenSyncRun").Clean().Output.Count.ShouldBe(before);
        Run();
        rehearsal.Run("Get-RakutenSyncRun").Clean().Output.Count.ShouldBeGreaterThan(before);
    }

    [Fact]
    public void It_is_2_for_a_setting_a_store_or_a_secret_that_must_be_put_right()
    {
        Run("-Store", "ftp://x").ExitCode.ShouldBe(2);
        Run("-Notice", "Fax=env:X").ExitCode.ShouldBe(2);
        File.WriteAllText(Path.Combine(rehearsal.Folder, "no-store"), "this is no store at all, but a text of some length");
        var (noStore, said, _) = Run("-Store", Path.Combine(rehearsal.Folder, "no-store"));
        (noStore, said).ShouldSatisfyAllConditions(j => j.noStore.ShouldBe(2), j => j.said.ShouldContain("keep the file aside and restore the last backup"));
        var (gone, other, why) = Run("-Shop", "kobe,gone");
        (gone, other, why).ShouldSatisfyAllConditions(j => j.gone.ShouldBe(2), j => j.other.ShouldContain("gone needs a person: There is no shop 'gone' in this store."), j => j.why.ShouldContain("Register-RakutenShop 'gone'"));
        rehearsal.Run("Set-RakutenShop kobe -CredentialReference env:RAKUTENOPS_TEST_NOWHERE").Clean();

        var (code, output, errors) = Run();

        code.ShouldBe(2);
        (output + errors).ShouldContain("RAKUTENOPS_TEST_NOWHERE");
    }

    [Fact]
    public void It_is_3_when_RMS_cannot_be_reached_and_for_a_key_too_new_to_work()
    {
        rehearsal.Run("$wrong = [pscredential]::new('SP000000_demo', (& { $s = [securestring]::new(); foreach ($c in 'SLwrong'.ToCharArray()) { $s.AppendChar($c) }; $s })); Set-RakutenShop kobe -Credential $wrong").Clean();
        var (code, _, errors) = Run();
        code.ShouldBe(3);
        errors.ShouldContain("yet");

        rehearsal.Run("Set-RakutenShop kobe -Credential $emulator.Credential; Stop-RmsEmulator").Clean();
        Run().ExitCode.ShouldBe(3);
    }

    [Fact]
    public void A_key_that_is_renewed_elsewhere_is_taken_up_by_the_next_cycle_of_a_session_that_goes_on()
    {
        const string cycle = "(Invoke-RakutenSyncCycle -Confirm:$false -ErrorAction SilentlyContinue).ExitCode";
        rehearsal.Run(cycle).Single.BaseObject.ShouldBe(0);
        var address = (Uri)rehearsal.Run("$emulator.Endpoint").Clean().Single.BaseObject;
        using var http = new HttpClient();
        using var renewed = new HttpRequestMessage(HttpMethod.Put, new Uri(address, "/_emulator/shops/999999")) { Content = new StringContent("""{"serviceSecret":"SP-new","licenseKey":"SL-new"}""", Encoding.UTF8, "application/json") };
        http.Send(renewed, TestContext.Current.CancellationToken).EnsureSuccessStatusCode();
        rehearsal.Run(cycle).Single.BaseObject.ShouldBe(3, "the old key, which was given just now, is refused");

        using var elsewhere = ModuleSession.Open();
        elsewhere.Run("$null = Connect-OrderSlipStore -Path $path; Set-RakutenShop kobe -Credential ([pscredential]::new('SP-new', (& { $s = [securestring]::new(); foreach ($c in 'SL-new'.ToCharArray()) { $s.AppendChar($c) }; $s })))", ("path", rehearsal.StorePath)).Clean();

        rehearsal.Run(cycle).Single.BaseObject.ShouldBe(0);
    }

    [Fact]
    public void It_is_4_when_an_order_failed()
    {
        rehearsal.Run("$null = Set-RmsEmulator -Order @{ events = @(@{ event = 'Confirm' }) }; $null = Set-RmsEmulator -Fault @{ kind = 'WrongTypes'; function = 'getOrder' }").Clean();

        var (code, output, errors) = Run();

        code.ShouldBe(4, output + errors);
    }

    [Fact]
    public void It_is_5_when_a_person_is_needed_and_says_why()
    {
        rehearsal.Run("$null = Set-RmsEmulator -Order @{ settlementMethodCode = 13; events = @(@{ event = 'Confirm' }, @{ event = 'Pay' }) }").Clean();

        var (code, output, _) = Run();

        code.ShouldBe(5);
        output.ShouldContain("kobe needs a person: Slip 1");
    }

    [Fact]
    public async Task It_is_75_while_another_run_holds_the_lock_and_says_who()
    {
        rehearsal.Run("$null = Set-RmsEmulator -Fault @{ kind = 'Hang'; function = 'searchOrder' }").Clean();
        using var first = Start();
        await Patience.Until(() => rehearsal.Run("Get-RakutenSyncRun -State Running").Output.Count > 0, "the first run at work");

        var (code, _, errors) = Run();

        code.ShouldBe(75);
        errors.ShouldContain($"{Environment.MachineName}, process {first.Id}, since");
        first.Kill();
        Patience.ForEnd(first, "the killed run");
        rehearsal.Run("$null = Set-RmsEmulator -Fault @()").Clean();
        var (after, output, said) = Run();
        after.ShouldBe(0, output + said);
        output.ShouldContain("was killed");
        rehearsal.Run("Get-RakutenSyncRun -State Killed").Clean().Single.Properties["Kind"].Value.ShouldBe("Import");
    }

    [Fact]
    public void It_is_1_for_what_nobody_expects() => Run("-NoSuchParameter", "x").ExitCode.ShouldBe(1);

    string State => Path.Combine(rehearsal.Folder, "state");

    Ended Run(params string[] args)
    {
        using var job = Start(args);
        return Patience.Hear(job);
    }

    Process Start(params string[] args)
    {
        var shell = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "RakutenOps.Shell", new DirectoryInfo(AppContext.BaseDirectory).Name, "rakutenops.dll"));
        string[] store = args.Contains("-Store") ? [] : ["-Store", rehearsal.StorePath];
        var start = new ProcessStartInfo("dotnet", [shell, "-NoProfile", "-NonInteractive", "-File", Path.Combine(PackagedModule.Folder, "jobs", "Invoke-RakutenOpsCycle.ps1"), .. store, .. args])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        start.Environment["RAKUTENOPS_CONFIG"] = Path.Combine(rehearsal.Folder, "config");
        start.Environment["RAKUTENOPS_STATE"] = State;
        start.Environment["LC_ALL"] = "C.UTF-8";
        return Process.Start(start)!;
    }
}
