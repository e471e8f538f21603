using RakutenOps.Module.Tests.Cmdlets;

namespace RakutenOps.Module.Tests.Running;

/// <summary>Export-RakutenReport through the packaged module.</summary>
[Collection("Emulator")]
public sealed class ReportTests
{
    [Fact]
    public void A_report_is_written_once_and_again_with_Force_and_nothing_in_the_store_is_changed()
    {
        using var r = Rehearsal.Start("en-US");
        r.Order();
        r.Run("$null = $order | Set-RmsEmulator -Event AuthoriseNg; $null = Sync-RakutenPayment").Clean();
        var before = r.StoreBytes();
        var path = Path.Combine(r.Folder, "report.html");

        r.Run($"Export-RakutenReport '{path}' -WhatIf").Clean().Output.ShouldBeEmpty();
        File.Exists(path).ShouldBeFalse();
        var written = r.Run($"Export-RakutenReport '{path}' -Language ja").Clean().Single;
        written.BaseObject.ShouldBeOfType<FileInfo>().FullName.ShouldBe(path);
        written.Properties["PSPath"].Value.ShouldBe($@"Microsoft.PowerShell.Core\FileSystem::{path}", "as Get-Item gives it, mode and all");
        var page = File.ReadAllText(path);
        page.ShouldContain("<html lang=\"ja\">");
        page.ShouldContain("オーソリNG");
        page.ShouldContain(r.Run("$order.OrderNumber").Single.ToString()!);
        r.Run($"Export-RakutenReport '{path}'").ErrorIds.ShouldBe(["ReportExists"]);
        File.ReadAllText(path).ShouldBe(page);
        r.Run($"Export-RakutenReport '{path}' -Force -ExpiringWithin 0").Clean();
        File.ReadAllText(path).ShouldContain("<html lang=\"en\">", customMessage: "the session's own language");
        r.StoreBytes().ShouldBe(before);
    }

    [Fact]
    public void Where_no_file_can_be_written_or_no_shop_is_there_the_error_says_so()
    {
        using var r = Rehearsal.Start();

        r.Run("Export-RakutenReport ./no-such-folder/report.html").ErrorIds.ShouldBe(["ReportUnwritable"]);
        r.Run($"Export-RakutenReport '{r.Folder}/nobody.html' -Shop nobody").ErrorIds.ShouldBe(["ShopNotFound"]);
        File.Exists($"{r.Folder}/nobody.html").ShouldBeFalse();
    }
}
