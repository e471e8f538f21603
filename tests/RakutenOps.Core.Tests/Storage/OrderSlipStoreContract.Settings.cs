using RakutenOps.Core.Storage;

namespace RakutenOps.Core.Tests.Storage;

public abstract partial class OrderSlipStoreContract
{
    [Fact]
    public void A_new_store_describes_itself()
    {
        Add(Waiting("A"));

        var info = Store.Describe();

        info.SchemaVersion.ShouldBeGreaterThan(0);
        (info.Shops, info.Slips).ShouldBe((2, 1));
        info.SizeBytes!.Value.ShouldBeGreaterThan(1000);
    }

    [Fact]
    public void A_shop_comes_back_with_every_field_and_is_replaced_by_name()
    {
        var shop = new RakutenShop
        {
            Name = "a-shop",
            Endpoint = new("http://127.0.0.1:5080/es/"),
            OrderImport = true,
            CancelKind = CancelKind.Unpaid,
            AutoConfirm = true,
            RegisterShippingDate = true,
            CredentialReference = "env:RMS_A",
            LicenseExpiresAt = Jst("2026-03-01 00:00:00"),
            ImportSwitchedOnAt = Jst("2026-01-01 00:00:00").AddTicks(3),
            CredentialGivenAt = Jst("2026-01-02 00:00:00"),
        };
        Store.Save(shop);
        Store.Shops().Select(s => s.Name).ShouldBe(["a-shop", Kobe, Nara]);
        Store.Shops()[0].ShouldBe(shop);

        var bare = new RakutenShop { Name = "a-shop", Endpoint = new("https://example.test/") };
        Store.Save(bare);
        Another().Shops()[0].ShouldBe(bare);
    }

    [Fact]
    public void Saving_a_shop_again_keeps_its_slips_sightings_and_cursor()
    {
        Add(Waiting("A"));
        Store.Save(new SyncCursor { Shop = Kobe, CancelWindow = 3 });
        Store.Apply(Batch() with { Sightings = [new() { Shop = Kobe, OrderNumber = "A", SeenAt = Now }] });

        Store.Save(Shop(Kobe) with { OrderImport = false });

        Store.Cursor(Kobe).CancelWindow.ShouldBe(3);
        Store.Sightings(Kobe, ["A"]).Count.ShouldBe(1);
        Store.Known(Kobe, ["A"]).Count.ShouldBe(1);
    }

    [Fact]
    public void A_shop_with_slips_is_not_removed()
    {
        Add(Waiting("A"));
        Store.Save(new PaymentMethodMap { Shop = Kobe, SettlementCode = 1, PaymentMethod = "card" });

        var refusal = Should.Throw<StoreException>(() => Store.RemoveShop(Kobe));

        refusal.Id.ShouldBe("ShopHasSlips");
        refusal.Message.ShouldContain(Kobe);
        refusal.Advice.ShouldNotBeEmpty();
        Store.Shops().Count.ShouldBe(2);
        Store.PaymentMap().Count.ShouldBe(1);
    }

    [Fact]
    public void A_shop_without_slips_goes_with_its_settings_and_leaves_the_others()
    {
        foreach (var shop in new[] { Kobe, Nara, "" })
        {
            Store.Save(new PaymentMethodMap { Shop = shop, SettlementCode = 1, PaymentMethod = "card" });
            Store.Save(new ShippableSetting { Shop = shop, PaymentMethod = "card" });
        }
        Store.Save(new SyncCursor { Shop = Nara, CancelWindow = 3 });
        Store.Apply(Batch() with { Sightings = [new() { Shop = Nara, OrderNumber = "A", SeenAt = Now }] });
        Store.TakeLease(Nara, "me", Now, Now.AddHours(1));

        Store.RemoveShop(Nara).ShouldBeTrue();
        Store.RemoveShop(Nara).ShouldBeFalse();

        Store.Shops().Select(s => s.Name).ShouldBe([Kobe]);
        Store.PaymentMap().Select(r => r.Shop).ShouldBe(["", Kobe]);
        Store.ShippableSettings().Select(r => r.Shop).ShouldBe(["", Kobe]);
        Store.Save(Shop(Nara));
        Store.Cursor(Nara).ShouldBe(new SyncCursor { Shop = Nara });
        Store.Sightings(Nara, ["A"]).ShouldBeEmpty();
        Store.TakeLease(Nara, "another", Now, Now.AddHours(1)).Taken.ShouldBeTrue();
    }

    [Fact]
    public void The_payment_map_is_keyed_by_shop_and_code()
    {
        var everywhere = new PaymentMethodMap { SettlementCode = 1, SettlementName = "クレジットカード", PaymentMethod = "カード", Kind = PaymentKind.Card };
        var own = new PaymentMethodMap { Shop = Kobe, SettlementCode = 1, PaymentMethod = "別のカード" };
        Store.Save(everywhere);
        Store.Save(own);
        Store.PaymentMap().ShouldBe([everywhere, own]);

        Store.Save(own with { PaymentMethod = "改名", Kind = PaymentKind.ApplePay, SettlementName = "新" });
        Another().PaymentMap()[1].ShouldBe(own with { PaymentMethod = "改名", Kind = PaymentKind.ApplePay, SettlementName = "新" });

        Store.RemovePaymentMap(Kobe, 1).ShouldBeTrue();
        Store.RemovePaymentMap(Kobe, 1).ShouldBeFalse();
        Store.PaymentMap().ShouldBe([everywhere]);
    }

    [Fact]
    public void Shippable_settings_are_keyed_by_shop_and_method()
    {
        var card = new ShippableSetting { PaymentMethod = "カード" };
        var cash = new ShippableSetting
        {
            Shop = Kobe,
            PaymentMethod = "代金引換",
            InitialDepositStatus = DepositStatus.PartlyPaid,
            InitialApprovalStatus = ApprovalStatus.NotNeeded,
            RequiredDepositStatus = DepositStatus.Unpaid,
        };
        Store.Save(card);
        Store.Save(cash);
        Store.Save(card with { RequiredDepositStatus = DepositStatus.PartlyPaid });

        Another().ShippableSettings().ShouldBe([card with { RequiredDepositStatus = DepositStatus.PartlyPaid }, cash]);
    }
}
