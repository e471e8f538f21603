using System.Globalization;
using RakutenOps.Emulator.Rendering;

namespace RakutenOps.Emulator.Http;

/// <summary>getOrder (§3).</summary>
static class GetOrder
{
    const string Function = "GET_ORDER";
    const int MostNumbers = 100;

    public static Answer Execute(FunctionCall call)
    {
        var reader = new RequestReader(call.Body, Function);
        var numbers = reader.OrderNumbers();
        var version = reader.Number("version", required: true);
        var status = 400;
        if (reader.Errors.Count == 0 && version is < OrderWriter.Oldest or > OrderWriter.Newest)
        {
            reader.Errors.Add(new("ERROR", call.Rules.Switches.VersionCode, "versionの書式が不正です。"));
            status = call.Rules.Switches.LimitStatus;
        }
        if (reader.Errors.Count == 0 && numbers!.Count > MostNumbers)
        {
            reader.Errors.Add(new("ERROR", call.Rules.Switches.GetOrderLimitCode, $"orderNumberListは{MostNumbers}件以内で指定して下さい。"));
            status = call.Rules.Switches.LimitStatus;
        }
        return reader.Errors.Count > 0 ? Refused(status, reader.Errors, version) : Found(call, numbers!, version!.Value);
    }

    static Answer Found(FunctionCall call, List<string> numbers, int version)
    {
        var rows = new List<int>(numbers.Count);
        var missing = new List<string>();
        foreach (var number in numbers.Distinct(StringComparer.Ordinal))
        {
            if (call.Find(number) is { } row) rows.Add(row);
            else missing.Add(number);
        }
        var messages = new List<Message>(missing.Count + 1);
        if (rows.Count > 0) messages.Add(Message.Info(Function, 101, string.Create(CultureInfo.InvariantCulture, $"受注情報取得に成功しました。(取得件数{rows.Count}件)")));
        messages.AddRange(missing.Select(number => Message.Info(Function, 102, "受注情報が取得できませんでした。", number)));

        return new(200, JsonWriting.Object(json =>
        {
            Message.WriteList(json, messages, withOrderNumber: true);
            json.WriteStartArray("OrderModelList"u8);
            var writer = new OrderWriter(version, call.Shop.Seed);
            foreach (var row in rows) writer.Write(json, call.Shop.Read(row));
            json.WriteEndArray();
            if (version >= 6) json.WriteNumber("version"u8, version);
        }, 1024 + (rows.Count * 4096)));
    }

    static Answer Refused(int status, List<Message> errors, int? version) => new(status, JsonWriting.Object(json =>
    {
        Message.WriteList(json, errors, withOrderNumber: true);
        json.WriteNull("OrderModelList"u8);
        if (version >= 6) json.Number("version"u8, version);
    }));
}
