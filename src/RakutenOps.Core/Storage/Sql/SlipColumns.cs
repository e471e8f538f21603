using System.Data.Common;
using RakutenOps.Core.Text;

namespace RakutenOps.Core.Storage;

/// <summary>The columns of order_slip and what of a slip stands in each: the one list that reads, inserts and updates are made from.</summary>
internal static class SlipColumns
{
    /// <summary>One column of order_slip.</summary>
    public sealed record Column(string Name, Func<OrderSlip, object?> Read)
    {
        public string Parameter { get; } = "@" + Name;
    }

    /// <summary>Every column that the caller decides; slip_number and version are the store's own.</summary>
    public static readonly IReadOnlyList<Column> All =
    [
        new("shop", static s => s.Shop),
        new("order_number", static s => s.OrderNumber),
        new("root_order_number", static s => s.RootOrderNumber),
        new("origin", static s => Origin(s.Origin)),
        new("divided_from", static s => s.DividedFrom),
        new("copied_from", static s => s.CopiedFrom),
        new("merged_into", static s => s.MergedInto),
        new("status", static s => (long)s.Status),
        new("cancel_kind", static s => (long)s.CancelKind),
        new("deposit_status", static s => (long)s.DepositStatus),
        new("approval_status", static s => (long)s.ApprovalStatus),
        new("approval_date", static s => StoredValues.Of(s.ApprovalDate)),
        new("payment_method", static s => s.PaymentMethod),
        new("settlement_code", static s => (long?)s.SettlementCode),
        new("total_amount", static s => StoredValues.Of(s.TotalAmount)),
        new("confirm_check", static s => (long)s.ConfirmCheck),
        new("ordered_at", static s => StoredValues.Of(s.OrderedAt)),
        new("payment_method_changed_at", static s => StoredValues.Of(s.PaymentMethodChangedAt)),
        new("amount_changed_at", static s => StoredValues.Of(s.AmountChangedAt)),
        new("last_evidence_at", static s => StoredValues.Of(s.LastEvidenceAt)),
        new("planned_ship_date", static s => StoredValues.Of(s.PlannedShipDate)),
        new("print_instruct_date", static s => StoredValues.Of(s.PrintInstructDate)),
        new("cancel_synced_at", static s => StoredValues.Of(s.CancelSyncedAt)),
        new("excluded_reason", static s => (long)s.ExcludedReason),
        new("edited_at", static s => StoredValues.Of(s.EditedAt)),
    ];

    /// <summary>The columns in the order in which <see cref="Slip"/> reads them.</summary>
    public const string Select = """
        s.slip_number, s.shop, s.order_number, s.origin, s.divided_from, s.copied_from, s.merged_into, s.status, s.cancel_kind, s.deposit_status, s.approval_status,
        s.approval_date, s.payment_method, s.settlement_code, s.total_amount, s.confirm_check, s.ordered_at, s.payment_method_changed_at, s.amount_changed_at,
        s.last_evidence_at, s.planned_ship_date, s.print_instruct_date, s.cancel_synced_at, s.excluded_reason, s.edited_at, s.version
        """;

    /// <summary>The slip of a row of <see cref="Select"/>.</summary>
    public static OrderSlip Slip(DbDataReader row, IReadOnlyList<OrderLine> lines) => new()
    {
        SlipNumber = row.GetInt64(0),
        Shop = row.GetString(1),
        OrderNumber = row.GetString(2),
        Origin = Origin(row.GetString(3)),
        DividedFrom = row.LongOrNull(4),
        CopiedFrom = row.LongOrNull(5),
        MergedInto = row.LongOrNull(6),
        Status = (SlipStatus)row.GetInt32(7),
        CancelKind = (CancelKind)row.GetInt32(8),
        DepositStatus = (DepositStatus)row.GetInt32(9),
        ApprovalStatus = (ApprovalStatus)row.GetInt32(10),
        ApprovalDate = row.DayOrNull(11),
        PaymentMethod = row.TextOrNull(12),
        SettlementCode = row.NumberOrNull(13),
        TotalAmount = row.Yen(14),
        ConfirmCheck = (ConfirmCheck)row.GetInt32(15),
        OrderedAt = row.Moment(16),
        PaymentMethodChangedAt = row.MomentOrNull(17),
        AmountChangedAt = row.MomentOrNull(18),
        LastEvidenceAt = row.MomentOrNull(19),
        PlannedShipDate = row.DayOrNull(20),
        PrintInstructDate = row.DayOrNull(21),
        CancelSyncedAt = row.MomentOrNull(22),
        ExcludedReason = (ExcludedReason)row.GetInt32(23),
        EditedAt = row.Moment(24),
        Version = row.GetInt32(25),
        Lines = lines,
    };

    /// <summary>The columns of order_line in the order in which <see cref="Line"/> reads them, after the slip number.</summary>
    public const string SelectLine = "slip_number, line_number, item_code, item_name, quantity, allocated_quantity, unit_price, release_date";

    /// <summary>The line of a row of <see cref="SelectLine"/>.</summary>
    public static OrderLine Line(DbDataReader row) => new()
    {
        LineNumber = row.GetInt32(1),
        ItemCode = row.GetString(2),
        ItemName = row.TextOrNull(3),
        Quantity = row.GetInt32(4),
        AllocatedQuantity = row.GetInt32(5),
        UnitPrice = row.Yen(6),
        ReleaseDate = row.DayOrNull(7),
    };

    static string Origin(SlipOrigin origin) => origin switch
    {
        SlipOrigin.Api => "api",
        SlipOrigin.Csv => "csv",
        SlipOrigin.Manual => "manual",
        _ => throw new ArgumentOutOfRangeException(nameof(origin), origin, "A slip comes from the API, a CSV file or a person."),
    };

    static SlipOrigin Origin(string stored) => stored switch
    {
        "api" => SlipOrigin.Api,
        "csv" => SlipOrigin.Csv,
        "manual" => SlipOrigin.Manual,
        _ => throw new FormatException(Sentence.Of("Fault_Origin", stored)),
    };
}
