using System.Reflection;
using FsCheck.Fluent;

namespace RakutenOps.Domain.Tests.Properties;

/// <summary>What holds in every situation (design.md §9).</summary>
public sealed class RuleProperties
{
    static bool IsPaid(SyncDecision decision) => decision.Outcome is Outcome.Paid or Outcome.PaidWithNewMethod or Outcome.Reauthorised;

    [RuleProperty]
    public void A_slip_changes_exactly_when_the_domain_says_so(Situation s)
    {
        var decision = PaymentRules.Decide(s);

        (decision.ChangesSlip ? decision.Outcome : (Outcome?)null).ShouldBe(PlainRules.Changes(s), decision.Message);
    }

    [RuleProperty]
    public void Nothing_is_paid_without_300_and_a_fresh_authorisation(Situation s)
    {
        var decision = PaymentRules.Decide(s);
        if (!IsPaid(decision)) return;

        s.Order!.Progress.ShouldBe(OrderProgress.AwaitingShipment);
        PlainRules.Times(s, s.Order).ShouldContain(decision.Evidence!.At);
        PlainRules.Fresh(s, decision.Evidence.At).ShouldBeTrue();
        decision.After!.ShouldSatisfyAllConditions(
            a => a.DepositStatus.ShouldBe(DepositStatus.Paid),
            a => a.ApprovalStatus.ShouldBe(ApprovalStatus.Approved),
            a => a.ApprovalDate.ShouldBe(JapanTime.Day(decision.Evidence.At)),
            a => a.LastEvidenceAt.ShouldBe(decision.Evidence.At));
    }

    [RuleProperty]
    public void An_excluded_slip_never_changes_but_by_a_cancellation(Situation s)
    {
        if (s.Slip.ExcludedReason == ExcludedReason.None) return;

        PaymentRules.Decide(s).ShouldSatisfyAllConditions(d => (d.ChangesSlip && d.Rule != "R23").ShouldBeFalse());
    }

    [RuleProperty]
    public void A_cancelled_slip_never_changes(Situation s)
    {
        if (s.Slip.IsLive) return;

        PaymentRules.Decide(s).ChangesSlip.ShouldBeFalse();
    }

    /// <summary>承認状況 30 and 70 both stand for a hold that is there; R20 may write 30 over 70.</summary>
    [RuleProperty]
    public void Only_R21_lowers_deposit_or_approval(Situation s)
    {
        if (PaymentRules.Decide(s) is not { After: { } after } decision || decision.Rule == "R21") return;

        ((int)after.DepositStatus).ShouldBeGreaterThanOrEqualTo((int)s.Slip.DepositStatus);
        if (s.Slip.ApprovalStatus is ApprovalStatus.Approved or ApprovalStatus.Charged) after.ApprovalStatus.ShouldBeOneOf(ApprovalStatus.Approved, ApprovalStatus.Charged);
        if (s.Slip.ApprovalDate is not null) after.ApprovalDate.ShouldNotBeNull();
    }

    [RuleProperty]
    public void Decided_twice_it_changes_once(Situation any)
    {
        var s = any with { Order = any.Order is null ? null : any.Order with { Payments = null, Changes = [.. any.Order.Changes.Where(c => !c.IsReauthorisation)] } };
        if (PaymentRules.Decide(s).After is not { } after) return;

        PaymentRules.Decide(s with { Slip = after }).Changes.ShouldBeEmpty();
    }

    /// <summary>Where an order shows several authorisations (stamp, type 9 row, attempt) of different times, the later one may still follow the earlier, never the other way round.</summary>
    [RuleProperty]
    public void Decided_again_only_a_newer_authorisation_changes_it_again(Situation s)
    {
        var first = PaymentRules.Decide(s);
        if (first.After is null) return;
        var second = PaymentRules.Decide(s with { Slip = first.After });
        if (second.After is null) return;

        second.Outcome.ShouldBe(Outcome.Reauthorised);
        second.Evidence!.At.ShouldBeGreaterThan(first.Evidence!.At);
    }

    [RuleProperty]
    public void A_decision_is_the_same_each_time_and_leaves_what_it_looked_at(Situation s)
    {
        var before = s.Slip with { };
        var first = PaymentRules.Decide(s);

        first.Message.ShouldBe(PaymentRules.Decide(s).Message);
        s.Slip.ShouldBe(before);
    }

    [RuleProperty]
    public void The_reason_is_that_of_the_first_condition_that_fails(Situation s)
    {
        var decision = PaymentRules.Decide(s);

        decision.Reason.ShouldBe(decision.Findings.FirstOrDefault(f => !f.Holds)?.Reason ?? Reason.Applied);
        decision.ChangesSlip.ShouldBe(decision.Reason == Reason.Applied);
    }

    [RuleProperty]
    public void A_standard_payment_writes_its_three_fields_the_method_and_the_status_and_nothing_else(Situation s)
    {
        if (StandardImport.Decide(s).After is not { } after) return;

        after.ShouldBe(s.Slip with
        {
            DepositStatus = DepositStatus.Paid,
            ApprovalStatus = ApprovalStatus.Approved,
            ApprovalDate = after.ApprovalDate,
            LastEvidenceAt = after.LastEvidenceAt,
            PaymentMethod = after.PaymentMethod,
            SettlementCode = after.SettlementCode,
            Status = after.Status,
        });
        after.Status.ShouldBeOneOf(SlipStatus.Entered, SlipStatus.AwaitingPrint);
    }

