using RakutenOps.Emulator;
using RakutenOps.Emulator.Orders;

namespace RakutenOps.Core.Tests.Emulator;

/// <summary>What happens to an order by itself and by events, rms-order-api.md §6; the rows are named.</summary>
public sealed class LifeCycleTests
{
    [Theory]
    [InlineData("2026-03-24T23:59:59", 100)]   // day 14 after 3/10
    [InlineData("2026-03-25T00:05:00", 900)]
    public async Task Row_3_an_order_that_no_one_confirms_is_cancelled_after_14_days(string now, int progress)
    {
        await using var bench = await Bench.StartAsync();
        var number = bench.State.CreateOrder(new());
        bench.Time.SetUtcNow(Bench.Jst(now));
        bench.ProgressOf(number).ShouldBe(progress);
    }

    [Fact]
    public async Task Row_2_confirmOrder_moves_100_to_200_once()
    {
        await using var bench = await Bench.StartAsync();
        var number = bench.State.CreateOrder(new());
        var first = await bench.CallAsync("confirmOrder", new { orderNumberList = new[] { number } });
        first.Codes.ShouldBe(["ORDER_EXT_API_CONFIRM_ORDER_INFO_101"]);
        first.Messages.ShouldBe(["注文確認に成功しました。"]);
        ((string?)first.Body["MessageModelList"]![0]!["orderNumber"]).ShouldBe(number);
        var order = await bench.GetOrderAsync(number);
        ((int)order["orderProgress"]!).ShouldBe(200);
        ((string?)order["shopOrderCfmDatetime"]).ShouldBe("2026-03-10T12:00:00+0900");
        (await bench.CallAsync("confirmOrder", new { orderNumberList = new[] { number } })).Codes.ShouldBe(["ORDER_EXT_API_CONFIRM_ORDER_ERROR_103"]);
    }

    [Fact]
    public async Task ConfirmOrder_refuses_a_cancelled_order_and_one_with_amounts_that_are_not_fixed()
    {
        await using var bench = await Bench.StartAsync();
        var cancelled = bench.State.CreateOrder(new() { Events = [new() { Event = OrderEventKind.Cancel }] });
        var unfixed = bench.State.CreateOrder(new() { State = new() { ["amountsFixed"] = false } });
        (await bench.CallAsync("confirmOrder", new { orderNumberList = new[] { cancelled, unfixed } })).Codes
            .ShouldBe(["ORDER_EXT_API_CONFIRM_ORDER_ERROR_102", "ORDER_EXT_API_CONFIRM_ORDER_ERROR_105"]);
    }

    [Fact]
    public async Task Row_4_an_order_with_a_plan_is_authorised_31_minutes_after_its_confirmation()
    {
        await using var bench = await Bench.StartAsync(new() { Authorisation = BankAnswer.Ok });
        var number = bench.State.CreateOrder(new() { AutoConfirm = true });
        bench.Time.Advance(TimeSpan.FromMinutes(60));
        bench.ProgressOf(number).ShouldBe(200);
        bench.Time.Advance(TimeSpan.FromMinutes(1));
        var order = await bench.GetOrderAsync(number);
        ((int)order["orderProgress"]!).ShouldBe(300);
        ((string?)order["shippingInstDatetime"]).ShouldBe("2026-03-10T13:01:00+0900");
        ((string?)order["cancelDueDate"]).ShouldBe("2027-03-10");
    }

    [Theory]
    [InlineData("2026-03-17T23:59:59", 200)]   // day 7 after the refusal on 3/10
    [InlineData("2026-03-18T00:05:00", 900)]
    public async Task Rows_5_and_6_a_refused_order_stays_at_200_for_7_days_and_is_then_cancelled(string now, int progress)
    {
        await using var bench = await Bench.StartAsync();
        var number = Refused(bench);
        var order = await bench.GetOrderAsync(number);
        ((int)order["orderProgress"]!).ShouldBe(200);
        order["DueDateModelList"]!.ToJsonString().ShouldBe("""[{"dueDateType":1,"dueDate":"2026-03-17"}]""");
        bench.Time.SetUtcNow(Bench.Jst(now));
        bench.ProgressOf(number).ShouldBe(progress);
    }

