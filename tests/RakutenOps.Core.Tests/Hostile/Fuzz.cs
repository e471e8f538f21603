using System.Globalization;
using System.Text;

namespace RakutenOps.Core.Tests.Hostile;

/// <summary>
/// Runs a case many times over input that grows ever odder: <see cref="Proof.FuzzCases"/> over all suites. RAKUTENOPS_FUZZ_SEED=n replays; a failure names its seed and case.
/// </summary>
static class Fuzz
{
    /// <summary>Runs a suite's share of the cases.</summary>
    /// <param name="share">Its share of all cases, in percent.</param>
    /// <param name="say">Takes the line that names the seed.</param>
    /// <param name="oneCase">A case; its random numbers come from the seed and the case alone.</param>
    public static async Task RunAsync(int share, Action<string> say, Func<Random, Task> oneCase)
    {
        var seed = Proof.Seed("RAKUTENOPS_FUZZ_SEED");
        var cases = Math.Max(1, Proof.FuzzCases * share / 100);
        say($"seed {seed}, {cases} cases");
        for (var number = 0; number < cases; number++)
        {
            try
            {
                // A case takes milliseconds; one that takes half a minute hangs.
                await Task.Run(() => oneCase(new Random(unchecked((seed * 397) ^ number)))).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                throw new InvalidOperationException($"RAKUTENOPS_FUZZ_SEED={seed}, case {number}: {e.GetType().Name}: {e.Message}", e);
            }
        }
    }
}

/// <summary>Damages good input, and makes bad words.</summary>
static class Damage
{
    static readonly string[] Words =
    [
        "", " ", "null", "true", "[]", "{}", "\"\"", "[[", "}}", "\"", "'", ",", ":", "\\", "\n", "\r\n", "\t", "\0", "-", "-9999", "0", "1e999", "-1e-999", "0x10", "NaN", "99999999999999999999", "0.1", "1.0", "2147483648",
        "9223372036854775808", "2026-02-30", "0001-01-01", "9999-12-31T23:59:59+0900", "2026-11-01T10:00:00+9900", "+0900", "\\ud83d", "\\u0000", "％", "１２３", "㈱髙﨑①～", "👪", "\u202e", "\ufeff", "\u2028",
        "'; DROP TABLE order_slip; --", "%s%n", "../../etc/passwd", "$(whoami)", "<script>", "*", "?", "[a-", "{0}", "|", "#",
    ];

    public static string Word(Random random) => random.Next(40) switch
    {
        0 => new string('x', random.Next(70_000)),
        1 => string.Concat(Enumerable.Repeat("[", random.Next(200))),
        2 => string.Concat(Enumerable.Range(0, random.Next(50)).Select(_ => (char)random.Next(0xFFFF))),
        3 => random.NextInt64().ToString(CultureInfo.InvariantCulture),
        4 => Word(random) + Word(random),
        _ => Words[random.Next(Words.Length)],
    };

    public static byte[] Of(byte[] good, Random random)
    {
        var bytes = good.ToList();
        for (var times = random.Next(1, 5); times > 0 && bytes.Count > 0; times--)
        {
            var at = random.Next(bytes.Count);
            var length = Math.Min(random.Next(1, 40), bytes.Count - at);
            switch (random.Next(8))
            {
                case 0: bytes[at] = (byte)random.Next(256); break;
                case 1: bytes.RemoveRange(at, length); break;
                case 2: bytes.InsertRange(at, bytes.GetRange(at, length)); break;
                case 3: bytes.InsertRange(at, Encoding.UTF8.GetBytes(Word(random))); break;
                case 4: bytes.RemoveRange(at, bytes.Count - at); break;
                case 5: bytes.InsertRange(at, Enumerable.Range(0, length).Select(_ => (byte)random.Next(256))); break;
                default: Value(bytes, at, random); break;
            }
        }
        return [.. bytes];
    }

    // Puts another value in the place of one, so that the whole stays what it is more often than not.
    static void Value(List<byte> bytes, int at, Random random)
    {
        var start = bytes.FindIndex(at, static b => b is (byte)':' or (byte)',') + 1;
        if (start == 0) return;
        var end = bytes.FindIndex(start, static b => b is (byte)',' or (byte)'}' or (byte)']' or (byte)'\n');
        if (end < 0) return;
        bytes.RemoveRange(start, end - start);
        var word = Word(random);
        bytes.InsertRange(start, Encoding.UTF8.GetBytes(random.Next(2) == 0 ? $"\"{word}\"" : word));
    }
}
