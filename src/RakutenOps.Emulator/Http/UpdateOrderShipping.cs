using System.Text.Json;
using RakutenOps.Emulator.Clock;
using RakutenOps.Emulator.Orders;
using RakutenOps.Emulator.Rendering;

namespace RakutenOps.Emulator.Http;

/// <summary>updateOrderShipping (§4.1): rows are added, updated or deleted; all of a request or none. Codes beyond §1.6 are placeholders.</summary>
static class UpdateOrderShipping
{
    const string Function = "UPDATE_ORDERSHIPPING";
    const int MostRowsPerBasket = 20;

    public static Answer Execute(FunctionCall call)
    {
        var reader = new RequestReader(call.Body, Function);
        var number = reader.Text("orderNumber", required: true);
        var baskets = reader.Required("BasketidModelList");
        if (reader.Errors.Count > 0) return Reply(400, [.. reader.Errors.Select(error => new RowMessage(error))]);
        if (call.Find(number!) is not { } row) return Refused(Message.Error(Function, 101, "指定された注文番号は存在しません。"));

        var order = call.Shop.Open(row);
        if (order.Progress is Progress.CancelPending or Progress.Cancelled)
            return Refused(Message.Error(Function, 102, "指定された注文番号は既にキャンセルされているため、発送完了報告が出来る状態ではありませんでした。"));

        var changes = new List<Change>();
        var errors = new List<RowMessage>();
        if (baskets!.Value.ValueKind == JsonValueKind.Array)
        {
            foreach (var basket in baskets.Value.EnumerateArray()) ReadBasket(order, basket, changes, errors);
        }
        if (changes.Count + errors.Count == 0) errors.Add(new(Message.Empty(Function, "BasketidModelList")));
        if (errors.Count > 0) return Reply(400, errors);

        var done = changes.ConvertAll(change => Apply(order, change));
        order.ChangedAt = Jst.Whole(call.Now);
        call.Shop.Note(order, call.Rules.Schedule);
        return Reply(200, done);
    }

    static void ReadBasket(EmulatedOrder order, JsonElement basket, List<Change> changes, List<RowMessage> errors)
    {
        var reader = new RequestReader(basket, Function);
        var id = reader.Required("basketId") is { } value ? RequestReader.ToNumber(value) : null;
        var package = order.Packages.Find(package => package.BasketId == id);
        if (id is not null && package is null) reader.Errors.Add(Message.Malformed(Function, "basketId"));
        var rows = reader.Required("ShippingModelList");
        if (rows is { ValueKind: not JsonValueKind.Array }) reader.Errors.Add(Message.Malformed(Function, "ShippingModelList"));
        errors.AddRange(reader.Errors.Select(error => new RowMessage(error)));
        if (reader.Errors.Count > 0) return;
        if (rows!.Value.GetArrayLength() > MostRowsPerBasket) errors.Add(new(Message.Malformed(Function, "ShippingModelList")));
        foreach (var row in rows.Value.EnumerateArray()) ReadRow(package!, row, changes, errors);
    }

    static void ReadRow(EmulatedPackage package, JsonElement row, List<Change> changes, List<RowMessage> errors)
    {
        var position = changes.Count + errors.Count + 1;
        var reader = new RequestReader(row, Function);
        var detail = reader.Get("shippingDetailId");
        var id = detail is { } given ? RequestReader.ToNumber(given) : null;
        var existing = package.ShippingRows.Find(existing => existing.ShippingDetailId == id);
        if (detail is not null && existing is null) reader.Errors.Add(Message.Malformed(Function, "shippingDetailId"));

        var company = reader.Text("deliveryCompany");
        if (company is { Length: > 0 } && DeliveryCompany.Name(company) is null) reader.Errors.Add(Message.Malformed(Function, "deliveryCompany"));
        var date = reader.Text("shippingDate");
        if (date is { Length: > 0 } && !Jst.TryParseDay(date, out _)) reader.Errors.Add(Message.Malformed(Function, "shippingDate"));
        var delete = reader.Number("shippingDeleteFlag") == 1;
        if (delete && detail is null) reader.Errors.Add(Message.Missing(Function, "shippingDetailId"));

        // Absent keeps, empty (or an explicit null) erases (§4.1).
        if (reader.Errors.Count > 0) errors.Add(new(reader.Errors[0], position, id));
        else changes.Add(new(position, package, existing, delete, Named("deliveryCompany", company), Named("shippingNumber", reader.Text("shippingNumber")), Named("shippingDate", date)));

        (bool Given, string? Value) Named(string name, string? value) => (row.TryGetProperty(name, out _), value is { Length: > 0 } ? value : null);
    }

    static RowMessage Apply(EmulatedOrder order, Change change)
    {
        if (change.Delete)
        {
            change.Package.ShippingRows.Remove(change.Existing!);
            return new(Message.Info(Function, 103, "発送情報の削除設定が完了しました。"), change.Position, change.Existing!.ShippingDetailId);
        }
        var row = change.Existing ?? Shipments.Add(order, change.Package);
        if (change.Company.Given) row.DeliveryCompany = change.Company.Value;
        if (change.Number.Given) row.ShippingNumber = change.Number.Value;
        if (change.Date.Given) row.ShippingDate = Jst.TryParseDay(change.Date.Value, out var day) ? day : null;
        var message = change.Existing is null ? Message.Info(Function, 101, "発送情報の追加設定が完了しました。") : Message.Info(Function, 102, "発送情報の更新設定が完了しました。");
        return new(message, change.Position, row.ShippingDetailId);
    }

    static Answer Refused(Message message) => Reply(400, [new(message)]);

    static Answer Reply(int status, List<RowMessage> rows) => new(status, JsonWriting.Object(json => json.List("MessageModelList"u8, rows, static (row, message) =>
    {
        message.Message.WriteFields(row, withOrderNumber: false);
        row.Number("dataNumber"u8, message.Position);
        row.Number("shippingDetailId"u8, message.ShippingDetailId);
    })));

    sealed record RowMessage(Message Message, int? Position = null, long? ShippingDetailId = null);

    sealed record Change(int Position, EmulatedPackage Package, ShippingRow? Existing, bool Delete,
        (bool Given, string? Value) Company, (bool Given, string? Value) Number, (bool Given, string? Value) Date);
}