    [Fact]
    public async Task Row_7_another_method_within_the_7_days_saves_the_order()
    {
        await using var bench = await Bench.StartAsync();
        var number = Refused(bench);
        bench.Time.Advance(TimeSpan.FromDays(3));
        bench.State.Fire(number, new OrderEvent { Event = OrderEventKind.ChangeMethod, Code = 9 });

        var changed = await bench.GetOrderAsync(number);
        ((int)changed["SettlementModel"]!["settlementMethodCode"]!).ShouldBe(9);
        changed["SettlementModel"]!["cardNumber"].ShouldBeNull();
        ((int)changed["ChangeReasonModelList"]![1]!["changeTypeDetail"]!).ShouldBe(10);
        ((int)changed["ChangeReasonModelList"]![1]!["changeReason"]!).ShouldBe(1);
        ((int)changed["DueDateModelList"]![1]!["dueDateType"]!).ShouldBe(0);

        bench.Time.Advance(TimeSpan.FromDays(9));
        bench.State.Fire(number, OrderEventKind.Pay);
        var paid = await bench.GetOrderAsync(number);
        ((int)paid["orderProgress"]!).ShouldBe(300);
        ((string?)paid["shippingInstDatetime"]).ShouldBe("2026-03-22T12:00:00+0900");
        ((int)paid["ChangeReasonModelList"]![1]!["changeType"]!).ShouldBe(6);
    }

    [Theory]
    [InlineData(4000, 11)]
    [InlineData(9000, 12)]
    public async Task A_change_of_method_says_when_the_amount_went_down_or_up_with_it(int amount, int detail)
    {
        await using var bench = await Bench.StartAsync();
        var number = bench.State.CreateOrder(new() { RequestPrice = 5000, Events = [new() { Event = OrderEventKind.Confirm }] });
        bench.State.Fire(number, new OrderEvent { Event = OrderEventKind.ChangeMethod, Code = 12, Amount = amount });
        bench.State.Read(number, order => (order.RequestPrice, order.ChangeRows[^1].ChangeTypeDetail)).ShouldBe((amount, detail));
    }

    [Fact]
    public async Task Another_card_is_a_change_of_method_with_the_same_code()
    {
        await using var bench = await Bench.StartAsync();
        var number = Refused(bench);
        var before = (string?)(await bench.GetOrderAsync(number))["SettlementModel"]!["cardNumber"];
        bench.State.Fire(number, new OrderEvent { Event = OrderEventKind.ChangeMethod, Code = 1 });
        var after = await bench.GetOrderAsync(number);
        ((string?)after["SettlementModel"]!["cardNumber"]).ShouldNotBe(before);
        ((int)after["ChangeReasonModelList"]![1]!["changeTypeDetail"]!).ShouldBe(10);
    }

    [Theory]
    [InlineData("2026-03-24T23:59:59", 200)]
    [InlineData("2026-03-25T00:05:00", 900)]
    public async Task Row_6_an_unpaid_prepayment_is_cancelled_after_14_days(string now, int progress)
    {
        await using var bench = await Bench.StartAsync();
        var number = bench.State.CreateOrder(new() { SettlementMethodCode = 13, Events = [new() { Event = OrderEventKind.Confirm }] });
        bench.Time.SetUtcNow(Bench.Jst(now));
        bench.ProgressOf(number).ShouldBe(progress);
    }

