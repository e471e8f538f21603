using RakutenOps.Emulator.Orders;
using RakutenOps.Emulator.Rendering;
using RakutenOps.Emulator.Shops;

namespace RakutenOps.Emulator.Http;

/// <summary>The conditions of searchOrder beyond progress and window (§2.1). Those about things the emulator does not keep match as "no".</summary>
sealed record SearchFilter
{
    int? Method { get; init; }
    List<Func<EmulatedOrder, bool>> Conditions { get; } = [];

    public bool Filters => Method is not null || Conditions.Count > 0;

    public static SearchFilter Read(RequestReader reader)
    {
        var filter = new SearchFilter { Method = reader.Number("settlementMethod") };
        void When(bool asked, Func<EmulatedOrder, bool> condition)
        {
            if (asked) filter.Conditions.Add(condition);
        }

        When(Flag(reader, "shippingDateBlankFlag"), static order => order.ShippingDate is null);
        When(Flag(reader, "shippingNumberBlankFlag"), static order => order.ShippingRows.All(row => row.ShippingNumber is null));
        if (reader.Numbers("orderTypeList") is { Count: > 0 } types) When(true, order => types.Contains(order.OrderType));
        if (reader.Numbers("subStatusIdList") is { Count: > 0 } states)
        {
            When(true, order => order.SubStatusId is { } state ? states.Contains(state) : states.Contains(-1));
            if (states.Contains(-1) && !reader.Has("orderProgressList")) reader.Errors.Add(Message.Missing(SearchOrder.Function, "orderProgressList"));
        }
        if (reader.Text("deliveryName") is { Length: > 0 } delivery) When(delivery != "宅配便", static _ => false);
        When(Flag(reader, "couponUseFlag"), static order => order.CouponPrice > 0);
        When(Flag(reader, "asurakuFlag") | Flag(reader, "drugFlag") | Flag(reader, "oneDayOperationFlag"), static _ => false);
        Keyword(reader, filter);
        return filter;
    }

    public bool Matches(Shop shop, int row)
    {
        if (Method is { } method && shop.Columns.MethodOf(row) != method) return false;
        if (Conditions.Count == 0) return true;
        var order = shop.Read(row);
        return Conditions.TrueForAll(condition => condition(order));
    }

    static void Keyword(RequestReader reader, SearchFilter filter)
    {
        var type = reader.Number("searchKeywordType") ?? 0;
        if (type is < 0 or > 9) reader.Errors.Add(Message.Malformed(SearchOrder.Function, "searchKeywordType"));
        if (type == 0 || reader.Text("searchKeyword")?.Trim() is not { Length: > 0 } word) return;
        filter.Conditions.Add(order => Searched(order, type).Any(text => text?.Contains(word, StringComparison.Ordinal) == true));
    }

    static IEnumerable<string?> Searched(EmulatedOrder order, int type)
    {
        var items = order.Packages.SelectMany(package => package.Items);
        return type switch
        {
            1 => items.Select(item => item.Name),
            2 => items.Select(item => item.ItemNumber ?? item.ManageNumber),
            3 => [order.Memo],
            7 or 8 => items.Select(item => item.SkuId),
            _ => [],
        };
    }

    static bool Flag(RequestReader reader, string item)
    {
        var flag = reader.Number(item);
        if (flag is not (null or 0 or 1)) reader.Errors.Add(Message.Malformed(SearchOrder.Function, item));
        return flag == 1;
    }
}
