using System.Diagnostics;

namespace RakutenOps.Core.Tests;

/// <summary>Waits that have an end: what does not come fails the test, and is named.</summary>
internal static class Patience
{
    /// <summary>Far more than anything takes that comes at all, on a machine with twenty times the work it has time for.</summary>
    static readonly TimeSpan Most = TimeSpan.FromMinutes(5);

    /// <summary>Waits for work to be done.</summary>
    /// <param name="work">The work.</param>
    /// <param name="what">What is waited for.</param>
    public static async Task<T> For<T>(Task<T> work, string what)
    {
        try
        {
            return await work.WaitAsync(Most, TestContext.Current.CancellationToken);
        }
        catch (TimeoutException) when (!work.IsCompleted)
        {
            throw Vain(what);
        }
    }

    /// <summary>Waits until something holds.</summary>
    /// <param name="holds">Asked every millisecond.</param>
    /// <param name="what">What is waited for.</param>
    public static async Task Until(Func<bool> holds, string what)
    {
        for (var since = Stopwatch.GetTimestamp(); !holds(); await Task.Delay(1, TestContext.Current.CancellationToken))
        {
            if (Stopwatch.GetElapsedTime(since) > Most) throw Vain(what);
        }
    }

    /// <summary>Waits for a program to end, on this thread. One that does not is killed.</summary>
    /// <param name="program">The program.</param>
    /// <param name="what">Its name.</param>
    public static void ForEnd(Process program, string what)
    {
        if (program.WaitForExit(Most)) return;
        program.Kill(entireProcessTree: true);
        throw Vain($"{what} to end");
    }

    /// <summary>Runs a program to its end.</summary>
    /// <returns>Its exit code, and what it said on its error stream.</returns>
    public static (int ExitCode, string Error) Run(string file, params string[] arguments)
    {
        using var program = Process.Start(new ProcessStartInfo(file, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = program.StandardError.ReadToEndAsync();
        var output = program.StandardOutput.ReadToEndAsync();
        ForEnd(program, $"{file} {string.Join(' ', arguments)}");
        // A program that it has left behind could hold its streams open.
        if (!Task.WaitAll([error, output], Most)) throw Vain($"the end of what {file} says");
        return (program.ExitCode, error.Result);
    }

    static TimeoutException Vain(string what) => new($"Waited {Most.TotalMinutes} minutes in vain for {what}.");
}
