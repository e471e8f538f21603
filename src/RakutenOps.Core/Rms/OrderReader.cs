using System.Text.Json;

namespace RakutenOps.Core.Rms;

/// <summary>
/// Reads OrderModels (API §3.2) straight into the domain: only what the rules and slips use, everything else is stepped over. What a payment or cancel rule needs must be readable, or the
/// order is not; any other field that cannot be read is left blank and named, so that it costs no order. One reader serves one answer, for it keeps its lists between orders.
/// </summary>
internal sealed class OrderReader
{
    readonly List<OrderChange> changes = [];
    readonly List<OrderDueDate> dueDates = [];
    readonly List<RakutenItem> items = [];
    readonly List<RakutenBasket> baskets = [];
    readonly List<ShipmentRow> shipments = [];
    readonly List<string> unread = [];
    readonly ListReader readBaskets, readItems, readShipments, readDueDates;
    bool open;

    public OrderReader() => (readBaskets, readItems, readShipments, readDueDates) = (ReadBaskets, ReadItems, ReadShipments, ReadDueDates);

    delegate T FieldReader<T>(ref Utf8JsonReader json);

    delegate void ListReader(ref Utf8JsonReader json);

    /// <summary>Fields of the last order that RMS gave in a form that cannot be read, or not at all where it always does; they are blank in the order.</summary>
    public IReadOnlyList<string> Unread => unread;

