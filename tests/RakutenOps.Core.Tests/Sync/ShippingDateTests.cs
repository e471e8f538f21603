using RakutenOps.Core.Rms;
using RakutenOps.Core.Sync;
using RakutenOps.Edits;
using RakutenOps.Emulator.Faults;
using RakutenOps.Emulator.Orders;
using RakutenOps.Rules;
using static RakutenOps.Core.Tests.Sync.World;
using Outcome = RakutenOps.Outcome;

namespace RakutenOps.Core.Tests.Sync;

/// <summary>発送日の登録, by a person and by the cycle, up to the authorisation that it is for.</summary>
public sealed class ShippingDateTests
{
    const string Ships = "2025-02-10";

    [Theory]
    [InlineData(BankAnswer.Ok)]
    [InlineData(BankAnswer.Ng)]
    public async Task From_order_to_shipment_Rakuten_authorises_again_seven_days_before_and_the_slip_follows(BankAnswer answer)
    {
        await using var world = await OnAsync("2025-01-05 13:00");
        var (order, paid) = await PaidAsync(world, new() { Reauthorisation = answer });

        (await world.SetShippingDateAsync(paid, Ships)).ShouldHaveSingleItem().Outcome.ShouldBe(Outcome.ShippingDateSet);
        world.Slip(order).ShouldSatisfyAllConditions(s => s.PrintInstructDate.ShouldBe(Day(Ships)), s => StageOf(world, s).ShouldBe(Stage.AwaitingPrintDate));
        await world.At("2025-02-02 09:00").SyncAsync();
        world.Slip(order).ApprovalDate.ShouldBe(Day("2025-01-05"), "Rakuten authorises again from day 7 on");

        var decision = await world.At("2025-02-03 09:00").SyncAsync(order);

        if (answer == BankAnswer.Ng)
        {
            (decision.Rule, decision.Outcome).ShouldBe(("R21", Outcome.AuthorisationWithdrawn));
            StageOf(world, world.Slip(order)).ShouldBe(Stage.AwaitingPayment);
            await world.At("2025-02-10 23:00").SyncAsync();
            world.Slip(order).IsLive.ShouldBeTrue("the buyer has seven days");
            (await world.At("2025-02-11 09:00").SyncAsync(order)).Rule.ShouldBe("R23");
            world.Slip(order).CancelKind.ShouldBe(CancelKind.CustomerRequest);
            return;
        }
        (decision.Rule, decision.Outcome, world.Slip(order).ApprovalDate).ShouldBe(("R20", Outcome.Reauthorised, Day("2025-02-03")));
        world.At("2025-02-10 09:00");
        StageOf(world, world.Slip(order)).ShouldBe(Stage.AwaitingPrint);
        world.Fire(order, OrderEventKind.Ship);
        world.Edit(world.Slip(order), s => s with { Status = SlipStatus.Shipped });
        (await world.SyncAsync()).ShouldBeEmpty();
        world.History(world.Slip(order)).Select(h => h.Rule).Distinct().ShouldBe(["Import", "Edit", "R8", "R9", "ShippingDate", "R20"], ignoreOrder: true);
    }

    [Fact]
    public async Task The_history_keeps_what_was_sent_and_what_RMS_answered()
    {
        await using var world = await OnAsync("2025-01-05 13:00");
        var (_, slip) = await PaidAsync(world);

        var decision = (await world.SetShippingDateAsync(slip, Ships)).Single();

        decision.Changes.Select(c => $"{c}").ShouldBe([$"RmsShippingDate: – → {Ships}", "RmsAnswer: – → ORDER_EXT_API_UPDATE_ORDERSHIPPING_INFO_101 発送情報の追加設定が完了しました。", $"PrintInstructDate: – → {Ships}"]);
        world.Store.History(new() { ChangeId = decision.HistoryId }).Select(h => $"{h.Field}: {h.Before ?? "–"} → {h.After}").ShouldBe(decision.Changes.Select(c => $"{c}"));
    }

