using System.Globalization;
using RakutenOps.Core.Storage;

namespace RakutenOps.Core.Tests.Storage;

/// <summary>What every store must do, whatever keeps it. Each test has an empty store of its own with one shop, and may open it any number of times.</summary>
public abstract partial class OrderSlipStoreContract : IDisposable
{
    protected const string Kobe = "kobe-bakery";
    protected const string Nara = "nara-tea";
    protected static readonly DateTimeOffset Now = Jst("2026-01-20 10:00:00");

    readonly List<IOrderSlipStore> opened = [];
    IOrderSlipStore? first;

    /// <summary>Opens the test's store once more.</summary>
    protected abstract IOrderSlipStore OpenStore();

    protected IOrderSlipStore Store => first ??= WithShops(Another());

    protected IOrderSlipStore Another()
    {
        var store = OpenStore();
        opened.Add(store);
        return store;
    }

    public virtual void Dispose()
    {
        foreach (var store in opened) store.Dispose();
        GC.SuppressFinalize(this);
    }

    static IOrderSlipStore WithShops(IOrderSlipStore store)
    {
        store.Save(Shop(Kobe));
        store.Save(Shop(Nara));
        return store;
    }

    protected static RakutenShop Shop(string name) => new() { Name = name, Endpoint = new("https://api.rms.rakuten.co.jp/"), OrderImport = true, CancelKind = CancelKind.ShopReasons };

    protected static DateTimeOffset Jst(string text) => new(DateTime.Parse(text, CultureInfo.InvariantCulture), JapanTime.Offset);

    protected static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A slip that waits (R4): imported, live, 2 / 0 / 10 / blank.</summary>
    protected static OrderSlip Waiting(string order, string ordered = "2026-01-10 12:00:00", string shop = Kobe) => new()
    {
        Shop = shop,
        OrderNumber = order,
        OrderedAt = Jst(ordered),
        PaymentMethod = "クレジットカード",
        SettlementCode = 1,
        TotalAmount = 3300m,
        EditedAt = Jst("2026-01-10 12:15:00"),
        Lines = [new() { LineNumber = 1, ItemCode = "anpan-6", ItemName = "あんぱん 6個", Quantity = 2, UnitPrice = 1650m }],
    };

    protected static OrderSlip Paid(string order, string ordered = "2026-01-10 12:00:00", string shop = Kobe) =>
        Pay(Waiting(order, ordered, shop));

    protected static OrderSlip Pay(OrderSlip slip) => slip with
    {
        DepositStatus = DepositStatus.Paid,
        ApprovalStatus = ApprovalStatus.Approved,
        ApprovalDate = Day("2026-01-11"),
        Status = SlipStatus.AwaitingPrint,
        LastEvidenceAt = Jst("2026-01-11 09:30:00"),
    };

    protected OrderSlip Add(OrderSlip slip) => Add([slip])[0];

    protected IReadOnlyList<OrderSlip> Add(params OrderSlip[] slips)
    {
        var result = Store.Apply(Batch([.. slips.Select(New)]));
        result.Conflicts.ShouldBeEmpty();
        return result.Written;
    }

    protected OrderSlip Change(OrderSlip before, OrderSlip after)
    {
        var result = Store.Apply(Batch(Edit(before, after)));
        result.Conflicts.ShouldBeEmpty();
        return result.Written[0];
    }

    protected static SlipWrite New(OrderSlip slip) => new() { After = slip, Changes = [new("Import", "Slip", null, null)] };

    protected static SlipWrite Edit(OrderSlip before, OrderSlip after, string rule = "Edit", Evidence? evidence = null) =>
        new() { Before = before, After = after, Changes = [.. SlipChanges.Between(rule, before, after)], Evidence = evidence };

    protected static StoreBatch Batch(params SlipWrite[] writes) => new() { Slips = writes, At = Now, By = "Test" };

    /// <summary>Everything of a slip but its stage, which the store leaves open; lists are compared by what they hold.</summary>
    protected static void ShouldBeSame(OrderSlip? actual, OrderSlip expected)
    {
        actual.ShouldNotBeNull();
        actual.Lines.ShouldBe(expected.Lines);
        (actual with { Lines = expected.Lines, Stage = default }).ShouldBe(expected with { Stage = default });
    }
}
