using System.Globalization;

namespace RakutenOps;

/// <summary>
/// 受注伝票: one unit of fulfilment work. A Rakuten order starts as one slip and may become several (分割). Immutable: a change is a new
/// value with the same <see cref="SlipNumber"/>, and the store keeps the history.
/// </summary>
public sealed record OrderSlip
{
    /// <summary>伝票番号: internal and unique; 0 until the store has numbered the slip.</summary>
    public long SlipNumber { get; init; }

    /// <summary>The shop's name in this store.</summary>
    public required string Shop { get; init; }

    /// <summary>受注番号: Rakuten's order number, with <c>-bk-n</c> on split and <c>-fk-n</c> on copied slips.</summary>
    public required string OrderNumber { get; init; }

    /// <summary>The order number without <c>-bk-</c>/<c>-fk-</c>: links every slip of one Rakuten order.</summary>
    public string RootOrderNumber => OrderNumbers.Root(OrderNumber);

    /// <summary>Where the slip came from; fixed at creation (R6).</summary>
    public SlipOrigin Origin { get; init; }

    /// <summary>分割元: the slip this one was split from; null when it was not.</summary>
    public long? DividedFrom { get; init; }

    /// <summary>複写元: the slip this one was copied from; null when it was not.</summary>
    public long? CopiedFrom { get; init; }

    /// <summary>同梱先: the slip that absorbed this one; null when none did.</summary>
    public long? MergedInto { get; init; }

    /// <summary>受注状態.</summary>
    public SlipStatus Status { get; init; } = SlipStatus.Entered;

    /// <summary>受注キャンセル区分; anything but 0 is not live.</summary>
    public CancelKind CancelKind { get; init; }

    /// <summary>入金状況.</summary>
    public DepositStatus DepositStatus { get; init; }

    /// <summary>承認状況.</summary>
    public ApprovalStatus ApprovalStatus { get; init; } = ApprovalStatus.Unapproved;

    /// <summary>承認日: JST day of the authorisation now relied on; null is 空欄.</summary>
    public DateOnly? ApprovalDate { get; init; }

    /// <summary>支払方法 of the back office; null while RMS's method is not mapped.</summary>
    public string? PaymentMethod { get; init; }

    /// <summary>RMS's settlementMethodCode that <see cref="PaymentMethod"/> stands for: read at import, rewritten with the method (R14); null when never read.</summary>
    public int? SettlementCode { get; init; }

    /// <summary>Total in yen.</summary>
    public decimal TotalAmount { get; init; }

    /// <summary>Goods of the slip.</summary>
    public IReadOnlyList<OrderLine> Lines { get; init; } = [];

    /// <summary>確認チェック.</summary>
    public ConfirmCheck ConfirmCheck { get; init; }

    /// <summary>受注日時: when the buyer ordered on Rakuten.</summary>
    public required DateTimeOffset OrderedAt { get; init; }

    /// <summary>When a person changed the slip's 支払方法 here; null when never. Serves R5, never freshness (R18).</summary>
    public DateTimeOffset? PaymentMethodChangedAt { get; init; }

    /// <summary>When a person changed the slip's amount here (a reset stamps it, R15); null when never. Serves R5 and R16, never freshness (R18).</summary>
    public DateTimeOffset? AmountChangedAt { get; init; }

    /// <summary>The raw time that the last approval rested on (R18): kept by a reset and by R21, copied by a split; null when never approved.</summary>
    public DateTimeOffset? LastEvidenceAt { get; init; }

    /// <summary>出荷予定日, JST; null when not planned.</summary>
    public DateOnly? PlannedShipDate { get; init; }

    /// <summary>納品書印刷指示日, JST: the earliest day on which the slip may be printed; null is no hold.</summary>
    public DateOnly? PrintInstructDate { get; init; }

    /// <summary>When the cancel sync cancelled this slip; null when it never did. One that a person revived is not cancelled again (R23).</summary>
    public DateTimeOffset? CancelSyncedAt { get; init; }

    /// <summary>Why the import never touches this slip (R6).</summary>
    public ExcludedReason ExcludedReason { get; init; }

    /// <summary>ステータス on the day the slip was read, derived by the funnel.</summary>
    public Stage Stage { get; init; }

