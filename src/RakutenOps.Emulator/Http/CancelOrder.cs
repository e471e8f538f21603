using RakutenOps.Emulator.Orders;
using RakutenOps.Emulator.Rendering;

namespace RakutenOps.Emulator.Http;

/// <summary>cancelOrder (§4): an application at 100, 200 or 300, refused while a 発送日 is registered.</summary>
static class CancelOrder
{
    const string Function = "CANCEL_ORDER";

    public static Answer Execute(FunctionCall call)
    {
        var reader = new RequestReader(call.Body, Function);
        var number = reader.Text("orderNumber", required: true);
        if (reader.Number("inventoryRestoreType", required: true) is < 0 or > 2) reader.Errors.Add(Message.Malformed(Function, "inventoryRestoreType"));
        var detail = reader.Number("changeReasonDetailApply", required: true);
        if (reader.Errors.Count > 0) return Reply(400, reader.Errors);
        var message = Cancel(call, number!, detail!.Value);
        return Reply(message.Type == "INFO" ? 200 : 400, [message]);
    }

    static Message Cancel(FunctionCall call, string number, int detail)
    {
        if (call.Find(number) is not { } row) return Message.Error(Function, 101, "指定された注文番号は存在しません。", number);
        var order = call.Shop.Open(row);
        if (order.Progress is not (Progress.AwaitingConfirmation or Progress.Processing or Progress.AwaitingShipment))
            return Message.Error(Function, 102, "指定された注文番号はキャンセル申請できる状態ではありません。", number);
        if (order.ShippingDate is not null) return Message.Error(Function, 103, "発送日が登録されているためキャンセル申請できません。", number);
        var kind = call.Rules.Switches.CancelThroughPending ? OrderEventKind.CancelApply : OrderEventKind.Cancel;
        call.Rules.LifeCycle.Apply(order, new() { Event = kind, Reason = 0, ReasonDetail = detail }, call.Now);
        call.Shop.Note(order, call.Rules.Schedule);
        return Message.Info(Function, 101, "キャンセル申請に成功しました。", number);
    }

    static Answer Reply(int status, List<Message> messages) => new(status, JsonWriting.Object(json => Message.WriteList(json, messages, withOrderNumber: true)));
}