    [Theory]
    [InlineData(6000, 1)]
    [InlineData(2000, 0)]
    public async Task Row_10_an_amount_change_runs_the_authorisation_anew_and_stamps_anew(int amount, int detail)
    {
        await using var bench = await Bench.StartAsync();
        var number = bench.Payable("2026-03-09T10:00:00", new() { RequestPrice = 5000 });
        bench.State.Fire(number, new OrderEvent { Event = OrderEventKind.ChangeAmount, Amount = amount });
        var changed = await bench.GetOrderAsync(number);
        ((int)changed["orderProgress"]!).ShouldBe(200);
        ((int)changed["requestPrice"]!).ShouldBe(amount);
        ((int)changed["ChangeReasonModelList"]![1]!["changeTypeDetail"]!).ShouldBe(detail);
        ((int)changed["ChangeReasonModelList"]![1]!["changeType"]!).ShouldBe(5);

        bench.Time.Advance(TimeSpan.FromHours(1));
        bench.State.Fire(number, OrderEventKind.AuthoriseOk);
        var settled = await bench.GetOrderAsync(number);
        ((int)settled["orderProgress"]!).ShouldBe(300);
        ((string?)settled["shippingInstDatetime"]).ShouldBe("2026-03-10T13:00:00+0900");
        ((string?)settled["orderFixDatetime"]).ShouldBe("2026-03-10T13:00:00+0900");
        ((int)settled["ChangeReasonModelList"]![1]!["changeType"]!).ShouldBe(6);
        ((string?)settled["ChangeReasonModelList"]![1]!["changeCmplDatetime"]).ShouldBe("2026-03-10T13:00:00+0900");
    }

    [Theory]
    [InlineData(false, false, "2026-03-09T10:40:00+0900", "2026-03-09T10:40:00+0900")]
    [InlineData(true, false, "2026-03-09T10:40:00+0900", "2026-03-10T13:00:00+0900")]
    [InlineData(false, true, null, "2026-03-10T13:00:00+0900")]
    public async Task Question_3_the_stamp_is_kept_renewed_or_cleared_as_the_switches_say(bool restamp, bool clear, string? during, string after)
    {
        await using var bench = await Bench.StartAsync(new() { RestampOnReauthorisation = restamp, ClearStampsOnReturn = clear });
        var number = bench.Payable("2026-03-09T10:00:00");
        bench.State.Fire(number, new OrderEvent { Event = OrderEventKind.ChangeAmount, Amount = 9000 });
        ((string?)(await bench.GetOrderAsync(number))["shippingInstDatetime"]).ShouldBe(during);
        bench.Time.Advance(TimeSpan.FromHours(1));
        bench.State.Fire(number, OrderEventKind.AuthoriseOk);
        ((string?)(await bench.GetOrderAsync(number))["shippingInstDatetime"]).ShouldBe(after);
    }

    [Fact]
    public async Task Question_5_an_amount_change_may_go_through_400_instead()
    {
        await using var bench = await Bench.StartAsync(new() { ProgressOfAmountChange = 400 });
        var number = bench.Payable("2026-03-09T10:00:00");
        bench.State.Fire(number, new OrderEvent { Event = OrderEventKind.ChangeAmount, Amount = 9000 });
        bench.ProgressOf(number).ShouldBe(400);
        bench.State.Fire(number, OrderEventKind.ChangeWithdraw);
        bench.State.Read(number, order => (order.Progress, order.RequestPrice, order.ChangeRows[^1].ChangeType)).ShouldBe((300, 3000, 7));
    }

    [Fact]
    public async Task A_shops_own_method_needs_no_second_authorisation()
    {
        await using var bench = await Bench.StartAsync();
        var number = bench.Payable("2026-03-09T10:00:00", new() { SettlementMethodCode = 2 });
        bench.State.Fire(number, new OrderEvent { Event = OrderEventKind.ChangeAmount, Amount = 9000 });
        bench.ProgressOf(number).ShouldBe(300);
    }

