using System.Text.Json;
using RakutenOps.Emulator.Orders;
using RakutenOps.Emulator.Rendering;

namespace RakutenOps.Emulator.Http;

/// <summary>searchOrder (§2).</summary>
static class SearchOrder
{
    public const string Function = "SEARCH_ORDER";
    const int MostHits = 15_000;
    const int MostRows = 1_000;
    const int UsualRows = 30;
    static readonly TimeSpan LongestWindow = TimeSpan.FromDays(63);

    public static Answer Execute(FunctionCall call)
    {
        var reader = new RequestReader(call.Body, Function);
        var dateType = reader.Number("dateType", required: true);
        if (dateType is < 1 or > 6) reader.Errors.Add(Message.Malformed(Function, "dateType"));
        var start = reader.Time("startDatetime");
        var end = reader.Time("endDatetime");
        var progress = ProgressMask(reader);
        var page = Page(reader);
        var filter = SearchFilter.Read(reader);
        if (reader.Errors.Count > 0) return Refused(400, reader.Errors);
        if (Limit(call, start!.Value, end!.Value, page) is { } limit) return Refused(call.Rules.Switches.LimitStatus, [limit]);

        var rows = call.Shop.Columns.Between((DateType)dateType!.Value, start.Value, end.Value, progress);
        if (filter.Filters) rows.RemoveAll(row => !filter.Matches(call.Shop, row));
        if (!page.Ascending) rows.Reverse();
        return Found(call, rows, page);
    }

    static int ProgressMask(RequestReader reader)
    {
        if (reader.Numbers("orderProgressList") is not { Count: > 0 } list) return -1;
        var mask = 0;
        foreach (var code in list)
        {
            if (code is >= 100 and <= 900 && code % 100 == 0) mask |= 1 << (int)(code / 100);
            else reader.Errors.Add(Message.Malformed(Function, "orderProgressList"));
        }
        return mask;
    }

    static PageRequest Page(RequestReader reader)
    {
        if (reader.Get("PaginationRequestModel") is not { ValueKind: JsonValueKind.Object } model) return new(UsualRows, 1, Ascending: false);
        var inner = new RequestReader(model, Function);
        var rows = inner.Number("requestRecordsAmount", required: true) ?? UsualRows;
        var page = inner.Number("requestPage", required: true) ?? 1;
        if (rows < 1) inner.Errors.Add(Message.Malformed(Function, "requestRecordsAmount"));
        if (page < 1) inner.Errors.Add(Message.Malformed(Function, "requestPage"));
        var direction = 2;
        var sorts = inner.Get("SortModelList") ?? inner.Get("sortModelList");
        if (sorts is { ValueKind: JsonValueKind.Array } list && list.GetArrayLength() > 0)
        {
            var sort = new RequestReader(list[0], Function);
            if (sort.Number("sortColumn", required: true) is not (1 or null)) inner.Errors.Add(Message.Malformed(Function, "sortColumn"));
            direction = sort.Number("sortDirection", required: true) ?? 2;
            if (direction is not (1 or 2)) inner.Errors.Add(Message.Malformed(Function, "sortDirection"));
            inner.Errors.AddRange(sort.Errors);
        }
        reader.Errors.AddRange(inner.Errors);
        return new(rows, page, Ascending: direction == 1);
    }

    /// <summary>The limits of §1.7. Their codes are not known (§8 question 1).</summary>
    static Message? Limit(FunctionCall call, DateTimeOffset start, DateTimeOffset end, PageRequest page)
    {
        var text = end < start ? "endDatetimeはstartDatetime以降の日時を指定して下さい。"
            : end - start > LongestWindow ? "検索期間は63日以内で指定して下さい。"
            : start < call.Oldest ? "startDatetimeは過去730日以内で指定して下さい。"
            : page.Rows > MostRows ? "requestRecordsAmountは1000以内で指定して下さい。"
            : null;
        return text is null ? null : new("ERROR", call.Rules.Switches.SearchLimitCode, text);
    }

    static Answer Found(FunctionCall call, List<int> rows, PageRequest page)
    {
        var reachable = Math.Min(rows.Count, MostHits);
        var first = (long)(page.Number - 1) * page.Rows;
        var count = (int)Math.Clamp(reachable - first, 0, page.Rows);
        return new(200, JsonWriting.Object(json =>
        {
            Message.WriteList(json, [count == 0
                ? Message.Info(Function, 102, "注文検索に成功しました。(検索結果０件)")
                : Message.Info(Function, 101, "注文検索に成功しました。")]);
            json.WriteStartArray("orderNumberList"u8);
            for (var at = 0; at < count; at++) json.WriteStringValue(call.Shop.NumberOf(rows[(int)first + at]));
            json.WriteEndArray();
            json.WriteStartObject("PaginationResponseModel"u8);
            if (count == 0)
            {
                json.Nulls("totalRecordsAmount", "totalPages", "requestPage");
            }
            else
            {
                json.WriteNumber("totalRecordsAmount"u8, call.Rules.Switches.ReportTrueTotal ? rows.Count : reachable);
                json.WriteNumber("totalPages"u8, (reachable + page.Rows - 1) / page.Rows);
                json.WriteNumber("requestPage"u8, page.Number);
            }
            json.WriteEndObject();
        }, 512 + (count * 32)));
    }

    static Answer Refused(int status, List<Message> errors) => new(status, JsonWriting.Object(json =>
    {
        Message.WriteList(json, errors);
        json.Nulls("orderNumberList", "PaginationResponseModel");
    }));

    readonly record struct PageRequest(int Rows, int Number, bool Ascending);
}