    [Fact]
    public async Task A_date_that_is_moved_uses_the_row_again_and_the_same_date_sends_nothing()
    {
        await using var world = await OnAsync("2025-01-05 13:00");
        var (order, slip) = await PaidAsync(world);
        await world.SetShippingDateAsync(slip, Ships);
        var row = Rows(world, order).ShouldHaveSingleItem();

        await world.SetShippingDateAsync(world.Slip(order), "2025-02-20");
        var sent = Sent(world);
        (await world.SetShippingDateAsync(world.Slip(order), "2025-02-20")).ShouldHaveSingleItem().ChangesSlip.ShouldBeFalse();

        Rows(world, order).ShouldBe([(row.Id, Day("2025-02-20"))]);
        (sent, Sent(world)).ShouldBe((2, 2));
    }

    [Fact]
    public async Task A_rehearsal_shows_the_exact_request_and_sends_and_writes_nothing()
    {
        await using var world = await OnAsync("2025-01-05 13:00");
        var (order, slip) = await PaidAsync(world);
        var basket = world.Rms.State.Read(order, o => o.Packages[0].BasketId);

        var planned = (await world.SetShippingDateAsync(slip, Ships, dryRun: true)).Single();

        planned.Request.ShouldBe($$"""updateOrderShipping {"orderNumber":"{{order}}","BasketidModelList":[{"basketId":{{basket}},"ShippingModelList":[{"deliveryCompany":"1001","shippingDate":"{{Ships}}"}]}]}""");
        (Sent(world), world.Slip(order).PrintInstructDate, Rows(world, order).Count).ShouldBe((0, null, 0));
    }

    [Fact]
    public async Task A_write_that_may_have_arrived_is_read_back_and_never_sent_again_blindly()
    {
        await using var world = await OnAsync("2025-01-05 13:00");
        var (order, slip) = await PaidAsync(world);
        world.Rms.State.Faults.Set(new FaultRule { Kind = FaultKind.Reset, Function = "updateOrderShipping", TakesEffect = true });

        (await world.SetShippingDateAsync(slip, Ships)).ShouldHaveSingleItem().Changes.ShouldContain(c => c.Field == "RmsAnswer" && c.After == "(read back)");

        (Sent(world), Rows(world, order).Count, world.Slip(order).PrintInstructDate).ShouldBe((1, 1, Day(Ships)));
    }

    [Fact]
    public async Task A_write_that_did_not_arrive_is_an_error_and_leaves_the_slip_for_the_next_time()
    {
        await using var world = await OnAsync("2025-01-05 13:00");
        var (order, slip) = await PaidAsync(world);
        world.Rms.State.Faults.Set(new FaultRule { Kind = FaultKind.Reset, Function = "updateOrderShipping" });

        (await world.SetShippingDateAsync(slip, Ships)).ShouldBeEmpty();
        world.Events.OfType<OrderFailed>().ShouldHaveSingleItem().OrderNumber.ShouldBe(order);
        (Sent(world), world.Slip(order).Version).ShouldBe((1, slip.Version));

        world.Rms.State.Faults.Set();
        await world.SetShippingDateAsync(slip, Ships);
        (Rows(world, order).Count, world.Slip(order).PrintInstructDate).ShouldBe((1, Day(Ships)));
    }

    [Fact]
    public async Task What_RMS_refuses_is_told_in_its_own_words_and_kept_in_the_history()
    {
        await using var world = await OnAsync("2025-01-05 13:00");
        var (order, slip) = await PaidAsync(world);

        var decision = (await world.SetShippingDateAsync(slip, Ships, company: "9999")).Single();

        (decision.Outcome, decision.Reason).ShouldBe((Outcome.NeedsAttention, Reason.ShippingDateMissing));
        decision.Message.ShouldContain("UPDATE_ORDERSHIPPING_ERROR_011");
        world.Slip(order).PrintInstructDate.ShouldBeNull();
        world.History(slip)[^1].ShouldSatisfyAllConditions(h => h.Field.ShouldBe("RmsAnswer"), h => h.After!.ShouldContain("ERROR_011"));
    }

