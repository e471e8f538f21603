using System.Text.Json;

namespace RakutenOps.Core.Rms;

/// <summary>
/// Reads OrderModels (API §3.2) straight into the domain: only what the rules and slips use, everything else is stepped over. One reader serves one
/// answer, for it keeps its lists between orders.
/// </summary>
internal sealed class OrderReader
{
    readonly List<OrderChange> changes = [];
    readonly List<OrderDueDate> dueDates = [];
    readonly List<RakutenItem> items = [];
    readonly List<RakutenBasket> baskets = [];
    readonly List<ShipmentRow> shipments = [];

    /// <summary>Reads the order whose start the reader stands on, up to its end.</summary>
    /// <exception cref="UnreadableFieldException">A field that is needed is missing, or one that is used is not of its kind.</exception>
    public RakutenOrder Read(ref Utf8JsonReader json)
    {
        changes.Clear();
        dueDates.Clear();
        items.Clear();
        baskets.Clear();
        string? number = null;
        long? progress = null;
        DateTimeOffset? ordered = null, confirmed = null, fixedAt = null, instructed = null, reported = null;
        decimal? requested = null;
        var open = false;
        Settlement settlement = default;

        while (json.NextKey())
        {
            if (json.Is("orderNumber"u8)) number = json.Text();
            else if (json.Is("orderProgress"u8)) progress = json.Small();
            else if (json.Is("orderDatetime"u8)) ordered = json.Moment();
            else if (json.Is("shopOrderCfmDatetime"u8)) confirmed = json.Moment();
            else if (json.Is("orderFixDatetime"u8)) fixedAt = json.Moment();
            else if (json.Is("shippingInstDatetime"u8)) instructed = json.Moment();
            else if (json.Is("shippingCmplRptDatetime"u8)) reported = json.Moment();
            else if (json.Is("requestPrice"u8)) requested = json.Yen(ref open);
            else if (IsOrderAmount(ref json)) json.Yen(ref open);
            else if (json.Is("SettlementModel"u8)) settlement = ReadSettlement(ref json);
            else if (json.Is("PackageModelList"u8)) ReadBaskets(ref json, ref open);
            else if (json.Is("ChangeReasonModelList"u8)) ReadChanges(ref json);
            else if (json.Is("DueDateModelList"u8)) ReadDueDates(ref json);
            else json.Skip();
        }

        return new RakutenOrder
        {
            OrderNumber = number ?? throw Missing("orderNumber"),
            Progress = (OrderProgress)(progress ?? throw Missing("orderProgress")),
            OrderedAt = ordered ?? throw Missing("orderDatetime"),
            ConfirmedAt = confirmed,
            FixedAt = fixedAt,
            ShippingInstructedAt = instructed,
            ShipmentReportedAt = reported,
            SettlementCode = settlement.Code ?? (settlement.Name is { } name ? SettlementNames.Code(name) : null),
            SettlementName = settlement.Name,
            IsCommonSettlement = settlement.IsCommon,
            RequestedAmount = requested,
            HasOpenAmount = open,
            Changes = [.. changes],
            DueDates = [.. dueDates],
            ShippingDate = LatestShippingDate(),
            Items = [.. items],
            Baskets = [.. baskets],
        };
    }

    /// <summary>The number of an order that cannot be read; null when even that is not there. The reader stands on the order's start.</summary>
    public static string? NumberOf(Utf8JsonReader json)
    {
        while (json.NextKey())
        {
            if (!json.Is("orderNumber"u8)) json.Skip();
            else if (json.Read() && json.TokenType is JsonTokenType.String or JsonTokenType.Number) return json.TextHere("orderNumber"u8);
            else json.Skip();
        }
        return null;
    }

    readonly record struct Settlement(int? Code, string? Name, bool? IsCommon);

    static Settlement ReadSettlement(ref Utf8JsonReader json)
    {
        if (!json.EnterModel()) return default;
        int? code = null;
        string? name = null;
        bool? isCommon = null;
        while (json.NextKey())
        {
            if (json.Is("settlementMethodCode"u8)) code = json.Small();
            else if (json.Is("settlementMethod"u8)) name = json.Text();
            else if (json.Is("rpaySettlementFlag"u8)) isCommon = json.Flag();
            else json.Skip();
        }
        return new(code, name, isCommon);
    }

