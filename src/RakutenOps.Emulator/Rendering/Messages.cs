using System.Text.Json;

namespace RakutenOps.Emulator.Rendering;

/// <summary>One entry of MessageModelList (§1.6). Extra keys follow the three that every message has.</summary>
/// <param name="Type">INFO, WARNING or ERROR.</param>
/// <param name="Code">messageCode, whole.</param>
/// <param name="Text">message.</param>
/// <param name="OrderNumber">The order meant; null leaves the key out unless the function always has it.</param>
sealed record Message(string Type, string Code, string Text, string? OrderNumber = null)
{
    const string Prefix = "ORDER_EXT_API_";

    public static Message Info(string function, int number, string text, string? orderNumber = null) => new("INFO", $"{Prefix}{function}_INFO_{number}", text, orderNumber);

    public static Message Error(string function, int number, string text, string? orderNumber = null) => new("ERROR", $"{Prefix}{function}_ERROR_{number:D3}", text, orderNumber);

    public static Message Missing(string function, string item) => Error(function, 9, $"{item}の項目を指定して下さい。");

    public static Message Empty(string function, string item) => Error(function, 10, $"{item}の値を指定して下さい。");

    public static Message Malformed(string function, string item) => Error(function, 11, $"{item}の書式が不正です。");

    public void WriteFields(Utf8JsonWriter json, bool withOrderNumber)
    {
        json.WriteString("messageType"u8, Type);
        json.WriteString("messageCode"u8, Code);
        json.WriteString("message"u8, Text);
        if (withOrderNumber || OrderNumber is not null) json.Text("orderNumber"u8, OrderNumber);
    }

    public static void WriteList(Utf8JsonWriter json, IEnumerable<Message> messages, bool withOrderNumber = false) =>
        json.List("MessageModelList"u8, messages, (row, message) => message.WriteFields(row, withOrderNumber));
}
