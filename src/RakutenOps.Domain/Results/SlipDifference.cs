using System.Globalization;

namespace RakutenOps;

/// <summary>What a difference between a slip and its Rakuten order is about.</summary>
public enum DifferenceKind
{
    /// <summary>The total here and 請求金額 on RMS.</summary>
    Amount,
    /// <summary>支払方法.</summary>
    PaymentMethod,
    /// <summary>How far the order has come: paid, shipped or cancelled on one side only.</summary>
    Progress,
    /// <summary>納品書印刷指示日 (else 出荷予定日) here and 発送日 on RMS.</summary>
    ShipDate,
}

/// <summary>One thing in which a slip and its Rakuten order do not agree, as the last sync saw the order: staff changed one side only, or Rakuten went on.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Text">What stands here, what on RMS, and what to do.</param>
public sealed record SlipDifference(DifferenceKind Kind, Phrase Text)
{
    /// <summary>What stands here, what on RMS, and what to do, in words.</summary>
    public string Message => Text.ToString();

    /// <summary>Whether another difference says the same.</summary>
    /// <param name="other">Another difference; null is none.</param>
    public bool Equals(SlipDifference? other) => other is not null && Kind == other.Kind && Text.In(CultureInfo.InvariantCulture) == other.Text.In(CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Kind, Text.Key);

    /// <summary>The difference as one line.</summary>
    public override string ToString() => Message;
}
