using System.Globalization;
using RakutenOps.Edits;

namespace RakutenOps.Domain.Tests.Text;

/// <summary>The reasons of domain.md §12: each code, a situation that gives it, and its sentence in both languages.</summary>
public sealed class ReasonTests
{
    const string Instruct = "2025-03-10";

    static readonly Dictionary<Reason, Func<SyncDecision>> Situations = new()
    {
        [Reason.Applied] = () => PaymentRules.Decide(Given.Slip().At("2025-01-06")),
        [Reason.ApiOff] = () => PaymentRules.Decide(Given.Slip().In(Given.Shop(import: false)).At("2025-01-06")),
        [Reason.LicenseInvalid] = () => PaymentRules.Decide(Given.Slip().In(Given.Shop(licenceEnds: "2025-01-05")).At("2025-01-06")),
        [Reason.ExcludedOrigin] = () => PaymentRules.Decide(Given.Slip(excluded: ExcludedReason.Csv).At("2025-01-06")),
        [Reason.ExcludedRestoredFromMerge] = () => PaymentRules.Decide(Given.Slip(excluded: ExcludedReason.RestoredFromMerge).At("2025-01-06")),
        [Reason.Cancelled] = () => PaymentRules.Decide(Given.Slip(cancel: 1).At("2025-01-06")),
        [Reason.NotCommonSettlement] = () => PaymentRules.Decide(Given.Slip().On(Given.Order(common: false)).At("2025-01-06")),
        [Reason.PaymentUnmapped] = () => PaymentRules.Decide(Given.Slip().On(Given.Order(code: Given.Lawson)).At("2025-01-06")),
        [Reason.StatusNotEntered] = () => PaymentRules.Decide(Given.Slip(status: 1).At("2025-01-06")),
        [Reason.DepositNotUnpaid] = () => PaymentRules.Decide(Given.Slip(deposit: 1).At("2025-01-06")),
        [Reason.ApprovalNotUnapproved] = () => PaymentRules.Decide(Given.Slip(approval: 0).At("2025-01-06")),
        [Reason.ApprovalDateNotBlank] = () => PaymentRules.Decide(Given.Slip(approved: "2025-01-05").At("2025-01-06")),
        [Reason.NotAwaitingShipment] = () => PaymentRules.Decide(Given.Slip().On(Given.Order(progress: 200)).At("2025-01-06")),
        [Reason.OutsidePeriod] = () => PaymentRules.Decide(Given.Slip().At("2025-01-21")),
        [Reason.ReauthAfter15Days] = () => PaymentRules.Decide(Given.Slip(amountChanged: "2025-01-13").On(Given.Order(instructed: "2025-01-21")).At("2025-01-22")),
        [Reason.StaleAuthorisation] = () => PaymentRules.Decide(Given.Slip(evidence: "2025-01-05 12:30", amountChanged: "2025-01-13").At("2025-01-13 13:00")),
        [Reason.InstructDateBlank] = () => LongLead.Decide(Given.PaidSlip().At("2025-03-05")),
        [Reason.LeadUnder30Days] = () => PaymentRules.Decide(Given.PaidSlip(approved: "2025-02-09", instruct: Instruct).At("2025-03-05")),
        [Reason.OutsideLongLeadWindow] = () => PaymentRules.Decide(Given.PaidSlip(instruct: Instruct).At("2025-02-05")),
        [Reason.AwaitingResult] = () => PaymentRules.Decide(Given.PaidSlip(instruct: Instruct).At("2025-03-05")),
        [Reason.ShipInstMissing] = () => PaymentRules.Decide(Given.Slip().On(Given.Order(instructed: null)).At("2025-01-06")),
        [Reason.NotCard] = () => LongLead.Decide(Given.PaidSlip(instruct: Instruct, method: "銀行振込", code: Given.BankTransfer).On(Given.Order(code: Given.BankTransfer)).At("2025-03-05")),
        [Reason.CancelNotFinal] = () => PaymentRules.Decide(Given.Slip().On(Given.Order(progress: 800)).At("2025-01-06")),
        [Reason.CancelOutOfScope] = () => PaymentRules.Decide(Given.Slip(excluded: ExcludedReason.Copied).On(Given.Order(progress: 900)).At("2025-01-06")),
        [Reason.AlreadyShipped] = () => PaymentRules.Decide(Given.Slip().On(Given.Order(progress: 500)).At("2025-01-06")),
        [Reason.PrintedOrLater] = () => PaymentReset.Decide(Given.PaidSlip(status: 30).At("2025-01-06"), amount: null, force: false),
        [Reason.CancelAfter62Days] = () => PaymentRules.Decide(Given.Slip().On(Given.Order(progress: 900)).At("2025-03-09")),
        [Reason.OrderNotRead] = () => PaymentRules.Decide(Given.Slip().On(null).At("2025-01-06")),
        [Reason.ReturnedToProcessing] = () => PaymentRules.Decide(Given.PaidSlip().On(Given.Order(progress: 200)).At("2025-01-06")),
        [Reason.ShippingDateMissing] = () => ShippingDateRegistration.NotRegistered(Given.PaidSlip().Slip, new SlipException("ShippingDateRefused", 1L, Given.Number, "ERROR_101")),
        [Reason.ConflictRetry] = () => PaymentRules.Decide(Given.Slip().At("2025-01-06")).AsConflict(),
        [Reason.MergedOrderUnpaid] = () => MergedOrders.Check(Given.PaidSlip().On(Given.Order(progress: 200)).At("2025-01-06"), Given.Slip(number: 2, cancel: 3, orderNumber: "338101-20250105-00000002").Slip)!,
    };

