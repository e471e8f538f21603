using System.Net;
using System.Text.Json;
using RakutenOps.Core.Text;

namespace RakutenOps.Core.Rms;

/// <summary>Data of searchOrder (API §2.2).</summary>
internal sealed class SearchAnswer(int page, int perPage) : RmsAnswer
{
    int? total, pages;
    bool hasList;

    public List<string> OrderNumbers { get; } = [];

    /// <summary>All hits, as far as RMS says so.</summary>
    public int Total => total ?? OrderNumbers.Count;

    /// <summary>All pages; where RMS does not count them, a full page is followed by another.</summary>
    public int Pages => pages ?? (OrderNumbers.Count >= perPage ? page + 1 : OrderNumbers.Count > 0 ? page : 0);

    // A page past the last is empty though there are hits: the set shrank between two pages.
    public override string? Lack =>
        !hasList && Messages.Count == 0 ? Sentence.Of("Answer_Without", "orderNumberList")
        : OrderNumbers.Count == 0 && total > 0 && page <= (pages ?? 1) ? Sentence.Of("Answer_NoHits")
        : null;

    protected override bool HasData => OrderNumbers.Count > 0;

    protected override bool TryReadData(ref Utf8JsonReader json)
    {
        if (json.Is("orderNumberList"u8)) ReadNumbers(ref json);
        else if (json.Is("PaginationResponseModel"u8)) ReadPages(ref json);
        else return false;
        return true;
    }

    void ReadNumbers(ref Utf8JsonReader json)
    {
        hasList = true;
        var list = json.EnterList();
        while (json.NextElement(ref list))
        {
            if (json.TextHere("orderNumberList"u8) is { } number) OrderNumbers.Add(number);
        }
    }

    void ReadPages(ref Utf8JsonReader json)
    {
        if (!json.EnterModel()) return;
        while (json.NextKey())
        {
            if (json.Is("totalRecordsAmount"u8)) total = json.Small();
            else if (json.Is("totalPages"u8)) pages = json.Small();
            else json.Skip();
        }
    }
}

/// <summary>Data of getOrder (API §3.2): each order is read on its own, so that one that cannot be read costs no other.</summary>
internal sealed class OrdersAnswer : RmsAnswer
{
    readonly OrderReader reader = new();

    public List<RakutenOrder> Orders { get; } = [];
    public List<UnreadableOrder> Unreadable { get; } = [];
    public List<PartlyRead> Partly { get; } = [];
    bool hasList;

    public override string? Lack => hasList || Messages.Count > 0 ? null : Sentence.Of("Answer_Without", "OrderModelList");

    protected override bool HasData => Orders.Count + Unreadable.Count > 0;

    protected override bool TryReadData(ref Utf8JsonReader json)
    {
        if (!json.Is("OrderModelList"u8)) return false;
        hasList = true;
        var list = json.EnterList();
        for (var position = 1; json.NextElement(ref list); position++) ReadOrder(ref json, position);
        return true;
    }

    /// <summary>Sorts the answer by what was asked: every number asked for is read, missing or unreadable, and nothing is lost without a word.</summary>
    public OrdersRead Sorted(IReadOnlySet<string> asked, RmsRefusals refusals)
    {
        var open = new HashSet<string>(asked, StringComparer.Ordinal);
        var read = new Dictionary<string, RakutenOrder>(Orders.Count, StringComparer.Ordinal);
        var unreadable = new List<UnreadableOrder>();
        foreach (var order in Orders)
        {
            if (open.Remove(order.OrderNumber)) read.Add(order.OrderNumber, order);
            else if (!asked.Contains(order.OrderNumber)) unreadable.Add(new(order.OrderNumber, Sentence.Of("Order_Unasked")));
            else if (read.TryGetValue(order.OrderNumber, out var first) && !first.SaysTheSameAs(order))
            {
                read.Remove(order.OrderNumber);
                unreadable.Add(new(order.OrderNumber, Sentence.Of("Order_Twice")));
            }
        }
        foreach (var order in Unreadable)
        {
            if (open.Remove(order.OrderNumber) || !asked.Contains(order.OrderNumber)) unreadable.Add(order);
        }
        var missing = new List<string>();
        var unnamed = Messages.Any(static m => m.OrderNumber is null && IsMissing(m));
        foreach (var message in Messages)
        {
            if (message.OrderNumber is not { } number) continue;
            // What stands under a number that RMS does not know is another order, such as one of another shop.
            if (IsMissing(message) && read.Remove(number)) unreadable.Add(new(number, Sentence.Of("Order_Denied")));
            if (!open.Remove(number)) continue;
            if (IsMissing(message)) missing.Add(number);
            else unreadable.Add(new(number, refusals.Clean(Sentence.Of("Order_Said", message.Said))));
        }
        // "Not found" without a number can only speak of all when nothing was found.
        if (unnamed && read.Count == 0 && unreadable.Count == 0 && missing.Count == 0) return new([], [.. open], []);
        unreadable.AddRange(open.Select(static number => new UnreadableOrder(number, Sentence.Of("Order_NotGiven"))));
        return new([.. read.Values], missing, unreadable) { Partly = [.. Partly.Where(p => read.ContainsKey(p.OrderNumber))] };
    }

    static bool IsMissing(OrderAnswer message) => message.Code.EndsWith("_INFO_102", StringComparison.OrdinalIgnoreCase);

