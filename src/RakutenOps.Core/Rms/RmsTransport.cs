using System.Net;
using System.Security.Authentication;
using System.Text.Json;
using Polly;
using Polly.Retry;
using Polly.Timeout;
using RakutenOps.Core.Text;

namespace RakutenOps.Core.Rms;

/// <summary>
/// Brings one request to RMS and its answer back: waits for the shop's turn, bounds each attempt, repeats what may be repeated, and gives up at the deadline.
/// Reads are repeated after every fault; writes only when RMS surely did not take them (no connection, 429, 503), for a confirmation cannot be undone
/// and a shipment row would be doubled.
/// </summary>
internal sealed class RmsTransport
{
    readonly IRequestGate gate;
    readonly TimeProvider time;
    readonly RmsClientOptions options;
    readonly RmsRefusals refusals;
    readonly ResiliencePipeline pipeline;
    int requests;

    public RmsTransport(IRequestGate gate, TimeProvider time, RmsClientOptions options, RmsRefusals refusals)
    {
        (this.gate, this.time, this.options, this.refusals) = (gate, time, options, refusals);
        var builder = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddTimeout(new TimeoutStrategyOptions { Timeout = options.Deadline });
        if (options.Retries > 0)
        {
            builder.AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = options.Retries,
                BackoffType = DelayBackoffType.Exponential,
                Delay = options.BackOff,
                MaxDelay = options.LongestBackOff,
                UseJitter = true,
                ShouldHandle = static outcome => ValueTask.FromResult(outcome.Outcome.Exception is AttemptFailure { Repeat: true }),
                DelayGenerator = static outcome => ValueTask.FromResult((outcome.Outcome.Exception as AttemptFailure)?.Error.RetryAfter),
            });
        }
        pipeline = builder.Build();
    }

    /// <summary>Requests sent, repetitions included.</summary>
    public int Requests => Volatile.Read(ref requests);

    /// <summary>How far RMS's clock is ahead of ours, by the Date of its last answer; null before the first, or when RMS did not say.</summary>
    public TimeSpan? ClockDifference { get; private set; }

    /// <summary>Sends one request and reads its answer.</summary>
    /// <param name="function">RMS's name of the function, for messages.</param>
    /// <param name="newAnswer">Makes what the answer is read into, anew for each attempt.</param>
    /// <param name="send">Sends the request.</param>
    /// <param name="cancel">Ends everything at once.</param>
    /// <exception cref="RmsException">RMS refused, or gave no usable answer in time.</exception>
    public async Task<T> AskAsync<T>(string function, Func<T> newAnswer, Func<CancellationToken, Task<HttpResponseMessage>> send, CancellationToken cancel)
        where T : RmsAnswer
    {
        var started = time.GetTimestamp();
        RmsException? last = null;
        try
        {
            return await pipeline.ExecuteAsync(async inTime =>
            {
                try
                {
                    await gate.WaitAsync(inTime).ConfigureAwait(false);
                    return await AttemptAsync(function, newAnswer(), send, inTime).ConfigureAwait(false);
                }
                catch (AttemptFailure failure)
                {
                    last = failure.Error;
                    failure.Repeat &= !(last.RetryAfter > options.Deadline - time.GetElapsedTime(started));
                    throw;
                }
            }, cancel).ConfigureAwait(false);
        }
        catch (AttemptFailure failure)
        {
            throw failure.Error;
        }
        catch (TimeoutRejectedException)
        {
            throw RmsRefusals.OutOfTime(function, options.Deadline, last);
        }
    }

    async Task<T> AttemptAsync<T>(string function, T answer, Func<CancellationToken, Task<HttpResponseMessage>> send, CancellationToken cancel)
        where T : RmsAnswer
    {
        using var activity = Telemetry.Source.StartActivity("rms " + function);
        var sent = time.GetTimestamp();
        var result = "failed";
        using var timeout = new CancellationTokenSource(options.AttemptTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, timeout.Token);
        try
        {
            Interlocked.Increment(ref requests);
            var asked = time.GetUtcNow();
            using var response = await send(either.Token).ConfigureAwait(false);
            ClockDifference = Difference(response.Headers.Date, asked, time.GetUtcNow()) ?? ClockDifference;
            using var body = new RmsBody();
            var whole = await body.FillAsync(response.Content, options.LargestAnswer, either.Token).ConfigureAwait(false);
            if (!whole) throw NotUnderstood(function, response, Sentence.Of("Answer_TooLarge", options.LargestAnswer), repeat: false);
            body.ToUtf8(response.Content.Headers.ContentType?.CharSet);
            Understand(function, response, body.Bytes, answer);
            result = "ok";
            return answer;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            throw;
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested)
        {
            throw NoAnswer(function, Sentence.Of("Rms_Slow", Math.Round(options.AttemptTimeout.TotalSeconds)), null, repeat: !answer.IsOfWrite);
        }
        catch (OperationCanceledException slow)
        {
            // The handler's own connect timeout: nothing was sent.
            throw NoAnswer(function, Sentence.Of("Rms_NoConnection"), slow, repeat: true);
        }
        catch (HttpRequestException fault)
        {
            throw Broken(function, fault, answer.IsOfWrite);
        }
        catch (Exception fault) when (fault is IOException or InvalidDataException)
        {
            throw NoAnswer(function, Sentence.Of("Rms_BrokenOff"), fault, repeat: !answer.IsOfWrite);
        }
        finally
        {
            activity?.SetTag("result", result);
            Telemetry.Requested(function, result, time.GetElapsedTime(sent));
        }
    }

    AttemptFailure Broken(string function, HttpRequestException fault, bool isWrite) => fault.HttpRequestError switch
    {
        HttpRequestError.SecureConnectionError when fault.InnerException is AuthenticationException =>
            NoAnswer(function, Sentence.Of("Rms_Certificate"), fault, repeat: false),
        HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError =>
            NoAnswer(function, Sentence.Of("Rms_Unreachable"), fault, repeat: true),
        _ => NoAnswer(function, Sentence.Of(isWrite ? "Rms_BrokeWrite" : "Rms_Broke"), fault, repeat: !isWrite),
    };

    void Understand(string function, HttpResponseMessage response, ReadOnlySpan<byte> body, RmsAnswer answer)
    {
        string? why = null;
        try
        {
            answer.Read(body);
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            why = Sentence.Of(body.IsEmpty ? "Answer_Empty" : "Answer_NoJson");
        }
        catch (UnreadableFieldException wrong)
        {
            why = wrong.Message;
        }
        if (!answer.Takes(response.StatusCode))
        {
            var status = (int)response.StatusCode;
            var error = refusals.Answered(function, status, why is null ? answer : null, RequestId(response), RetryAfter(response));
            throw new AttemptFailure(error, status is 429 or 503 || (error.IsTransient && !answer.IsOfWrite));
        }
        why ??= answer.Lack;
        if (why is not null) throw NotUnderstood(function, response, why, repeat: !answer.IsOfWrite);
    }

    AttemptFailure NotUnderstood(string function, HttpResponseMessage response, string why, bool repeat) =>
        new(refusals.NotUnderstood(function, (int)response.StatusCode, why, RequestId(response)), repeat);

    AttemptFailure NoAnswer(string function, string why, Exception? cause, bool repeat) => new(refusals.NoAnswer(function, why, cause), repeat);

    // The Date was written between question and answer, and has whole seconds.
    static TimeSpan? Difference(DateTimeOffset? said, DateTimeOffset asked, DateTimeOffset answered) => said switch
    {
        null => null,
        { } date when date > answered => date - answered,
        { } date when date.AddSeconds(1) < asked => date.AddSeconds(1) - asked,
        _ => TimeSpan.Zero,
    };

    static string? RequestId(HttpResponseMessage response) =>
        response.Headers.TryGetValues("RequestId", out var values) ? values.FirstOrDefault() : null;

    TimeSpan? RetryAfter(HttpResponseMessage response)
    {
        var wait = response.Headers.RetryAfter is { } header ? header.Delta ?? header.Date - time.GetUtcNow() : null;
        return wait > TimeSpan.Zero ? wait : null;
    }

    sealed class AttemptFailure(RmsException error, bool repeat) : Exception(error.Message)
    {
        public RmsException Error { get; } = error;

        public bool Repeat { get; set; } = repeat;
    }
}
