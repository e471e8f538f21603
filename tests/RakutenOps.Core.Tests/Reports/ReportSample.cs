using RakutenOps.Core.Reports;
using RakutenOps.Core.Storage;
using RakutenOps.Core.Tests.Storage;

namespace RakutenOps.Core.Tests.Reports;

/// <summary>A store as it stands on a Monday after some weeks of two shops, and what buyers and others have put into it to do harm.</summary>
internal sealed class ReportSample : IDisposable
{
    public const string Kobe = "kobe-bakery";
    /// <summary>A shop whose name ends a text, a tag and an attribute.</summary>
    public const string Hostile = "<script>alert('shop')</script>\"'&";
    /// <summary>An order number that runs from right to left, and ends a tag.</summary>
    public const string Backwards = "\u202E\"><img src=x onerror=alert(1)>";
    /// <summary>支払方法 of a slip, as a person typed it.</summary>
    public const string Method = "</td><script>alert('method')</script>";

    public static readonly DateTimeOffset Now = new(2026, 6, 29, 9, 0, 0, JapanTime.Offset);

    readonly TemporaryFolder folder = new();
    int orders;

    public ReportSample()
    {
        Store = SqliteStore.Open(folder.File("slips.db"));
        foreach (var shop in (string[])[Kobe, Hostile]) Store.Save(new RakutenShop { Name = shop, Endpoint = new("https://api.rms.rakuten.co.jp/"), OrderImport = true, CancelKind = CancelKind.CustomerRequest, LicenseExpiresAt = Now.AddDays(9) });
        Store.Save(new PaymentMethodMap { SettlementCode = 1, PaymentMethod = "クレジットカード", Kind = PaymentKind.Card });
        Store.Save(new PaymentMethodMap { SettlementCode = 9, PaymentMethod = "銀行振込", Kind = PaymentKind.BankPrepay });
        Options = new() { Clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(Now), OpenStore = () => SqliteStore.Open(folder.File("slips.db")), OpenClient = static (_, _) => throw new InvalidOperationException("A report asks no RMS.") };
    }

    public SqliteStore Store { get; }
    public WorkspaceOptions Options { get; }
    public string File(string name) => folder.File(name);

    public Task<Report> ReadAsync(ReportRequest? request = null) =>
        new ReportReader(Options).ReadAsync(request ?? new() { Shops = [Kobe, Hostile] }, TestContext.Current.CancellationToken);

    /// <summary>Some weeks of everything that a report shows.</summary>
    public ReportSample Fill()
    {
        for (var i = 0; i < 120; i++)
        {
            var shop = i % 5 == 0 ? Hostile : Kobe;
            var slip = Slip(i % 71 / 2.0, shop, 1000 + (i * 137 % 9000));
            Add(slip, (i % 8) switch
            {
                0 => Seen(slip) with { DueDates = [new(1, Today.AddDays((i % 6) + 1))] },
                1 => Seen(slip) with { SettlementCode = 9, SettlementName = "銀行振込", ConfirmedAt = Now.AddDays(-i % 14) },
                2 => Seen(slip) with { SettlementCode = 27, SettlementName = "Alipay" },
                3 => Seen(slip) with { Progress = OrderProgress.Shipped, ShipmentReportedAt = Now.AddDays(-1) },
                4 => Seen(slip) with { RequestedAmount = slip.TotalAmount + 500 },
                _ => Seen(slip),
            });
        }
        for (var i = 0; i < 12; i++) Add(Slip(i, Kobe, 2500) with { Origin = SlipOrigin.Csv, ExcludedReason = ExcludedReason.Csv });
        for (var i = 0; i < 6; i++) Add(Slip(i * 2, Kobe, 8800) with { ApprovalDate = Today.AddDays(-i * 2) });
        for (var i = 0; i < 9; i++)
        {
            var ahead = Paid(Slip(40 - i, Kobe, 12000 + (i * 500)), Now.AddDays(-39 + i)) with { PrintInstructDate = Today.AddDays(i) };
            Add(ahead, Seen(ahead) with { Progress = OrderProgress.AwaitingShipment, ShippingInstructedAt = ahead.LastEvidenceAt, ShippingDate = i % 3 == 0 ? null : ahead.PrintInstructDate });
        }
        for (var day = 29; day >= 0; day--)
        {
            for (var i = 0; i < 4 + (day * 7 % 11); i++) Pay(Slip(day + 0.2, Kobe, 3000 + (i * 170)), Now.AddDays(-day), i % 9 == 4 ? "R14" : i % 9 == 7 ? "R20" : i % 9 == 8 ? "R26" : "R8");
            if (day % 4 == 1) Cancel(Slip(day + 8, Kobe, 4100), Now.AddDays(-day));
            if (day % 5 == 0) Refused(day);
            for (var i = 0; i < 12; i++) Run(Now.AddDays(-day).AddHours(-i), day, i);
        }
        Add(new OrderSlip { Shop = Hostile, OrderNumber = Backwards, OrderedAt = Now.AddDays(-14), TotalAmount = 990, PaymentMethod = Method, PaymentMethodChangedAt = Now.AddDays(-13), SettlementCode = 1, EditedAt = Now },
            new RakutenOrder { OrderNumber = Backwards, Progress = OrderProgress.RakutenProcessing, SettlementCode = 1, SettlementName = "<b>カード</b>", IsCommonSettlement = true, RequestedAmount = 990 });
        return this;
    }