    /// <summary>Reads the order whose start the reader stands on, up to its end.</summary>
    /// <exception cref="UnreadableFieldException">A field that a rule needs is missing, or not of its kind.</exception>
    public RakutenOrder Read(ref Utf8JsonReader json)
    {
        changes.Clear();
        dueDates.Clear();
        items.Clear();
        baskets.Clear();
        unread.Clear();
        open = false;
        string? number = null;
        long? progress = null;
        DateTimeOffset? ordered = null, confirmed = null, fixedAt = null, instructed = null, reported = null;
        decimal? requested = null;
        Settlement settlement = default;

        while (json.NextKey())
        {
            if (json.Is("orderNumber"u8)) number = json.Text();
            else if (json.Is("orderProgress"u8)) progress = json.Small();
            else if (json.Is("orderDatetime"u8)) ordered = Spare(ref json, RmsFields.Moment);
            else if (json.Is("shopOrderCfmDatetime"u8)) confirmed = Spare(ref json, RmsFields.Moment);
            else if (json.Is("orderFixDatetime"u8)) fixedAt = Spare(ref json, RmsFields.Moment);
            else if (json.Is("shippingInstDatetime"u8)) instructed = json.Moment();
            else if (json.Is("shippingCmplRptDatetime"u8)) reported = json.Moment();
            else if (json.Is("requestPrice"u8)) requested = Amount(ref json);
            else if (IsOrderAmount(ref json)) Amount(ref json);
            else if (json.Is("SettlementModel"u8)) settlement = ReadSettlement(ref json);
            else if (json.Is("PackageModelList"u8)) SpareList(ref json, "PackageModelList", readBaskets);
            else if (json.Is("ChangeReasonModelList"u8)) ReadChanges(ref json);
            else if (json.Is("DueDateModelList"u8)) SpareList(ref json, "DueDateModelList", readDueDates);
            else json.Skip();
        }
        Always("orderDatetime", ordered is not null);
        Always("requestPrice", requested is not null || open);

        return new RakutenOrder
        {
            OrderNumber = number ?? throw Missing("orderNumber"),
            Progress = progress switch
            {
                null => throw Missing("orderProgress"),
                <= 0 => throw new UnreadableFieldException("orderProgress", "Field_Progress"),
                _ => (OrderProgress)progress,
            },
            OrderedAt = ordered,
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

    Settlement ReadSettlement(ref Utf8JsonReader json)
    {
        if (!json.EnterModel()) return default;
        int? code = null;
        string? name = null;
        bool? isCommon = null;
        while (json.NextKey())
        {
            if (json.Is("settlementMethodCode"u8)) code = json.Small();
            else if (json.Is("settlementMethod"u8)) name = Spare(ref json, RmsFields.Text);
            else if (json.Is("rpaySettlementFlag"u8)) isCommon = json.Flag();
            else json.Skip();
        }
        return new(code, name, isCommon);
    }

    void ReadBaskets(ref Utf8JsonReader json)
    {
        baskets.Clear();
        items.Clear();
        var list = json.EnterList();
        while (json.NextModel(ref list))
        {
            long? id = null;
            string? company = null;
            shipments.Clear();
            while (json.NextKey())
            {
                if (json.Is("basketId"u8)) id = Spare(ref json, RmsFields.Integer);
                else if (json.Is("defaultDeliveryCompanyCode"u8)) company = Spare(ref json, RmsFields.Text);
                else if (json.Is("ItemModelList"u8)) SpareList(ref json, "ItemModelList", readItems);
                else if (json.Is("ShippingModelList"u8)) SpareList(ref json, "ShippingModelList", readShipments);
                else if (IsBasketAmount(ref json)) Amount(ref json);
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
            while (json.NextKey())
            {
                if (json.Is("itemNumber"u8)) number = Spare(ref json, RmsFields.Text);
                else if (json.Is("manageNumber"u8)) managed = Spare(ref json, RmsFields.Text);
                else if (json.Is("itemName"u8)) name = Spare(ref json, RmsFields.Text);
                else if (json.Is("units"u8)) units = Spare(ref json, RmsFields.Small);
                else if (json.Is("price"u8)) price = Price(ref json);
                else if (json.Is("priceTaxIncl"u8)) priceWithTax = Price(ref json);
                else json.Skip();
            }
            Always("units", units is >= 0);
            items.Add(new(number ?? managed ?? "", name ?? "", Math.Max(units ?? 0, 0), priceWithTax ?? price ?? 0));
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
                if (json.Is("shippingDetailId"u8)) id = Spare(ref json, RmsFields.Integer);
                else if (json.Is("deliveryCompany"u8)) company = Spare(ref json, RmsFields.Text);
                else if (json.Is("shippingNumber"u8)) tracking = Spare(ref json, RmsFields.Text);
                else if (json.Is("shippingDate"u8)) date = Spare(ref json, RmsFields.Day);
                else json.Skip();
            }
            shipments.Add(new(id ?? 0, company, tracking, date));
        }
    }

    void ReadChanges(ref Utf8JsonReader json)
    {
        changes.Clear();
        var list = json.EnterList();
        while (json.NextModel(ref list))
        {
            long? id = null;
            int? type = null, detail = null;
            DateTimeOffset? applied = null, settled = null, completed = null;
            while (json.NextKey())
            {
                if (json.Is("changeId"u8)) id = Spare(ref json, RmsFields.Integer);
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
        dueDates.Clear();
        var list = json.EnterList();
        while (json.NextModel(ref list))
        {
            int? type = null;
            DateOnly? date = null;
            while (json.NextKey())
            {
                if (json.Is("dueDateType"u8)) type = Spare(ref json, RmsFields.Small);
                else if (json.Is("dueDate"u8)) date = Spare(ref json, RmsFields.Day);
                else json.Skip();
            }
            // A row without its kind or day says nothing that a rule could use.
            if (type is { } kind && date is { } day) dueDates.Add(new(kind, day));
        }
    }

    // An order's amount; −9999 leaves it open (API §1.2).
    decimal? Amount(ref Utf8JsonReader json)
    {
        var yen = Spare(ref json, RmsFields.Yen);
        if (yen != RmsFields.NotFixed) return yen;
        open = true;
        return null;
    }

    decimal? Price(ref Utf8JsonReader json) => Spare(ref json, RmsFields.Yen) is { } yen && yen != RmsFields.NotFixed ? yen : null;

    // A reader that fails stands on the value, which is then stepped over.
    T? Spare<T>(ref Utf8JsonReader json, FieldReader<T> read)
    {
        try
        {
            return read(ref json);
        }
        catch (UnreadableFieldException wrong)
        {
            json.Skip();
            Always(wrong.Field, there: false);
            return default;
        }
    }

    void SpareList(ref Utf8JsonReader json, string key, ListReader read)
    {
        var start = json;
        try
        {
            read(ref json);
        }
        catch (UnreadableFieldException)
        {
            json = start;
            json.Skip();
            Always(key, there: false);
        }
    }

    void Always(string field, bool there)
    {
        if (!there && !unread.Contains(field, StringComparer.OrdinalIgnoreCase)) unread.Add(field);
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

    static UnreadableFieldException Missing(string field) => new(field, "Field_Missing");
}
