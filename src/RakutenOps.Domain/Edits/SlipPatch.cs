namespace RakutenOps.Edits;

/// <summary>A value that was entered, so that a blank one can be told from none.</summary>
/// <typeparam name="T">What is entered.</typeparam>
/// <param name="Value">The value; null is blank.</param>
public readonly record struct Entered<T>(T Value);

/// <summary>The fields of a slip that a person changes; null leaves a field.</summary>
public sealed record SlipPatch
{
    /// <summary>支払方法; stamps <see cref="OrderSlip.PaymentMethodChangedAt"/>.</summary>
    public string? PaymentMethod { get; init; }
    /// <summary>Total in yen; stamps <see cref="OrderSlip.AmountChangedAt"/>.</summary>
    public decimal? TotalAmount { get; init; }
    /// <summary>確認チェック.</summary>
    public ConfirmCheck? ConfirmCheck { get; init; }
    /// <summary>出荷予定日, JST, or blank.</summary>
    public Entered<DateOnly?>? PlannedShipDate { get; init; }
    /// <summary>納品書印刷指示日, JST, or blank.</summary>
    public Entered<DateOnly?>? PrintInstructDate { get; init; }
    /// <summary>入金状況, by hand (R26).</summary>
    public DepositStatus? DepositStatus { get; init; }
    /// <summary>承認状況, by hand (R26).</summary>
    public ApprovalStatus? ApprovalStatus { get; init; }
    /// <summary>承認日, JST, by hand (R26), or blank.</summary>
    public Entered<DateOnly?>? ApprovalDate { get; init; }
    /// <summary>受注状態: 0 or 1 completed to 2, printing and shipping from 20 on, or one step back.</summary>
    public SlipStatus? Status { get; init; }
    /// <summary>受注キャンセル区分: cancels by hand; releases the allocation.</summary>
    public CancelKind? CancelKind { get; init; }
    /// <summary>Lines that change.</summary>
    public IReadOnlyList<LinePatch> Lines { get; init; } = [];
}

/// <summary>What changes on one line; null leaves it.</summary>
/// <param name="LineNumber">The line.</param>
public sealed record LinePatch(int LineNumber)
{
    /// <summary>引当数, from 0 to the pieces ordered.</summary>
    public int? AllocatedQuantity { get; init; }
    /// <summary>発売日, JST, or blank.</summary>
    public Entered<DateOnly?>? ReleaseDate { get; init; }
}
