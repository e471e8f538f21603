using System.Globalization;
using RakutenOps.Emulator.Orders;
using RakutenOps.Rules;
using static RakutenOps.Core.Tests.Sync.World;
using Outcome = RakutenOps.Outcome;

namespace RakutenOps.Core.Tests.Sync;

/// <summary>
/// A random walk of buyers, staff, Rakuten and the clock over emulator and engine together (design.md §9). After every cycle the slips are held against a second, plainer telling of
/// the help page. A failure names its seed; RAKUTENOPS_WALK_SEED=n replays it, RAKUTENOPS_WALK_STEPS=n makes the walk longer.
/// </summary>
public sealed class RandomWalkTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Whatever_happens_every_slip_stands_as_the_help_page_says(bool restamp)
    {
        var seed = Setting("RAKUTENOPS_WALK_SEED") ?? Random.Shared.Next();
        var steps = Setting("RAKUTENOPS_WALK_STEPS") ?? 600;
        output.WriteLine($"seed {seed}, {steps} steps, restamp {restamp}");
        await using var world = await OnAsync("2025-01-05 09:00", new() { RestampOnReauthorisation = restamp });
        var walk = new Walk(world, new Random(seed));
        for (var step = 0; step < steps; step++)
        {
            try
            {
                await walk.StepAsync();
            }
            catch (Exception e) when (e is ShouldAssertException or InvalidOperationException)
            {
                throw new InvalidOperationException($"seed {seed}, step {step}, restamp {restamp}: {e.Message}", e);
            }
        }
        output.WriteLine($"{walk.Orders} orders, {walk.Paid} payments, {walk.Withdrawn} withdrawals, {walk.Cancelled} cancellations");
        if (steps >= 600) (walk.Paid > 0 && walk.Cancelled > 0).ShouldBeTrue($"seed {seed}: the walk saw too little");
    }

    static int? Setting(string name) => int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : null;

    sealed class Walk(World world, Random random)
    {
        readonly RandomLife life = new(world, random);

        public int Orders => life.Orders.Count;
        public int Paid { get; private set; }
        public int Withdrawn { get; private set; }
        public int Cancelled { get; private set; }

        public async Task StepAsync()
        {
            switch (random.Next(12))
            {
                case 0 or 1: life.NewOrder(); break;
                case 2 or 3 or 4 or 5: life.Rakuten(); break;
                case 6 or 7: life.Staff(); break;
                case 8: world.Clock.Advance(TimeSpan.FromHours(random.Next(1, 30))); break;
                default:
                    world.Clock.Advance(TimeSpan.FromMinutes(random.Next(1, 200)));
                    await CycleAsync();
                    break;
            }
        }

        async Task CycleAsync()
        {
            await world.ImportAsync();
            var before = All();
            var expected = before.Values.Where(MustBePaid).Select(s => s.SlipNumber).ToHashSet();

            await world.SyncAsync();

            var after = All();
            foreach (var (number, was) in before)
            {
                var now = after[number];
                if (now == was || SlipChanges.Between("", was, now).ToList() is { Count: 0 }) continue;
                Count(was, now);
                was.ExcludedReason.ShouldSatisfyAllConditions(mark => (mark == ExcludedReason.None || was with { CancelKind = now.CancelKind, CancelSyncedAt = now.CancelSyncedAt, Lines = now.Lines, Version = now.Version } == now).ShouldBeTrue("an excluded slip was changed by more than a cancel"));
                if (now.DepositStatus < was.DepositStatus) Lowered(was);
                if (now.DepositStatus == DepositStatus.Paid && was.DepositStatus != DepositStatus.Paid) Raised(was, now);
            }
            foreach (var number in expected) after[number].DepositStatus.ShouldBe(DepositStatus.Paid, $"slip {number} should have been paid");
            await world.SyncAsync();
            All().ShouldBe(after, "the second cycle changed something");
        }

        // The help page in plain words, from the emulator's own state rather than through the client and the rules.
        bool MustBePaid(OrderSlip slip)
        {
            if (slip is not { CancelKind: CancelKind.Live, ExcludedReason: ExcludedReason.None, Status: SlipStatus.Entered, DepositStatus: DepositStatus.Unpaid, ApprovalStatus: ApprovalStatus.Unapproved, ApprovalDate: null }) return false;
            return world.Rms.State.Read(slip.RootOrderNumber, order =>
            {
                var mapped = order.SettlementMethodCode is 1 or 12 or 9 or 13;
                if (order.Progress != 300 || !mapped || order.ShippingInstructedAt is not { } stamp) return false;
                var changes = order.ChangeRows.Where(r => r.ChangeType is 4 or 5 or 6).ToList();
                if (changes.Any(c => c.AppliedAt > stamp) || slip.LastEvidenceAt >= stamp) return false;
                var amount = Latest(changes.Where(c => c.ChangeTypeDetail < 10).Max(c => c.AppliedAt), slip.AmountChangedAt);
                var method = Latest(changes.Where(c => c.ChangeTypeDetail >= 10).Max(c => c.AppliedAt), slip.PaymentMethodChangedAt);
                var today = JapanTime.Day(world.Now);
                bool Within(DateTimeOffset? start) => start is { } at && JapanTime.Days(JapanTime.Day(at), today) is >= 0 and <= 15;
                if (!Within(slip.OrderedAt) && !Within(amount) && !Within(method)) return false;
                var amountIsLatest = amount is not null && (method is null || amount > method);
                return !amountIsLatest || JapanTime.Days(slip.OrderDate, JapanTime.Day(stamp)) <= 15;
            });
        }

        static DateTimeOffset? Latest(DateTimeOffset? a, DateTimeOffset? b) => a is null ? b : b is null || a > b ? a : b;

        void Raised(OrderSlip was, OrderSlip now)
        {
            var progress = world.Rms.State.Read(was.RootOrderNumber, o => o.Progress);
            progress.ShouldBe(300, $"slip {was.SlipNumber} was paid while its order stood at {progress}");
            was.IsLive.ShouldBeTrue();
            now.LastEvidenceAt.ShouldNotBeNull();
            if (was.LastEvidenceAt is { } last) now.LastEvidenceAt!.Value.ShouldBeGreaterThan(last);
        }

        void Lowered(OrderSlip was)
        {
            world.History(was)[^1].ShouldSatisfyAllConditions(h => h.Rule.ShouldBeOneOf("R21", "R9"));
            world.Rms.State.Read(was.RootOrderNumber, o => o.Progress).ShouldBe(200);
            was.Status.ShouldBeOneOf(SlipStatus.Entered, SlipStatus.AwaitingPrint);
        }

        void Count(OrderSlip was, OrderSlip now)
        {
            if (now.DepositStatus > was.DepositStatus) Paid++;
            if (now.DepositStatus < was.DepositStatus) Withdrawn++;
            if (was.IsLive && !now.IsLive) Cancelled++;
        }

        Dictionary<long, OrderSlip> All() => world.Store.Find(new()).ToDictionary(s => s.SlipNumber, s => s with { Lines = [] });
    }
}
