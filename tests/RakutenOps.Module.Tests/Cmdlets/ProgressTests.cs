using System.Management.Automation;
using RakutenOps.Module.Tests.Hosting;

namespace RakutenOps.Module.Tests.Cmdlets;

/// <summary>What takes over half a second tells how far it is, by counts, and takes it away again, however it ends. How soon and how often is in the tests of Pace.</summary>
[Collection("Emulator")]
public sealed class ProgressTests : IDisposable
{
    const string Slow = "$null = Set-RmsEmulator -Fault @{ kind = 'Hang'; function = 'getPayment'; delay = '00:00:00.4' }; ";

    readonly Rehearsal r = Rehearsal.Start("en-US");

    public void Dispose() => r.Dispose();

    [Fact]
    public void It_has_the_counts_and_the_time_left_and_ends_with_Completed()
    {
        Orders(4);

        var progress = Shown(r.Run(Slow + "Get-OrderSlip | Get-RakutenPayment").Clean());

        progress.ShouldAllBe(static p => p.StatusDescription.StartsWith("kobe: reading orders (", StringComparison.Ordinal) && p.StatusDescription.EndsWith(" of 4)", StringComparison.Ordinal));
        progress.ShouldAllBe(static p => p.Activity == "Get-RakutenPayment");
        progress.ShouldContain(static p => p.PercentComplete == 50);
        progress.First(static p => p.PercentComplete >= 25).SecondsRemaining.ShouldBeInRange(1, 60);
    }

    [Fact]
    public void A_sync_that_waits_for_one_answer_shows_it_meanwhile()
    {
        r.Order();

        var progress = Shown(r.Run("$null = Set-RmsEmulator -Fault @{ kind = 'Hang'; function = 'getOrder'; delay = '00:00:02' }; Sync-RakutenPayment").Clean());

        progress.Count(static p => p.StatusDescription == "kobe: reading orders (0 of 1)").ShouldBeGreaterThan(1);
    }

    [Theory]
    [InlineData("Get-OrderSlip | Get-RakutenPayment -ProgressAction SilentlyContinue")]
    [InlineData("& { $ProgressPreference = 'SilentlyContinue'; Get-OrderSlip | Get-RakutenPayment }")]
    [InlineData("Get-OrderSlip | Get-RakutenPayment -ProgressAction Ignore")]
    public void There_is_none_where_none_is_wanted(string script)
    {
        Orders(3);

        r.Run(Slow + script).Clean().Progress.ShouldBeEmpty();
    }

    [Fact]
    public void It_is_taken_away_when_the_command_ends_in_an_error()
    {
        Orders(3);

        var ran = r.Run(Slow + "@((Get-OrderSlip).OrderNumber) + '999999-20200101-0000000001' | Get-RakutenPayment -ErrorAction Stop");

        ran.ErrorIds.ShouldBe(["OrderNotFound"]);
        Shown(ran);
    }

    [Fact]
    public void It_is_taken_away_when_a_later_command_has_enough()
    {
        Orders(4);

        // Where-Object's block breaks out of the loop around it, and with that out of the pipeline.
        Shown(r.Run(Slow + "foreach ($once in 1) { Get-OrderSlip | Get-RakutenPayment | ForEach-Object { $n = 0 } { if (++$n -eq 3) { break } } }").Clean());
    }

    [Fact]
    public async Task It_is_taken_away_by_Ctrl_C()
    {
        r.Order();
        r.Run("$null = Set-RmsEmulator -Fault @{ kind = 'Hang' }").Clean();

        Ends(await r.Session.StopAtProgressAsync("Sync-RakutenPayment"));
    }

    [Fact]
    public void Each_shop_that_is_asked_counts()
    {
        var script = "foreach ($n in 1..3) { Register-RakutenShop \"s$n\" -Credential $emulator.Credential -Endpoint $emulator.Endpoint }; $null = Set-RmsEmulator -Fault @{ kind = 'Hang'; delay = '00:00:00.4' }; ";

        var progress = Shown(r.Run(script + "$null = Test-RakutenShop"));

        progress.ShouldContain(static p => p.StatusDescription.EndsWith("asking RMS (2 of 4 shops done)", StringComparison.Ordinal));
    }

    void Orders(int count) =>
        r.Run($"$null = Set-RmsEmulator -Order @(foreach ($n in 1..{count}) {{ @{{ events = @(@{{ event = 'Confirm' }}) }} }}); $null = Import-RakutenOrder kobe -ProgressAction Ignore").Clean();

    static List<ProgressRecord> Shown(Ran ran) => Ends(ran.Progress);

    // What was shown; the last word is that nothing is shown any more.
    static List<ProgressRecord> Ends(IReadOnlyList<ProgressRecord> progress)
    {
        var shown = progress.SkipLast(1).ToList();
        shown.ShouldNotBeEmpty();
        shown.ShouldAllBe(static p => p.RecordType == ProgressRecordType.Processing);
        progress[^1].RecordType.ShouldBe(ProgressRecordType.Completed);
        progress[^1].ActivityId.ShouldBe(shown[0].ActivityId);
        return shown;
    }
}