    [Fact]
    public async Task A_slip_that_is_edited_meanwhile_still_gets_the_date_that_RMS_has()
    {
        await using var world = await OnAsync("2025-01-05 13:00");
        var (order, slip) = await PaidAsync(world);
        await foreach (var happened in world.Services.ShippingDatesAsync(Request, [new(slip.SlipNumber, Day(Ships), null)], TestContext.Current.CancellationToken))
        {
            if (happened is not SyncBatch batch) continue;
            world.Edit(slip, s => s with { TotalAmount = 2900 });
            batch.ApproveAll();
        }

        world.Slip(order).ShouldSatisfyAllConditions(s => s.PrintInstructDate.ShouldBe(Day(Ships)), s => s.TotalAmount.ShouldBe(2900), s => world.History(s).ShouldContain(h => h.Field == "RmsAnswer"));
        Sent(world).ShouldBe(1);
    }

    [Fact]
    public async Task Slips_of_one_order_do_not_double_its_row()
    {
        await using var world = await OnAsync("2025-01-05 13:00");
        var (order, slip) = await PaidAsync(world);
        var split = world.Add(slip with { OrderNumber = order + "-bk-1", DividedFrom = slip.SlipNumber });

        await world.RunAsync(world.Services.ShippingDatesAsync(Request, [new(slip.SlipNumber, Day(Ships), null), new(split.SlipNumber, Day(Ships), null)], TestContext.Current.CancellationToken));

        Rows(world, order).ShouldHaveSingleItem();
        world.Slips(order).Select(s => s.PrintInstructDate).ShouldBe([Day(Ships), Day(Ships)]);
    }

    [Fact]
    public async Task The_cycle_registers_the_planned_date_after_R8_and_once()
    {
        await using var world = await OnAsync("2025-01-05 13:00");
        var order = await DueAsync(world);

        var rehearsal = await world.SyncAsync(dryRun: true);
        var decisions = await world.SyncAsync();

        decisions.Select(d => d.Rule).ShouldBe(["R8", "ShippingDate"]);
        rehearsal.Select(d => (d.Rule, d.Request)).ShouldBe(decisions.Select(d => (d.Rule, d.Request)));
        world.Slip(order).PrintInstructDate.ShouldBe(Day(Ships));
        Rows(world, order).ShouldHaveSingleItem().Date.ShouldBe(Day(Ships));
        world.Store.Sightings(Shop, [order])[order].ShouldSatisfyAllConditions(s => s.Held.ShouldBeNull(), s => s.Order!.ShippingDate.ShouldBe(Day(Ships)));
        (await world.SyncAsync()).ShouldBeEmpty();
        Sent(world).ShouldBe(1);
    }

    [Theory]
    [InlineData(false, Ships)]
    [InlineData(true, "2025-02-03")]    // 29 days after the authorisation
    [InlineData(true, null)]
    public async Task The_cycle_sends_nothing_where_the_shop_does_not_want_it_or_the_order_ships_soon(bool wanted, string? planned)
    {
        await using var world = await OnAsync("2025-01-05 13:00");
        var order = await DueAsync(world, wanted, planned);

        (await world.SyncAsync()).ShouldHaveSingleItem().Rule.ShouldBe("R8");

        (Sent(world), world.Slip(order).PrintInstructDate).ShouldBe((0, null));
    }

