using FsCheck;
using FsCheck.Fluent;

namespace RakutenOps.Domain.Tests.Properties;

/// <summary>
/// Situations of every sort. Days are drawn near the boundaries of domain.md §8, and hours where JST and UTC disagree, so that rules meet often; most slips and orders fit together, some do not.
/// </summary>
static class Situations
{
    static readonly DateTimeOffset Ordered = JapanTime.Start(new DateOnly(2024, 12, 20));

    sealed record State(int Status, int Deposit, int Approval, bool Dated);

    static readonly Gen<int> Day = Gen.Frequency((6, Gen.Elements(0, 1, 8, 14, 15, 16, 29, 30, 31, 34, 35, 56, 57, 58, 62, 63, 64, 65)), (1, Gen.Choose(0, 95)));

    static readonly Gen<DateTimeOffset> Moment =
        from day in Day
        from time in Gen.Elements(0, 1, 539, 540, 541, 720, 1439)   // 00:00, 00:01, 08:59, 09:00, 09:01, 12:00, 23:59 JST
        from second in Gen.Elements(0.0, 1.0, 1.5)
        select Ordered.AddDays(day).AddMinutes(time).AddSeconds(second);

    static readonly Gen<DateOnly?> DayOrBlank = Gen.OneOf(Gen.Constant<DateOnly?>(null), Day.Select(d => (DateOnly?)JapanTime.Day(Ordered).AddDays(d)));

    static readonly Gen<DateOnly?> Instruct = Gen.Elements<int?>(null, null, 29, 30, 64, 64, 64).Select(d => d is { } n ? JapanTime.Day(Ordered).AddDays(n) : (DateOnly?)null);

    static readonly Gen<int> Code = Gen.Frequency((6, Gen.Constant(Given.Card)), (1, Gen.Elements(Given.ApplePay, Given.BankTransfer, Given.SevenEleven, Given.Lawson)));

    static readonly Gen<OrderSlip> AnySlip =
        from state in Gen.Frequency(
            (6, Gen.Constant(new State(2, 0, 10, false))),
            (5, Gen.Constant(new State(20, 2, 30, true))),
            (1, Gen.Elements(new State(2, 0, 10, true), new State(2, 2, 30, true), new State(20, 0, 10, false), new State(20, 2, 70, true), new State(2, 1, 10, false), new State(2, 0, 0, false), new State(0, 0, 10, false), new State(1, 0, 10, false), new State(30, 2, 30, true), new State(40, 2, 30, true), new State(50, 2, 30, true))))
        from code in Code
        from known in Gen.Frequency((9, Gen.Constant(true)), (1, Gen.Constant(false)))
        from excluded in Gen.Frequency((12, Gen.Constant(ExcludedReason.None)), (1, Gen.Elements(Enum.GetValues<ExcludedReason>())))
        from cancel in Gen.Frequency((12, Gen.Constant(CancelKind.Live)), (1, Gen.Elements(Enum.GetValues<CancelKind>())))
        from evidence in Maybe(Moment)
        from dated in DayOrBlank
        from methodChanged in Seldom(Moment)
        from amountChanged in Maybe(Moment)
        from instruct in Instruct
        from confirm in Gen.Frequency((8, Gen.Constant(0)), (1, Gen.Choose(1, 2)))
        from allocated in Gen.Frequency((6, Gen.Constant(1)), (1, Gen.Constant(0)))
        from synced in Seldom(Moment)
        select Given.Slip(status: state.Status, deposit: state.Deposit, approval: state.Approval, confirm: confirm, allocated: allocated).Slip with
        {
            OrderedAt = Ordered.AddHours(1),
            ApprovalDate = state.Dated ? dated ?? JapanTime.Day(Ordered) : null,
            LastEvidenceAt = evidence,
            PaymentMethod = known ? Given.NameOf(code) : null,
            SettlementCode = known ? code : null,
            ExcludedReason = excluded,
            CancelKind = cancel,
            PaymentMethodChangedAt = methodChanged,
            AmountChangedAt = amountChanged,
            PrintInstructDate = instruct,
            CancelSyncedAt = synced,
        };

