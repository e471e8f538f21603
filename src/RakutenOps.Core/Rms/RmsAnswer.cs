using System.Net;
using System.Text.Json;

namespace RakutenOps.Core.Rms;

/// <summary>An answer of RMS: its messages, or a gateway's refusal (the three shapes of API §1.5), and what a function adds to them.</summary>
internal abstract class RmsAnswer
{
    static readonly JsonReaderOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    readonly List<OrderAnswer> messages = [];

    /// <summary>MessageModelList (shape A).</summary>
    public IReadOnlyList<OrderAnswer> Messages => messages;

    /// <summary>The gateway's code and words (shapes B and C); null when no gateway spoke.</summary>
    public OrderAnswer? Refusal { get; private set; }

    /// <summary>The message that says why the request as a whole was rejected; null when none does.</summary>
    public OrderAnswer? Rejection => messages.Find(static m => m.Type == "ERROR" && m.OrderNumber is null);

    /// <summary>Whether the request was one that may not be sent twice.</summary>
    public virtual bool IsOfWrite => false;

    /// <summary>What the answer lacks to be one of this function; null when it is whole.</summary>
    public abstract string? Lack { get; }

    /// <summary>Whether there is anything but messages.</summary>
    protected abstract bool HasData { get; }

    /// <summary>Whether the caller reads the answer, or it is an error.</summary>
    public virtual bool Takes(HttpStatusCode status) =>
        (int)status is >= 200 and < 300 && Refusal is null && (HasData || Rejection is null);

    /// <summary>Reads a body whole.</summary>
    /// <exception cref="JsonException">It is no JSON object, or is cut off.</exception>
    /// <exception cref="UnreadableFieldException">Something of the answer's frame is not of its kind.</exception>
    public void Read(ReadOnlySpan<byte> body)
    {
        if (body.StartsWith("\uFEFF"u8)) body = body[3..];
        var json = new Utf8JsonReader(body, Lenient);
        if (!json.Read() || json.TokenType != JsonTokenType.StartObject) throw new JsonException();
        while (json.NextKey())
        {
            if (json.Is("MessageModelList"u8)) ReadMessages(ref json);
            else if (json.Is("Results"u8)) ReadResults(ref json);
            else if (json.Is("errors"u8)) ReadErrors(ref json);
            else if (!TryReadData(ref json)) json.Skip();
        }
        json.Read(); // anything after the object makes it no JSON
    }

    /// <summary>Reads the key the reader stands on; false, with the reader unmoved, when it is none of this function's.</summary>
    protected abstract bool TryReadData(ref Utf8JsonReader json);

    void ReadMessages(ref Utf8JsonReader json)
    {
        var list = json.EnterList();
        while (json.NextModel(ref list))
        {
            string? type = null, code = null, text = null, number = null;
            while (json.NextKey())
            {
                if (json.Is("messageType"u8)) type = json.Text();
                else if (json.Is("messageCode"u8)) code = json.Text();
                else if (json.Is("message"u8)) text = json.Text();
                else if (json.Is("orderNumber"u8)) number = json.Text();
                else json.Skip();
            }
            messages.Add(new(number, type?.ToUpperInvariant() ?? TypeOf(code), code ?? "", text ?? ""));
        }
    }

    // A message without its type is no success unless its code says so.
    static string TypeOf(string? code) =>
        code is null ? "ERROR" : code.Contains("_INFO_", StringComparison.Ordinal) ? "INFO" : code.Contains("_WARNING_", StringComparison.Ordinal) ? "WARNING" : "ERROR";

    void ReadResults(ref Utf8JsonReader json)
    {
        if (!json.EnterModel()) return;
        ReadRefusal(ref json);
    }

    void ReadErrors(ref Utf8JsonReader json)
    {
        var list = json.EnterList();
        while (json.NextModel(ref list)) ReadRefusal(ref json);
    }

    void ReadRefusal(ref Utf8JsonReader json)
    {
        string? code = null, text = null;
        while (json.NextKey())
        {
            if (json.Is("errorCode"u8) || json.Is("code"u8)) code = json.Text();
            else if (json.Is("message"u8)) text = json.Text();
            else json.Skip();
        }
        Refusal ??= new(null, "ERROR", code ?? "", text ?? "");
    }
}
