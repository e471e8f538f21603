using System.Management.Automation;
using RakutenOps.Core;
using RakutenOps.Core.Rms;
using RakutenOps.Core.Schedules;
using RakutenOps.Core.Secrets;
using RakutenOps.Core.Storage;
using RakutenOps.Edits;
using RakutenOps.Text;

namespace RakutenOps.Errors;

/// <summary>
/// Every error record of the module: one id for one kind of trouble, with its category, the input that failed and what to do about it. The sentences are
/// Error_&lt;id&gt; and Advice_&lt;id&gt; of Messages.resx.
/// </summary>
static class OpsError
{
    /// <summary>Every error id with its category. Ids are stable: scripts and the help test for them.</summary>
    public static readonly IReadOnlyDictionary<string, ErrorCategory> Categories = new Dictionary<string, ErrorCategory>(StringComparer.Ordinal)
    {
        // The store.
        ["StoreLocked"] = ErrorCategory.ResourceBusy,
        ["StoreDamaged"] = ErrorCategory.InvalidData,
        ["StoreNewer"] = ErrorCategory.InvalidOperation,
        ["StoreReadOnly"] = ErrorCategory.PermissionDenied,
        ["StoreFull"] = ErrorCategory.ResourceUnavailable,
        ["StoreNotFound"] = ErrorCategory.ObjectNotFound,
        ["StoreUnreachable"] = ErrorCategory.ConnectionError,
        ["StoreUnauthorised"] = ErrorCategory.AuthenticationError,
        ["StoreRefused"] = ErrorCategory.InvalidData,
        ["StoreFailed"] = ErrorCategory.InvalidOperation,
        ["StoreForeign"] = ErrorCategory.InvalidData,
        ["StoreUnsupported"] = ErrorCategory.NotImplemented,
        ["StoreLocationInvalid"] = ErrorCategory.InvalidArgument,
        ["StoreNotEmpty"] = ErrorCategory.ResourceExists,
        ["StoreExists"] = ErrorCategory.ResourceExists,
        // Shops and settings.
        ["ShopNotFound"] = ErrorCategory.ObjectNotFound,
        ["ShopExists"] = ErrorCategory.ResourceExists,
        ["ShopHasSlips"] = ErrorCategory.ResourceExists,
        ["ShopImportOff"] = ErrorCategory.NotEnabled,
        ["ShopBusy"] = ErrorCategory.ResourceBusy,
        ["CycleBusy"] = ErrorCategory.ResourceBusy,
        ["ShopAmbiguous"] = ErrorCategory.InvalidArgument,
        ["CancelKindMissing"] = ErrorCategory.InvalidArgument,
        ["CredentialMissing"] = ErrorCategory.AuthenticationError,
        ["CredentialUnreadable"] = ErrorCategory.PermissionDenied,
        ["CredentialInvalid"] = ErrorCategory.InvalidArgument,
        ["CredentialNotYetActive"] = ErrorCategory.AuthenticationError,
        ["LicenseExpired"] = ErrorCategory.AuthenticationError,
        ["SecretNotFound"] = ErrorCategory.ObjectNotFound,
        ["NoticeInvalid"] = ErrorCategory.InvalidArgument,
        ["ScheduleRefused"] = ErrorCategory.InvalidOperation,
        ["ScheduleUnsupported"] = ErrorCategory.NotImplemented,
        ["ScheduleNotFound"] = ErrorCategory.ObjectNotFound,
        ["JobHostNotFound"] = ErrorCategory.NotInstalled,
        ["EndpointNotSecure"] = ErrorCategory.SecurityError,
        ["PaymentMethodMapNotFound"] = ErrorCategory.ObjectNotFound,
        ["SettlementNameUnknown"] = ErrorCategory.ObjectNotFound,
        // RMS and its orders.
        ["RmsUnreachable"] = ErrorCategory.ConnectionError,
        ["RmsUnauthorised"] = ErrorCategory.AuthenticationError,
        ["RmsRateLimited"] = ErrorCategory.LimitsExceeded,
        ["RmsRejected"] = ErrorCategory.InvalidOperation,
        ["RmsUnreadable"] = ErrorCategory.ProtocolError,
        ["OrderNotFound"] = ErrorCategory.ObjectNotFound,
        ["OrderUnreadable"] = ErrorCategory.InvalidData,
        // Slips.
        ["SlipNotFound"] = ErrorCategory.ObjectNotFound,
        ["OrderSlipNotFound"] = ErrorCategory.ObjectNotFound,
        ["LineUnreadable"] = ErrorCategory.InvalidArgument,
        ["PiecesUnreadable"] = ErrorCategory.InvalidArgument,
        ["LineNotFound"] = ErrorCategory.ObjectNotFound,
        ["LineInvalid"] = ErrorCategory.InvalidArgument,
        ["SlipConflict"] = ErrorCategory.ResourceBusy,
        ["HistoryNotFound"] = ErrorCategory.ObjectNotFound,
        ["UndoOverwritten"] = ErrorCategory.InvalidOperation,
        ["UndoImpossible"] = ErrorCategory.InvalidOperation,
        ["UndoPrinted"] = ErrorCategory.InvalidOperation,
        ["ShippingDateMissing"] = ErrorCategory.InvalidArgument,
        ["ShippingDatePast"] = ErrorCategory.InvalidArgument,
        ["ShippingDatePrinted"] = ErrorCategory.InvalidOperation,
        ["ShippingDateNotOpen"] = ErrorCategory.InvalidOperation,
        ["ShippingDateReported"] = ErrorCategory.InvalidOperation,
        ["DeliveryCompanyMissing"] = ErrorCategory.InvalidArgument,
        ["SlipExists"] = ErrorCategory.ResourceExists,
        ["OrderNumberInvalid"] = ErrorCategory.InvalidArgument,
        ["OrderedInFuture"] = ErrorCategory.InvalidArgument,
        ["SlipWithoutGoods"] = ErrorCategory.InvalidArgument,
        ["AmountNegative"] = ErrorCategory.InvalidArgument,
        ["AmountNeedsOneSlip"] = ErrorCategory.InvalidArgument,
        ["DateTooEarly"] = ErrorCategory.InvalidArgument,
        ["ApprovalInFuture"] = ErrorCategory.InvalidArgument,
        ["AllocationImpossible"] = ErrorCategory.InvalidArgument,
        ["SlipCancelled"] = ErrorCategory.InvalidOperation,
        ["SlipNotCancelled"] = ErrorCategory.InvalidOperation,
        ["SlipHeld"] = ErrorCategory.InvalidOperation,
        ["StatusNotAllowed"] = ErrorCategory.InvalidOperation,
        ["CancelKindNotByHand"] = ErrorCategory.InvalidOperation,
        ["ResetRefused"] = ErrorCategory.InvalidOperation,
        ["SlipNotSplittable"] = ErrorCategory.InvalidOperation,
        ["SplitEmpty"] = ErrorCategory.InvalidArgument,
        ["SplitTooMuch"] = ErrorCategory.InvalidArgument,
        ["SplitTakesAll"] = ErrorCategory.InvalidArgument,
        ["SlipNotMergeable"] = ErrorCategory.InvalidOperation,
        ["MergeEmpty"] = ErrorCategory.InvalidArgument,
        ["MergeItself"] = ErrorCategory.InvalidArgument,
        ["MergeOtherShop"] = ErrorCategory.InvalidArgument,
        ["CsvUnreadable"] = ErrorCategory.ReadError,
        ["CsvRowInvalid"] = ErrorCategory.InvalidData,
        // The report.
        ["ReportExists"] = ErrorCategory.ResourceExists,
        ["ReportUnwritable"] = ErrorCategory.WriteError,
        // The emulator.
        ["EmulatorRuntimeMissing"] = ErrorCategory.NotInstalled,
        ["EmulatorNotStarted"] = ErrorCategory.OpenError,
        ["EmulatorRefused"] = ErrorCategory.InvalidOperation,
        ["EmulatorNotFound"] = ErrorCategory.ObjectNotFound,
    };