    /// <summary>outside_window is a window's own: no decision gives it.</summary>
    public static TheoryData<Reason> Given_by_a_rule => [.. Enum.GetValues<Reason>().Where(r => r != Reason.OutsideWindow)];

    public static TheoryData<Reason> All => [.. Enum.GetValues<Reason>()];

    [Theory, MemberData(nameof(Given_by_a_rule))]
    public void Every_reason_is_given_by_a_situation(Reason reason) => Situations[reason]().Reason.ShouldBe(reason);

    [Theory, MemberData(nameof(Given_by_a_rule))]
    public void Every_reason_is_told_in_English_and_Japanese(Reason reason)
    {
        var text = Situations[reason]().Text;
        var (english, japanese) = (text.In(CultureInfo.GetCultureInfo("en")), text.In(CultureInfo.GetCultureInfo("ja")));

        english.ShouldNotBeNullOrWhiteSpace();
        japanese.ShouldNotBeNullOrWhiteSpace();
        japanese.ShouldNotBe(english);
        japanese.ShouldContain("。");
        (english + japanese).ShouldNotContain("{");
        english.ShouldNotContain("blank day");
        english.ShouldNotMatch("(until|on|from|to|of|at) blank");
    }

    [Theory, MemberData(nameof(Given_by_a_rule))]
    public void Every_condition_is_told_in_English_and_Japanese(Reason reason)
    {
        foreach (var language in new[] { "en", "ja" })
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
            foreach (var finding in Situations[reason]().Findings)
            {
                finding.Condition.ShouldNotBeNullOrWhiteSpace();
                finding.Found.ShouldNotBeNullOrWhiteSpace();
                finding.Wanted.ShouldNotBeNullOrWhiteSpace();
                finding.ToString().ShouldNotContain("{");
            }
        }
    }

    [Theory, MemberData(nameof(All))]
    public void Every_reason_has_a_sentence_of_its_own(Reason reason)
    {
        if (reason is Reason.Applied) return;   // told by its outcome
        var key = reason == Reason.Cancelled ? "Say_SlipCancelled" : "Say_" + reason;
        new Phrase(key, [.. Enumerable.Repeat<object?>("x", 14)]).In(CultureInfo.GetCultureInfo("en")).ShouldNotBeNullOrWhiteSpace();
    }

    [Fact]
    public void The_codes_are_those_of_the_domain()
    {
        string[] codes =
        [
            "api_off", "license_invalid", "excluded_origin", "excluded_restored_from_merge", "cancelled", "not_common_settlement", "payment_unmapped", "status_not_entered",
            "deposit_not_unpaid", "approval_not_unapproved", "approval_date_not_blank", "not_awaiting_shipment", "outside_period", "reauth_after_15_days", "stale_authorisation",
            "instruct_date_blank", "lead_under_30_days", "outside_long_lead_window", "awaiting_result", "ship_inst_missing", "not_card", "cancel_not_final", "cancel_out_of_scope", "already_shipped",
            "printed_or_later", "conflict_retry", "cancel_after_62_days",
            "applied", "order_not_read", "returned_to_processing", "merged_order_unpaid", "shipping_date_missing", "outside_window",   // ours
        ];

        Enum.GetValues<Reason>().Select(ReasonCode.Of).ShouldBe(codes, ignoreOrder: true);
    }

    [Theory, MemberData(nameof(All))]
    public void A_code_leads_back_to_its_reason(Reason reason) => ReasonCode.Parse(ReasonCode.Of(reason)).ShouldBe(reason);

    [Fact]
    public void A_code_that_does_not_exist_is_refused() => Should.Throw<ArgumentException>(() => ReasonCode.Parse("no_such_code")).Message.ShouldContain("no_such_code");
}
