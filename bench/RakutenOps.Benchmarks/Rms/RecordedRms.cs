using System.Collections.Concurrent;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using RakutenOps.Emulator;
using RakutenOps.Emulator.Shops;

namespace RakutenOps.Benchmarks.Rms;

/// <summary>
/// RMS in a process of its own: the emulator, and in front of it a recorder that gives the same request the same bytes again without rendering anything. So the emulator's speed is in
/// no figure, and its CPU is not ours.
/// </summary>
internal static class RecordedRms
{
    public const string List = "/_recorded";

    /// <summary>Starts both, prints where they listen, and ends when stdin closes.</summary>
    public static async Task RunAsync(RmsSpec spec)
    {
        await using var emulator = await EmulatorHost.StartAsync(new()
        {
            TimeProvider = new BenchClock(spec.Now),
            Shops = [.. spec.Shops.Select(id => new ShopRegistration { Id = id, ServiceSecret = RmsSpec.Secret(id), LicenseKey = RmsSpec.Key(id), LicenceExpiresAt = spec.Now.AddDays(80) })],
        });
        var builder = WebApplication.CreateEmptyBuilder(new() { Args = [] });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(static kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0));
        await using var app = builder.Build();
        using var recorder = new Recorder(emulator.BaseAddress);
        app.Run(recorder.HandleAsync);
        await app.StartAsync();
        Child.Say(new RmsPlace(emulator.BaseAddress, new(app.Urls.First())));
        while (await Console.In.ReadLineAsync() is not null)
        {
        }
    }

    sealed class Recorder(Uri emulator) : IDisposable
    {
        readonly HttpClient forward = new() { BaseAddress = emulator };
        readonly ConcurrentDictionary<Recorded, (int Status, string? Type, byte[] Body)> answers = new();
        readonly ConcurrentQueue<Recorded> asked = new();

        public async Task HandleAsync(HttpContext context)
        {
            if (context.Request.Path == List)
            {
                if (HttpMethods.IsDelete(context.Request.Method)) Forget();
                else await context.Response.WriteAsJsonAsync(asked.ToArray());
                return;
            }
            using var reader = new StreamReader(context.Request.Body);
            var request = new Recorded(context.Request.Method, context.Request.Path + context.Request.QueryString, await reader.ReadToEndAsync(), context.Request.Headers.Authorization.ToString());
            asked.Enqueue(request);
            if (!answers.TryGetValue(request, out var answer)) answers[request] = answer = await ForwardAsync(request);
            context.Response.StatusCode = answer.Status;
            context.Response.ContentType = answer.Type;
            context.Response.ContentLength = answer.Body.Length;
            await context.Response.Body.WriteAsync(answer.Body);
        }

        async Task<(int, string?, byte[])> ForwardAsync(Recorded request)
        {
            using var message = request.ToMessage();
            using var response = await forward.SendAsync(message);
            return ((int)response.StatusCode, response.Content.Headers.ContentType?.ToString(), await response.Content.ReadAsByteArrayAsync());
        }

        void Forget()
        {
            asked.Clear();
            answers.Clear();
        }

        public void Dispose() => forward.Dispose();
    }
}

/// <summary>A request as it was sent.</summary>
internal sealed record Recorded(string Method, string Path, string Body, string Authorization)
{
    public HttpRequestMessage ToMessage()
    {
        var message = new HttpRequestMessage(new(Method), Path);
        message.Headers.Authorization = AuthenticationHeaderValue.Parse(Authorization);
        if (Body.Length > 0) message.Content = new StringContent(Body, System.Text.Encoding.UTF8, "application/json");
        return message;
    }
}

/// <summary>Which shops, and the moment at which RMS's clock stands.</summary>
internal sealed record RmsSpec(DateTimeOffset Now, IReadOnlyList<string> Shops)
{
    public static string Secret(string shop) => $"SP-{shop}";
    public static string Key(string shop) => $"SL-{shop}";
}

/// <summary>Where the two listen.</summary>
internal sealed record RmsPlace(Uri Emulator, Uri Recorder);
