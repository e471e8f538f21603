using RakutenOps.Emulator.Orders;
using RakutenOps.Emulator.Rendering;

namespace RakutenOps.Emulator.Http;

/// <summary>confirmOrder (§4): 100 → 200, one message per order. Codes beyond those of §1.6 are placeholders.</summary>
static class ConfirmOrder
{
    const string Function = "CONFIRM_ORDER";
    const int MostNumbers = 100;

    public static Answer Execute(FunctionCall call)
    {
        var reader = new RequestReader(call.Body, Function);
        var numbers = reader.OrderNumbers();
        if (numbers?.Count > MostNumbers) reader.Errors.Add(Message.Malformed(Function, "orderNumberList"));
        var messages = reader.Errors.Count > 0 ? reader.Errors : numbers!.ConvertAll(number => Confirm(call, number));
        return new(reader.Errors.Count > 0 ? 400 : 200, JsonWriting.Object(json => Message.WriteList(json, messages, withOrderNumber: true)));
    }

    static Message Confirm(FunctionCall call, string number)
    {
        if (call.Find(number) is not { } row) return Message.Error(Function, 101, "指定された注文番号は存在しません。", number);
        var order = call.Shop.Open(row);
        if (order.Progress is Progress.CancelPending or Progress.Cancelled) return Message.Error(Function, 102, "指定された注文番号は既にキャンセルされています。", number);
        if (order.Progress != Progress.AwaitingConfirmation) return Message.Error(Function, 103, "指定された注文番号は注文確認待ちではありません。", number);
        if (!order.AmountsFixed) return Message.Error(Function, 105, "未確定の金額があるため注文確認できません。", number);
        call.Rules.LifeCycle.Apply(order, new() { Event = OrderEventKind.Confirm }, call.Now);
        call.Shop.Note(order, call.Rules.Schedule);
        return Message.Info(Function, 101, "注文確認に成功しました。", number);
    }
}
