using RakutenOps.Rules;

namespace RakutenOps.Edits;

/// <summary>What a person, or a row of a CSV file, says of a slip that is to be made.</summary>
public sealed record SlipEntry
{
    /// <summary>The shop's name in this store.</summary>
    public required string Shop { get; init; }
    /// <summary>受注番号.</summary>
    public required string OrderNumber { get; init; }
    /// <summary>受注日時; not in the future.</summary>
    public required DateTimeOffset OrderedAt { get; init; }
    /// <summary>支払方法; null leaves it blank.</summary>
    public string? PaymentMethod { get; init; }
    /// <summary>Total in yen; null is the sum of the lines.</summary>
    public decimal? TotalAmount { get; init; }
    /// <summary>Goods; none is allowed when a total is given.</summary>
    public IReadOnlyList<OrderLine> Lines { get; init; } = [];
    /// <summary>確認チェック.</summary>
    public ConfirmCheck ConfirmCheck { get; init; }
    /// <summary>出荷予定日, JST; null when not planned.</summary>
    public DateOnly? PlannedShipDate { get; init; }
    /// <summary>納品書印刷指示日, JST; null is no hold.</summary>
    public DateOnly? PrintInstructDate { get; init; }
}

/// <summary>
/// 手起票 and 受注CSV取込: makes a slip that starts with the initial 入金状況 and 承認状況 of the 出荷可能設定. Its origin is fixed by how it is made, and keeps it out of the payment import
/// for good (R6).
/// </summary>
public static class SlipCreation
{
    /// <summary>The largest 単価 either way, in yen: RMS's amounts have ten digits (API §3.2).</summary>
    public const decimal LargestPrice = 9_999_999_999m;

    /// <summary>Plans the slip.</summary>
    /// <param name="entry">What was entered.</param>
    /// <param name="origin">Csv or Manual.</param>
    /// <param name="shop">The shop and its settings.</param>
    /// <param name="now">The moment of the entry.</param>
    /// <exception cref="SlipException">What was entered makes no slip (OrderNumberInvalid, OrderedInFuture, SlipWithoutGoods, LineInvalid, AmountNegative, DateTooEarly).</exception>
    public static SlipPlan Plan(SlipEntry entry, SlipOrigin origin, ShopPolicy shop, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentNullException.ThrowIfNull(shop);
        Check(entry, now);
        var rule = origin == SlipOrigin.Csv ? "Csv" : "New";
        var setting = shop.ShippableFor(entry.PaymentMethod);
        var made = SlipEdit.New(rule, new OrderSlip
        {
            Shop = entry.Shop,
            OrderNumber = entry.OrderNumber,
            Origin = origin,
            ExcludedReason = NeverTargets.MarkOf(origin),
            DepositStatus = setting.InitialDepositStatus,
            ApprovalStatus = setting.InitialApprovalStatus,
            PaymentMethod = entry.PaymentMethod,
            TotalAmount = entry.TotalAmount ?? entry.Lines.Sum(static l => l.UnitPrice * l.Quantity),
            Lines = [.. entry.Lines.Select(static (line, i) => line with { LineNumber = i + 1 })],
            ConfirmCheck = entry.ConfirmCheck,
            OrderedAt = entry.OrderedAt,
            PlannedShipDate = entry.PlannedShipDate,
            PrintInstructDate = entry.PrintInstructDate,
        }, shop, now);
        var slip = made.After;
        return new()
        {
            Rule = rule,
            Target = SlipPlan.TargetOf(slip),
            Action = new("Plan_New", slip.Lines.Count, slip.TotalAmount, slip.PaymentMethod, slip.DepositStatus, slip.ApprovalStatus),
            Edits = [made],
            Notices = entry.PaymentMethod is { } method && !shop.Knows(method) ? [new("Note_MethodUnknown", method, entry.Shop)] : [],
        };
    }

    static void Check(SlipEntry entry, DateTimeOffset now)
    {
        if (string.IsNullOrEmpty(entry.OrderNumber) || entry.OrderNumber.Any(static c => char.IsWhiteSpace(c) || char.IsControl(c))) throw new SlipException("OrderNumberInvalid", entry.OrderNumber ?? "", entry.OrderNumber);
        if (entry.OrderedAt > now) throw new SlipException("OrderedInFuture", entry.OrderNumber, entry.OrderedAt);
        if (entry.Lines.Count == 0 && entry.TotalAmount is null) throw new SlipException("SlipWithoutGoods", entry.OrderNumber, entry.OrderNumber);
        foreach (var (line, number) in entry.Lines.Select(static (line, i) => (line, i + 1)))
        {
            if (string.IsNullOrWhiteSpace(line.ItemCode) || line.Quantity < 1 || Math.Abs(line.UnitPrice) > LargestPrice) throw new SlipException("LineInvalid", entry.OrderNumber, number);
            SlipChecks.Allocation(entry.OrderNumber, number, line.AllocatedQuantity, line.Quantity);
        }
        SlipChecks.Amount(entry.OrderNumber, entry.TotalAmount ?? entry.Lines.Sum(static l => l.UnitPrice * l.Quantity));
        SlipChecks.NotBeforeOrder(entry.OrderNumber, entry.PlannedShipDate, JapanTime.Day(entry.OrderedAt));
        SlipChecks.NotBeforeOrder(entry.OrderNumber, entry.PrintInstructDate, JapanTime.Day(entry.OrderedAt));
    }
}
