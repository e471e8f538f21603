using RakutenOps.Edits;

namespace RakutenOps.Domain.Tests.Edits;

public sealed class SlipCreationTests
{
    static readonly SlipEntry Entry = new()
    {
        Shop = "kobe-bakery",
        OrderNumber = "tel-0001",
        OrderedAt = Given.Moment("2025-01-09"),
        PaymentMethod = "銀行振込",
        Lines = [new() { LineNumber = 7, ItemCode = "melonpan", Quantity = 2, UnitPrice = 1000 }, new() { LineNumber = 9, ItemCode = "anpan", Quantity = 1, UnitPrice = 500 }],
    };

    [Theory]
    [InlineData(SlipOrigin.Manual, ExcludedReason.Manual, "New")]
    [InlineData(SlipOrigin.Csv, ExcludedReason.Csv, "Csv")]
    public void How_a_slip_is_made_fixes_its_origin_and_keeps_it_out_of_the_import(SlipOrigin origin, ExcludedReason excluded, string rule)
    {
        var plan = SlipCreation.Plan(Entry, origin, Edit.Shop, Edit.Now);
        var slip = plan.Edits.Single().After;
        (slip.Origin, slip.ExcludedReason, slip.EditedAt).ShouldBe((origin, excluded, Edit.Now));
        plan.Edits.Single().Before.ShouldBeNull();
        plan.Edits.Single().Changes.ShouldBe([new(rule, "Slip", null, "tel-0001")]);
        plan.Rule.ShouldBe(rule);
    }

    [Fact]
    public void The_total_is_that_of_the_lines_when_none_is_entered_and_lines_are_numbered_anew()
    {
        var slip = SlipCreation.Plan(Entry, SlipOrigin.Manual, Edit.Shop, Edit.Now).Edits.Single().After;
        slip.TotalAmount.ShouldBe(2500);
        slip.Lines.Select(static l => l.LineNumber).ShouldBe([1, 2]);
        SlipCreation.Plan(Entry with { TotalAmount = 3200 }, SlipOrigin.Manual, Edit.Shop, Edit.Now).Edits.Single().After.TotalAmount.ShouldBe(3200);
    }

    [Fact]
    public void It_starts_with_the_initial_values_of_the_shippable_setting()
    {
        var shop = new ShopPolicy(Edit.Shop.Shop, [], [new() { PaymentMethod = "代金引換", InitialDepositStatus = DepositStatus.Unpaid, InitialApprovalStatus = ApprovalStatus.NotNeeded, RequiredDepositStatus = DepositStatus.Unpaid }]);
        var slip = SlipCreation.Plan(Entry with { PaymentMethod = "代金引換", Lines = [], TotalAmount = 800 }, SlipOrigin.Manual, shop, Edit.Now).Edits.Single().After;
        (slip.DepositStatus, slip.ApprovalStatus).ShouldBe((DepositStatus.Unpaid, ApprovalStatus.NotNeeded));
        slip.Status.ShouldBe(SlipStatus.AwaitingPrint, "cash on delivery holds nothing back, so the funnel moves it on at once");
    }

    [Fact]
    public void A_method_that_nothing_knows_is_made_with_a_notice() =>
        SlipCreation.Plan(Entry with { PaymentMethod = "銀行ふりこみ" }, SlipOrigin.Manual, Edit.Shop, Edit.Now).Notices.Single().Key.ShouldBe("Note_MethodUnknown");

    [Fact]
    public void What_makes_no_slip_is_refused()
    {
        void Refused(string id, SlipEntry entry) => new Func<SlipPlan>(() => SlipCreation.Plan(entry, SlipOrigin.Manual, Edit.Shop, Edit.Now)).ShouldBeRefused(id);
        Refused("OrderNumberInvalid", Entry with { OrderNumber = "" });
        Refused("OrderNumberInvalid", Entry with { OrderNumber = "tel 1" });
        Refused("OrderedInFuture", Entry with { OrderedAt = Edit.Now.AddSeconds(1) });
        Refused("SlipWithoutGoods", Entry with { Lines = [] });
        Refused("LineInvalid", Entry with { Lines = [new() { LineNumber = 1, ItemCode = "melonpan", Quantity = 0 }] });
        Refused("LineInvalid", Entry with { Lines = [new() { LineNumber = 1, ItemCode = " ", Quantity = 1 }] });
        Refused("LineInvalid", Entry with { Lines = [new() { LineNumber = 1, ItemCode = "melonpan", Quantity = 1, UnitPrice = decimal.MaxValue }] });
        Refused("AllocationImpossible", Entry with { Lines = [new() { LineNumber = 1, ItemCode = "melonpan", Quantity = 1, AllocatedQuantity = 2 }] });
        Refused("AmountNegative", Entry with { TotalAmount = -1 });
        Refused("DateTooEarly", Entry with { PrintInstructDate = Given.Day("2025-01-08") });
        Refused("DateTooEarly", Entry with { PlannedShipDate = Given.Day("2024-01-09") });
    }
}