    [Theory]
    [InlineData("2025-02-20", Ships)]
    [InlineData(Ships, "2025-02-20")]
    public async Task Slips_of_one_order_that_ship_on_different_days_wait_for_their_own_and_RMS_has_the_first(string here, string split)
    {
        await using var world = await OnAsync("2025-01-05 13:00");
        var order = await DueAsync(world, planned: here);
        world.Add(world.Slip(order) with { OrderNumber = order + "-bk-1", DividedFrom = world.Slip(order).SlipNumber, PlannedShipDate = Day(split) });

        var rehearsal = await world.SyncAsync(dryRun: true);
        var decisions = await world.SyncAsync();

        rehearsal.Select(d => (d.Rule, d.SlipNumber, d.Request)).ShouldBe(decisions.Select(d => (d.Rule, d.SlipNumber, d.Request)));
        world.Slips(order).Select(s => s.PrintInstructDate).ShouldBe([Day(here), Day(split)]);
        (Rows(world, order).ShouldHaveSingleItem().Date, Sent(world)).ShouldBe((Day(Ships), 1));
        foreach (var slip in world.Slips(order)) Differences.Of(world.Situation(slip) with { Order = world.Store.Sightings(Shop, [order])[order].Order }).ShouldNotContain(d => d.Kind == DifferenceKind.ShipDate);
        (await world.SyncAsync()).ShouldBeEmpty();

        // Rakuten authorises again 7 days before the first ships: for both (R22, A15), and the second needs no other.
        (await world.At("2025-02-03 09:00").SyncAsync()).Select(d => d.Rule).ShouldBe(["R20", "R20"]);
        world.Slips(order).Select(s => s.ApprovalDate).ShouldBe([Day("2025-02-03"), Day("2025-02-03")]);
    }

    [Fact]
    public async Task A_person_who_moves_the_first_of_two_slips_behind_the_other_moves_RMS_to_the_other()
    {
        await using var world = await OnAsync("2025-01-05 13:00");
        var (order, slip) = await PaidAsync(world);
        var split = world.Add(slip with { OrderNumber = order + "-bk-1", DividedFrom = slip.SlipNumber });
        await world.SetShippingDateAsync(slip, Ships);
        await world.SetShippingDateAsync(split, "2025-02-20");
        Rows(world, order).Single().Date.ShouldBe(Day(Ships), "a slip that ships later leaves the order's date");

        await world.SetShippingDateAsync(world.Slips(order)[0], "2025-03-10");

        Rows(world, order).Single().Date.ShouldBe(Day("2025-02-20"));
        world.Slips(order).Select(s => s.PrintInstructDate).ShouldBe([Day("2025-03-10"), Day("2025-02-20")]);
    }

    [Fact]
    public async Task Killed_between_two_slips_of_an_order_the_next_cycle_finishes_the_second()
    {
        await using var world = await OnAsync("2025-01-05 13:00");
        var order = await DueAsync(world);
        world.Add(world.Slip(order) with { OrderNumber = order + "-bk-1", DividedFrom = world.Slip(order).SlipNumber, PlannedShipDate = Day("2025-02-20") });
        var killed = new SyncServices(world.Options with
        {
            Observe = static happened =>
            {
                if (happened is SyncResult { Decisions: [{ Rule: "ShippingDate" }] }) throw new InvalidOperationException("killed");
            },
        });
        await Should.ThrowAsync<InvalidOperationException>(() => world.RunAsync(killed.PaymentsAsync(Request, TestContext.Current.CancellationToken)));
        world.Slips(order).Select(s => s.PrintInstructDate).ShouldBe([Day(Ships), null]);

        await world.SyncAsync();

        world.Slips(order).Select(s => s.PrintInstructDate).ShouldBe([Day(Ships), Day("2025-02-20")]);
        (Rows(world, order).Single().Date, Sent(world)).ShouldBe((Day(Ships), 1));
    }

    [Fact]
    public async Task Killed_between_RMS_and_the_slip_the_next_cycle_finishes_without_doubling()
    {
        await using var world = await OnAsync("2025-01-05 13:00");
        var order = await DueAsync(world);
        var killed = new SyncServices(world.Options with { OpenClient = (shop, gate) => new Killed(world.Options.OpenClient(shop, gate)) });

        (await Should.ThrowAsync<InvalidOperationException>(() => world.RunAsync(killed.PaymentsAsync(Request, TestContext.Current.CancellationToken)))).InnerException!.Message.ShouldBe("killed");
        (world.Slip(order).DepositStatus, world.Slip(order).PrintInstructDate, Rows(world, order).Count).ShouldBe((DepositStatus.Paid, null, 1));

        (await world.SyncAsync()).Where(d => d.ChangesSlip).ShouldHaveSingleItem().ShouldSatisfyAllConditions(d => d.Rule.ShouldBe("ShippingDate"), d => d.Request.ShouldBeNull());
        (world.Slip(order).PrintInstructDate, Rows(world, order).Count, Sent(world)).ShouldBe((Day(Ships), 1, 1));
    }

