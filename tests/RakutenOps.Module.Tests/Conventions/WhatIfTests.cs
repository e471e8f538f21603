using System.Security.Cryptography;
using RakutenOps.Module.Tests.Help;

namespace RakutenOps.Module.Tests.Conventions;

/// <summary>Whatever changes something says with -WhatIf what it would do, and leaves every file as it was.</summary>
[Collection("Emulator")]
public sealed class WhatIfTests(ExampleWorld world) : IClassFixture<ExampleWorld>
{
    // In the world of ExampleWorld.ps1, where each of them has something to do.
    static readonly Dictionary<string, string> Changes = new(StringComparer.Ordinal)
    {
        ["Approve-OrderSlipPayment"] = "Approve-OrderSlipPayment 2 -WhatIf",
        ["Backup-OrderSlipStore"] = "Backup-OrderSlipStore ./backup.db -WhatIf",
        ["Confirm-RakutenOrder"] = "Confirm-RakutenOrder kobe-bakery -WhatIf",
        ["Connect-OrderSlipStore"] = "Connect-OrderSlipStore ./new.db -WhatIf",
        ["Copy-OrderSlip"] = "Copy-OrderSlip 1 -WhatIf",
        ["Copy-OrderSlipStore"] = "Copy-OrderSlipStore \"sqlite:$PWD/copy.db\" -WhatIf",
        ["Export-RakutenReport"] = "Export-RakutenReport ./report.html -WhatIf",
        ["Import-OrderSlip"] = "Import-OrderSlip ./slips.csv kobe-bakery -WhatIf",
        ["Import-RakutenOrder"] = "Import-RakutenOrder kobe-bakery -Since ([DateTime]::Now.AddDays(-2)) -WhatIf",
        ["Invoke-RakutenSyncCycle"] = "Invoke-RakutenSyncCycle kobe-bakery -WhatIf",
        ["Merge-OrderSlip"] = "Merge-OrderSlip 9 10 -WhatIf",
        ["New-OrderSlip"] = "New-OrderSlip kobe-bakery TEL-0002 -OrderedAt ([DateTime]::Now.AddDays(-1)) -PaymentMethod '銀行振込' -TotalAmount 100 -WhatIf",
        ["Register-RakutenShop"] = "Register-RakutenShop nara -Credential $emulator.Credential -WhatIf",
        ["Register-RakutenSyncSchedule"] = "Register-RakutenSyncSchedule -WhatIf",
        ["Remove-PaymentMethodMap"] = "Remove-PaymentMethodMap 12 -WhatIf",
        ["Remove-RakutenSecret"] = "Remove-RakutenSecret slack -WhatIf",
        ["Reset-OrderSlipPayment"] = "Reset-OrderSlipPayment 6 -WhatIf",
        ["Restore-OrderSlip"] = "Restore-OrderSlip 14 -WhatIf",
        ["Set-OrderSlip"] = "Set-OrderSlip 1 -ConfirmCheck Required -WhatIf",
        ["Set-PaymentMethodMap"] = "Set-PaymentMethodMap 13 'セブンイレブン前払' -WhatIf",
        ["Set-RakutenSecret"] = "Set-RakutenSecret slack $emulator.Credential.Password -WhatIf",
        ["Set-RakutenShippingDate"] = "Set-RakutenShippingDate 3 ([DateTime]::Now.AddDays(45)) -WhatIf",
        ["Set-RakutenShop"] = "Set-RakutenShop kobe-bakery -Credential $emulator.Credential -AutoConfirm On -WhatIf",
        ["Set-RmsEmulator"] = "Set-RmsEmulator -OrderNumber 999999-20261101-0000000015 -Event AuthoriseOk -WhatIf",
        ["Set-ShippableSetting"] = "Set-ShippableSetting '銀行振込' -RequiredDepositStatus Paid -WhatIf",
        ["Split-OrderSlip"] = "Split-OrderSlip 5 1 1 -WhatIf",
        ["Start-RmsEmulator"] = "Start-RmsEmulator -WhatIf",
        ["Stop-RmsEmulator"] = "Stop-RmsEmulator -WhatIf",
        ["Sync-RakutenCancellation"] = "Sync-RakutenCancellation kobe-bakery -WhatIf",
        ["Sync-RakutenPayment"] = "Sync-RakutenPayment kobe-bakery -WhatIf",
        ["Undo-OrderSlipChange"] = "Get-OrderSlipHistory 4 -Rule Edit | Undo-OrderSlipChange -WhatIf",
        ["Unregister-RakutenShop"] = "Unregister-RakutenShop osaka-tea -WhatIf",
        ["Unregister-RakutenSyncSchedule"] = "Unregister-RakutenSyncSchedule -WhatIf",
    };

    public static TheoryData<string> Commands => [.. new PublishedHelp("en-US").Commands.Where(static c => !c.StartsWith("Get-", StringComparison.Ordinal) && !c.StartsWith("Test-", StringComparison.Ordinal))];

    [Theory, MemberData(nameof(Commands))]
    public void It_says_what_it_would_do_and_leaves_every_file_as_it_was(string command)
    {
        world.Run("", touchesEmulator: false).Clean();
        var (files, rms) = (Files(), Rms());

        var said = world.Session.Render(Changes[command]);

        said.ShouldContain("What if:");
        // A value that there is none of is not named.
        said.ShouldNotContain("– yen");
        said.ShouldNotContain("()");
        Files().ShouldBe(files);
        Rms().ShouldBe(rms);
    }

    // Readers write a store's shared memory, and leave its log empty.
    List<string> Files() =>
    [
        .. Directory.EnumerateFiles(world.Folder, "*", SearchOption.AllDirectories).Where(static f => !f.EndsWith("-shm", StringComparison.Ordinal) && new FileInfo(f).Length > 0)
            .Order(StringComparer.Ordinal).Select(static f => $"{f} {Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(f)))}"),
    ];

    // What RMS has: nothing is confirmed or dated there, nothing happened to an order, and the emulator is there.
    IReadOnlyList<string> Rms() =>
        world.Session.Run("Get-RakutenOrderStatus (1..15 | ForEach-Object { '999999-20261101-{0:D10}' -f $_ }) -Shop kobe-bakery | ForEach-Object { \"$_\" }").Clean().As<string>();
}
