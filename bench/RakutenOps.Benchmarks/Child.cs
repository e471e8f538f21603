using System.Diagnostics;
using System.Text.Json;

namespace RakutenOps.Benchmarks;

/// <summary>This program once more, in a process of its own: what it uses is its own, and it begins cold.</summary>
internal sealed class Child : IAsyncDisposable
{
    readonly Process process;

    Child(Process process) => this.process = process;

    /// <summary>Starts a command of <see cref="Program"/> with a specification as JSON.</summary>
    /// <param name="command">The command.</param>
    /// <param name="spec">What it is to do.</param>
    /// <param name="compiled">
    /// Whether code is compiled for speed when it is first called, and never again: without it the runtime compiles beside the work for minutes, and whose work that was nobody can say.
    /// </param>
    public static Child Start(string command, object spec, bool compiled = false)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardInput = true, RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet") start.ArgumentList.Add(typeof(Child).Assembly.Location);
        start.ArgumentList.Add("child");
        start.ArgumentList.Add(command);
        start.ArgumentList.Add(JsonSerializer.Serialize(spec));
        if (compiled) start.Environment["DOTNET_TieredCompilation"] = "0";
        return new(Process.Start(start)!);
    }

    /// <summary>Runs a command to its end and gives what it said.</summary>
    public static async Task<T> RunAsync<T>(string command, object spec, bool compiled = false)
    {
        await using var child = Start(command, spec, compiled);
        return await child.HearAsync<T>();
    }

    /// <summary>What the child says next.</summary>
    public async Task<T> HearAsync<T>()
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith(Mark, StringComparison.Ordinal)) return JsonSerializer.Deserialize<T>(line.AsSpan(Mark.Length))!;
        }
        await process.WaitForExitAsync();
        throw new InvalidOperationException($"The child ended ({process.ExitCode}) and said nothing; what went wrong is above.");
    }

    const string Mark = "\u0001";

    /// <summary>Said by a child to the one that started it.</summary>
    public static void Say(object word) => Console.WriteLine(Mark + JsonSerializer.Serialize(word));

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