    [Fact]
    public async Task A_date_that_cannot_be_sent_stops_no_other_slip_and_comes_with_the_next_cycle()
    {
        await using var world = await OnAsync("2025-01-05 13:00");
        var order = await DueAsync(world);
        world.Rms.State.Faults.Set(new FaultRule { Kind = FaultKind.ServerError, Function = "updateOrderShipping" });

        (await world.SyncAsync()).ShouldHaveSingleItem().Rule.ShouldBe("R8");
        world.Events.OfType<OrderFailed>().ShouldHaveSingleItem();
        world.Finished!.Run.Completed.ShouldBeTrue();

        world.Rms.State.Faults.Set();
        await world.SyncAsync();
        world.Slip(order).PrintInstructDate.ShouldBe(Day(Ships));
    }

    sealed class Killed(IRmsClient inner) : IRmsClient
    {
        public int Requests => inner.Requests;
        public TimeSpan? ClockDifference => inner.ClockDifference;
        public Task<SearchPage> SearchAsync(OrderSearch search, int page, CancellationToken cancel) => inner.SearchAsync(search, page, cancel);
        public Task<OrdersRead> OrdersAsync(IReadOnlyCollection<string> orderNumbers, CancellationToken cancel) => inner.OrdersAsync(orderNumbers, cancel);
        public Task<IReadOnlyList<PaymentAttempt>?> PaymentsAsync(string orderNumber, CancellationToken cancel) => inner.PaymentsAsync(orderNumber, cancel);
        public Task<IReadOnlyList<OrderAnswer>> ConfirmAsync(IReadOnlyCollection<string> orderNumbers, CancellationToken cancel) => inner.ConfirmAsync(orderNumbers, cancel);
        public Task<DateTimeOffset?> LicenceExpiryAsync(CancellationToken cancel) => inner.LicenceExpiryAsync(cancel);
        public void Dispose() => inner.Dispose();

        public async Task<IReadOnlyList<OrderAnswer>> SetShippingDatesAsync(string orderNumber, IReadOnlyList<ShipmentDate> rows, CancellationToken cancel)
        {
            await inner.SetShippingDatesAsync(orderNumber, rows, cancel);
            throw new NotSupportedException("killed");
        }
    }

    // A card order that was paid on 2025-01-05, with its goods set aside.
    static async Task<(string Order, OrderSlip Slip)> PaidAsync(World world, OrderSpec? spec = null)
    {
        var order = world.Order("2025-01-05 12:00", spec: spec);
        var slip = await world.SlipOfAsync(order);
        world.Edit(slip, s => s with { Lines = [.. s.Lines.Select(l => l with { AllocatedQuantity = l.Quantity })] });
        world.Fire(order, OrderEventKind.AuthoriseOk);
        (await world.SyncAsync(order)).Outcome.ShouldBe(Outcome.Paid);
        return (order, world.Slip(order));
    }

    // A card order that will be paid by the next cycle and has a planned date.
    static async Task<string> DueAsync(World world, bool wanted = true, string? planned = Ships)
    {
        world.Change(s => s with { RegisterShippingDate = wanted });
        var order = world.Order("2025-01-05 12:00");
        world.Edit(await world.SlipOfAsync(order), s => s with { PlannedShipDate = planned is null ? null : Day(planned) });
        world.Fire(order, OrderEventKind.AuthoriseOk);
        return order;
    }

    static Stage StageOf(World world, OrderSlip slip) => Funnel.StageOf(slip, world.Policy.ShippableFor(slip.PaymentMethod), JapanTime.Day(world.Now));

    static List<(long Id, DateOnly? Date)> Rows(World world, string order) => world.Rms.State.Read(order, o => o.Packages.SelectMany(p => p.ShippingRows).Select(r => (Id: r.ShippingDetailId, Date: r.ShippingDate)).ToList());

    static int Sent(World world) => world.Rms.State.Requests.Count("updateOrderShipping");
}