    [Theory]
    [InlineData("2026-04-08", "2026-04-01T23:59:59", 0)]   // 30 days after the hold of 3/9: 7 days before is 4/1
    [InlineData("2026-04-08", "2026-04-01T00:05:00", 1)]
    [InlineData("2026-04-08", "2026-04-01T00:04:59", 0)]
    [InlineData("2026-04-07", "2026-04-07T23:00:00", 0)]   // 29 days: none
    public async Task Row_9_seven_days_before_a_shipping_date_30_days_out_the_hold_is_renewed(string shipping, string now, int renewals)
    {
        await using var bench = await Bench.StartAsync();
        var number = bench.Payable("2026-03-09T10:00:00", new() { ShippingDate = DateOnly.Parse(shipping, System.Globalization.CultureInfo.InvariantCulture) });
        bench.Time.SetUtcNow(Bench.Jst(now));
        var order = await bench.GetOrderAsync(number);
        ((int)order["orderProgress"]!).ShouldBe(300);
        var expected = now.StartsWith("2026-04-01T23", StringComparison.Ordinal) ? 1 : renewals;
        order["ChangeReasonModelList"]!.AsArray().Count(row => (int)row!["changeType"]! == 9).ShouldBe(expected);
        ((string?)order["shippingInstDatetime"]).ShouldBe(expected == 1 ? "2026-04-01T00:05:00+0900" : "2026-03-09T10:40:00+0900");
    }

    [Theory]
    [InlineData(12, 1)]
    [InlineData(9, 0)]
    [InlineData(21, 0)]
    public async Task Only_cards_and_Apple_Pay_have_a_hold_to_renew(int code, int renewals)
    {
        await using var bench = await Bench.StartAsync();
        var number = bench.Payable("2026-03-09T10:00:00", new() { SettlementMethodCode = code, ShippingDate = new(2026, 4, 20) });
        bench.Time.SetUtcNow(Bench.Jst("2026-04-14T00:00:00"));
        bench.State.Read(number, order => order.ChangeRows.Count(row => row.ChangeType == 9)).ShouldBe(renewals);
    }

    [Fact]
    public async Task Row_8_a_refused_renewal_sends_the_order_back_to_200_and_then_cancels_it()
    {
        await using var bench = await Bench.StartAsync();
        var number = bench.Payable("2026-03-09T10:00:00", new() { ShippingDate = new(2026, 4, 20), Reauthorisation = BankAnswer.Ng });
        bench.Time.SetUtcNow(Bench.Jst("2026-04-13T00:05:00"));
        var order = await bench.GetOrderAsync(number);
        ((int)order["orderProgress"]!).ShouldBe(200);
        var renewal = order["ChangeReasonModelList"]![1]!;
        ((int)renewal["changeType"]!).ShouldBe(9);
        ((string?)renewal["changeApplyDatetime"]).ShouldBe("2026-04-13T00:05:00+0900");
        renewal["changeCmplDatetime"].ShouldBeNull();
        order["DueDateModelList"]!.ToJsonString().ShouldBe("""[{"dueDateType":1,"dueDate":"2026-04-20"}]""");
        bench.Time.SetUtcNow(Bench.Jst("2026-04-21T00:05:00"));
        bench.ProgressOf(number).ShouldBe(900);
    }

