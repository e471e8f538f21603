using System.Diagnostics;
using System.Runtime.CompilerServices;
using RakutenOps.Core.Storage;

namespace RakutenOps.Core.Tests.Storage;

public abstract partial class OrderSlipStoreContract
{
    /// <summary>Changes the test's store past the program.</summary>
    protected abstract void Tamper(string sql);

    [Fact]
    public void A_store_whose_slips_were_made_changed_split_and_merged_has_no_fault()
    {
        ASmallShop();

        foreach (var check in Enum.GetValues<StoreCheck>()) Store.Faults(check, TestContext.Current.CancellationToken).ShouldBeEmpty(check.ToString());
    }

    [Theory]
    [InlineData("UPDATE order_slip SET deposit_status = 1 WHERE slip_number = 1", "DepositStatus")]
    [InlineData("DELETE FROM slip_history WHERE field = 'Slip'", "0 times")]
    [InlineData("UPDATE slip_history SET before_value = '1' WHERE rule = 'R15' AND field = 'DepositStatus'", "had left")]
    [InlineData("UPDATE order_slip SET version = 1", "written 1 times")]
    public void History_that_does_not_agree_with_a_slip_is_a_fault(string tampering, string told)
    {
        ASmallShop();
        Tamper(tampering);

        Store.Faults(StoreCheck.History, TestContext.Current.CancellationToken).ShouldContain(f => f.Contains(told, StringComparison.Ordinal));
        Store.Faults(StoreCheck.References, TestContext.Current.CancellationToken).ShouldBeEmpty();
    }

    [Fact]
    public void What_the_history_keeps_of_RMS_need_not_follow_on_from_what_it_kept_before()
    {
        var slip = Add(Paid("A"));
        foreach (var (before, after) in new[] { (null, "2026-03-10"), ("2026-03-12", "2026-03-20") })
        {
            FieldChange[] changes = [new("ShippingDate", "RmsShippingDate", before, after), new("ShippingDate", "RmsAnswer", null, "INFO_102")];
            slip = Store.Apply(Batch(new SlipWrite { Before = slip, After = slip, Changes = changes })).Written[0];
        }

        Store.Faults(StoreCheck.History, TestContext.Current.CancellationToken).ShouldBeEmpty();
    }

    [Fact]
    public void A_store_is_copied_whole_into_a_file_and_goes_on_there()
    {
        ASmallShop();
        using var folder = new TemporaryFolder();
        using var copy = SqliteStore.Open(folder.File("copy.db"));

        var steps = new List<CopyStep>();
        var copied = Store.CopyTo(copy, steps.Add, TestContext.Current.CancellationToken);

        copied.Single(t => t.Table == "order_slip").Rows.ShouldBe(5);
        steps.Where(s => s.Table == "order_slip").ShouldBe([new("order_slip", IsCompared: false, 5, 5), new("order_slip", IsCompared: true, 5, 5)]);
        copied.Single(t => t.Table == "slip_history").Rows.ShouldBe(Store.History(new()).Count());
        ShouldHoldTheSame(copy);
        Change(copy, copy.Slip(1)!);
        foreach (var check in Enum.GetValues<StoreCheck>()) copy.Faults(check, TestContext.Current.CancellationToken).ShouldBeEmpty(check.ToString());
    }

    [Fact]
    public void A_store_is_copied_from_a_file_and_goes_on_here()
    {
        using var folder = new TemporaryFolder();
        using var file = SqliteStore.Open(folder.File("file.db"));
        ASmallShop();
        Store.CopyTo(file, null, TestContext.Current.CancellationToken);
        Empty();
        var here = Another();

        file.CopyTo(here, null, TestContext.Current.CancellationToken);

        ShouldHoldTheSame(file, here);
        Change(here, here.Slip(1)!);
        var made = here.Apply(Batch(New(Waiting("new")))).Written[0];
        made.SlipNumber.ShouldBeGreaterThan(5);
        here.Faults(StoreCheck.History, TestContext.Current.CancellationToken).ShouldBeEmpty();
    }

    [Fact]
    public void A_store_that_is_not_empty_is_not_copied_into()
    {
        Add(Waiting("A"));
        using var folder = new TemporaryFolder();
        using var other = SqliteStore.Open(folder.File("other.db"));
        other.Save(Shop("osaka"));

        Should.Throw<StoreException>(() => Store.CopyTo(other, null, TestContext.Current.CancellationToken)).Id.ShouldBe("StoreNotEmpty");
        other.Shops().Count.ShouldBe(1);
    }

    /// <summary>Reads for minutes, by the store's own connection.</summary>
    protected abstract void ReadAtLength(IOrderSlipStore store);

    /// <summary>Whether the store was closed.</summary>
    protected abstract bool IsClosed(IOrderSlipStore store);

    /// <summary>Keeps the shop locked, as another program would, until it is disposed.</summary>
    protected abstract IDisposable Locked(string shop);

    [Fact]
    public void A_read_ends_when_it_is_told_to_and_the_store_can_still_be_written()
    {
        var store = Store;

        EndsAtOnce(() => ReadAtLength(store));

        Add(Waiting("A")).SlipNumber.ShouldBePositive();
    }