    static DateOnly Today => JapanTime.Day(Now);

    public OrderSlip Slip(double daysAgo, string shop = Kobe, decimal yen = 3000) => new()
    {
        Shop = shop,
        OrderNumber = $"999999-20260{5 + (orders % 2)}01-{++orders:0000000000}",
        OrderedAt = Now.AddDays(-daysAgo),
        TotalAmount = yen,
        PaymentMethod = "クレジットカード",
        SettlementCode = 1,
        EditedAt = Now.AddDays(-daysAgo),
        Lines = [new() { LineNumber = 1, ItemCode = "anpan-6", ItemName = "あんぱん 6個", Quantity = 1, AllocatedQuantity = 1, UnitPrice = yen }],
    };

    public static RakutenOrder Seen(OrderSlip slip) => new()
    {
        OrderNumber = slip.OrderNumber,
        Progress = OrderProgress.RakutenProcessing,
        OrderedAt = slip.OrderedAt,
        SettlementCode = 1,
        SettlementName = "クレジットカード",
        IsCommonSettlement = true,
        RequestedAmount = slip.TotalAmount,
    };

    public static OrderSlip Paid(OrderSlip slip, DateTimeOffset at) => slip with { Status = SlipStatus.AwaitingPrint, DepositStatus = DepositStatus.Paid, ApprovalStatus = ApprovalStatus.Approved, ApprovalDate = JapanTime.Day(at), LastEvidenceAt = at };

    public OrderSlip Add(OrderSlip slip, RakutenOrder? order = null) => Apply(null, slip, "Import", slip.OrderedAt, order);

    /// <summary>A slip that was paid at a moment, by a rule.</summary>
    public OrderSlip Pay(OrderSlip slip, DateTimeOffset at, string rule, RakutenOrder? order = null)
    {
        var before = Add(slip);
        return Apply(before, Paid(before, at) with { Status = SlipStatus.Shipped }, rule, at, order ?? Seen(slip) with { Progress = OrderProgress.Shipped, ShippingInstructedAt = at });
    }

    public OrderSlip Cancel(OrderSlip slip, DateTimeOffset at, RakutenOrder? order = null)
    {
        var before = Add(slip);
        return Apply(before, before with { CancelKind = CancelKind.CustomerRequest }, "R23", at, order ?? Seen(slip) with { Progress = OrderProgress.Cancelled });
    }

    // Of the refused some were changed and paid, some changed nothing and were cancelled, some still wait.
    void Refused(int day)
    {
        for (var i = 0; i < 5; i++)
        {
            var slip = Slip(day + 0.5, Kobe, 5200 + (i * 300));
            var refused = Seen(slip) with { DueDates = [new(1, Today.AddDays(7 - day))] };
            var changed = refused with { Changes = [new(1, 4, 10, Now.AddDays(-day), null, null)] };
            if (i < 2) Pay(slip, Now.AddDays(-day), "R14", changed with { Progress = OrderProgress.Shipped });
            else if (i < 4) Cancel(slip, Now.AddDays(-day), (i == 2 ? changed : refused) with { Progress = OrderProgress.Cancelled });
            else Add(slip, refused);
        }
    }

    void Run(DateTimeOffset at, int day, int i) => Store.Save(new SyncRun
    {
        RunId = $"{at:yyyyMMddHHmm}-{i}",
        Shop = i % 4 == 0 ? Hostile : Kobe,
        Kind = i % 3 == 0 ? "Import" : "Payment",
        StartedAt = at,
        EndedAt = at.AddSeconds(4 + (i * day % 23)),
        Completed = day * i % 41 != 7,
        Error = day * i % 41 == 7 ? "RmsUnreachable" : null,
        Requests = 3 + (day * i % 17),
        OrdersRead = 100,
        SlipsChanged = i,
    });

    OrderSlip Apply(OrderSlip? before, OrderSlip after, string rule, DateTimeOffset at, RakutenOrder? order)
    {
        var result = Store.Apply(new()
        {
            Slips = [new() { Before = before, After = after, Changes = before is null ? [new(rule, "Slip", null, after.OrderNumber)] : [.. SlipChanges.Between(rule, before, after)] }],
            Sightings = order is null ? [] : [new() { Shop = after.Shop, OrderNumber = order.OrderNumber, SeenAt = Now, Order = order }],
            At = at,
            By = "test",
        });
        result.Conflicts.ShouldBeEmpty();
        return result.Written[0];
    }

    public void Dispose()
    {
        Store.Dispose();
        folder.Dispose();
    }
}