    /// <summary>What the slip and its Rakuten order do not agree on, as the last sync saw the order: set by Get-OrderSlip, never stored; empty when nothing differs or the order was not seen.</summary>
    public IReadOnlyList<SlipDifference> Differences { get; init; } = [];

    /// <summary>When a person (or the import) made or last edited the slip; the sync's own writes leave it.</summary>
    public DateTimeOffset EditedAt { get; init; }

    /// <summary>Counts the writes: a write that expects another version is refused (R24).</summary>
    public int Version { get; init; } = 1;

    /// <summary>The history row of the write that made the slip so, for Undo-OrderSlipChange: known where a command or a sync has just written it; null on a slip that was only read.</summary>
    public long? HistoryId { get; init; }

    /// <summary>受注日: JST day of <see cref="OrderedAt"/>, day 0 of R5, R16 and R23.</summary>
    public DateOnly OrderDate => JapanTime.Day(OrderedAt);

    /// <summary>Whether the slip is live (cancel kind 0).</summary>
    public bool IsLive => CancelKind == CancelKind.Live;
}

/// <summary>One line of goods on a slip.</summary>
public sealed record OrderLine
{
    /// <summary>Position on the slip, from 1.</summary>
    public required int LineNumber { get; init; }

    /// <summary>The shop's goods code.</summary>
    public required string ItemCode { get; init; }

    /// <summary>The goods' name; null when not known.</summary>
    public string? ItemName { get; init; }

    /// <summary>Pieces ordered.</summary>
    public required int Quantity { get; init; }

    /// <summary>引当数: pieces set aside from stock.</summary>
    public int AllocatedQuantity { get; init; }

    /// <summary>Price of one piece in yen.</summary>
    public decimal UnitPrice { get; init; }

    /// <summary>発売日, JST; null when the goods are on sale.</summary>
    public DateOnly? ReleaseDate { get; init; }
}

/// <summary>Rakuten's order numbers and the suffixes the back office puts on them.</summary>
public static class OrderNumbers
{
    /// <summary>The Rakuten order number behind a slip's: without any <c>-bk-n</c> (分割) or <c>-fk-n</c> (複写).</summary>
    /// <param name="orderNumber">A slip's order number.</param>
    public static string Root(string orderNumber)
    {
        ArgumentNullException.ThrowIfNull(orderNumber);
        var root = orderNumber.AsSpan();
        while (SuffixStart(root) is var at and > 0) root = root[..at];
        return root.Length == orderNumber.Length ? orderNumber : root.ToString();
    }

    /// <summary>What the root of a half-typed order number begins with: without a suffix, be it whole or begun.</summary>
    /// <param name="beginning">What is typed.</param>
    public static string RootOfBeginning(string beginning)
    {
        ArgumentNullException.ThrowIfNull(beginning);
        return SuffixEnds.Select(rest => Root(beginning + rest)).FirstOrDefault(root => root.Length < beginning.Length) ?? beginning;
    }

    // What may be left to type of a suffix that is begun.
    static readonly string[] SuffixEnds = ["", "1", "-1", "k-1"];

    /// <summary>The next free number of an order's slips of one sort: <c>root-bk-1</c>, <c>root-bk-2</c>, …</summary>
    /// <param name="root">The Rakuten order number.</param>
    /// <param name="suffix"><c>-bk-</c> or <c>-fk-</c>.</param>
    /// <param name="slipsOfOrder">Every slip of the order, whatever its state.</param>
    public static string Next(string root, string suffix, IEnumerable<OrderSlip> slipsOfOrder)
    {
        ArgumentNullException.ThrowIfNull(slipsOfOrder);
        var taken = slipsOfOrder.Select(static s => s.OrderNumber).ToHashSet(StringComparer.Ordinal);
        return Enumerable.Range(1, int.MaxValue - 1).Select(n => string.Create(CultureInfo.InvariantCulture, $"{root}{suffix}{n}")).First(number => !taken.Contains(number));
    }

    static int SuffixStart(ReadOnlySpan<char> number)
    {
        var digits = number.Length;
        while (digits > 0 && char.IsAsciiDigit(number[digits - 1])) digits--;
        if (digits == number.Length) return -1;
        var head = number[..digits];
        return head.EndsWith("-bk-", StringComparison.Ordinal) || head.EndsWith("-fk-", StringComparison.Ordinal) ? digits - 4 : -1;
    }
}