    void ReadBaskets(ref Utf8JsonReader json, ref bool open)
    {
        var list = json.EnterList();
        while (json.NextModel(ref list))
        {
            long? id = null;
            string? company = null;
            shipments.Clear();
            while (json.NextKey())
            {
                if (json.Is("basketId"u8)) id = json.Integer();
                else if (json.Is("defaultDeliveryCompanyCode"u8)) company = json.Text();
                else if (json.Is("ItemModelList"u8)) ReadItems(ref json);
                else if (json.Is("ShippingModelList"u8)) ReadShipments(ref json);
                else if (IsBasketAmount(ref json)) json.Yen(ref open);
                else json.Skip();
            }
            baskets.Add(new(id ?? 0, company, [.. shipments]));
        }
    }

    void ReadItems(ref Utf8JsonReader json)
    {
        var list = json.EnterList();
        while (json.NextModel(ref list))
        {
            string? number = null, managed = null, name = null;
            int? units = null;
            decimal? price = null, priceWithTax = null;
            var open = false;
            while (json.NextKey())
            {
                if (json.Is("itemNumber"u8)) number = json.Text();
                else if (json.Is("manageNumber"u8)) managed = json.Text();
                else if (json.Is("itemName"u8)) name = json.Text();
                else if (json.Is("units"u8)) units = json.Small();
                else if (json.Is("price"u8)) price = json.Yen(ref open);
                else if (json.Is("priceTaxIncl"u8)) priceWithTax = json.Yen(ref open);
                else json.Skip();
            }
            items.Add(new(number ?? managed ?? "", name ?? "", units ?? 0, priceWithTax ?? price ?? 0));
        }
    }

    void ReadShipments(ref Utf8JsonReader json)
    {
        var list = json.EnterList();
        while (json.NextModel(ref list))
        {
            long? id = null;
            string? company = null, tracking = null;
            DateOnly? date = null;
            while (json.NextKey())
            {
                if (json.Is("shippingDetailId"u8)) id = json.Integer();
                else if (json.Is("deliveryCompany"u8)) company = json.Text();
                else if (json.Is("shippingNumber"u8)) tracking = json.Text();
                else if (json.Is("shippingDate"u8)) date = json.Day();
                else json.Skip();
            }
            shipments.Add(new(id ?? 0, company, tracking, date));
        }
    }

    void ReadChanges(ref Utf8JsonReader json)
    {
        var list = json.EnterList();
        while (json.NextModel(ref list))
        {
            long? id = null;
            int? type = null, detail = null;
            DateTimeOffset? applied = null, settled = null, completed = null;
            while (json.NextKey())
            {
                if (json.Is("changeId"u8)) id = json.Integer();
                else if (json.Is("changeType"u8)) type = json.Small();
                else if (json.Is("changeTypeDetail"u8)) detail = json.Small();
                else if (json.Is("changeApplyDatetime"u8)) applied = json.Moment();
                else if (json.Is("changeFixDatetime"u8)) settled = json.Moment();
                else if (json.Is("changeCmplDatetime"u8)) completed = json.Moment();
                else json.Skip();
            }
            changes.Add(new(id ?? 0, type, detail, applied, settled, completed));
        }
    }

    void ReadDueDates(ref Utf8JsonReader json)
    {
        var list = json.EnterList();
        while (json.NextModel(ref list))
        {
            int? type = null;
            DateOnly? date = null;
            while (json.NextKey())
            {
                if (json.Is("dueDateType"u8)) type = json.Small();
                else if (json.Is("dueDate"u8)) date = json.Day();
                else json.Skip();
            }
            // A row without its kind or day says nothing that a rule could use.
            if (type is { } kind && date is { } day) dueDates.Add(new(kind, day));
        }
    }

    DateOnly? LatestShippingDate()
    {
        DateOnly? latest = null;
        foreach (var basket in baskets)
        {
            foreach (var row in basket.Shipments)
            {
                if (row.ShippingDate is { } date && (latest is null || date > latest)) latest = date;
            }
        }
        return latest;
    }

    // Amounts that stand at −9999 until RMS has fixed them (API §1.2); their values are not used, requestPrice holds the sum.
    static bool IsOrderAmount(ref Utf8JsonReader json) =>
        json.Is("totalPrice"u8) || json.Is("goodsPrice"u8) || json.Is("postagePrice"u8) || json.Is("deliveryPrice"u8) || json.Is("paymentCharge"u8)
        || json.Is("couponAllTotalPrice"u8) || json.Is("additionalFeeOccurAmountToUser"u8);

    static bool IsBasketAmount(ref Utf8JsonReader json) =>
        json.Is("totalPrice"u8) || json.Is("goodsPrice"u8) || json.Is("postagePrice"u8) || json.Is("deliveryPrice"u8);

    static UnreadableFieldException Missing(string field) => new(field, "there");
}
