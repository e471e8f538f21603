using System.Management.Automation;
using System.Reflection;
using RakutenOps.Module.Tests.Hosting;

namespace RakutenOps.Module.Tests.Cmdlets;

/// <summary>The packaged module through the pipeline, over a real emulator and a real store.</summary>
[Collection("Emulator")]
public sealed class CmdletTests
{
    static readonly string Shell = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "RakutenOps.Shell", new DirectoryInfo(AppContext.BaseDirectory).Name, "rakutenops.dll"));

    [Fact]
    public void An_order_becomes_a_slip_is_paid_and_has_a_history()
    {
        using var r = Rehearsal.Start();
        r.Order();

        var decision = r.Run("$null = $order | Set-RmsEmulator -Event AuthoriseOk; Sync-RakutenPayment").Clean().Single;

        decision.Properties["Outcome"].Value.ToString().ShouldBe("Paid");
        decision.Properties["ReasonCode"].Value.ShouldBe("applied");
        var slip = r.Run("Get-OrderSlip").Clean().Single;
        slip.Properties["DepositStatus"].Value.ToString().ShouldBe("Paid");
        r.Run("Get-OrderSlip | Get-OrderSlipHistory -Rule R8").Clean().Values("Field").ShouldBe(["DepositStatus", "ApprovalStatus", "ApprovalDate"]);
    }

    [Fact]
    public void WhatIf_shows_the_plan_and_leaves_every_byte_of_the_store()
    {
        using var r = Rehearsal.Start();
        r.Order();
        r.Run("$null = $order | Set-RmsEmulator -Event AuthoriseOk").Clean();
        var before = r.StoreBytes();

        var text = r.Session.Render("Sync-RakutenPayment -WhatIf; Get-OrderSlip | Reset-OrderSlipPayment -WhatIf; Get-OrderSlip | Copy-OrderSlip -WhatIf; Import-RakutenOrder -WhatIf; Approve-OrderSlipPayment 1 -WhatIf; Set-RakutenShop kobe -OrderImport Off -WhatIf; Set-PaymentMethodMap 13 x -WhatIf");

        text.ShouldContain("What if:");
        text.ShouldContain("DepositStatus: 0 → 2");
        r.StoreBytes().ShouldBe(before);
    }

    [Fact]
    public void R22_the_slips_of_one_order_are_asked_about_together()
    {
        using var r = Rehearsal.Start("en-US");
        r.Order("items = @(@{ name = 'タオル'; price = 1000; units = 2 })");
        r.Run("$null = Split-OrderSlip 1 1 1; $null = $order | Set-RmsEmulator -Event AuthoriseOk").Clean();

        var questions = r.Session.Render("Sync-RakutenPayment -WhatIf").Split('\n').Where(static line => line.Contains("What if:", StringComparison.Ordinal)).ToList();

        questions.ShouldHaveSingleItem().ShouldSatisfyAllConditions(q => q.ShouldContain("slip 1,"), q => q.ShouldContain("slip 2,"));
    }

    [Fact]
    public void A_slip_that_waits_says_why_and_until_when_in_both_languages()
    {
        using var english = Rehearsal.Start("en-US");
        english.Order();
        english.Session.Render("(Get-OrderSlip | Test-RakutenPayment -Online).Message").ShouldContain("Rakuten processing");
        using var japanese = Rehearsal.Start("ja-JP");
        japanese.Order();
        japanese.Session.Render("(Get-OrderSlip | Test-RakutenPayment -Online).Message").ShouldContain("楽天処理中");
        japanese.Session.Render("Get-OrderSlip").ShouldContain("入金待ち");
        japanese.Session.Render("Get-OrderSlip").ShouldContain("0:未入金");
    }

    [Fact]
    public void Test_ReauthWindow_gives_one_object_per_window_and_Quiet_a_bool()
    {
        using var r = Rehearsal.Start();
        r.Order();

        r.Run("Get-OrderSlip | Test-ReauthWindow").Clean().Values("Rule").ShouldBe(["R5", "R16", "R19"]);
        r.Run("Get-OrderSlip | Test-ReauthWindow -Rule R5 -AsOf (Get-OrderSlip).OrderDate.AddDays(15)").Clean().Single.Properties["IsOpen"].Value.ShouldBe(true);
        r.Run("Get-OrderSlip | Test-ReauthWindow -Rule R5 -AsOf (Get-OrderSlip).OrderDate.AddDays(16)").Clean().Single.Properties["IsOpen"].Value.ShouldBe(false);
        r.Run("Get-OrderSlip | Test-ReauthWindow -Rule R19 -Quiet").Clean().Single.BaseObject.ShouldBe(false);
    }

    [Fact]
    public void A_reset_names_the_siblings_that_were_left_and_refuses_a_printed_slip()
    {
        using var r = Rehearsal.Start();
        r.Order("items = @(@{ name = 'タオル'; price = 1000; units = 2 })");
        r.Run("$null = Split-OrderSlip 1 1 1; $null = $order | Set-RmsEmulator -Event AuthoriseOk; $null = Sync-RakutenPayment").Clean();

        var reset = r.Run("Reset-OrderSlipPayment 1 -Amount 900");
        reset.Clean().Single.Properties["Outcome"].Value.ToString().ShouldBe("Reset");
        string.Join(' ', reset.Warnings).ShouldContain("2");
        r.Run("Get-OrderSlip -SlipNumber 1").Clean().Single.Properties["TotalAmount"].Value.ShouldBe(900m);

        r.Run("Set-OrderSlip 2 -AllocateAll; Set-OrderSlip 2 -Status Printing").Clean();
        r.Run("Reset-OrderSlipPayment 2").ErrorIds.ShouldBe(["ResetRefused"]);
    }

    [Fact]
    public void A_relative_location_begins_where_the_session_stands()
    {
        using var r = Rehearsal.Start();

        r.Session.Run("$null = $ExecutionContext.SessionState.Path.SetLocation($there); (Connect-OrderSlipStore -Location sqlite:here.db).Location", ("there", r.Folder)).Clean()
            .Single.ToString().ShouldBe(Path.Combine(r.Folder, "here.db"));
        r.Session.Run("$null = $ExecutionContext.SessionState.Path.SetLocation('/'); (Get-OrderSlipStore).Location").Clean().Single.ToString().ShouldBe(Path.Combine(r.Folder, "here.db"));
    }

    [Theory]
    [InlineData("status_not_entered, not_awaiting_shipment", 1)]
    [InlineData("NotAwaitingShipment", 1)]
    [InlineData("stale_authorisation", 0)]
    public void Slips_are_looked_for_by_the_reason_why_they_wait(string reasons, int found)
    {
        using var r = Rehearsal.Start();
        r.Order();
        r.Run("Sync-RakutenPayment").Clean();

        r.Run($"Get-OrderSlip | Test-RakutenPayment -Reason {reasons}").Clean().Output.Count.ShouldBe(found);
        r.Run("Get-OrderSlip | Test-RakutenPayment -Reason none_at_all").ErrorIds.ShouldBe(["ParameterArgumentTransformationError"]);
    }

    [Theory]
    [InlineData("Sync-RakutenPayment nowhere", "ShopNotFound")]
    [InlineData("Sync-RakutenPayment 'kobe['", "ShopNotFound")]
    [InlineData("Set-RmsEmulator -Endpoint here", "EmulatorNotFound")]
    [InlineData("Set-RmsEmulator -Event 1.5 -OrderNumber a-1", "EmulatorRefused")]
    [InlineData("Import-OrderSlip \"a`0\" kobe", "CsvUnreadable")]
    [InlineData("Get-OrderSlip -SlipNumber 99", "SlipNotFound")]
    [InlineData("Get-OrderSlipHistory 99", "SlipNotFound")]
    [InlineData("Get-OrderSlip -OrderNumber 1-2-3", "OrderSlipNotFound")]
    [InlineData("Register-RakutenShop osaka -OrderImport On", "CancelKindMissing")]
    [InlineData("Register-RakutenShop osaka -Endpoint http://rms.example.com", "EndpointNotSecure")]
    [InlineData("Register-RakutenShop kobe", "ShopExists")]
    [InlineData("Get-RakutenOrderStatus -Shop kobe 999999-20200101-0000000001", "OrderNotFound")]
    [InlineData("Import-OrderSlip /nowhere.csv kobe", "CsvUnreadable")]
    [InlineData("Set-RakutenShop kobe -OrderImport Off; Sync-RakutenPayment kobe", "ShopImportOff")]
    [InlineData("Connect-OrderSlipStore -Path /nowhere/at/all.db -Existing", "StoreNotFound")]
    [InlineData("Set-PaymentMethodMap -SettlementName ペイペイ -PaymentMethod x", "SettlementNameUnknown")]
    [InlineData("Set-RmsEmulator -OrderNumber 999999-20261101-0000000001 -Event Ship", "EmulatorRefused")]
    [InlineData("Set-RmsEmulator -Endpoint http://127.0.0.1:1 -Freeze On", "EmulatorNotFound")]
    [InlineData("Start-RmsEmulator -Port ([uri](Get-RakutenShop).Endpoint).Port", "EmulatorNotStarted")]
    public void Bad_input_gets_an_error_of_its_own_that_says_what_to_do(string script, string id)
    {
        using var r = Rehearsal.Start();

        var error = r.Run(script).Errors.ShouldHaveSingleItem();

        error.FullyQualifiedErrorId.Split(',')[0].ShouldBe(id);
        error.ErrorDetails?.RecommendedAction.ShouldNotBeNullOrWhiteSpace();
        error.CategoryInfo.Category.ShouldNotBe(ErrorCategory.NotSpecified);
    }

    [Fact]
    public void An_order_of_a_given_number_is_made_on_the_emulator_once_and_changed_after_that()
    {
        using var r = Rehearsal.Start();
        r.Run("Set-RmsEmulator -Order @{ OrderNumber = '999999-20261101-0000000001'; RequestPrice = 5000 }").Clean().Single.Properties["RequestedAmount"].Value.ShouldBe(5000m);

        r.Run("Set-RmsEmulator -Order @{ OrderNumber = '999999-20261101-0000000001'; Progress = 300 }").Clean().Single.Properties["Progress"].Value.ToString().ShouldBe("AwaitingShipment");
    }

    [Theory]
    [InlineData("en-US", "No emulator of this session is running.")]
    [InlineData("ja-JP", "このセッションで起動したエミュレーターはありません。")]
    public void Where_no_emulator_was_started_none_is_named(string culture, string message)
    {
        using var session = ModuleSession.Open(culture: culture);

        session.Run("Stop-RmsEmulator").Errors.ShouldHaveSingleItem().ToString().ShouldBe(message);
    }

    [Fact]
    public void An_emulator_of_another_session_is_stopped_by_its_endpoint()
    {
        using var r = Rehearsal.Start();
        using var other = ModuleSession.Open();

        other.Run("Stop-RmsEmulator -Endpoint $endpoint", ("endpoint", r.Run("$emulator.Endpoint").Single.BaseObject)).Clean();

        r.Run("(Get-RakutenShop).Endpoint | ForEach-Object { Set-RmsEmulator -Endpoint $_ -Freeze On }").ErrorIds.ShouldBe(["EmulatorNotFound"]);
    }

    [Fact]
    public void A_split_of_more_than_there_is_is_refused_and_nothing_is_lost()
    {
        using var r = Rehearsal.Start();
        r.Order();

        r.Run("Split-OrderSlip 1 1 5").ErrorIds.ShouldBe(["SplitTooMuch"]);

        r.Run("Get-OrderSlip").Clean().Output.Count.ShouldBe(1);
    }

    [Fact]
    public void An_unmapped_method_is_named_and_the_slip_goes_on_once_it_is_mapped()
    {
        using var r = Rehearsal.Start();
        r.Run("$null = Set-RmsEmulator -Order @{ settlementMethodCode = 13; events = @(@{ event = 'Confirm' }, @{ event = 'Pay' }) }; $null = Import-RakutenOrder").Clean();

        r.Run("Sync-RakutenPayment").Clean().Single.Properties["Message"].Value.ToString()!.ShouldContain("セブンイレブン");
        r.Run("Get-PaymentMethodMap -Unmapped").Clean().Single.Properties["SettlementCode"].Value.ShouldBe(13);
        r.Run("Set-PaymentMethodMap 13 'セブンイレブン前払'; Sync-RakutenPayment").Clean().Single.Properties["Outcome"].Value.ToString().ShouldBe("Paid");
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("shift_jis")]
    public void A_CSV_makes_slips_once_and_tells_each_row_it_cannot_read(string encoding)
    {
        using var r = Rehearsal.Start();
        var file = Path.Combine(r.Folder, "slips.csv");
        System.Text.Encoding.RegisterProvider(System.Text.CodePagesEncodingProvider.Instance);
        File.WriteAllText(file, "受注番号,受注日,支払方法,合計金額,商品コード,数量,単価\nA-1,2026-11-01,クレジットカード,3000,x,2,1500\nA-2,きのう,銀行振込,1000,y,1,1000\nA-3,2026/11/02,銀行振込,abc,z,1,500\nA-4,2026-11-03,銀行振込,,z,3,500\n", System.Text.Encoding.GetEncoding(encoding));

        var first = r.Run($"Import-OrderSlip '{file}' kobe");

        first.Values("OrderNumber").ShouldBe(["A-1", "A-4"]);
        first.Values("PaymentMethod").ShouldBe(["クレジットカード", "銀行振込"]);
        first.ErrorIds.ShouldBe(["CsvRowInvalid", "CsvRowInvalid"]);
        first.Errors[0].Exception.Message.ShouldContain("きのう");
        r.Run($"Import-OrderSlip '{file}' kobe").Output.ShouldBeEmpty();
        r.Run("Get-OrderSlip").Clean().Output.Count.ShouldBe(2);
    }

    [Fact]
    public void A_credential_is_kept_outside_the_store_with_mode_0600_and_appears_nowhere()
    {
        using var r = Rehearsal.Start();
        var secret = Path.Combine(r.Folder, "config", "secrets.json");

        if (!OperatingSystem.IsWindows()) File.GetUnixFileMode(secret).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        System.Text.Encoding.UTF8.GetString(r.StoreBytes()).ShouldNotContain("SL000000_demo");
        r.Session.Render("Get-RakutenShop | Out-Default; Sync-RakutenPayment -Verbose").ShouldNotContain("SL000000_demo");
    }

    [Theory]
    [InlineData("en-US", "'mysql://…' is no kind of order slip store.", "Name a file (sqlite:<path>)", "RMS does not accept the licence of shop 'kobe' yet.")]
    [InlineData("ja-JP", "'mysql://…' は受注伝票ストアの種類として使えません。", "ファイル(sqlite:<path>)", "店舗 'kobe' のライセンスを RMS がまだ受け付けません。")]
    [InlineData("tr-TR", "'mysql://…' is no kind of order slip store.", "Name a file (sqlite:<path>)", "RMS does not accept the licence of shop 'kobe' yet.")]
    public void What_Core_reports_arrives_in_the_session_s_language_under_the_same_id(string culture, string noStore, string advice, string tooEarly)
    {
        using var r = Rehearsal.Start(culture);

        // The second is made on another thread than the session's.
        var ran = r.Run(
            """
            Connect-OrderSlipStore -Location mysql://db.example/slips
            $wrong = [pscredential]::new('SP000000_demo', (& { $s = [securestring]::new(); $s.AppendChar('x'); $s }))
            Set-RakutenShop kobe -Credential $wrong
            Import-RakutenOrder kobe
            """);

        ran.ErrorIds.ShouldBe(["StoreUnsupported", "CredentialNotYetActive"]);
        var (store, rms) = (ran.Errors[0], ran.Errors[1]);
        store.Exception.Message.ShouldBe(noStore);
        store.ErrorDetails.RecommendedAction.ShouldStartWith(advice);
        rms.Exception.Message.ShouldStartWith(tooEarly);
        r.Run("(Get-RakutenSyncRun).Error").Clean().As<string>().ShouldBe(["CredentialNotYetActive"]);
    }

    [Fact]
    public void The_manifest_exports_exactly_the_cmdlets_there_are_and_each_is_well_made()
    {
        using var session = ModuleSession.Open();
        var commands = session.Run("Get-Command -Module RakutenOps").Clean().As<CmdletInfo>();
        var exported = session.Run($"(Test-ModuleManifest '{PackagedModule.Manifest}').ExportedCmdlets.Keys").Clean().Output.Select(o => o.ToString()).ToList();
        var approved = session.Run("Get-Verb").Output.Count == 0 ? [] : session.Run("Get-Verb").Values("Verb").Cast<string>().ToHashSet();

        commands.Select(c => c.Name).ShouldBe(exported!, ignoreOrder: true);
        commands[0].ImplementingType.Assembly.GetTypes().Count(t => t.GetCustomAttribute<CmdletAttribute>() is not null).ShouldBe(commands.Count);
        foreach (var command in commands)
        {
            if (approved.Count > 0) approved.ShouldContain(command.Verb, command.Name);
            var attribute = command.ImplementingType.GetCustomAttribute<CmdletAttribute>()!;
            if (command.Verb is not ("Get" or "Test")) attribute.SupportsShouldProcess.ShouldBeTrue(command.Name);
            if (command.Verb is not ("Unregister" or "Remove" or "Stop")) command.ImplementingType.GetCustomAttributes<OutputTypeAttribute>().ShouldNotBeEmpty(command.Name);
        }
    }

    [Theory]
    [InlineData("", "rakutenops RakutenOps.Cmdlets RakutenOps.Domain")]
    [InlineData("try { Connect-OrderSlipStore -Location mysql://a/b } catch { }", "rakutenops RakutenOps.Cmdlets RakutenOps.Domain RakutenOps.Core")]
    public void Importing_the_module_loads_no_Core_and_the_first_use_does(string use, string loaded)
    {
        // A process of its own: Core is loaded once in this one, by whichever suite comes first. Words of a language come with what speaks it.
        var (exit, output, errors) = Patience.Run(new System.Diagnostics.ProcessStartInfo("dotnet", [Shell, "-Command", $"{use}; \"$([AppDomain]::CurrentDomain.GetAssemblies().GetName().Name -like 'RakutenOps*' -notlike '*.resources')\""]));

        exit.ShouldBe(0, errors);
        output.Trim().ShouldBe(loaded);
    }

    [Fact]
    public void A_second_import_keeps_every_cmdlet()
    {
        using var session = ModuleSession.Open();

        session.Run($"Import-Module '{PackagedModule.Manifest}' -Force; (Get-Command -Module RakutenOps).Count").Clean().Single.BaseObject.ShouldBe(session.Run("(Get-Command -Module RakutenOps).Count").Single.BaseObject);
        session.Run("[RakutenOps.OrderSlip].FullName").Clean().Single.BaseObject.ShouldBe("RakutenOps.OrderSlip");
    }

    [Fact]
    public void The_first_sync_runs_in_the_shell_and_checks_itself()
    {
        var (exit, output, errors) = Patience.Run(new System.Diagnostics.ProcessStartInfo("dotnet", [Shell, "-File", Path.Combine(PackagedModule.RepositoryRoot, "module", "examples", "FirstSync.ps1")]));

        exit.ShouldBe(0, output + errors);
        output.ShouldContain("Every slip stands as the rules say.");
    }
}
