using System.Globalization;
using RakutenOps.Emulator.Orders;
using RakutenOps.Rules;

namespace RakutenOps.Core.Tests.Sync;

/// <summary>Whatever buyers, staff and Rakuten may do to orders and slips, by chance.</summary>
internal sealed class RandomLife(World world, Random random)
{
    static readonly int[] Codes = [1, 1, 1, 12, 9, 13, 14, 2];

    // Money comes more often than trouble, so that there is something to go wrong.
    static readonly OrderEventKind[] Happenings =
    [
        OrderEventKind.AuthoriseOk, OrderEventKind.AuthoriseOk, OrderEventKind.AuthoriseOk, OrderEventKind.AuthoriseOk, OrderEventKind.AuthoriseOk, OrderEventKind.AuthoriseOk,
        OrderEventKind.AuthoriseNg, OrderEventKind.ChangeAmount, OrderEventKind.ChangeAmount, OrderEventKind.ChangeMethod, OrderEventKind.ReauthNg, OrderEventKind.ReauthOk,
        OrderEventKind.Ship, OrderEventKind.Cancel, OrderEventKind.CancelApply, OrderEventKind.CancelWithdraw,
    ];

    /// <summary>Orders made so far.</summary>
    public List<string> Orders { get; } = [];

    /// <summary>A buyer orders.</summary>
    public void NewOrder()
    {
        var long30 = random.Next(4) == 0;
        Orders.Add(world.Rms.State.CreateOrder(new()
        {
            SettlementMethodCode = Codes[random.Next(Codes.Length)],
            RequestPrice = random.Next(1, 99) * 100,
            ShippingDate = long30 ? JapanTime.Day(world.Now).AddDays(random.Next(31, 40)) : null,
            Reauthorisation = random.Next(2) == 0 ? BankAnswer.Ok : BankAnswer.Ng,
            Events = [new() { Event = OrderEventKind.Confirm }],
        }));
    }

    /// <summary>Something happens to an order on Rakuten.</summary>
    public void Rakuten()
    {
        if (Any(Orders) is not { } order) return;
        try
        {
            world.Fire(order, Happenings[random.Next(Happenings.Length)], code: Codes[random.Next(Codes.Length)], amount: random.Next(1, 99) * 100);
        }
        catch (EventRefusedException)
        {
            // Rakuten's life cycle does not allow it just now.
        }
    }

    /// <summary>Someone in the shop does something to a slip.</summary>
    public void Staff()
    {
        if (Any(Orders) is not { } order || Any(world.Slips(order)) is not { } slip) return;
        switch (random.Next(7))
        {
            case 0 or 1 when PaymentReset.Decide(world.Situation(slip), null, force: false).ChangesSlip: world.Reset(slip, random.Next(1, 99) * 100); break;
            case 2 when slip.IsLive: world.Approve(slip, JapanTime.Day(world.Now).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)); break;
            case 3: world.Edit(slip, s => s with { PrintInstructDate = world.Rms.State.Read(order, o => o.ShippingDate) ?? JapanTime.Day(world.Now).AddDays(random.Next(0, 45)) }); break;
            case 4 when world.Slips(order).Count < 3: world.Add(slip with { OrderNumber = $"{slip.RootOrderNumber}-bk-{world.Slips(order).Count}", DividedFrom = slip.SlipNumber }); break;
            case 5 when world.Slips(order).Count < 3: world.Add(slip with { OrderNumber = $"{slip.RootOrderNumber}-fk-{world.Slips(order).Count}", CopiedFrom = slip.SlipNumber, ExcludedReason = ExcludedReason.Copied }); break;
            case 6 when slip.Status is SlipStatus.AwaitingPrint: world.Edit(slip, s => s with { Status = random.Next(2) == 0 ? SlipStatus.Printed : SlipStatus.Shipped }); break;
        }
    }

    T? Any<T>(IReadOnlyList<T> list) where T : class => list.Count == 0 ? null : list[random.Next(list.Count)];
}
