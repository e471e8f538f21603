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

    /// <summary>Waits for work to be done.</summary>
    public static Task For(Task work, string what) => For(Done(work), what);

    /// <summary>Waits until something holds.</summary>
    /// <param name="holds">Asked every millisecond.</param>
    /// <param name="what">What is waited for.</param>
    public static Task Until(Func<bool> holds, string what) => Until(() => Task.FromResult(holds()), what);

    /// <summary>Waits until something holds.</summary>
    public static async Task Until(Func<Task<bool>> holds, string what)
    {
        for (var since = Stopwatch.GetTimestamp(); !await For(holds(), what); await Task.Delay(1, TestContext.Current.CancellationToken))
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

    /// <summary>Waits for a thread to end.</summary>
    public static void ForEnd(Thread thread, string what)
    {
        if (!thread.Join(Most)) throw Vain(what);
    }

    /// <summary>Runs a program to its end.</summary>
    /// <returns>Its exit code, and what it said on its error stream.</returns>
    public static (int ExitCode, string Error) Run(string file, params string[] arguments)
    {
        var (exit, _, error) = Run(new ProcessStartInfo(file, arguments));
        return (exit, error);
    }

    /// <summary>Runs a program to its end, on this thread.</summary>
    public static Ended Run(ProcessStartInfo start)
    {
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        using var program = Process.Start(start)!;
        return Hear(program);
    }

    /// <summary>Hears what a program has yet to say, to its end, on this thread. One that does not end is killed.</summary>
    /// <param name="program">The program; both its streams are redirected.</param>
    public static Ended Hear(Process program)
    {
        var error = program.StandardError.ReadToEndAsync();
        var output = program.StandardOutput.ReadToEndAsync();
        var name = $"{program.StartInfo.FileName} {string.Join(' ', program.StartInfo.ArgumentList)}";
        ForEnd(program, name);
        // A program that it has left behind could hold its streams open.
        if (!Task.WaitAll([error, output], Most)) throw Vain($"the end of what {name} says");
        return new(program.ExitCode, output.Result, error.Result);
    }

    /// <summary>Stops what is still at work when all patience is gone; disposing it calls that off.</summary>
    public static IDisposable OrStop(Action stop)
    {
        var end = new CancellationTokenSource(Most);
        end.Token.Register(stop);
        return end;
    }

    static async Task<bool> Done(Task work)
    {
        await work;
        return true;
    }

    static TimeoutException Vain(string what) => new($"Waited {Most.TotalMinutes} minutes in vain for {what}.");
}

/// <summary>How a program ended.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">What it said.</param>
/// <param name="Error">What it said on its error stream.</param>
internal sealed record Ended(int ExitCode, string Output, string Error);
