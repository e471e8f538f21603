using System.Globalization;

namespace RakutenOps.Emulator.Orders;

/// <summary>Repeatable choices: the same seed and row always draw the same.</summary>
static class Draw
{
    /// <summary>A well-mixed 64-bit number of a seed and a key (SplitMix64's finaliser).</summary>
    public static ulong Number(ulong seed, ulong key)
    {
        var z = seed + (key + 1) * 0x9E3779B97F4A7C15UL;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }

    /// <summary>A number from 0 up to, not including, 1.</summary>
    public static double Fraction(ulong seed, ulong key) => (Number(seed, key) >> 11) * (1.0 / (1UL << 53));

    /// <summary>One of the choices.</summary>
    public static T Of<T>(ulong seed, ulong key, T[] choices) => choices[(int)(Number(seed, key) % (ulong)choices.Length)];

    /// <summary>Four digits other than these: another card.</summary>
    public static string OtherDigits(string digits) =>
        ((int.Parse(digits, CultureInfo.InvariantCulture) + 4321) % 10000).ToString("D4", CultureInfo.InvariantCulture);

    public static string TrackingNumber(long shippingDetailId) => (shippingDetailId % 100_000_000_0000).ToString("D12", CultureInfo.InvariantCulture);
}

/// <summary>Ids derive from the order's row. They lie beyond 31 bits, as real ones do (§1.2).</summary>
static class Ids
{
    public static long Of(int row, int index) => 3_000_000_000L + (row * 100L) + index;
}
