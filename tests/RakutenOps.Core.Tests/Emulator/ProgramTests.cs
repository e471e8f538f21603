using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using RakutenOps.Emulator;

namespace RakutenOps.Core.Tests.Emulator;

/// <summary>The emulator as a process of its own.</summary>
public sealed class ProgramTests
{
    [Fact]
    public async Task It_says_where_it_listens_and_ends_when_its_stdin_closes()
    {
        using var process = Start("--port", "0", "--shops-from-stdin");
        await process.StandardInput.WriteLineAsync("""[{"id":"123456","serviceSecret":"SP-1","licenseKey":"SL-1"}]""");
        var ready = JsonNode.Parse((await ReadLineAsync(process))!)!;
        ((int)ready["pid"]!).ShouldBe(process.Id);
        using var client = new HttpClient { BaseAddress = new((string)ready["url"]!) };
        (await client.GetStringAsync("/_emulator/shops", TestContext.Current.CancellationToken)).ShouldContain("\"id\":\"123456\"");

        process.StandardInput.Close();

        var ended = Patience.Hear(process);
        ended.ExitCode.ShouldBe(0);
        ended.Output.ShouldBeEmpty();
    }

    [Fact]
    public async Task It_ends_when_it_is_told_to_over_the_control_api()
    {
        using var process = Start();
        var ready = JsonNode.Parse((await ReadLineAsync(process))!)!;
        using var client = new HttpClient { BaseAddress = new((string)ready["url"]!) };
        using var response = await client.PostAsync("/_emulator/shutdown", null, TestContext.Current.CancellationToken);
        response.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        Patience.Hear(process).ExitCode.ShouldBe(0);
    }

    [Theory]
    [InlineData("--address", "0.0.0.0", "loopback")]
    [InlineData("--port", "70000", "--port")]
    [InlineData("--secret", "SP-1", "--secret")]
    public void It_refuses_what_it_must_not_or_cannot_do(string option, string value, string said)
    {
        using var process = Start(option, value);
        var ended = Patience.Hear(process);
        ended.Error.ShouldContain(said);
        ended.ExitCode.ShouldBe(2);
    }

    [Fact]
    public async Task A_line_of_shops_it_cannot_read_is_not_repeated()
    {
        using var process = Start("--shops-from-stdin");
        await process.StandardInput.WriteLineAsync("""[{"id":1,"serviceSecret":"SP-canary"}]""");
        var said = Patience.Hear(process).Error;
        said.ShouldContain("JSON array");
        said.ShouldNotContain("canary");
    }

    static Task<string?> ReadLineAsync(Process process) => Patience.For(process.StandardOutput.ReadLineAsync(), "a line of the emulator");

    static Process Start(params string[] arguments) => Process.Start(new ProcessStartInfo("dotnet", [typeof(EmulatorHost).Assembly.Location, .. arguments])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;
}