    [Fact]
    public void A_wait_for_another_programs_lock_ends_when_it_is_told_to()
    {
        _ = Store;
        using (Locked(Kobe)) EndsAtOnce(() => Store.TakeLease(Kobe, "me", Now, Now.AddHours(1)));

        Store.TakeLease(Kobe, "me", Now, Now.AddHours(1)).Taken.ShouldBeTrue();
    }

    [Fact]
    public async Task Nobody_who_stops_waits_for_a_store_and_one_that_comes_too_late_is_closed()
    {
        using var stop = new CancellationTokenSource();
        using var comes = new ManualResetEventSlim();
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var late = OpenStore();
        var opening = StoreOpening.AsideAsync(
            () =>
            {
                begun.SetResult();
                comes.Wait(CancellationToken.None);
                return late;
            },
            stop.Token);
        await Patience.For(begun.Task, "the store to be opened");

        await stop.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => Patience.For(opening, "the wait to end"));
        late.Shops().ShouldBeEmpty();
        comes.Set();
        await Patience.Until(() => IsClosed(late), "the store to be closed");
    }

    [Fact]
    public void A_store_that_is_closed_is_let_go_by_whoever_may_still_stop()
    {
        using var stop = new CancellationTokenSource();
        var closed = Closed(stop.Token);

        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();

        closed.IsAlive.ShouldBeFalse();
    }

    // Apart, so that no local of the test's own holds the store.
    [MethodImpl(MethodImplOptions.NoInlining)]
    WeakReference Closed(CancellationToken cancel)
    {
        var store = OpenStore();
        store.EndWith(cancel);
        store.Dispose();
        return new(store);
    }

    // A call that is told to end may not have begun yet, so it is told again.
    void EndsAtOnce(Action call)
    {
        var began = Stopwatch.GetTimestamp();
        Exception? ended = null;
        var calling = new Thread(() => ended = Record.Exception(call));
        calling.Start();
        while (!calling.Join(TimeSpan.FromMilliseconds(50))) ((SqlStore)Store).Interrupt();
        ended.ShouldBeAssignableTo<OperationCanceledException>();
        // The read takes minutes and the lock is waited for 20 seconds.
        Stopwatch.GetElapsedTime(began).ShouldBeLessThan(TimeSpan.FromSeconds(10));
    }

    /// <summary>Takes every row of the test's store away.</summary>
    void Empty()
    {
        foreach (var table in new[] { "slip_history", "slip_change", "order_line", "order_sighting", "sync_run", "notice", "sync_cursor", "shop_lease", "payment_method_map", "shippable_setting", "order_slip", "shop" })
        {
            Tamper($"DELETE FROM {table}");
        }
    }

    void ASmallShop()
    {
        Store.Save(new PaymentMethodMap { Shop = Kobe, SettlementCode = 1, SettlementName = "カード", PaymentMethod = "クレジットカード", Kind = PaymentKind.Card });
        Store.Save(new ShippableSetting { Shop = "", PaymentMethod = "クレジットカード", InitialDepositStatus = DepositStatus.Unpaid, InitialApprovalStatus = ApprovalStatus.Unapproved, RequiredDepositStatus = DepositStatus.Paid });
        var slips = Add(Waiting("A"), Waiting("B") with { PrintInstructDate = Day("2026-02-01") }, Waiting("C"), Waiting("D", shop: Nara));
        Add(Waiting("A-bk-1") with { DividedFrom = slips[0].SlipNumber });
        var paid = Change(slips[0], Pay(slips[0]));
        Store.Apply(Batch(Edit(paid, paid with { DepositStatus = DepositStatus.Unpaid, ApprovalStatus = ApprovalStatus.Unapproved, ApprovalDate = null, Status = SlipStatus.Entered }, "R15")));
        // Merged into a slip with a later number.
        Change(slips[1], slips[1] with { MergedInto = slips[2].SlipNumber, CancelKind = CancelKind.MergedIntoOther });
        Store.Apply(new()
        {
            Sightings = [new() { Shop = Kobe, OrderNumber = "A", SeenAt = Now, Held = Reason.StaleAuthorisation, Told = [Reason.CancelAfter62Days] }],
            Run = Run("R1"),
            Cursor = new() { Shop = Kobe, PaymentCompletedFrom = Now, Sweep = new(Now, 1) },
            At = Now,
            By = "Test",
        });
    }

    void ShouldHoldTheSame(IOrderSlipStore copy) => ShouldHoldTheSame(Store, copy);

    static void ShouldHoldTheSame(IOrderSlipStore store, IOrderSlipStore copy)
    {
        copy.Shops().ShouldBe(store.Shops());
        copy.PaymentMap().ShouldBe(store.PaymentMap());
        copy.ShippableSettings().ShouldBe(store.ShippableSettings());
        foreach (var (slip, original) in copy.Find(new()).Zip(store.Find(new()))) ShouldBeSame(slip, original);
        copy.History(new()).ShouldBe(store.History(new()));
        copy.Runs().ShouldBe(store.Runs());
        copy.Cursor(Kobe).ShouldBe(store.Cursor(Kobe));
        copy.Sightings(Kobe, ["A"])["A"].Held.ShouldBe(Reason.StaleAuthorisation);
    }

    static void Change(IOrderSlipStore store, OrderSlip slip) => store.Apply(Batch(Edit(slip, slip with { TotalAmount = 77 }))).Written.Count.ShouldBe(1);
}
