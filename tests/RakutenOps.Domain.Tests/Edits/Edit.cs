using RakutenOps.Edits;

namespace RakutenOps.Domain.Tests.Edits;

/// <summary>Slips and moments for edits: a slip of two goods, 2 + 3 pieces at 1000 and 500 yen, with 700 yen of postage in its total.</summary>
static class Edit
{
    public static readonly DateTimeOffset Now = Given.Moment("2025-01-10");
    public static readonly ShopPolicy Shop = Given.Shop();

    public static OrderSlip Slip(long number = 1, int status = 2, int deposit = 0, int approval = 10, string? approved = null, int[]? allocated = null, string orderNumber = Given.Number, ExcludedReason excluded = ExcludedReason.None, int cancel = 0) =>
        Given.Slip(number: number, status: status, deposit: deposit, approval: approval, approved: approved, orderNumber: orderNumber, excluded: excluded, cancel: cancel, amount: 4200).Slip with
        {
            Lines =
            [
                new() { LineNumber = 1, ItemCode = "melonpan", Quantity = 2, AllocatedQuantity = allocated?[0] ?? 0, UnitPrice = 1000 },
                new() { LineNumber = 2, ItemCode = "anpan", Quantity = 3, AllocatedQuantity = allocated?[1] ?? 0, UnitPrice = 500 },
            ],
        };

    /// <summary>A paid slip whose goods are all set aside, at 受注状態 20.</summary>
    public static OrderSlip Paid(long number = 1, int status = 20, string orderNumber = Given.Number) =>
        Slip(number, status, deposit: 2, approval: 30, approved: "2025-01-06", allocated: [2, 3], orderNumber: orderNumber) with { LastEvidenceAt = Given.Moment("2025-01-06 09:00") };

    /// <summary>The edit is refused with this id, and in both languages it says what happened and what to do.</summary>
    public static SlipException ShouldBeRefused(this Func<SlipPlan> plan, string id)
    {
        var e = Should.Throw<SlipException>(plan);
        e.Id.ShouldBe(id);
        e.Message.ShouldNotBeNullOrWhiteSpace();
        e.Advice.ShouldNotBeNullOrWhiteSpace();
        return e;
    }

    /// <summary>The history of one slip of a plan: <c>Edit TotalAmount: 4200 → 4000</c>.</summary>
    public static IEnumerable<string> History(this SlipEdit edit) => edit.Changes.Select(static c => $"{c.Rule} {c}");

    /// <summary>Goods as text: <c>melonpan 2/2</c> is two of two set aside.</summary>
    public static IEnumerable<string> Goods(this OrderSlip slip) => slip.Lines.Select(static l => $"{l.LineNumber} {l.ItemCode} {l.AllocatedQuantity}/{l.Quantity}");
}
