using System.Globalization;
using RakutenOps.Emulator.Clock;

namespace RakutenOps.Emulator.Orders;

/// <summary>Makes orders: from a spec, or from a row of generated ones.</summary>
static class OrderFactory
{
    const int DefaultPrice = 3000;

    static readonly (string Name, int Price, decimal TaxRate)[] Goods =
    [
        ("国産りんごジュース 1L 6本", 2980, 0.08m), ("今治タオル バスタオル 2枚組", 3280, 0.1m), ("焼き菓子詰め合わせ 20個", 4320, 0.08m),
        ("ステンレスボトル 500ml", 2480, 0.1m), ("有田焼 マグカップ", 1980, 0.1m), ("北海道産 いくら醤油漬け 500g", 6980, 0.08m),
        ("綿100% パジャマ", 5480, 0.1m), ("LEDデスクライト", 7980, 0.1m),
    ];

    public static string Number(string shop, DateTimeOffset orderedAt, int row) => string.Create(CultureInfo.InvariantCulture, $"{shop}-{Jst.Day(orderedAt):yyyyMMdd}-{row + 1:D10}");

    public static EmulatedOrder Create(OrderSpec spec, string number, int row, DateTimeOffset orderedAt, BankAnswer usual)
    {
        var items = spec.Items is { Count: > 0 } given ? given.ToList() : [new EmulatedItem { Name = Goods[row % Goods.Length].Name, Price = DefaultPrice }];
        var order = new EmulatedOrder
        {
            OrderNumber = number,
            Row = row,
            OrderedAt = orderedAt,
            ChangedAt = orderedAt,
            CancelDueDate = Jst.Day(orderedAt).AddDays(Attempts.DeadlineDays),
            SettlementMethodCode = spec.SettlementMethodCode,
            CommonSettlement = spec.CommonSettlement,
            DeliveryDate = spec.DeliveryDate,
            Authorisation = spec.Authorisation ?? usual,
            Reauthorisation = spec.Reauthorisation,
            AutoConfirm = spec.AutoConfirm,
            AutoCancel = spec.AutoCancel,
            Answer = spec.Answer,
        };
        for (var recipient = 0; recipient < Math.Max(1, spec.Recipients); recipient++)
        {
            var package = new EmulatedPackage { BasketId = Ids.Of(row, recipient), PostagePrice = spec.PostagePrice };
            package.Items.AddRange(recipient == 0 ? items : [OneMore(items[0])]);
            order.Packages.Add(package);
            if (spec.ShippingDate is not { } day) continue;
            var shipping = Shipments.Add(order, package);
            (shipping.DeliveryCompany, shipping.ShippingDate) = ("1001", day);
        }
        if (spec.RequestPrice is { } amount) order.SetRequestPrice(amount);
        Attempts.Replace(order);
        return order;
    }

    /// <summary>The full order behind a row that only has columns; the same row always gives the same order.</summary>
    public static EmulatedOrder FromColumns(OrderColumns columns, int row, string number, ulong seed)
    {
        var (name, price, taxRate) = Goods[(int)(Draw.Number(seed, (ulong)row) % (ulong)Goods.Length)];
        var orderedAt = columns.TimeOf(DateType.Ordered, row)!.Value;
        var progress = columns.ProgressOf(row);
        var order = new EmulatedOrder
        {
            OrderNumber = number,
            Row = row,
            Progress = progress,
            OrderedAt = orderedAt,
            ConfirmedAt = columns.TimeOf(DateType.Confirmed, row),
            FixedAt = columns.TimeOf(DateType.Fixed, row),
            ShippingInstructedAt = columns.TimeOf(DateType.Fixed, row),
            ShippingReportedAt = columns.TimeOf(DateType.Reported, row),
            SettlementFixedAt = columns.TimeOf(DateType.Settled, row),
            SettlementMethodCode = columns.MethodOf(row),
            AutoCancel = false,
            ChangedAt = columns.TimeOf(DateType.Fixed, row) ?? orderedAt,
            CancelDueDate = progress == Progress.AwaitingConfirmation ? Jst.Day(orderedAt).AddDays(Attempts.DeadlineDays) : null,
            Packages =
            [
                new EmulatedPackage
                {
                    BasketId = Ids.Of(row, 0),
                    Items = [new EmulatedItem { Name = name, ManageNumber = $"item-{1001 + (row % Goods.Length)}", Price = price, TaxRate = taxRate }],
                },
            ],
        };
        if (order.ConfirmedAt is { } confirmed)
        {
            History.Add(order, confirmed, type: 8, reason: 0).Complete(confirmed);
            Attempts.Request(order, confirmed);
            if (order.FixedAt is { } settled) Attempts.Complete(order, settled);
        }
        else
        {
            Attempts.Replace(order);
        }
        if (progress == Progress.Cancelled)
        {
            History.Add(order, order.ChangedAt, type: 2, reason: 1, reasonDetail: 1).Complete(order.ChangedAt);
            foreach (var attempt in order.Payments) Attempts.Release(attempt, order.ChangedAt);
        }
        if (progress is >= Progress.Shipped and <= Progress.Collected) Shipments.CompleteAll(order, Jst.Day(order.ShippingReportedAt ?? order.ChangedAt));
        return order;
    }

    static EmulatedItem OneMore(EmulatedItem item) => new()
    {
        Name = item.Name,
        ItemNumber = item.ItemNumber,
        ManageNumber = item.ManageNumber,
        Price = item.Price,
        TaxRate = item.TaxRate,
        LeadTime = item.LeadTime,
        SkuId = item.SkuId,
    };
}
