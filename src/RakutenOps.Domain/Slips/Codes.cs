namespace RakutenOps;

/// <summary>受注状態: how far a slip has come. The numbers are the back office's own (domain.md §2.1).</summary>
public enum SlipStatus
{
    /// <summary>0 取込情報不足: data is missing.</summary>
    Incomplete = 0,
    /// <summary>1 受注メール取込済: made from a mail, not yet completed.</summary>
    MailImported = 1,
    /// <summary>2 起票済(CSV/手入力): entered. API slips stand here too; the label does not tell the origin.</summary>
    Entered = 2,
    /// <summary>20 納品書印刷待ち: nothing holds the slip but the print day.</summary>
    AwaitingPrint = 20,
    /// <summary>30 納品書印刷中: being printed.</summary>
    Printing = 30,
    /// <summary>40 納品書印刷済: printed.</summary>
    Printed = 40,
    /// <summary>50 出荷確定済(完了): shipped.</summary>
    Shipped = 50,
}

/// <summary>入金状況: what has been paid (domain.md §2.2).</summary>
public enum DepositStatus
{
    /// <summary>0 未入金: nothing.</summary>
    Unpaid = 0,
    /// <summary>1 一部入金: a part.</summary>
    PartlyPaid = 1,
    /// <summary>2 入金済み: all. Enough for every 出荷可能設定 (A05).</summary>
    Paid = 2,
}

/// <summary>承認状況: where the authorisation stands (domain.md §2.3). The import reads and writes 10 and 30 only.</summary>
public enum ApprovalStatus
{
    /// <summary>0 必要なし: none needed.</summary>
    NotNeeded = 0,
    /// <summary>10 未承認: not authorised.</summary>
    Unapproved = 10,
    /// <summary>20 承認中: under way.</summary>
    Pending = 20,
    /// <summary>30 承認済: authorised.</summary>
    Approved = 30,
    /// <summary>70 請求済: charged.</summary>
    Charged = 70,
    /// <summary>90 承認NG: refused. The import never writes it.</summary>
    Refused = 90,
}

/// <summary>受注キャンセル区分: 0 is live, any other value is not (domain.md §2.4).</summary>
public enum CancelKind
{
    /// <summary>0 有効な受注です: live.</summary>
    Live = 0,
    /// <summary>1 顧客依頼によりキャンセル.</summary>
    CustomerRequest = 1,
    /// <summary>2 顧客依頼により明細内容をキャンセル.</summary>
    CustomerRequestLines = 2,
    /// <summary>3 他の伝票への統合の為キャンセル: absorbed by 同梱.</summary>
    MergedIntoOther = 3,
    /// <summary>4 カード否決によりキャンセル.</summary>
    CardRefused = 4,
    /// <summary>5 都合によりキャンセル.</summary>
    ShopReasons = 5,
    /// <summary>6 不良返品によるキャンセル.</summary>
    DefectReturn = 6,
    /// <summary>7 既に何らか処理が完了しているはず.</summary>
    AlreadyHandled = 7,
    /// <summary>8 顧客都合返品によるキャンセル.</summary>
    CustomerReturn = 8,
    /// <summary>11 保留期間満了の為キャンセル.</summary>
    HoldExpired = 11,
    /// <summary>12 伝票を確認後、有効にして下さい.</summary>
    ConfirmThenRevive = 12,
    /// <summary>14 長期不在戻りによるキャンセル.</summary>
    LongAbsence = 14,
    /// <summary>15 受取拒否によるキャンセル.</summary>
    DeliveryRefused = 15,
    /// <summary>16 クレームによる戻りでキャンセル.</summary>
    Complaint = 16,
    /// <summary>17 誤配の戻りによるキャンセル.</summary>
    Misdelivered = 17,
    /// <summary>18 出荷遅延によるキャンセル.</summary>
    ShippingDelay = 18,
    /// <summary>19 住所不明によるキャンセル.</summary>
    AddressUnknown = 19,
    /// <summary>20 未入金によりキャンセル.</summary>
    Unpaid = 20,
}

/// <summary>Where a slip came from; fixed at creation (R6).</summary>
public enum SlipOrigin
{
    /// <summary>Imported through RMS.</summary>
    Api = 0,
    /// <summary>受注CSV取込.</summary>
    Csv = 1,
    /// <summary>手起票: typed in.</summary>
    Manual = 2,
}

/// <summary>Why a slip is never a target of the payment import (R6); a permanent mark.</summary>
public enum ExcludedReason
{
    /// <summary>Not excluded.</summary>
    None = 0,
    /// <summary>Made by 受注CSV取込.</summary>
    Csv = 1,
    /// <summary>手起票.</summary>
    Manual = 2,
    /// <summary>A copy (複写), or split from one.</summary>
    Copied = 3,
    /// <summary>Once cancelled with type 3 by 同梱 and set back to 0.</summary>
    RestoredFromMerge = 4,
}

/// <summary>確認チェック (domain.md §4).</summary>
public enum ConfirmCheck
{
    /// <summary>0: none needed.</summary>
    NotNeeded = 0,
    /// <summary>1 要確認: a person must look.</summary>
    Required = 1,
    /// <summary>2 確認済: looked at.</summary>
    Done = 2,
}

/// <summary>ステータス: the stage of the funnel, derived from the slip, never stored as truth (domain.md §5).</summary>
public enum Stage
{
    /// <summary>新規受付.</summary>
    NewlyReceived = 1,
    /// <summary>確認待ち.</summary>
    AwaitingConfirmation = 2,
    /// <summary>入金待ち.</summary>
    AwaitingPayment = 3,
    /// <summary>引当待ち.</summary>
    AwaitingAllocation = 4,
    /// <summary>発売日待ち.</summary>
    AwaitingRelease = 5,
    /// <summary>印刷日待ち.</summary>
    AwaitingPrintDate = 6,
    /// <summary>印刷待ち.</summary>
    AwaitingPrint = 7,
    /// <summary>印刷中.</summary>
    Printing = 8,
    /// <summary>印刷済み.</summary>
    Printed = 9,
    /// <summary>出荷済み.</summary>
    Shipped = 10,
    /// <summary>キャンセル: out of the funnel.</summary>
    Cancelled = 11,
}

/// <summary>What sort of 支払方法 a method of the back office is; rules test the kind, never a name or id (domain.md §2.5).</summary>
public enum PaymentKind
{
    /// <summary>Another kind.</summary>
    Other = 0,
    /// <summary>クレジットカード: a hold that lasts 30 days (R19).</summary>
    Card = 1,
    /// <summary>Apple Pay: a hold that lasts 30 days (R19).</summary>
    ApplePay = 2,
    /// <summary>銀行振込 in advance.</summary>
    BankPrepay = 3,
    /// <summary>Convenience store in advance.</summary>
    CvsPrepay = 4,
    /// <summary>後払い.</summary>
    Deferred = 5,
    /// <summary>代金引換.</summary>
    CashOnDelivery = 6,
}
