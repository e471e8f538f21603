using RakutenOps.Module.Tests.Hosting;

namespace RakutenOps.Module.Tests.Cmdlets;

/// <summary>Acting on RMS and taking back what was done, through the packaged module.</summary>
[Collection("Emulator")]
public sealed class ActingTests
{
    const string Paid = "$null = $order | Set-RmsEmulator -Event AuthoriseOk; $null = Sync-RakutenPayment; $day = [DateOnly]::FromDateTime([DateTime]::UtcNow).AddDays(45)";

    [Fact]
    public void A_ship_date_goes_to_RMS_and_to_the_slip_and_its_request_is_shown_before()
    {
        using var r = Rehearsal.Start();
        r.Order();
        r.Run(Paid).Clean();
        var before = r.StoreBytes();

        var rehearsal = r.Session.Render("Get-OrderSlip | Set-RakutenShippingDate -ShippingDate $day -WhatIf");
        rehearsal.ShouldContain("updateOrderShipping {\"orderNumber\":");
        rehearsal.ShouldContain("\"deliveryCompany\":\"1001\"");
        r.StoreBytes().ShouldBe(before);

        var set = r.Run("Get-OrderSlip | Set-RakutenShippingDate -ShippingDate $day").Clean().Single;
        set.Properties["Outcome"].Value.ToString().ShouldBe("ShippingDateSet");
        r.Run("(Get-OrderSlip).PrintInstructDate -eq $day; (Get-RakutenOrderStatus (Get-OrderSlip).OrderNumber).ShippingDate -eq $day").Clean().Output.Select(o => o.BaseObject).ShouldBe([true, true]);
        r.Run("Get-OrderSlipHistory -Rule ShippingDate").Clean().Values("Field").ShouldBe(["RmsShippingDate", "RmsAnswer", "PrintInstructDate"]);
        r.Run("Set-RakutenShippingDate 1 2020-01-01; Set-RakutenShippingDate 99 $day").ErrorIds.ShouldBe(["SlipNotFound", "ShippingDatePast"], ignoreOrder: true);
    }

    [Fact]
    public void Attempts_show_when_they_were_refused_and_the_worklist_until_when_the_buyer_may_change()
    {
        using var r = Rehearsal.Start();
        r.Order();
        r.Run("$null = $order | Set-RmsEmulator -Event AuthoriseNg; $null = Sync-RakutenPayment").Clean();

        var attempt = r.Run("Get-OrderSlip | Get-RakutenPayment").Clean().Single;
        (attempt.Properties["State"].Value.ToString(), attempt.Properties["IsNewest"].Value).ShouldBe(("Refused", true));
        attempt.Properties["RefusedAt"].Value.ShouldNotBeNull();
        r.Run("Get-OrderSlip | Test-ReauthWindow -ExpiringWithin 3").Clean().Output.ShouldBeEmpty();
        r.Run("Get-OrderSlip | Test-ReauthWindow -ExpiringWithin 7").Clean().Single.Properties["Rule"].Value.ShouldBe("R13");
        r.Run("Get-OrderSlip | Test-ReauthWindow -ExpiringWithin 7 -Quiet").Clean().Single.BaseObject.ShouldBe(true);
    }

    [Fact]
    public void An_order_is_confirmed_at_its_own_shop_and_at_no_other()
    {
        using var r = Rehearsal.Start();
        r.Run("""
            Register-RakutenShop nara -Credential $emulator.Credential -Endpoint http://127.0.0.1:9/ -CancelKind CustomerRequest -OrderImport On
            $first, $second = (Set-RmsEmulator -Order @{}, @{}).OrderNumber
            Import-RakutenOrder kobe
            """).Clean();

        r.Run("Confirm-RakutenOrder -OrderNumber $first -Confirm:$false").Clean().Values("Shop").ShouldBe(["kobe"]);
        r.Run("Confirm-RakutenOrder -OrderNumber 999999-20200101-0000000001 -Confirm:$false").ErrorIds.ShouldBe(["ShopAmbiguous"]);
        r.Run("Get-RakutenOrderStatus $second | Confirm-RakutenOrder -Confirm:$false").Clean().Values("OrderNumber").ShouldBe([r.Run("$second").Single.ToString()]);
        r.Run("(Get-RakutenOrderStatus $first, $second).Progress").Clean().Output.Select(p => p.ToString()).ShouldBe(["RakutenProcessing", "RakutenProcessing"]);
    }

    [Fact]
    public void What_was_done_is_undone_from_the_pipeline_and_an_undone_approval_is_not_paid_again()
    {
        using var r = Rehearsal.Start();
        r.Order();
        r.Run(Paid).Clean();

        r.Run("Set-OrderSlip 1 -TotalAmount 1 -PassThru | Undo-OrderSlipChange -PassThru").Clean().Single.Properties["TotalAmount"].Value.ShouldNotBe(1m);
        r.Session.Render("Get-OrderSlipHistory 1 -Rule R8 | Undo-OrderSlipChange -WhatIf").ShouldContain("DepositStatus: 2 → 0");
        r.Run("Get-OrderSlipHistory 1 -Rule R8 | Undo-OrderSlipChange").Clean();
        r.Run("(Get-OrderSlip 1).DepositStatus; $null = Sync-RakutenPayment; (Get-OrderSlip 1).DepositStatus").Clean().Output.Select(o => o.ToString()).ShouldBe(["Unpaid", "Unpaid"]);
        r.Run("Undo-OrderSlipChange 1, 9999").ErrorIds.ShouldBe(["HistoryNotFound", "UndoImpossible"]);
    }

    [Fact]
    public void What_was_changed_on_RMS_alone_is_told_by_the_sync_and_shown_with_the_slip()
    {
        using var r = Rehearsal.Start();
        r.Order();
        r.Run("$null = Sync-RakutenPayment; $null = Set-RmsEmulator -OrderNumber $order.OrderNumber -Event @{ event = 'ChangeAmount'; amount = 12345 }").Clean();

        r.Run("Sync-RakutenPayment").Clean().Warnings.ShouldHaveSingleItem().ShouldContain("12,345");
        r.Run("(Get-OrderSlip).Differences.Kind").Clean().Single.ToString().ShouldBe("Amount");
    }
}
