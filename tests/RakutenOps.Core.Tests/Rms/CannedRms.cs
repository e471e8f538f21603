using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace RakutenOps.Core.Rms;

/// <summary>A real HTTP server on loopback that answers as told and keeps what it was sent, byte for byte. It can also hang, break off and lie, as servers do.</summary>
sealed class CannedRms : IAsyncDisposable
{
    readonly TcpListener listener = new(IPAddress.Loopback, 0);
    readonly CancellationTokenSource stop = new();
    readonly Func<Sent, Reply> answer;
    readonly Task accepting;

    public CannedRms(Func<Sent, Reply> answer)
    {
        this.answer = answer;
        listener.Start();
        accepting = AcceptAsync();
    }

    /// <summary>Answers in turn; the last one again and again.</summary>
    public CannedRms(params Reply[] inTurn)
        : this(Turns(inTurn))
    {
    }

    public Uri Endpoint => new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");

    /// <summary>Requests in the order they came.</summary>
    public ConcurrentQueue<Sent> Requests { get; } = [];

    /// <summary>Completes when the first request is there.</summary>
    public TaskCompletionSource Asked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public async ValueTask DisposeAsync()
    {
        // The token ends the loop; a listener stopped under it would end a loop that is just about to accept with "Not listening".
        await stop.CancelAsync();
        await accepting;
        listener.Dispose();
        stop.Dispose();
    }

    static Func<Sent, Reply> Turns(Reply[] inTurn)
    {
        var next = -1;
        return _ => inTurn[Math.Min(Interlocked.Increment(ref next), inTurn.Length - 1)];
    }

    async Task AcceptAsync()
    {
        var open = new List<Task>();
        try
        {
            while (true) open.Add(ServeAsync(await listener.AcceptTcpClientAsync(stop.Token)));
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException)
        {
            await Task.WhenAll(open);
        }
    }

    async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                while (await ReadAsync(stream) is { } sent)
                {
                    Requests.Enqueue(sent);
                    var reply = answer(sent);
                    Asked.TrySetResult();
                    if (reply.Hangs) await Task.Delay(Timeout.Infinite, stop.Token);
                    await stream.WriteAsync(reply.Bytes, stop.Token);
                    await stream.FlushAsync(stop.Token);
                    if (reply.Closes) return;
                }
            }
            catch (Exception ended) when (ended is OperationCanceledException or IOException or SocketException)
            {
                // The client went away, or the test is over.
            }
        }
    }

    async Task<Sent?> ReadAsync(NetworkStream stream)
    {
        var bytes = new List<byte>();
        var one = new byte[1];
        while (bytes.Count < 4 || !bytes[^4..].SequenceEqual("\r\n\r\n"u8.ToArray()))
        {
            if (await stream.ReadAsync(one, stop.Token) == 0) return null;
            bytes.Add(one[0]);
        }
        var head = Encoding.ASCII.GetString([.. bytes]).TrimEnd().Split("\r\n");
        var length = head.Select(static line => line.Split(": ", 2)).FirstOrDefault(static line => line[0] == "Content-Length")?[1] ?? "0";
        var body = new byte[int.Parse(length, CultureInfo.InvariantCulture)];
        await stream.ReadExactlyAsync(body, stop.Token);
        return new(head, Encoding.UTF8.GetString(body));
    }
}

/// <summary>One request as it came over the wire.</summary>
sealed record Sent(string[] Head, string Body)
{
    public string Line => Head[0];

    public string? Header(string name) => Head.Skip(1).FirstOrDefault(line => line.StartsWith(name + ": ", StringComparison.Ordinal))?[(name.Length + 2)..];
}

/// <summary>What the server does with a request.</summary>
sealed record Reply(byte[] Bytes, bool Closes = false, bool Hangs = false)
{
    public static Reply Silence { get; } = new([], Hangs: true);

    public static Reply HangUp { get; } = new([], Closes: true);

    public static Reply Json(string body, int status = 200, string headers = "") =>
        Of(status, $"Content-Type: application/json;charset=UTF-8\r\nRequestId: 0b1c2d3e\r\n{headers}", Encoding.UTF8.GetBytes(body));

    public static Reply Html(int status, string headers = "") =>
        Of(status, $"Content-Type: text/html\r\n{headers}", "<html><body>ただいまメンテナンス中です</body></html>"u8.ToArray());

    public static Reply Empty(int status, string headers = "") => Of(status, headers, []);

    /// <summary>A whole body is promised and half of it sent.</summary>
    public static Reply CutOff(string body)
    {
        var whole = Json(body).Bytes;
        return new(whole[..^(Encoding.UTF8.GetByteCount(body) / 2)], Closes: true);
    }

    /// <summary>Half a body that says it is whole: a proxy cut it.</summary>
    public static Reply Half(string body) => Json(body[..(body.Length / 2)]);

    public static Reply Raw(string text) => new(Encoding.UTF8.GetBytes(text), Closes: true);

    public static Reply Of(int status, string headers, byte[] body) =>
        new([.. Encoding.ASCII.GetBytes($"HTTP/1.1 {status} Said\r\n{headers}Content-Length: {body.Length}\r\n\r\n"), .. body]);
}
