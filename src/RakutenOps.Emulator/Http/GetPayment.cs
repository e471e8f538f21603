using System.Text.Json;
using RakutenOps.Emulator.Orders;
using RakutenOps.Emulator.Rendering;

namespace RakutenOps.Emulator.Http;

/// <summary>getPayment (§4.2): every payment attempt of an order. Its message codes are not known; those here follow the general pattern.</summary>
static class GetPayment
{
    const string Function = "GET_PAYMENT";
    const int Newest = 4;

    public static Answer Execute(FunctionCall call)
    {
        var reader = new RequestReader(call.Body, Function);
        var number = reader.Text("orderNumber", required: true);
        var version = reader.Number("version", required: true);
        if (version is < 1 or > Newest) reader.Errors.Add(Message.Malformed(Function, "version"));
        if (reader.Errors.Count > 0) return Reply(400, reader.Errors, null, call);
        return call.Find(number!) is { } row
            ? Reply(200, [Message.Info(Function, 101, "決済情報取得に成功しました。", number)], call.Shop.Read(row), call)
            : Reply(200, [Message.Info(Function, 102, "決済情報が取得できませんでした。", number)], null, call);
    }

    static Answer Reply(int status, List<Message> messages, EmulatedOrder? order, FunctionCall call) => new(status, JsonWriting.Object(json =>
    {
        Message.WriteList(json, messages, withOrderNumber: true);
        if (order is null)
        {
            json.WriteNull("OrderModel"u8);
            return;
        }
        json.WriteStartObject("OrderModel"u8);
        json.WriteString("orderNumber"u8, order.OrderNumber);
        json.List("PaymentModelList"u8, order.Payments.Index(), (row, payment) => Attempt(row, order, payment.Item, payment.Index, call.Shop.Seed));
        json.WriteEndObject();
    }));

    static void Attempt(Utf8JsonWriter json, EmulatedOrder order, PaymentAttempt attempt, int index, ulong seed)
    {
        json.WriteString("orderPaymentNumber"u8, $"{order.OrderNumber}-{index + 1}");
        json.WriteNumber("paymentMethod"u8, attempt.Method);
        json.WriteNumber("paymentAmount"u8, attempt.Amount);
        json.WriteNumber("paymentCharge"u8, order.PaymentCharge);
        json.WriteNumber("paymentStatus"u8, attempt.Status);
        json.Time("paymentProcReqDatetime"u8, attempt.RequestedAt);
        json.Time("paymentProcNgDatetime"u8, attempt.RefusedAt);
        json.Time("paymentProcCmplDatetime"u8, attempt.AuthorisedAt);
        json.WriteNull("paymentProcCancelNgDate"u8);
        json.Time("paymentProcCancelCmplDatetime"u8, attempt.ReleasedAt);
        json.Time("paymentReqDatetime"u8, attempt.CaptureRequestedAt);
        json.WriteNull("paymentNgDatetime"u8);
        json.Time("paymentFixDatetime"u8, attempt.CapturedAt);
        json.WriteNull("paymentCancelNgDatetime"u8);
        json.Time("paymentCancelCmplDatetime"u8, attempt.RefundedAt);
        json.Nulls("paymentCancelFixDatetime", "payExpectDate", "minusPayExpectDate");
        json.WriteStartArray("paymentOrganizationLinkageNumberList"u8);
        json.WriteEndArray();
        if (attempt.Method == Settlement.Card)
        {
            json.WriteStartObject("PaymentCardModel"u8);
            new OrderWriter(OrderWriter.Newest, seed).Card(json, order, isCard: true);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("PaymentCardModel"u8);
        }
        json.Nulls("PaymentMultiModel", "PaymentBankModel", "PaymentPayAfterModel", "PaymentPaypalModel");
        json.WriteStartArray("RefundModelList"u8);
        json.WriteEndArray();
        json.WriteStartArray("AdditionalFeeModelList"u8);
        json.WriteEndArray();
    }
}