    void ReadOrder(ref Utf8JsonReader json, int position)
    {
        var start = json;
        if (json.TokenType != JsonTokenType.StartObject)
        {
            Unreadable.Add(new($"#{position}", Sentence.Of("Order_NoModel")));
            json.Skip();
            return;
        }
        try
        {
            var order = reader.Read(ref json);
            Orders.Add(order);
            if (reader.Unread.Count > 0) Partly.Add(new(order.OrderNumber, [.. reader.Unread]));
        }
        catch (Exception wrong) when (wrong is UnreadableFieldException or InvalidOperationException)
        {
            json = start;
            json.Skip(); // a body that is cut off ends here with a JsonException, and is asked for again
            Unreadable.Add(new(OrderReader.NumberOf(start) ?? $"#{position}", wrong is UnreadableFieldException ? wrong.Message : Sentence.Of("Order_Damaged")));
        }
    }
}

/// <summary>Data of getPayment (API §4.2).</summary>
internal sealed class PaymentsAnswer(string asked) : RmsAnswer
{
    public List<PaymentAttempt> Attempts { get; } = [];
    bool hasOrder;
    string? number;

    public override string? Lack =>
        !hasOrder && Messages.Count == 0 ? Sentence.Of("Answer_Without", "OrderModel")
        : number is not null && number != asked ? Sentence.Of("Answer_OtherOrder")
        : null;

    protected override bool HasData => Attempts.Count > 0;

    protected override bool TryReadData(ref Utf8JsonReader json)
    {
        if (json.Is("PaymentModelList"u8)) ReadAttempts(ref json);
        else if (json.Is("OrderModel"u8) || json.Is("OrderModelList"u8)) ReadOrder(ref json);
        else return false;
        hasOrder = true;
        return true;
    }

    void ReadOrder(ref Utf8JsonReader json)
    {
        var list = json.EnterList();
        while (json.NextModel(ref list))
        {
            while (json.NextKey())
            {
                if (json.Is("orderNumber"u8)) number = json.Text();
                else if (json.Is("PaymentModelList"u8)) ReadAttempts(ref json);
                else json.Skip();
            }
        }
    }

    void ReadAttempts(ref Utf8JsonReader json)
    {
        var list = json.EnterList();
        while (json.NextModel(ref list))
        {
            string? attempt = null;
            int? method = null, state = null;
            DateTimeOffset? requested = null, refused = null, completed = null;
            decimal? amount = null;
            while (json.NextKey())
            {
                if (json.Is("orderPaymentNumber"u8)) attempt = json.Text();
                else if (json.Is("paymentMethod"u8)) method = json.Small();
                else if (json.Is("paymentStatus"u8)) state = json.Small();
                else if (json.Is("paymentProcReqDatetime"u8)) requested = json.Moment();
                else if (json.Is("paymentProcNgDatetime"u8)) refused = json.Moment();
                else if (json.Is("paymentProcCmplDatetime"u8)) completed = json.Moment();
                else if (json.Is("paymentAmount"u8)) amount = json.Yen();
                else json.Skip();
            }
            Attempts.Add(new(attempt ?? "", method, (PaymentState)(state ?? 0), requested, refused, completed, amount == RmsFields.NotFixed ? null : amount));
        }
    }
}

/// <summary>The messages of confirmOrder and updateOrderShipping: they are the answer, and "bad request" with a word on single orders is one too (API §4).</summary>
internal sealed class WriteAnswer : RmsAnswer
{
    public override bool IsOfWrite => true;

    public override string? Lack => Messages.Count > 0 ? null : Sentence.Of("Answer_NoMessages");

    protected override bool HasData => true;

    public override bool Takes(HttpStatusCode status) =>
        base.Takes(status) || (status == HttpStatusCode.BadRequest && Refusal is null && Messages.Any(static m => m.OrderNumber is not null));

    /// <summary>One answer per order at least: RMS's own, and one that says so for an order RMS did not name.</summary>
    public IReadOnlyList<OrderAnswer> PerOrder(IReadOnlyCollection<string> asked, RmsRefusals refusals)
    {
        var only = asked.Count == 1 ? asked.First() : null;
        List<OrderAnswer> answers = [.. Messages.Select(m => m with { OrderNumber = m.OrderNumber ?? only, Text = refusals.Clean(m.Text) })];
        var named = answers.Select(static a => a.OrderNumber).ToHashSet(StringComparer.Ordinal);
        answers.AddRange(asked.Where(number => !named.Contains(number))
            .Select(static number => new OrderAnswer(number, "WARNING", "", "(not named)") { Why = Sentence.Of("Order_NotNamed") }));
        return answers;
    }

    protected override bool TryReadData(ref Utf8JsonReader json) => false;
}

/// <summary>Data of the licence endpoint (API §5).</summary>
internal sealed class LicenceAnswer : RmsAnswer
{
    public DateTimeOffset? ExpiresAt { get; private set; }

    public override string? Lack => null;

    protected override bool HasData => ExpiresAt is not null;

    protected override bool TryReadData(ref Utf8JsonReader json)
    {
        if (!json.Is("expiryDate"u8)) return false;
        json.Read();
        // A key ends at the end of its day; what cannot be read is not known, and never "fine".
        if (json.TokenType == JsonTokenType.String && RmsMoment.TryRead(json.ValueSpan, out var moment, out var hasTime))
        {
            ExpiresAt = hasTime ? moment : moment.AddDays(1).AddSeconds(-1);
        }
        json.Skip();
        return true;
    }
}
