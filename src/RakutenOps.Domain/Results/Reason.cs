using System.Text;

namespace RakutenOps;

/// <summary>Why a slip was or was not changed: the reason codes of domain.md §12, one for every decision.</summary>
public enum Reason
{
    /// <summary>applied: every condition held and the slip was changed.</summary>
    Applied = 0,
    /// <summary>api_off: 受注取込 is not in use for the shop (R1).</summary>
    ApiOff,
    /// <summary>license_invalid: the licence key has ended or RMS refuses it (R1).</summary>
    LicenseInvalid,
    /// <summary>excluded_origin: CSV, typed in, or copied (R6).</summary>
    ExcludedOrigin,
    /// <summary>excluded_restored_from_merge: restored after 同梱 (R6).</summary>
    ExcludedRestoredFromMerge,
    /// <summary>cancelled: the slip is not live (A26).</summary>
    Cancelled,
    /// <summary>not_common_settlement: 選択制決済, not 楽天ペイ (R3, R27).</summary>
    NotCommonSettlement,
    /// <summary>payment_unmapped: RMS's method has no 支払方法 here (R3, A12).</summary>
    PaymentUnmapped,
    /// <summary>status_not_entered: 受注状態 is not 2 (R4).</summary>
    StatusNotEntered,
    /// <summary>deposit_not_unpaid: 入金状況 is not 0 (R4).</summary>
    DepositNotUnpaid,
    /// <summary>approval_not_unapproved: 承認状況 is not 10 (R4).</summary>
    ApprovalNotUnapproved,
    /// <summary>approval_date_not_blank: 承認日 was left in place (R4).</summary>
    ApprovalDateNotBlank,
    /// <summary>not_awaiting_shipment: the order is not at 300 発送待ち (R7).</summary>
    NotAwaitingShipment,
    /// <summary>outside_period: more than 15 days after the order and its last change (R5).</summary>
    OutsidePeriod,
    /// <summary>reauth_after_15_days: authorised again 16 or more days after the order (R16, R17).</summary>
    ReauthAfter15Days,
    /// <summary>stale_authorisation: RMS still shows an authorisation from before the change (R18).</summary>
    StaleAuthorisation,
    /// <summary>instruct_date_blank: 納品書印刷指示日 is blank (R19, A07).</summary>
    InstructDateBlank,
    /// <summary>lead_under_30_days: less than 30 days between authorisation and 納品書印刷指示日 (R19).</summary>
    LeadUnder30Days,
    /// <summary>outside_long_lead_window: today is not within the 7 days before 納品書印刷指示日 (R19).</summary>
    OutsideLongLeadWindow,
    /// <summary>awaiting_result: Rakuten's second authorisation has not shown a result yet (R19–R21).</summary>
    AwaitingResult,
    /// <summary>ship_inst_missing: at 300 but 発送指示日時 is blank (A14).</summary>
    ShipInstMissing,
    /// <summary>not_card: neither クレジットカード nor Apple Pay (R19).</summary>
    NotCard,
    /// <summary>cancel_not_final: キャンセル確定待ち, which can still be undone (A13).</summary>
    CancelNotFinal,
    /// <summary>cancel_out_of_scope: cancelled on Rakuten, but not one the cancel sync may take over (R23).</summary>
    CancelOutOfScope,
    /// <summary>already_shipped: shipped on Rakuten but unpaid here (A11).</summary>
    AlreadyShipped,
    /// <summary>printed_or_later: 受注状態 30, 40 or 50, which only a person may touch (R15, R20, R21).</summary>
    PrintedOrLater,
    /// <summary>conflict_retry: a person changed the slip meanwhile; the next cycle tries again (R24).</summary>
    ConflictRetry,
    /// <summary>cancel_after_62_days: cancelled on Rakuten, but more than 62 days after the order (R23).</summary>
    CancelAfter62Days,
    /// <summary>order_not_read: RMS did not give the order, or gave one that cannot be read.</summary>
    OrderNotRead,
    /// <summary>returned_to_processing: paid here, but Rakuten took the order back to 200 outside R19's window.</summary>
    ReturnedToProcessing,
    /// <summary>merged_order_unpaid: an order merged into this slip is unpaid or cancelled on Rakuten (A16).</summary>
    MergedOrderUnpaid,
    /// <summary>shipping_date_missing: a long-lead order whose 発送日 could not be registered on RMS.</summary>
    ShippingDateMissing,
    /// <summary>outside_window: today is not within the days of a window of Rakuten's own (Test-ReauthWindow).</summary>
    OutsideWindow,
}

/// <summary>The codes of <see cref="Reason"/> as they are stored, logged and searched for.</summary>
public static class ReasonCode
{
    static readonly Dictionary<Reason, string> Codes = Enum.GetValues<Reason>().ToDictionary(static r => r, static r => Snake(r.ToString()));
    static readonly Dictionary<string, Reason> Reasons = Codes.ToDictionary(static c => c.Value, static c => c.Key, StringComparer.Ordinal);

    /// <summary>The code of a reason, such as <c>outside_period</c>.</summary>
    /// <param name="reason">A reason.</param>
    public static string Of(Reason reason) => Codes[reason];

    /// <summary>The reason of a code.</summary>
    /// <param name="code">A code, such as <c>outside_period</c>.</param>
    /// <exception cref="ArgumentException">There is no such code.</exception>
    public static Reason Parse(string code) => Reasons.TryGetValue(code, out var reason) ? reason : throw new ArgumentException($"There is no reason code '{code}'.", nameof(code));

    static string Snake(string name)
    {
        var snake = new StringBuilder();
        foreach (var (c, i) in name.Select(static (c, i) => (c, i)))
        {
            if (i > 0 && (char.IsUpper(c) || (char.IsDigit(c) && !char.IsDigit(name[i - 1])))) snake.Append('_');
            snake.Append(char.ToLowerInvariant(c));
        }
        return snake.ToString();
    }
}

/// <summary>What a decision does to a slip.</summary>
public enum Outcome
{
    /// <summary>Stays as it is; what it waits for may still come.</summary>
    Waiting = 0,
    /// <summary>R8: paid and authorised.</summary>
    Paid,
    /// <summary>R14: paid and authorised, with the method the buyer changed to.</summary>
    PaidWithNewMethod,
    /// <summary>R20: authorised again, long-lead.</summary>
    Reauthorised,
    /// <summary>R21: the second authorisation was refused; back to unpaid.</summary>
    AuthorisationWithdrawn,
    /// <summary>R23: cancelled as Rakuten cancelled.</summary>
    Cancelled,
    /// <summary>R15: put back to 0 / 10 / blank by a person.</summary>
    Reset,
    /// <summary>R26: approved by a person.</summary>
    Approved,
    /// <summary>A slip was made from an order that RMS gave.</summary>
    Imported,
    /// <summary>注文確認: the order was confirmed on RMS.</summary>
    Confirmed,
    /// <summary>発送日 was registered on RMS, and 納品書印刷指示日 has the same date.</summary>
    ShippingDateSet,
    /// <summary>The rules never touch it as it stands.</summary>
    Ineligible,
    /// <summary>Unchanged, and a person must look.</summary>
    NeedsAttention,
}
