using System.Diagnostics;
using RakutenOps.Core.Tests;

namespace RakutenOps.Core.Rms;

/// <summary>What is asked again, how long is waited, and when the client gives up.</summary>
public class RepetitionTests
{
    static readonly RmsClientOptions Usual = new();
    static readonly Reply Confirmed = Reply.Json(Given.Messages(Given.Message("INFO", "CONFIRM_ORDER_INFO_101", "注文確認に成功しました。", "a-1")));

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string, bool> Faults => new()
    {
        { "429", true }, { "500", true }, { "502", true }, { "503", true }, { "302", true }, { "html", true }, { "empty", true },
        { "cut off", true }, { "half", true }, { "hang-up", true }, { "no HTTP", true }, { "bad gzip", true },
        { "400", false }, { "401", false }, { "404", false }, { "ES04-01", false },
    };

    static Reply Fault(string name) => name switch
    {
        "html" => Reply.Html(200),
        "empty" => Reply.Empty(200),
        "cut off" => Reply.CutOff(Given.NoHits),
        "half" => Reply.Half(Given.NoHits),
        "hang-up" => Reply.HangUp,
        "no HTTP" => Reply.Raw("220 mail.example.jp ESMTP\r\n"),
        "bad gzip" => Reply.Of(200, "Content-Encoding: gzip\r\n", "this is not gzip"u8.ToArray()),
        "ES04-01" => Reply.Json("""{"Results":{"errorCode":"ES04-01","message":"Bad Request"}}""", 400),
        _ => Reply.Html(int.Parse(name, System.Globalization.CultureInfo.InvariantCulture)),
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_read_is_asked_again_after_a_fault_that_may_pass_and_only_then(string fault, bool passes)
    {
        await using var server = new CannedRms(Fault(fault), Reply.Json(Given.NoHits));
        using var rms = Given.Client(server);
        if (passes) (await rms.SearchAsync(Given.Search, 1, Cancel)).Total.ShouldBe(0);
        else await Should.ThrowAsync<RmsException>(rms.SearchAsync(Given.Search, 1, Cancel));
        server.Requests.Count.ShouldBe(passes ? 2 : 1);
        rms.Requests.ShouldBe(server.Requests.Count);
    }

    [Theory]
    [InlineData("429", 2)]
    [InlineData("503", 2)]
    [InlineData("500", 1)]
    [InlineData("502", 1)]
    [InlineData("html", 1)]
    [InlineData("empty", 1)]
    [InlineData("cut off", 1)]
    [InlineData("hang-up", 1)]
    [InlineData("bad gzip", 1)]
    public async Task A_write_that_may_have_arrived_is_never_sent_again(string fault, int sent)
    {
        await using var server = new CannedRms(Fault(fault), Confirmed);
        using var rms = Given.Client(server);
        if (sent == 2) (await rms.ConfirmAsync(["a-1"], Cancel)).ShouldHaveSingleItem().Succeeded.ShouldBeTrue();
        else await Should.ThrowAsync<RmsException>(rms.ConfirmAsync(["a-1"], Cancel));
        server.Requests.Count.ShouldBe(sent);

        await using var second = new CannedRms(Fault(fault), Reply.Json(Given.Messages(Given.Message("INFO", "UPDATE_ORDERSHIPPING_INFO_101"))));
        using var shipping = Given.Client(second);
        var writing = shipping.SetShippingDatesAsync("a-1", [new(1, null, "1001", new(2026, 12, 20))], Cancel);
        if (sent == 2) await writing;
        else await Should.ThrowAsync<RmsException>(writing);
        second.Requests.Count.ShouldBe(sent);
    }

    [Fact]
    public async Task A_write_that_found_no_connection_is_sent_again()
    {
        Uri gone;
        await using (var server = new CannedRms(Reply.HangUp)) gone = server.Endpoint;
        var clock = new SkippingClock();
        using var rms = new RmsClient(gone, Given.Keys, OpenGate.Instance, clock);
        await Should.ThrowAsync<RmsException>(rms.ConfirmAsync(["a-1"], Cancel));
        rms.Requests.ShouldBe(1 + Usual.Retries);
    }

    [Fact]
    public async Task Waits_grow_with_jitter_and_end_after_the_last_repetition()
    {
        await using var server = new CannedRms(Reply.Html(503));
        var clock = new SkippingClock();
        using var rms = Given.Client(server, clock);
        var refused = await Should.ThrowAsync<RmsException>(rms.SearchAsync(Given.Search, 1, Cancel));
        refused.Trouble.ShouldBe(RmsTrouble.Unreachable);
        rms.Requests.ShouldBe(6);
        clock.Waits.Count.ShouldBe(5);
        clock.Waits.ShouldAllBe(static wait => wait > TimeSpan.Zero && wait <= TimeSpan.FromSeconds(20));
        clock.Waits[3..].Max().ShouldBeGreaterThan(clock.Waits[0]);
    }

    [Fact]
    public async Task Two_clients_do_not_come_back_in_step()
    {
        List<TimeSpan> firsts = [];
        for (var client = 0; client < 6; client++)
        {
            await using var server = new CannedRms(Reply.Html(503), Reply.Json(Given.NoHits));
            var clock = new SkippingClock();
            using var rms = Given.Client(server, clock);
            await rms.SearchAsync(Given.Search, 1, Cancel);
            firsts.Add(clock.Waits.ShouldHaveSingleItem());
        }
        firsts.Distinct().Count().ShouldBeGreaterThan(1);
    }

    [Theory]
    [InlineData("Retry-After: 17\r\n", 17)]
    [InlineData("Retry-After: Mon, 02 Nov 2026 03:00:25 GMT\r\n", 25)] // the clock stands at 03:00:00 GMT
    public async Task RMS_is_given_the_time_it_asks_for(string header, int seconds)
    {
        await using var server = new CannedRms(Reply.Empty(429, header), Reply.Json(Given.NoHits));
        var clock = new SkippingClock();
        using var rms = Given.Client(server, clock);
        await rms.SearchAsync(Given.Search, 1, Cancel);
        clock.Waits.ShouldHaveSingleItem().TotalSeconds.ShouldBe(seconds);
    }

    [Theory]
    [InlineData("Retry-After: 0\r\n")]
    [InlineData("Retry-After: Sun, 01 Nov 2026 00:00:00 GMT\r\n")]
    [InlineData("Retry-After: soon\r\n")]
    public async Task A_time_to_wait_that_says_nothing_leaves_the_usual_one(string header)
    {
        await using var server = new CannedRms(Reply.Empty(503, header), Reply.Json(Given.NoHits));
        var clock = new SkippingClock();
        using var rms = Given.Client(server, clock);
        await rms.SearchAsync(Given.Search, 1, Cancel);
        clock.Waits.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_wait_beyond_the_deadline_fails_now()
    {
        await using var server = new CannedRms(Reply.Empty(429, "Retry-After: 181\r\n"));
        var clock = new SkippingClock();
        using var rms = Given.Client(server, clock);
        var refused = await Should.ThrowAsync<RmsException>(rms.SearchAsync(Given.Search, 1, Cancel));
        refused.Trouble.ShouldBe(RmsTrouble.RateLimited);
        refused.RetryAfter.ShouldBe(TimeSpan.FromSeconds(181));
        refused.Message.ShouldContain("181 s");
        clock.Waits.ShouldBeEmpty();
        rms.Requests.ShouldBe(1);
    }

    [Fact]
    public async Task The_deadline_ends_all_attempts_and_tells_the_last_trouble()
    {
        await using var server = new CannedRms(Reply.Html(503));
        var clock = new SkippingClock();
        using var rms = Given.Client(server, clock, new() { Retries = 1000, Deadline = TimeSpan.FromMinutes(1) });
        var refused = await Should.ThrowAsync<RmsException>(rms.SearchAsync(Given.Search, 1, Cancel));
        refused.Message.ShouldContain("within 60 s");
        refused.HttpStatus.ShouldBe(503);
        clock.Waits.Aggregate(TimeSpan.Zero, static (sum, wait) => sum + wait).ShouldBeGreaterThan(TimeSpan.FromSeconds(40));
        rms.Requests.ShouldBeLessThan(20);
    }

    [Fact]
    public async Task An_attempt_that_hangs_is_ended_and_the_next_one_answers()
    {
        await using var server = new CannedRms(Reply.Silence, Reply.Json(Given.NoHits));
        var clock = new SkippingClock();
        using var rms = Given.Client(server, clock);
        var searching = rms.SearchAsync(Given.Search, 1, Cancel);
        await Patience.For(server.Asked.Task, "a request");
        searching.IsCompleted.ShouldBeFalse();
        clock.Advance(Usual.AttemptTimeout);
        (await searching).Total.ShouldBe(0);
        rms.Requests.ShouldBe(2);
    }

    [Fact]
    public async Task A_body_that_never_ends_counts_as_hanging()
    {
        var whole = Reply.Json(Given.NoHits).Bytes;
        var served = 0;
        await using var server = new CannedRms(_ => served++ == 0 ? new Reply(whole[..^5]) : new Reply(whole));
        var clock = new SkippingClock();
        using var rms = Given.Client(server, clock);
        var searching = rms.SearchAsync(Given.Search, 1, Cancel);
        await Patience.For(server.Asked.Task, "a request");
        clock.Advance(Usual.AttemptTimeout);
        (await searching).Total.ShouldBe(0);
    }

    [Fact]
    public async Task A_write_that_hangs_is_not_sent_again()
    {
        await using var server = new CannedRms(Reply.Silence, Confirmed);
        var clock = new SkippingClock();
        using var rms = Given.Client(server, clock);
        var confirming = rms.ConfirmAsync(["a-1"], Cancel);
        await Patience.For(server.Asked.Task, "a request");
        clock.Advance(Usual.AttemptTimeout);
        (await Should.ThrowAsync<RmsException>(confirming)).Trouble.ShouldBe(RmsTrouble.Unreachable);
        rms.Requests.ShouldBe(1);
    }

    [Fact]
    public async Task A_hung_request_ends_at_once_when_cancelled()
    {
        await using var server = new CannedRms(Reply.Silence);
        using var rms = Given.Client(server, TimeProvider.System);
        using var user = new CancellationTokenSource();
        var searching = rms.SearchAsync(Given.Search, 1, user.Token);
        await Patience.For(server.Asked.Task, "a request");
        await EndsAtOnce(searching, user);
        rms.Requests.ShouldBe(1);
    }

    [Fact]
    public async Task A_wait_between_attempts_ends_at_once_when_cancelled()
    {
        await using var server = new CannedRms(Reply.Empty(503, "Retry-After: 100\r\n"));
        using var rms = Given.Client(server, TimeProvider.System);
        using var user = new CancellationTokenSource();
        var searching = rms.SearchAsync(Given.Search, 1, user.Token);
        await Patience.For(server.Asked.Task, "a request");
        await EndsAtOnce(searching, user);
        rms.Requests.ShouldBe(1);
    }

    [Fact]
    public async Task A_wait_for_the_turn_ends_at_once_when_cancelled_and_sends_nothing()
    {
        await using var server = new CannedRms(Reply.Json(Given.NoHits));
        using var rms = Given.Client(server, TimeProvider.System, gate: new ClosedGate());
        using var user = new CancellationTokenSource();
        await EndsAtOnce(rms.SearchAsync(Given.Search, 1, user.Token), user);
        rms.Requests.ShouldBe(0);
    }

    [Fact]
    public async Task Every_attempt_waits_for_its_turn()
    {
        await using var server = new CannedRms(Reply.Html(503), Reply.Html(503), Reply.Json(Given.NoHits));
        var gate = new CountingGate();
        using var rms = Given.Client(server, gate: gate);
        await rms.SearchAsync(Given.Search, 1, Cancel);
        gate.Passed.ShouldBe(3);
    }

    static async Task EndsAtOnce(Task call, CancellationTokenSource user)
    {
        var watch = Stopwatch.StartNew();
        await user.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(call);
        // What hangs there hangs for ever, and a retry would wait for minutes; a busy machine takes its time even over nothing.
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(5));
    }

    sealed class ClosedGate : IRequestGate
    {
        public async ValueTask WaitAsync(CancellationToken cancel) => await Task.Delay(Timeout.Infinite, cancel);
    }

    sealed class CountingGate : IRequestGate
    {
        public int Passed { get; private set; }

        public ValueTask WaitAsync(CancellationToken cancel)
        {
            Passed++;
            return ValueTask.CompletedTask;
        }
    }
}
