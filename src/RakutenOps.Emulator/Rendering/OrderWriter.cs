using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using RakutenOps.Emulator.Control;
using RakutenOps.Emulator.Orders;

namespace RakutenOps.Emulator.Rendering;

/// <summary>Renders an order as getOrder answers it, by version (rms-order-api.md §3). Written by hand: this is the hot path.</summary>
readonly struct OrderWriter(int version, ulong seed)
{
    /// <summary>An amount that is not fixed yet (§1.2).</summary>
    public const int Unfixed = -9999;

    /// <summary>Versions that still answer (§3.1).</summary>
    public const int Oldest = 3;

    /// <summary>The newest version known.</summary>
    public const int Newest = 10;

    /// <summary>Writes the order as one object, with its overlay when it has one.</summary>
    public void Write(Utf8JsonWriter json, EmulatedOrder order)
    {
        if (order.Answer is null && order.Without.Count == 0)
        {
            json.WriteStartObject();
            Fields(json, order);
            json.WriteEndObject();
            return;
        }
        var self = this;
        var rendered = JsonNode.Parse(JsonWriting.Object(plain => self.Fields(plain, order)).Span)!.AsObject();
        if (order.Answer is not null) Overlay.Apply(rendered, order.Answer);
        foreach (var path in order.Without) Overlay.Remove(rendered, path);
        rendered.WriteTo(json);
    }

    void Fields(Utf8JsonWriter json, EmulatedOrder order)
    {
        json.WriteString("orderNumber"u8, order.OrderNumber);
        json.WriteNumber("orderProgress"u8, order.Progress);
        json.Number("subStatusId"u8, order.SubStatusId);
        json.Text("subStatusName"u8, order.SubStatusName);
        json.Time("orderDatetime"u8, order.OrderedAt);
        json.Time("shopOrderCfmDatetime"u8, order.ConfirmedAt);
        json.Time("orderFixDatetime"u8, order.FixedAt);
        json.Time("shippingInstDatetime"u8, order.ShippingInstructedAt);
        json.Time("shippingCmplRptDatetime"u8, order.ShippingReportedAt);
        json.Day("cancelDueDate"u8, order.CancelDueDate);
        json.Day("deliveryDate"u8, order.DeliveryDate);
        json.WriteNull("shippingTerm"u8);
        json.Text("remarks"u8, order.Remarks ?? "[配送日時指定:]\n指定なし");
        json.WriteNumber("giftCheckFlag"u8, 0);
        if (version >= 10) json.WriteNumber("socialGiftFlag"u8, 0);
        json.Flag("severalSenderFlag"u8, order.Packages.Count > 1);
        json.WriteNumber("equalSenderFlag"u8, 1);
        json.WriteNumber("isolatedIslandFlag"u8, 0);
        json.WriteNumber("rakutenMemberFlag"u8, 1);
        json.WriteNumber("carrierCode"u8, 11);
        json.WriteNumber("emailCarrierCode"u8, 0);
        json.WriteNumber("orderType"u8, order.OrderType);
        json.Nulls("reserveNumber", "reserveDeliveryCount");
        json.WriteNumber("cautionDisplayType"u8, 0);
        if (version >= 6) json.WriteNull("cautionDisplayDetailType"u8);
        json.WriteNumber("rakutenConfirmFlag"u8, 0);
        Amounts(json, order);
        json.WriteNumber("asurakuFlag"u8, 0);
        json.WriteNumber("drugFlag"u8, 0);
        json.WriteNumber("dealFlag"u8, 0);
        json.WriteNumber("membershipType"u8, 0);
        json.Text("memo"u8, order.Memo);
        json.Nulls("operator", "mailPlugSentence");
        json.WriteNumber("modifyFlag"u8, 0);
        if (version <= 7) json.WriteNumber("isTaxRecalc"u8, 0);
        if (version >= 5)
        {
            json.WriteNumber("receiptIssueCount"u8, 0);
            json.WriteStartArray("receiptIssueHistoryList"u8);
            json.WriteEndArray();
        }
        if (version >= 8)
        {
            json.WriteNumber("deliveryCertPrgFlag"u8, 0);
            json.WriteNumber("oneDayOperationFlag"u8, 0);
        }
        Models(json, order);
    }

    void Amounts(Utf8JsonWriter json, EmulatedOrder order)
    {
        json.WriteNumber("goodsPrice"u8, order.Packages.Sum(package => package.GoodsPrice));
        if (version <= 7) json.WriteNumber("goodsTax"u8, 0);
        json.WriteNumber("postagePrice"u8, order.AmountsFixed ? order.Packages.Sum(package => package.PostagePrice) : Unfixed);
        json.WriteNumber("deliveryPrice"u8, order.DeliveryPrice);
        json.WriteNumber("paymentCharge"u8, order.PaymentCharge);
        json.WriteNumber("paymentChargeTaxRate"u8, 0.1m);
        json.WriteNumber("totalPrice"u8, order.AmountsFixed ? order.TotalPrice : Unfixed);
        json.WriteNumber("requestPrice"u8, order.AmountsFixed ? order.RequestPrice : Unfixed);
        json.WriteNumber("couponAllTotalPrice"u8, order.CouponPrice);
        json.WriteNumber("couponShopPrice"u8, order.CouponPrice);
        json.WriteNumber("couponOtherPrice"u8, 0);
        json.WriteNumber("additionalFeeOccurAmountToUser"u8, 0);
        json.WriteNumber("additionalFeeOccurAmountToShop"u8, 0);
    }

    void Models(Utf8JsonWriter json, EmulatedOrder order)
    {
        json.WriteStartObject("OrdererModel"u8);
        Address(json, Person.Of(seed, order.Row, 0));
        json.WriteString("emailAddress"u8, string.Create(CultureInfo.InvariantCulture, $"{Draw.Number(seed, (ulong)order.Row):x16}s1@pc.fw.example.jp"));
        json.Nulls("sex", "birthYear", "birthMonth", "birthDay");
        json.WriteEndObject();

        SettlementModel(json, order);
        json.WriteStartObject("DeliveryModel"u8);
        json.WriteString("deliveryName"u8, "宅配便");
        json.WriteNumber("deliveryClass"u8, 0);
        json.WriteEndObject();
        json.WriteStartObject("PointModel"u8);
        json.WriteNumber("usedPoint"u8, order.UsedPoint);
        json.WriteEndObject();
        json.Nulls("WrappingModel1", "WrappingModel2");

        json.WriteStartArray("PackageModelList"u8);
        for (var at = 0; at < order.Packages.Count; at++) Package(json, order, at);
        json.WriteEndArray();
        Coupons(json, order);
        json.List("ChangeReasonModelList"u8, order.ChangeRows, static (row, change) =>
        {
            row.WriteNumber("changeId"u8, change.ChangeId);
            row.Number("changeType"u8, change.ChangeType);
            row.Number("changeTypeDetail"u8, change.ChangeTypeDetail);
            row.Number("changeReason"u8, change.ChangeReason);
            row.Number("changeReasonDetail"u8, change.ChangeReasonDetail);
            row.Time("changeApplyDatetime"u8, change.AppliedAt);
            row.Time("changeFixDatetime"u8, change.FixedAt);
            row.Time("changeCmplDatetime"u8, change.CompletedAt);
        });
        TaxSummary(json, order);
        if (version < 5) return;
        json.List("DueDateModelList"u8, order.DueDates, static (row, due) =>
        {
            row.WriteNumber("dueDateType"u8, due.DueDateType);
            row.Day("dueDate"u8, due.DueDate);
        });
    }

    void SettlementModel(Utf8JsonWriter json, EmulatedOrder order)
    {
        if (order.SettlementMethodCode is not { } code)
        {
            json.WriteNull("SettlementModel"u8);
            return;
        }
        json.WriteStartObject("SettlementModel"u8);
        if (version >= 5) json.WriteNumber("settlementMethodCode"u8, code);
        json.WriteString("settlementMethod"u8, order.SettlementMethodName ?? Settlement.Name(code));
        json.Flag("rpaySettlementFlag"u8, order.IsCommon);
        Card(json, order, code == Settlement.Card);
        json.WriteEndObject();
    }

    /// <summary>Card fields: filled for cards alone, null for the rest.</summary>
    public void Card(Utf8JsonWriter json, EmulatedOrder order, bool isCard)
    {
        var holder = Person.Of(seed, order.Row, 0);
        json.Text("cardName"u8, isCard ? "VISA" : null);
        json.Text("cardNumber"u8, isCard ? "XXXX-XXXX-XXXX-" + order.CardDigits : null);
        json.Text("cardOwner"u8, isCard ? holder.FamilyKana + " " + holder.FirstKana : null);
        json.Text("cardYm"u8, isCard ? "2030-12" : null);
        json.Number("cardPayType"u8, isCard ? 0 : null);
        json.WriteNull("cardInstallmentDesc"u8);
    }

    void Package(Utf8JsonWriter json, EmulatedOrder order, int at)
    {
        var package = order.Packages[at];
        json.WriteStartObject();
        json.WriteNumber("basketId"u8, package.BasketId);
        json.WriteNumber("postagePrice"u8, order.AmountsFixed ? package.PostagePrice : Unfixed);
        json.WriteNumber("postageTaxRate"u8, 0.1m);
        json.WriteNumber("deliveryPrice"u8, at == 0 ? order.DeliveryPrice : 0);
        json.WriteNumber("deliveryTaxRate"u8, 0.1m);
        if (version <= 7) json.WriteNumber("goodsTax"u8, 0);
        json.WriteNumber("goodsPrice"u8, package.GoodsPrice);
        json.WriteNumber("totalPrice"u8, order.AmountsFixed ? package.GoodsPrice + package.PostagePrice : Unfixed);
        json.WriteNull("noshi"u8);
        json.WriteNumber("packageDeleteFlag"u8, 0);
        json.WriteStartObject("SenderModel"u8);
        Address(json, Person.Of(seed, order.Row, at));
        json.WriteNumber("isolatedIslandFlag"u8, 0);
        json.WriteEndObject();
        json.WriteStartArray("ItemModelList"u8);
        for (var item = 0; item < package.Items.Count; item++) Item(json, package.Items[item], Ids.Of(order.Row, (at * 20) + item));
        json.WriteEndArray();
        json.List("ShippingModelList"u8, package.ShippingRows, static (row, shipping) =>
        {
            row.WriteNumber("shippingDetailId"u8, shipping.ShippingDetailId);
            row.Text("shippingNumber"u8, shipping.ShippingNumber);
            row.Text("deliveryCompany"u8, shipping.DeliveryCompany);
            row.Text("deliveryCompanyName"u8, DeliveryCompany.Name(shipping.DeliveryCompany));
            row.Day("shippingDate"u8, shipping.ShippingDate);
        });
        json.WriteNull("DeliveryCvsModel"u8);
        if (version >= 4) json.WriteString("defaultDeliveryCompanyCode"u8, "1001");
        if (version >= 9)
        {
            json.WriteNumber("dropOffFlag"u8, 0);
            json.WriteNull("dropOffLocation"u8);
        }
        if (version >= 10) json.WriteNull("SocialGiftModel"u8);
        json.WriteEndObject();
    }

    void Item(Utf8JsonWriter json, EmulatedItem item, long id)
    {
        json.WriteStartObject();
        json.WriteNumber("itemDetailId"u8, id);
        json.WriteString("itemName"u8, item.Name);
        json.WriteNumber("itemId"u8, 10_000_000 + (Draw.Number(7, (ulong)item.ManageNumber.Length + (ulong)item.ManageNumber[^1]) % 1_000_000));
        json.Text("itemNumber"u8, item.ItemNumber);
        json.WriteString("manageNumber"u8, item.ManageNumber);
        json.WriteNumber("price"u8, item.Price);
        json.WriteNumber("units"u8, item.Units);
        json.WriteNumber("includePostageFlag"u8, 0);
        json.WriteNumber("includeTaxFlag"u8, 1);
        json.WriteNumber("includeCashOnDeliveryPostageFlag"u8, 0);
        json.WriteNull("selectedChoice"u8);
        json.WriteNumber("pointRate"u8, 1);
        json.WriteNumber("pointType"u8, 0);
        json.WriteNumber("inventoryType"u8, 1);
        json.Text("delvdateInfo"u8, item.LeadTime);
        json.WriteNumber("restoreInventoryFlag"u8, 0);
        json.WriteNumber("dealFlag"u8, 0);
        json.WriteNumber("drugFlag"u8, 0);
        json.WriteNumber("deleteItemFlag"u8, 0);
        json.WriteNumber("taxRate"u8, item.TaxRate);
        json.WriteNumber("priceTaxIncl"u8, item.Price);
        if (version >= 4) json.WriteNumber("isSingleItemShipping"u8, 0);
        if (version >= 7)
        {
            json.WriteStartArray("SkuModelList"u8);
            json.WriteStartObject();
            json.WriteString("variantId"u8, item.SkuId is null ? "normal-inventory" : item.ManageNumber);
            json.Text("merchantDefinedSkuId"u8, item.SkuId);
            json.WriteNull("skuInfo"u8);
            json.WriteEndObject();
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    static void Coupons(Utf8JsonWriter json, EmulatedOrder order)
    {
        if (order.CouponPrice == 0)
        {
            json.WriteNull("CouponModelList"u8);
            return;
        }
        json.List("CouponModelList"u8, [order.CouponPrice], static (row, price) =>
        {
            row.WriteString("couponCode"u8, "DEMO-0000-0000");
            row.WriteNumber("itemId"u8, 0);
            row.WriteString("couponName"u8, "お試しクーポン");
            row.WriteString("couponSummary"u8, "全品対象");
            row.WriteString("couponCapital"u8, "ショップ");
            row.WriteNumber("couponCapitalCode"u8, 1);
            row.WriteString("expiryDate"u8, "2030-12-31");
            row.WriteNumber("couponPrice"u8, price);
            row.WriteNumber("couponUnit"u8, 1);
            row.WriteNumber("couponTotalPrice"u8, price);
            row.WriteNumber("itemDetailId"u8, 0);
        });
    }

    static void TaxSummary(Utf8JsonWriter json, EmulatedOrder order)
    {
        var rates = order.Packages.SelectMany(package => package.Items).GroupBy(item => item.TaxRate).OrderByDescending(rate => rate.Key);
        json.List("TaxSummaryModelList"u8, rates, (row, rate) =>
        {
            // Postage, fee and coupon stand with the main rate, as in one-rate orders; the shop's rounding is a setting that no one here reads.
            var isMain = rate.Key == order.Packages[0].Items[0].TaxRate;
            var goods = rate.Sum(item => item.Price * item.Units) + (isMain ? order.Packages.Sum(package => package.PostagePrice) : 0);
            var billed = goods + (isMain ? order.DeliveryPrice + order.PaymentCharge - order.CouponPrice : 0);
            row.WriteNumber("taxRate"u8, rate.Key);
            row.WriteNumber("reqPrice"u8, billed);
            row.WriteNumber("reqPriceTax"u8, (int)(billed * rate.Key / (1 + rate.Key)));
            row.WriteNumber("totalPrice"u8, goods);
            row.WriteNumber("paymentCharge"u8, isMain ? order.PaymentCharge : 0);
            row.WriteNumber("couponPrice"u8, isMain ? order.CouponPrice : 0);
            row.WriteNumber("point"u8, 0);
        });
    }

    static void Address(Utf8JsonWriter json, Person person)
    {
        json.WriteString("zipCode1"u8, person.Zip1);
        json.WriteString("zipCode2"u8, person.Zip2);
        json.WriteString("prefecture"u8, person.Prefecture);
        json.WriteString("city"u8, person.City);
        json.WriteString("subAddress"u8, person.Street);
        json.WriteString("familyName"u8, person.Family);
        json.WriteString("firstName"u8, person.First);
        json.WriteString("familyNameKana"u8, person.FamilyKana);
        json.WriteString("firstNameKana"u8, person.FirstKana);
        json.WriteString("phoneNumber1"u8, "000");
        json.WriteString("phoneNumber2"u8, "0000");
        json.WriteString("phoneNumber3"u8, person.Phone3);
    }
}