    static readonly Gen<OrderChange> Change =
        from type in Gen.Frequency((4, Gen.Choose(4, 6)), (3, Gen.Constant(9)), (1, Gen.Choose(0, 8)))
        from detail in Gen.Frequency((5, Gen.Elements<int?>(0, 1, 2, 10, 11, 12)), (1, Gen.Elements<int?>(null, 3)))
        from applied in Maybe(Moment)
        from @fixed in Seldom(Moment)
        from completed in Often(Moment)
        select new OrderChange(1, type, detail, applied, @fixed, completed);

    static readonly Gen<PaymentAttempt> Attempt =
        from state in Gen.Frequency((3, Gen.Constant(PaymentState.Authorised)), (1, Gen.Elements(Enum.GetValues<PaymentState>())))
        from requested in Often(Moment)
        from completed in Often(Moment)
        select new PaymentAttempt("1", Given.Card, state, requested, null, completed, 5400);

    static readonly Gen<RakutenOrder?> AnyOrder =
        from read in Gen.Frequency((20, Gen.Constant(true)), (1, Gen.Constant(false)))
        from progress in Gen.Frequency((9, Gen.Constant(300)), (4, Gen.Constant(200)), (2, Gen.Constant(900)), (1, Gen.Elements(0, 100, 350, 400, 500, 600, 700, 800)))
        from stamped in Often(Moment)
        from shipped in Maybe(Moment)
        from code in Code
        from common in Gen.Frequency((15, Gen.Constant<bool?>(true)), (1, Gen.Elements<bool?>(false, null)))
        from changes in Few(Change)
        from payments in Gen.OneOf(Gen.Constant<PaymentAttempt[]?>(null), Few(Attempt).Select(a => (PaymentAttempt[]?)a))
        select read
            ? Given.Order(progress: progress, instructed: null, code: code, common: common, changes: changes, payments: payments) with
            {
                OrderedAt = Ordered.AddHours(1),
                ShippingInstructedAt = stamped,
                ShipmentReportedAt = progress is >= 500 and < 900 ? shipped : null,
            }
            : null;

    static readonly Gen<ShopPolicy> AnyShop =
        from import in Gen.Frequency((20, Gen.Constant(true)), (1, Gen.Constant(false)))
        from licence in Gen.Frequency((8, Gen.Constant<string?>(null)), (1, Gen.Elements<string?>("2025-02-10", "2025-06-01")))
        from threshold in Gen.Frequency((6, Gen.Constant(2)), (1, Gen.Choose(0, 1)))
        select Given.Shop(import, licence, threshold);

    public static readonly Gen<Situation> Any =
        from slip in AnySlip
        from order in AnyOrder
        from shop in AnyShop
        from siblings in Few(AnySlip)
        from seen in Maybe(Moment)
        from now in Moment
        select new Situation(slip, order, shop, now)
        {
            Siblings = [.. siblings.Select((s, i) => s with { SlipNumber = i + 2 })],
            SettlementChangeSeenAt = order?.SettlementCode != slip.SettlementCode ? seen : null,
        };

    public static Arbitrary<Situation> Arbitrary() => Any.ToArbitrary();

    static Gen<DateTimeOffset?> Often(Gen<DateTimeOffset> gen) => Gen.Frequency((9, gen.Select(m => (DateTimeOffset?)m)), (1, Gen.Constant<DateTimeOffset?>(null)));

    static Gen<DateTimeOffset?> Maybe(Gen<DateTimeOffset> gen) => Gen.Frequency((1, gen.Select(m => (DateTimeOffset?)m)), (1, Gen.Constant<DateTimeOffset?>(null)));

    static Gen<DateTimeOffset?> Seldom(Gen<DateTimeOffset> gen) => Gen.Frequency((1, gen.Select(m => (DateTimeOffset?)m)), (5, Gen.Constant<DateTimeOffset?>(null)));

    static Gen<T[]> Few<T>(Gen<T> gen) => Gen.Frequency((3, Gen.Constant(Array.Empty<T>())), (2, gen.ArrayOf(1)), (1, gen.ArrayOf(2)));
}
