using System.Globalization;
using System.Security.Cryptography;
using FsCheck.Xunit;
using RakutenOps.Domain.Tests.Properties;

[assembly: AssemblyFixture(typeof(SeedReport))]

namespace RakutenOps.Domain.Tests.Properties;

/// <summary>A property over <see cref="Situations"/>. All properties of a run start from one seed, which is printed; RAKUTENOPS_TEST_SEED runs them from it again.</summary>
#pragma warning disable xUnit3003 // FsCheck's attribute takes no source information to hand on.
public sealed class RulePropertyAttribute : PropertyAttribute
#pragma warning restore xUnit3003
{
    public const string Variable = "RAKUTENOPS_TEST_SEED";

    public static readonly ulong Seed = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given
        ? ulong.Parse(given, CultureInfo.InvariantCulture)
        : (ulong)RandomNumberGenerator.GetInt32(int.MaxValue);

    public RulePropertyAttribute()
    {
        Arbitrary = [typeof(Situations)];
        MaxTest = 5000;
        QuietOnSuccess = true;
        Replay = string.Create(CultureInfo.InvariantCulture, $"({Seed},7)");
    }
}

/// <summary>Prints the seed of the run once.</summary>
public sealed class SeedReport
{
    public SeedReport() => Console.WriteLine($"Properties run with {RulePropertyAttribute.Variable}={RulePropertyAttribute.Seed}");
}
