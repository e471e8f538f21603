using System.Net.Http.Json;
using System.Text.Json;

namespace RakutenOps.Benchmarks.Rms;

/// <summary>A running <see cref="RecordedRms"/> and how it is driven. Disposing it ends its process.</summary>
internal sealed class RmsProcess : IAsyncDisposable
{
    readonly Child child;
    readonly HttpClient http = new() { Timeout = TimeSpan.FromMinutes(10) };
    readonly RmsPlace place;

    RmsProcess(Child child, RmsPlace place) => (this.child, this.place) = (child, place);

    /// <summary>Where answers come ready-made after the first time.</summary>
    public Uri Recorder => place.Recorder;

    /// <summary>Where every answer is rendered.</summary>
    public Uri Emulator => place.Emulator;

    public static async Task<RmsProcess> StartAsync(DateTimeOffset now, params IReadOnlyList<string> shops)
    {
        var child = Child.Start("rms", new RmsSpec(now, shops));
        return new(child, await child.HearAsync<RmsPlace>());
    }

    /// <summary>Makes orders at one progress, ordered evenly over a span.</summary>
    public Task GenerateAsync(string shop, OrderSpan span, int progress) => ControlAsync(HttpMethod.Post, "generate", new
    {
        shop,
        count = span.Count,
        from = span.From,
        to = span.To,
        progress = new Dictionary<string, double> { [progress.ToString(System.Globalization.CultureInfo.InvariantCulture)] = 1 },
    });

    /// <summary>Moves generated orders from 200 to 300 at a moment.</summary>
    public Task PayAsync(string shop, int count, DateTimeOffset at) => ControlAsync(HttpMethod.Post, "generate/move", new { shop, count, at });

    /// <summary>Puts faults in place of those there.</summary>
    public Task FaultsAsync(params object[] faults) => ControlAsync(HttpMethod.Put, "faults", faults);

    /// <summary>Requests that the emulator has had.</summary>
    public async Task<int> RequestsAsync() => (await http.GetFromJsonAsync<JsonElement>(new Uri(place.Emulator, "/_emulator/requests"))).GetProperty("total").GetInt32();

    /// <summary>Forgets requests and answers, as after orders have changed.</summary>
    public async Task ForgetAsync()
    {
        using var response = await http.DeleteAsync(new Uri(place.Recorder, RecordedRms.List));
        response.EnsureSuccessStatusCode();
    }

    async Task ControlAsync(HttpMethod method, string path, object body)
    {
        using var request = new HttpRequestMessage(method, new Uri(place.Emulator, "/_emulator/" + path)) { Content = JsonContent.Create(body) };
        using var response = await http.SendAsync(request);
        if (!response.IsSuccessStatusCode) throw new InvalidOperationException($"{path}: {await response.Content.ReadAsStringAsync()}");
    }

    public ValueTask DisposeAsync()
    {
        http.Dispose();
        return child.DisposeAsync();
    }
}

/// <summary>Orders that follow each other evenly.</summary>
/// <param name="First">Row of the first in its shop, from 0.</param>
/// <param name="Count">How many.</param>
/// <param name="From">Order time of the first.</param>
/// <param name="To">Order time of the last.</param>
internal sealed record OrderSpan(int First, int Count, DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>Numbers and order times, as the emulator gives them to generated orders.</summary>
    public IEnumerable<(string Number, DateTimeOffset OrderedAt)> Orders(string shop)
    {
        for (var i = 0; i < Count; i++) yield return Order(shop, i);
    }

    /// <summary>One of them, counted from 0.</summary>
    public (string Number, DateTimeOffset OrderedAt) Order(string shop, int i)
    {
        var at = JapanTime.WholeSecond(From + ((To - From) * ((double)i / Math.Max(1, Count - 1))));
        return (string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{shop}-{JapanTime.Day(at):yyyyMMdd}-{First + i + 1:D10}"), at);
    }
}

/// <summary>Asks the recorder.</summary>
internal static class RecorderQuestions
{
    /// <summary>What was asked since the recorder last forgot, in order.</summary>
    public static async Task<IReadOnlyList<Recorded>> GetRecordedAsync(this HttpClient rms) => await rms.GetFromJsonAsync<List<Recorded>>(RecordedRms.List) ?? [];
}
