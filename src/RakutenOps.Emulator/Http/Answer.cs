using RakutenOps.Emulator.Rendering;

namespace RakutenOps.Emulator.Http;

/// <summary>An answer of RMS, whole, before faults touch it.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Body">The bytes.</param>
/// <param name="ContentType">As RMS writes it (§1.1).</param>
sealed record Answer(int Status, ReadOnlyMemory<byte> Body, string ContentType = "application/json;charset=UTF-8")
{
    /// <summary>Shape B of §1.5.</summary>
    public static Answer Results(int status, string code, string text) => new(status, JsonWriting.Object(json =>
    {
        json.WriteStartObject("Results"u8);
        json.WriteString("errorCode"u8, code);
        json.WriteString("message"u8, text);
        json.WriteEndObject();
    }));

    /// <summary>Shape C of §1.5.</summary>
    public static Answer Errors(int status, string code, string text) => new(status, JsonWriting.Object(json => json.List("errors"u8, [0], (row, _) =>
    {
        row.WriteString("code"u8, code);
        row.WriteString("message"u8, text);
    })));

    public static Answer CredentialsRejected(ErrorShape shape) =>
        shape == ErrorShape.Results ? Results(401, "ES01-01", "Un-Authorised") : Errors(401, "GA0001", "Un-Authorised");

    public static Answer Empty(int status) => new(status, ReadOnlyMemory<byte>.Empty);
}