    [Fact]
    public async Task A_second_try_after_a_refused_renewal_completes_its_row()
    {
        await using var bench = await Bench.StartAsync();
        var number = bench.Payable("2026-03-09T10:00:00");
        bench.State.Fire(number, OrderEventKind.ReauthNg);
        bench.Time.Advance(TimeSpan.FromDays(1));
        bench.State.Fire(number, OrderEventKind.ReauthOk);
        bench.State.Read(number, order => (order.Progress, order.ChangeRows.Count, order.ChangeRows[^1].CompletedAt)).ShouldBe((300, 2, Bench.Jst("2026-03-11T12:00:00")));
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public async Task Question_7_a_shipping_date_registered_late_is_renewed_the_next_night_or_never(bool late, int renewals)
    {
        await using var bench = await Bench.StartAsync(new() { ReauthoriseLate = late });
        var number = bench.Payable("2026-03-09T10:00:00");
        bench.Time.SetUtcNow(Bench.Jst("2026-04-16T12:00:00"));
        bench.State.Change(number, order => order.Packages[0].ShippingRows.Add(new() { ShippingDetailId = 1, ShippingDate = new(2026, 4, 20) }));
        bench.Time.SetUtcNow(Bench.Jst("2026-04-17T00:05:00"));
        bench.State.Read(number, order => order.ChangeRows.Count(row => row.ChangeType == 9)).ShouldBe(renewals);
    }

    [Fact]
    public async Task Row_12_complete_rows_close_the_order_the_night_after_the_shipping_date()
    {
        await using var bench = await Bench.StartAsync();
        var number = bench.Payable("2026-03-09T10:00:00");
        bench.State.Change(number, order => order.Packages[0].ShippingRows.Add(
            new() { ShippingDetailId = 1, DeliveryCompany = "1001", ShippingNumber = "123", ShippingDate = new(2026, 3, 11) }));
        bench.Time.SetUtcNow(Bench.Jst("2026-03-12T00:04:59"));
        bench.ProgressOf(number).ShouldBe(300);
        bench.Time.SetUtcNow(Bench.Jst("2026-03-12T09:00:00"));
        var order = await bench.GetOrderAsync(number);
        ((int)order["orderProgress"]!).ShouldBe(500);
        ((string?)order["shippingCmplRptDatetime"]).ShouldBe("2026-03-12T00:05:00+0900");
        order["cancelDueDate"].ShouldBeNull();
    }

    [Fact]
    public async Task A_half_filled_row_blocks_the_closing()
    {
        await using var bench = await Bench.StartAsync();
        var number = bench.Payable("2026-03-09T10:00:00");
        bench.State.Change(number, order => order.Packages[0].ShippingRows.AddRange(
        [
            new() { ShippingDetailId = 1, DeliveryCompany = "1001", ShippingNumber = "123", ShippingDate = new(2026, 3, 10) },
            new() { ShippingDetailId = 2, DeliveryCompany = "1001", ShippingDate = new(2026, 3, 10) },
        ]));
        bench.Time.Advance(TimeSpan.FromDays(5));
        bench.ProgressOf(number).ShouldBe(300);
    }

    [Fact]
    public async Task Row_13_a_shipped_order_is_collected()
    {
        await using var bench = await Bench.StartAsync();
        var number = bench.Payable("2026-03-09T10:00:00");
        bench.State.Fire(number, OrderEventKind.Ship);
        bench.State.Fire(number, OrderEventKind.Collect);
        bench.State.Fire(number, OrderEventKind.Collected);
        bench.ProgressOf(number).ShouldBe(700);
        (await bench.SearchAsync(6, "2026-03-10T00:00:00", "2026-03-11T00:00:00", 700)).OrderNumbers.ShouldBe([number]);
    }

    [Fact]
    public async Task Row_14_cancelOrder_is_an_application_that_is_fixed_the_next_night()
    {
        await using var bench = await Bench.StartAsync();
        var number = bench.Payable("2026-03-09T10:00:00");
        var reply = await CancelAsync(bench, number);
        reply.Codes.ShouldBe(["ORDER_EXT_API_CANCEL_ORDER_INFO_101"]);
        reply.Messages.ShouldBe(["キャンセル申請に成功しました。"]);
        bench.ProgressOf(number).ShouldBe(800);
        bench.Time.SetUtcNow(Bench.Jst("2026-03-11T00:05:00"));
        bench.State.Read(number, order => (order.Progress, order.ChangeRows[^1].ChangeType)).ShouldBe((900, 2));
    }

    [Fact]
    public async Task CancelOrder_is_refused_while_a_shipping_date_is_registered()
    {
        await using var bench = await Bench.StartAsync();
        var number = bench.Payable("2026-03-09T10:00:00", new() { ShippingDate = new(2026, 4, 20) });
        (await CancelAsync(bench, number)).Messages.ShouldHaveSingleItem().ShouldContain("発送日が登録されている");
        bench.ProgressOf(number).ShouldBe(300);
    }

    [Fact]
    public async Task Cancelling_may_skip_800()
    {
        await using var bench = await Bench.StartAsync(new() { CancelThroughPending = false });
        var number = bench.Payable("2026-03-09T10:00:00");
        await CancelAsync(bench, number);
        bench.ProgressOf(number).ShouldBe(900);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(200)]
    [InlineData(300)]
    [InlineData(500)]
    public async Task Row_16_a_withdrawn_cancellation_returns_to_where_the_order_was(int progress)
    {
        await using var bench = await Bench.StartAsync();
        var number = bench.State.CreateOrder(new());
        bench.State.Change(number, order => order.Progress = progress);
        bench.State.Fire(number, OrderEventKind.CancelApply);
        bench.ProgressOf(number).ShouldBe(800);
        bench.State.Fire(number, OrderEventKind.CancelWithdraw);
        bench.State.Read(number, order => (order.Progress, order.ChangeRows[^1].ChangeType)).ShouldBe((progress, 3));
    }

    [Fact]
    public async Task A_long_jump_of_the_clock_runs_everything_in_order_and_twice_the_same()
    {
        var one = await StoryAsync([90]);
        var many = await StoryAsync([.. Enumerable.Repeat(1, 90)]);
        many.ShouldBe(one);
        one.ShouldContain("900");
        one.ShouldContain("300");
        one.ShouldContain("500");
    }

    [Fact]
    public async Task Changed_switches_hold_from_then_on()
    {
        await using var bench = await Bench.StartAsync();
        var number = bench.State.CreateOrder(new() { Authorisation = BankAnswer.Ok, Events = [new() { Event = OrderEventKind.Confirm }] });
        (await bench.ControlAsync(HttpMethod.Put, "switches", """{"authorisationDelay":"02:00:00","credentialError":"errors"}""")).Text.ShouldContain("\"credentialError\":\"errors\"");
        bench.Time.Advance(TimeSpan.FromMinutes(119));
        bench.ProgressOf(number).ShouldBe(200);
        bench.Time.Advance(TimeSpan.FromMinutes(1));
        bench.ProgressOf(number).ShouldBe(300);
    }

    [Fact]
    public async Task An_event_of_the_future_is_refused()
    {
        await using var bench = await Bench.StartAsync();
        var number = bench.State.CreateOrder(new());
        Should.Throw<EventRefusedException>(() => bench.State.Fire(number, OrderEventKind.Confirm, Bench.Jst("2026-03-10T12:00:01"))).Message.ShouldContain("Advance the clock");
        bench.ProgressOf(number).ShouldBe(100);
    }

    static string Refused(Bench bench)
    {
        var number = bench.State.CreateOrder(new() { Events = [new() { Event = OrderEventKind.Confirm }] });
        bench.State.Fire(number, OrderEventKind.AuthoriseNg);
        return number;
    }

    static Task<Reply> CancelAsync(Bench bench, string number) =>
        bench.CallAsync("cancelOrder", new { orderNumber = number, inventoryRestoreType = 1, changeReasonDetailApply = 8 });

    /// <summary>Forty orders of every kind, followed for 90 days in the given steps; every state in the end.</summary>
    static async Task<string> StoryAsync(int[] days)
    {
        await using var bench = await Bench.StartAsync(new() { AuthorisationDelay = TimeSpan.FromMinutes(31) });
        int[] methods = [1, 12, 9, 2];
        for (var at = 0; at < 40; at++)
        {
            bench.State.CreateOrder(new()
            {
                SettlementMethodCode = methods[at % 4],
                AutoConfirm = at % 5 != 0,
                Authorisation = (BankAnswer)(at % 3),
                Reauthorisation = at % 2 == 0 ? BankAnswer.Ok : BankAnswer.Ng,
                ShippingDate = at % 7 == 0 ? null : new DateOnly(2026, 3, 12).AddDays(at * 2),
            });
        }
        var complete = bench.State.CreateOrder(new() { AutoConfirm = true, Authorisation = BankAnswer.Ok });
        bench.State.Change(complete, order => order.Packages[0].ShippingRows.Add(new() { ShippingDetailId = 1, DeliveryCompany = "1001", ShippingNumber = "1", ShippingDate = new(2026, 3, 13) }));
        foreach (var step in days)
        {
            bench.Time.Advance(TimeSpan.FromDays(step));
            bench.State.RunDue();
        }
        return (await bench.ControlAsync(HttpMethod.Get, "orders?take=100")).Text;
    }
}