    [RuleProperty]
    public void The_announced_changes_are_the_fields_that_differ(Situation s)
    {
        if (PaymentRules.Decide(s) is not { After: { } after } decision) return;

        string[] unannounced = [nameof(OrderSlip.LastEvidenceAt), nameof(OrderSlip.SettlementCode), nameof(OrderSlip.CancelSyncedAt), nameof(OrderSlip.IsLive)];
        var differ = typeof(OrderSlip).GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => Value(p, s.Slip) != Value(p, after)).Select(p => p.Name).Except(unannounced);

        decision.Changes.Select(c => c.Field).ShouldBe(differ, ignoreOrder: true);
        decision.Changes.ShouldAllBe(c => c.Before != c.After);
        decision.Changes.Where(c => c.Rule == "R9").ShouldAllBe(c => c.Field == nameof(OrderSlip.Status));
    }

    [RuleProperty]
    public void Every_decision_is_told_in_whole_sentences(Situation s)
    {
        foreach (var language in (string[])["en", "ja"])
        {
            var message = PaymentRules.Decide(s).Text.In(System.Globalization.CultureInfo.GetCultureInfo(language));
            message.ShouldNotBeNullOrWhiteSpace();
            message.ShouldNotContain("{");
        }
    }

    [RuleProperty]
    public void A_reset_slip_is_paid_by_no_authorisation_that_was_used(Situation s)
    {
        if (PaymentReset.Decide(s, amount: 4800, force: false).After is not { LastEvidenceAt: { } used } reset) return;
        var decision = PaymentRules.Decide(s with { Slip = reset });

        if (IsPaid(decision)) decision.Evidence!.At.ShouldBeGreaterThan(used);
    }

    [RuleProperty]
    public void A_forced_reset_leaves_a_cancelled_slip_alone_and_puts_any_other_back(Situation s)
    {
        var after = PaymentReset.Decide(s, amount: null, force: true).After;

        (after is not null).ShouldBe(s.Slip.IsLive);
        if (after is not null) (after.DepositStatus, after.ApprovalStatus, after.ApprovalDate).ShouldBe((DepositStatus.Unpaid, ApprovalStatus.Unapproved, null));
    }

    [RuleProperty]
    public void The_windows_never_contradict_the_payment(Situation s)
    {
        var decision = PaymentRules.Decide(s);
        var windows = ReauthWindows.Of(s).ToDictionary(w => w.Rule);

        if (decision.Outcome is Outcome.Paid or Outcome.PaidWithNewMethod) windows["R5"].IsOpen.ShouldBeTrue();
        if (decision.Outcome == Outcome.Reauthorised && s.Siblings.Count == 0) windows["R19"].IsOpen.ShouldBeTrue();
    }

    [RuleProperty]
    public void A_slip_can_stand_in_one_stage_only_and_payment_never_moves_it_back(Situation s)
    {
        var setting = s.Shop.ShippableFor(s.Slip.PaymentMethod);
        var before = Funnel.StageOf(s.Slip, setting, s.Today);
        if (PaymentRules.Decide(s) is not { After: { } after } decision || !IsPaid(decision)) return;

        Enum.IsDefined(before).ShouldBeTrue();
        ((int)Funnel.StageOf(after, s.Shop.ShippableFor(after.PaymentMethod), s.Today)).ShouldBeGreaterThanOrEqualTo((int)before);
    }

    /// <summary>The properties say something only if the situations reach every outcome.</summary>
    [Fact]
    public void The_situations_reach_every_outcome_and_reason()
    {
        var decisions = Situations.Any.Sample(20_000, new FsCheck.Rnd(RulePropertyAttribute.Seed, 7), 50).Select(PaymentRules.Decide).ToList();

        decisions.Select(d => d.Outcome).Distinct().ShouldBe(Enum.GetValues<Outcome>().Except([Outcome.Reset, Outcome.Approved, Outcome.Imported, Outcome.Confirmed, Outcome.ShippingDateSet]), ignoreOrder: true);
        Reason[] elsewhere = [Reason.ConflictRetry, Reason.MergedOrderUnpaid, Reason.InstructDateBlank, Reason.NotCard, Reason.ShippingDateMissing, Reason.OutsideWindow];
        Enum.GetValues<Reason>().Except(elsewhere).Except(decisions.Select(d => d.Reason)).ShouldBeEmpty();
        foreach (var outcome in (Outcome[])[Outcome.Paid, Outcome.PaidWithNewMethod, Outcome.Reauthorised, Outcome.AuthorisationWithdrawn, Outcome.Cancelled])
        {
            decisions.Count(d => d.Outcome == outcome).ShouldBeGreaterThan(50, outcome.ToString());
        }
    }

    // Properties that differ in value; the goods are compared by reference, for a record's list has no value.
    static string? Value(PropertyInfo property, OrderSlip slip) => property.GetValue(slip) switch
    {
        IReadOnlyList<OrderLine> lines => string.Join("; ", lines),
        var other => other?.ToString(),
    };
}
