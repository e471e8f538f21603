using Microsoft.Extensions.Time.Testing;
using RakutenOps.Core.Slips;
using RakutenOps.Core.Storage;
using RakutenOps.Core.Tests.Storage;
using RakutenOps.Edits;

namespace RakutenOps.Core.Tests.Slips;

/// <summary>A back office over a SQLite file of its own, on 10 January 2026 at noon, with two shops and a map for cards.</summary>
public sealed class SlipDesk : IDisposable
{
    public const string Kobe = "kobe-bakery";
    public const string Nara = "nara-tea";

    readonly TemporaryFolder folder = new();

    public SlipDesk()
    {
        Store = Open();
        foreach (var name in new[] { Kobe, Nara }) Store.Save(new RakutenShop { Name = name, Endpoint = new("https://api.rms.rakuten.co.jp/"), OrderImport = true, CancelKind = CancelKind.ShopReasons });
        Store.Save(new PaymentMethodMap { SettlementCode = 1, PaymentMethod = "クレジットカード", Kind = PaymentKind.Card });
        Slips = new(Store, Clock);
    }

    public FakeTimeProvider Clock { get; } = new(Jst("2026-01-10 12:00:00"));

    public IOrderSlipStore Store { get; }

    public SlipService Slips { get; }

    public DateTimeOffset Now => Clock.GetUtcNow();

    /// <summary>The same file once more, as another person has it open.</summary>
    public IOrderSlipStore Open() => SqliteStore.Open(folder.File("slips.db"));

    /// <summary>An imported slip of two goods that waits for its payment: 2 + 3 pieces at 1000 and 500 yen and 700 yen of postage.</summary>
    public OrderSlip Waiting(string order = "o-1", string shop = Kobe) => Add(new()
    {
        Shop = shop,
        OrderNumber = order,
        OrderedAt = Jst("2026-01-05 12:00:00"),
        PaymentMethod = "クレジットカード",
        SettlementCode = 1,
        TotalAmount = 4200,
        EditedAt = Jst("2026-01-05 12:15:00"),
        Lines = [new() { LineNumber = 1, ItemCode = "melonpan", Quantity = 2, UnitPrice = 1000 }, new() { LineNumber = 2, ItemCode = "anpan", Quantity = 3, UnitPrice = 500 }],
    });

    /// <summary>The same, paid and with its goods set aside.</summary>
    public OrderSlip Paid(string order = "o-1", string shop = Kobe)
    {
        var slip = Waiting(order, shop);
        return Change(slip, slip with
        {
            Status = SlipStatus.AwaitingPrint,
            DepositStatus = DepositStatus.Paid,
            ApprovalStatus = ApprovalStatus.Approved,
            ApprovalDate = new(2026, 1, 5),
            LastEvidenceAt = Jst("2026-01-05 12:30:00"),
            Lines = [.. slip.Lines.Select(static l => l with { AllocatedQuantity = l.Quantity })],
        });
    }

    public OrderSlip Add(OrderSlip slip) => Store.Apply(Batch(new() { After = slip, Changes = [] })).Written[0];

    public OrderSlip Change(OrderSlip before, OrderSlip after) => Store.Apply(Batch(new() { Before = before, After = after, Changes = [] })).Written[0];

    public IReadOnlyList<OrderSlip> Do(SlipPlan plan) => Slips.Apply(plan, "Test");

    public OrderSlip Read(long slipNumber) => Store.Slip(slipNumber)!;

    /// <summary>History as text: <c>2 R15 DepositStatus: 2 → 0</c> is of slip 2.</summary>
    public IReadOnlyList<string> History(params string[] rules) =>
        [.. Store.History(new()).Where(h => rules.Contains(h.Rule)).Select(static h => $"{h.SlipNumber} {h.Rule} {h.Field}: {h.Before ?? "–"} → {h.After ?? "–"}")];

    public static DateTimeOffset Jst(string text) => new(DateTime.Parse(text, System.Globalization.CultureInfo.InvariantCulture), JapanTime.Offset);

    public void Dispose()
    {
        Store.Dispose();
        folder.Dispose();
    }

    StoreBatch Batch(SlipWrite write) => new() { Slips = [write], At = Now, By = "Given" };
}