    /// <summary>An error about input, with the sentences of its id.</summary>
    /// <param name="id">One of <see cref="Categories"/>.</param>
    /// <param name="target">The input that failed.</param>
    /// <param name="arguments">What fills the gaps of both sentences.</param>
    public static InputException Input(string id, object? target, params object?[] arguments) =>
        new(id, Message.Of("Error_" + id, arguments), Message.Of("Advice_" + id, arguments), target);

    /// <summary>There is no shop of that name.</summary>
    public static InputException ShopNotFound(string name, IEnumerable<RakutenShop> known) =>
        Input("ShopNotFound", name, name, string.Join(", ", known.Select(static s => s.Name).DefaultIfEmpty("–")));

    /// <summary>The record of whatever Core or a cmdlet reports.</summary>
    /// <param name="error">The exception; its own properties stay at hand as <c>$Error[0].Exception</c>.</param>
    /// <param name="target">The input that failed; null takes what the exception itself is about.</param>
    public static ErrorRecord From(Exception error, object? target) => error switch
    {
        InputException e => Record(e, e.Id, target ?? e.Target, e.Advice),
        SlipException e => Record(e, e.Id, target ?? e.Target, e.Advice),
        SecretException e => Record(e, e.Id, target, e.Advice),
        ScheduleException e => Record(e, e.Id, target, e.Advice),
        ShopException e => Record(e, e.Id, target ?? e.Shop, e.Advice),
        StoreException e => Record(e, e.Id, target, e.Advice),
        RmsException e => Record(e, "Rms" + e.Trouble, target, Message.Of("Advice_Rms" + e.Trouble, target ?? "<shop>")),
        _ => new(error, error.GetType().Name, ErrorCategory.NotSpecified, target),
    };

    static ErrorRecord Record(Exception error, string id, object? target, string advice) =>
        new(error, id, Categories.GetValueOrDefault(id), target) { ErrorDetails = new(error.Message) { RecommendedAction = advice } };
}
