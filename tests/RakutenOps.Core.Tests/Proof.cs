using System.Globalization;

namespace RakutenOps.Core.Tests;

/// <summary>
/// How far the long proofs go: a short form in each run of the suite, the whole of it with RAKUTENOPS_PROVE=1, and any figure by a variable of its own. Their classes have the trait
/// Proof=Long, by which <c>build.ps1 -Task Prove</c> runs them alone.
/// </summary>
internal static class Proof
{
    /// <summary>The trait of a class with a long form.</summary>
    public const string Trait = "Proof", Long = "Long";

    /// <summary>Whether everything is to be proved.</summary>
    public static bool IsWhole => Environment.GetEnvironmentVariable("RAKUTENOPS_PROVE") == "1";

    /// <summary>Workers killed, on each kind of store.</summary>
    public static int Kills => Figure("RAKUTENOPS_KILLS", 10, 200);

    /// <summary>Seeds of an RMS that fails.</summary>
    public static int FaultSeeds => Figure("RAKUTENOPS_FAULT_SEEDS", 5, 50);

    /// <summary>Cases of hostile input, over all suites.</summary>
    public static int FuzzCases => Figure("RAKUTENOPS_FUZZ_CASES", 5_000, 100_000);

    /// <summary>Days of 96 cycles.</summary>
    public static int SoakDays => Figure("RAKUTENOPS_SOAK_DAYS", 3, 30);

    /// <summary>Shops that ten workers share.</summary>
    public static int SharedShops => Figure("RAKUTENOPS_SHARED_SHOPS", 20, 100);

    /// <summary>The seed of a proof: its variable's, else one that is drawn. Whoever asks prints it.</summary>
    public static int Seed(string variable) => Given(variable) ?? Random.Shared.Next(1_000_000);

    static int Figure(string variable, int brief, int whole) => Given(variable) ?? (IsWhole ? whole : brief);

    static int? Given(string variable) => int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var value) ? value : null;
}
