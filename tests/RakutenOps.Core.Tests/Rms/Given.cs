using Microsoft.Extensions.Time.Testing;

namespace RakutenOps.Core.Rms;

/// <summary>Builds what a test of the client is about and defaults the rest.</summary>
static class Given
{
    public static readonly RmsCredential Keys = new("SP000000_canarySecret42", "SL000000_canaryKey/4711+x");

    public static readonly DateTimeOffset Now = new(2026, 11, 2, 12, 0, 0, JapanTime.Offset);

    public static RmsClient Client(CannedRms server, TimeProvider? time = null, RmsClientOptions? options = null, IRequestGate? gate = null) =>
        new(server.Endpoint, Keys, gate ?? OpenGate.Instance, time ?? new SkippingClock(), options);

    /// <summary>One order as RMS answers it; a part replaced or added by the test.</summary>
    public static string Order(string number = "400100-20261101-0000000001", string more = "", string progress = "300", string ordered = "\"2026-11-01T10:00:00+0900\"") =>
        $$"""{"orderNumber":"{{number}}","orderProgress":{{progress}},"orderDatetime":{{ordered}}{{(more.Length > 0 ? "," + more : "")}}}""";

    public static string Orders(params string[] orders) =>
        $$"""{"MessageModelList":[{"messageType":"INFO","messageCode":"ORDER_EXT_API_GET_ORDER_INFO_101","message":"受注情報取得に成功しました。(取得件数{{orders.Length}}件)","orderNumber":null}],"OrderModelList":[{{string.Join(',', orders)}}],"version":10}""";

    public static string Message(string type, string code, string text = "", string? number = null) =>
        $$"""{"messageType":"{{type}}","messageCode":"ORDER_EXT_API_{{code}}","message":"{{text}}"{{(number is null ? "" : $",\"orderNumber\":\"{number}\"")}}}""";

    public static string Messages(params string[] messages) => $$"""{"MessageModelList":[{{string.Join(',', messages)}}]}""";

    public const string NoHits =
        """{"MessageModelList":[{"messageType":"INFO","messageCode":"ORDER_EXT_API_SEARCH_ORDER_INFO_102","message":"注文検索に成功しました。(検索結果０件)"}],"orderNumberList":[],"PaginationResponseModel":{"totalRecordsAmount":null,"totalPages":null,"requestPage":null}}""";

    public static readonly OrderSearch Search = new(SearchDate.Fixed, Now.AddDays(-1), Now, [OrderProgress.AwaitingShipment]);
}

/// <summary>A gate that is always open.</summary>
sealed class OpenGate : IRequestGate
{
    public static OpenGate Instance { get; } = new();

    public ValueTask WaitAsync(CancellationToken cancel) => ValueTask.CompletedTask;
}

/// <summary>A clock on which waits shorter than a time limit pass at once; it keeps how long each was.</summary>
sealed class SkippingClock : FakeTimeProvider
{
    static readonly TimeSpan ShortestLimit = TimeSpan.FromSeconds(30);

    public SkippingClock(DateTimeOffset? now = null) : base(now ?? Given.Now)
    {
    }

    public List<TimeSpan> Waits { get; } = [];

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        if (dueTime > TimeSpan.Zero && dueTime < ShortestLimit)
        {
            Waits.Add(dueTime);
            _ = Task.Run(() => Advance(dueTime));
        }
        return timer;
    }
}
