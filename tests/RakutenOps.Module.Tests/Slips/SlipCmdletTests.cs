using System.Text;
using RakutenOps.Module.Tests.Cmdlets;
using RakutenOps.Module.Tests.Hosting;

namespace RakutenOps.Module.Tests.Slips;

/// <summary>What people do to slips, through the packaged module, over a store of the test's own. Slips are made by hand where the origin does not matter.</summary>
[Collection("Emulator")]
public sealed class SlipCmdletTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("rakutenops-slips-").FullName;
    readonly ModuleSession session = ModuleSession.Open();

    public SlipCmdletTests() => session.Run(
        """
        $null = Connect-OrderSlipStore -Path "$folder/slips.db"
        Register-RakutenShop kobe -CancelKind CustomerRequest
        Register-RakutenShop nara -CancelKind CustomerRequest
        Set-PaymentMethodMap 1 'クレジットカード' -Kind Card
        $null = New-OrderSlip kobe A-1 -OrderedAt '2026-11-01 10:00' -PaymentMethod 'クレジットカード' -TotalAmount 4200 -Line @{ ItemCode = 'melonpan'; Quantity = 2; UnitPrice = 1000 }, @{ ItemCode = 'anpan'; Quantity = 3; UnitPrice = 500 }
        """,
        ("folder", folder)).Clean();

    public void Dispose()
    {
        session.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    Ran Run(string script) => session.Run(script);

    object? Of(long slip, string property) => Run($"Get-OrderSlip -SlipNumber {slip}").Clean().Single.Properties[property].Value;

    [Fact]
    public void A_slip_made_by_hand_says_so_and_its_number_is_not_used_twice()
    {
        Of(1, "Origin")!.ToString().ShouldBe("Manual");
        Of(1, "Stage")!.ToString().ShouldBe("AwaitingPayment");
        Run("New-OrderSlip kobe A-1 -TotalAmount 1").ErrorIds.ShouldBe(["SlipExists"]);
        Run("New-OrderSlip nara A-1 -TotalAmount 1").Clean().Values("OrderNumber").ShouldBe(["A-1"]);
    }

    [Theory]
    [InlineData("OrderNumber")]
    [InlineData("Shop")]
    [InlineData("Stage")]
    [InlineData("Status")]
    public void A_blank_variable_does_not_ask_for_every_slip(string parameter) =>
        Run($"Get-OrderSlip -{parameter} $null | Set-OrderSlip -CancelKind CustomerRequest -WhatIf").ErrorIds.ShouldBe(["ParameterArgumentValidationError"]);

    [Theory]
    [InlineData("New-OrderSlip kobe B-1 -Line @{ ItemCode = 'x'; Qty = 2 }", "LineUnreadable")]
    [InlineData("New-OrderSlip kobe B-1 -Line @{ ItemCode = 'x'; Quantity = 'two' }", "LineUnreadable")]
    [InlineData("New-OrderSlip kobe B-1 -Line @{ Quantity = 2 }", "LineInvalid")]
    [InlineData("New-OrderSlip kobe B-1", "SlipWithoutGoods")]
    [InlineData("New-OrderSlip nowhere B-1 -TotalAmount 1", "ShopNotFound")]
    [InlineData("New-OrderSlip kobe B-1 -TotalAmount 1 -OrderedAt 2999-01-01", "OrderedInFuture")]
    [InlineData("Set-OrderSlip 1 -TotalAmount -1", "AmountNegative")]
    [InlineData("Set-OrderSlip 1 -Status Printing", "SlipHeld")]
    [InlineData("Set-OrderSlip 1 -CancelKind MergedIntoOther", "CancelKindNotByHand")]
    [InlineData("Set-OrderSlip 1 -Line @{ LineNumber = 9; AllocatedQuantity = 1 }", "LineNotFound")]
    [InlineData("Set-OrderSlip 1 -Line @{ LineNumber = 1; AllocatedQuantity = 3 }", "AllocationImpossible")]
    [InlineData("Set-OrderSlip 1 -Line @{ AllocatedQuantity = 1 }", "LineUnreadable")]
    [InlineData("Set-OrderSlip 1 -ApprovalDate 2999-01-01", "ApprovalInFuture")]
    [InlineData("Approve-OrderSlipPayment 1 -ApprovalDate 2999-01-01", "ApprovalInFuture")]
    [InlineData("Split-OrderSlip 1 -Line @{ 1 = 3 }", "SplitTooMuch")]
    [InlineData("Split-OrderSlip 1 -Line @{ 1 = 'x' }", "PiecesUnreadable")]
    [InlineData("Split-OrderSlip 1 -Line @{ 1 = 2; 2 = 3 }", "SplitTakesAll")]
    [InlineData("Merge-OrderSlip 1 1", "MergeItself")]
    [InlineData("Merge-OrderSlip 1 99", "SlipNotFound")]
    [InlineData("Restore-OrderSlip 1", "SlipNotCancelled")]
    [InlineData("Reset-OrderSlipPayment 1", "ResetRefused")]
    [InlineData("Reset-OrderSlipPayment -OrderNumber Z-9", "OrderSlipNotFound")]
    [InlineData("Copy-OrderSlip 99", "SlipNotFound")]
    public void Nonsense_is_refused_with_an_error_that_says_what_to_do_and_nothing_is_written(string script, string id)
    {
        var ran = Run(script);

        ran.ErrorIds.ShouldBe([id]);
        ran.Errors[0].ErrorDetails.RecommendedAction.ShouldNotBeNullOrWhiteSpace();
        ran.Terminated.ShouldBeFalse();
        Run("Get-OrderSlip -IncludeCancelled").Clean().Values("Version").ShouldBe([1]);
    }

    [Fact]
    public void One_bad_slip_number_does_not_stop_the_others()
    {
        var ran = Run("99, 1 | Copy-OrderSlip -PassThru");
        ran.ErrorIds.ShouldBe(["SlipNotFound"]);
        ran.Values("OrderNumber").ShouldBe(["A-1-fk-1"]);
    }

    [Fact]
    public void Several_lines_are_split_at_once()
    {
        var made = Run("Split-OrderSlip 1 -Line @{ 1 = 1; 2 = 3 }").Clean();
        made.Values("OrderNumber").ShouldBe(["A-1-bk-1", "A-1"]);
        made.Values("TotalAmount").ShouldBe([2500m, 1700m]);
    }

    [Fact]
    public void A_merge_is_undone_by_a_restoration()
    {
        Run("$null = New-OrderSlip kobe A-2 -OrderedAt '2026-11-01 11:00' -PaymentMethod 'クレジットカード' -Line @{ ItemCode = 'melonpan'; UnitPrice = 1000 }; $null = Merge-OrderSlip 1 -Absorb 2").Clean();
        Of(1, "TotalAmount").ShouldBe(5200m);
        Of(2, "CancelKind")!.ToString().ShouldBe("MergedIntoOther");

        var restored = Run("Restore-OrderSlip 2 -PassThru");

        restored.Clean().Values("SlipNumber").ShouldBe([2L, 1L]);
        restored.Warnings.ShouldHaveSingleItem().ShouldContain("Approve-OrderSlipPayment 2");
        Of(1, "TotalAmount").ShouldBe(4200m);
    }

    [Fact]
    public void A_field_is_set_blanked_and_written_down_and_the_funnel_follows()
    {
        Run("Set-OrderSlip 1 -PrintInstructDate 2999-01-01 -Line @{ LineNumber = 1; ReleaseDate = '2026-11-02'; AllocatedQuantity = 2 }, @{ LineNumber = 2; AllocatedQuantity = 3 }").Clean();
        Run("Approve-OrderSlipPayment 1").Clean().Values("Rule").ShouldBe(["R26"]);
        Of(1, "Stage")!.ToString().ShouldBe("AwaitingPrintDate");

        Run("Set-OrderSlip 1 -PrintInstructDate $null -PassThru").Clean().Single.Properties["Stage"].Value.ToString().ShouldBe("AwaitingPrint");

        Run("Get-OrderSlip -SlipNumber 1 | Get-OrderSlipHistory -Rule R9").Clean().Values("After").ShouldBe(["20"]);
        Run("Get-OrderSlipHistory 1 -Rule Edit").Clean().Values("Field").ShouldBe(["PrintInstructDate", "Lines", "PrintInstructDate"]);
        Run("Get-OrderSlipHistory -Since 2999-01-01").Clean().Output.ShouldBeEmpty();
        Run("Get-OrderSlipHistory 1").Clean().Values("By").Distinct().ShouldBe(["New-OrderSlip", "Set-OrderSlip", "Approve-OrderSlipPayment"]);
    }

    [Fact]
    public void PassThru_gives_a_slip_that_stood_so_already_and_writes_nothing() =>
        Run("Set-OrderSlip 1 -TotalAmount 4200 -PassThru").Clean().Values("Version").ShouldBe([1]);

    [Fact]
    public void A_slip_cancelled_by_hand_says_so_and_is_found_when_asked_for()
    {
        Run("Set-OrderSlip 1 -CancelKind CustomerRequest").Clean();

        Run("Get-OrderSlip").Clean().Output.ShouldBeEmpty();
        Run("Get-OrderSlip -IncludeCancelled").Clean().Values("SlipNumber").ShouldBe([1L]);
        Run("Get-OrderSlip -Stage Cancelled").Clean().Values("SlipNumber").ShouldBe([1L]);
        Run("Get-OrderSlip -OrderNumber A-1").Clean().Values("SlipNumber").ShouldBe([1L]);
        Run("Set-OrderSlip 1 -TotalAmount 1").ErrorIds.ShouldBe(["SlipCancelled"]);
    }

    [Fact]
    public void Slips_are_found_by_what_is_asked()
    {
        Run("$null = New-OrderSlip nara B-1 -OrderedAt '2026-11-02 00:00' -TotalAmount 1; $null = New-OrderSlip kobe C-1 -OrderedAt '2026-11-02 23:59' -TotalAmount 1 -ConfirmCheck Required").Clean();

        Run("Get-OrderSlip -Shop k*").Clean().Values("SlipNumber").ShouldBe([1L, 3L]);
        Run("Get-OrderSlip -OrderedFrom 2026-11-02 -OrderedBefore 2026-11-03").Clean().Values("SlipNumber").ShouldBe([2L, 3L]);
        Run("Get-OrderSlip -OrderedBefore 2026-11-02").Clean().Values("SlipNumber").ShouldBe([1L]);
        Run("Get-OrderSlip -Stage AwaitingConfirmation, AwaitingPayment -Shop kobe").Clean().Values("SlipNumber").ShouldBe([1L, 3L]);
        Run("Get-OrderSlip -Stage AwaitingConfirmation").Clean().Values("SlipNumber").ShouldBe([3L]);
        Run("Get-OrderSlip -DepositStatus Paid").Clean().Output.ShouldBeEmpty();
        var some = Run("Get-OrderSlip -OrderNumber A-1, Z-1, Z-2");
        some.Values("SlipNumber").ShouldBe([1L]);
        some.Errors.Select(e => e.TargetObject).ShouldBe(["Z-1", "Z-2"], ignoreOrder: true);
    }

    [Fact]
    public void WhatIf_names_the_amounts_and_leaves_every_byte()
    {
        var before = Bytes();

        var text = session.Render("Copy-OrderSlip 1 -WhatIf; Split-OrderSlip 1 1 1 -WhatIf; Set-OrderSlip 1 -TotalAmount 4000 -WhatIf; Approve-OrderSlipPayment 1 -WhatIf; Reset-OrderSlipPayment 1 -Force -Amount 3000 -WhatIf; New-OrderSlip kobe B-1 -TotalAmount 77 -WhatIf");

        foreach (var said in new[] { "A-1-fk-1", "1,000", "TotalAmount: 4200 → 4000", "2 / 30", "4,200", "3,000", "77" }) text.ShouldContain(said);
        Bytes().ShouldBe(before);
    }

    [Fact]
    public void A_row_that_makes_no_slip_is_named_with_its_own_heading_and_the_others_go_in()
    {
        var file = Path.Combine(folder, "slips.csv");
        File.WriteAllText(file, "受注番号,受注日,合計金額,数量,商品コード,出荷予定日\nD-1,2026-11-01,1000,,,\nD-2,2999-01-01,1000,,,\nD-3,2026-11-01,-5,,,\n,2026-11-01,1,,,\nD-5,2026-11-01,1,1.5,x,\nD-6,2026-11-01,1,,,2026-10-31\nD-7,2026-11-01,1,,,\n", Encoding.UTF8);

        var ran = Run($"Import-OrderSlip '{file}' kobe");

        ran.Values("OrderNumber").ShouldBe(["D-1", "D-7"]);
        ran.ErrorIds.ShouldAllBe(id => id == "CsvRowInvalid");
        ran.Errors.Select(e => e.TargetObject).ShouldBe([5, 6, 3, 4, 7]);
        ran.Errors[0].Exception.Message.ShouldContain("受注番号");
        ran.Errors[1].Exception.Message.ShouldContain("数量");
        ran.Errors[2].Exception.Message.ShouldContain("2999-01-01");
        Run($"Import-OrderSlip '{file}' kobe -WhatIf").Output.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("en-US", "Order import off")]
    [InlineData("ja-JP", "受注取込が無効")]
    public void A_window_says_in_words_why_it_is_closed(string culture, string why)
    {
        using var speaking = ModuleSession.Open(culture: culture);

        speaking.Render($"$null = Connect-OrderSlipStore -Path '{folder}/slips.db'; Test-ReauthWindow 1").ShouldContain(why);
    }

    [Fact]
    public void Whatever_takes_a_slip_number_takes_it_as_Id()
    {
        var parameters = Run("foreach ($command in Get-Command -Module RakutenOps) { if ($command.Parameters.ContainsKey('SlipNumber')) { \"$($command.Name) $($command.Parameters['SlipNumber'].Aliases)\" } }").Clean().As<string>();

        parameters.ShouldContain("Get-OrderSlip Id");
        parameters.ShouldAllBe(p => p.EndsWith(" Id", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("en-US", "it has no column 受注日 (OrderedAt)", "it is not UTF-8")]
    [InlineData("ja-JP", "受注日（OrderedAt）の列がありません", "UTF-8 ではありません")]
    public void A_file_that_cannot_be_taken_is_refused_in_the_session_s_own_language(string culture, string noColumn, string notUtf8)
    {
        var (bare, shiftJis) = (Path.Combine(folder, "bare.csv"), Path.Combine(folder, "sjis.csv"));
        File.WriteAllText(bare, "受注番号\nD-1\n");
        File.WriteAllBytes(shiftJis, [0x8e, 0xf3, 0x92, 0x8d]);
        using var speaking = ModuleSession.Open(culture: culture);
        speaking.Run("$null = Connect-OrderSlipStore -Path \"$folder/slips.db\"", ("folder", folder)).Clean();

        var ran = speaking.Run("Import-OrderSlip $bare kobe; Import-OrderSlip $sjis kobe -Encoding Utf8", ("bare", bare), ("sjis", shiftJis));

        ran.ErrorIds.ShouldBe(["CsvUnreadable", "CsvUnreadable"]);
        ran.Errors[0].Exception.Message.ShouldContain(noColumn);
        ran.Errors[1].Exception.Message.ShouldContain(notUtf8);
    }

    [Fact]
    public void A_csv_file_is_answered_in_its_own_headings_and_a_column_that_is_none_is_said()
    {
        var file = Path.Combine(folder, "english.csv");
        File.WriteAllText(file, "OrderNumber,OrderedAt,TotalAmount,Quantity,Memo\nE-1,2026-11-01,-5,,\nE-2,2026-11-01,100,2,\nE-3,2026-11-01,\"1,000\",,x\nE-4,2026-11-01,1,000,\n");

        var ran = Run($"Import-OrderSlip '{file}' kobe");

        ran.Values("OrderNumber").ShouldBe(["E-3"]);
        ran.Values("TotalAmount").ShouldBe([1000m]);
        ran.Errors.Select(static e => (e.TargetObject, Heading(e.Exception.Message))).ShouldBe([((object)3, "ItemCode"), (5, "Quantity"), (2, "TotalAmount")]);
        ran.Warnings.ShouldHaveSingleItem().ShouldContain("Memo");
        Run($"Import-OrderSlip '{file}' kobe").Output.ShouldBeEmpty();

        static string? Heading(string message) => Array.Find(["ItemCode", "Quantity", "TotalAmount"], message.Contains);
    }

    [Fact]
    public void R15_rows_of_a_file_reset_slips_and_a_blank_amount_leaves_the_total()
    {
        using var r = Rehearsal.Start();
        r.Order();
        r.Order();
        r.Run("Approve-OrderSlipPayment 1; Approve-OrderSlipPayment 2").Clean();
        var total = r.Run("Get-OrderSlip 1").Clean().Single.Properties["TotalAmount"].Value;
        const string Rows = "[pscustomobject]@{ SlipNumber = '1'; Amount = '' }, [pscustomobject]@{ SlipNumber = '2'; Amount = '900' } | Reset-OrderSlipPayment";

        r.Session.Render(Rows + " -WhatIf").ShouldContain("→ 900");
        r.Run("Get-OrderSlip -DepositStatus Paid").Clean().Output.Count.ShouldBe(2);
        r.Run(Rows).Clean().Values("Outcome").Select(o => o!.ToString()).ShouldBe(["Reset", "Reset"]);
        r.Run("Get-OrderSlip").Clean().Values("TotalAmount").ShouldBe([total, 900m]);
    }

    [Fact]
    public void R15_an_order_is_reset_with_all_its_slips_and_one_amount_is_not_that_of_two()
    {
        using var r = Rehearsal.Start();
        r.Order("items = @(@{ name = 'タオル'; price = 1000; units = 2 })");
        r.Run("$null = Split-OrderSlip 1 1 1; $null = Get-OrderSlip | Approve-OrderSlipPayment").Clean();

        r.Run("Reset-OrderSlipPayment -OrderNumber (Get-OrderSlip 1).OrderNumber -Amount 900").ErrorIds.ShouldBe(["AmountNeedsOneSlip"]);
        var reset = r.Run("Reset-OrderSlipPayment -OrderNumber (Get-OrderSlip 1).OrderNumber").Clean();

        reset.Values("SlipNumber").ShouldBe([1L, 2L], ignoreOrder: true);
        reset.Warnings.ShouldBeEmpty("no slip of the order is left behind");
        r.Run("Get-OrderSlip -DepositStatus Paid").Clean().Output.ShouldBeEmpty();
    }

    byte[] Bytes() => [.. Directory.GetFiles(folder, "slips.db*").Where(f => !f.EndsWith("-shm", StringComparison.Ordinal)).Order(StringComparer.Ordinal).SelectMany(File.ReadAllBytes)];
}
