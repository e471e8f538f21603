using ArchUnitNET.Domain;
using ArchUnitNET.Domain.Dependencies;
using ArchUnitNET.Fluent.Slices;
using ArchUnitNET.Loader;
using ArchUnitNET.xUnitV3;
using static ArchUnitNET.Fluent.ArchRuleDefinition;
using Assembly = System.Reflection.Assembly;

namespace RakutenOps.Core.Tests.Architecture;

/// <summary>Dependencies point one way: Cmdlets → Core → Domain; Domain looks at nothing but what it is given (design.md §§1, 2).</summary>
public sealed class DependencyTests
{
    static readonly Assembly Domain = typeof(OrderSlip).Assembly;
    static readonly Assembly Core = typeof(WorkspaceOptions).Assembly;
    static readonly ArchUnitNET.Domain.Architecture Code = new ArchLoader().LoadAssemblies(Domain, Core).Build();

    [Fact]
    public void Domain_references_nothing_of_ours_and_no_package() =>
        Domain.GetReferencedAssemblies().ShouldAllBe(a => a.Name!.StartsWith("System.", StringComparison.Ordinal), "the runtime alone");

    [Fact]
    public void Core_references_Domain_and_nothing_else_of_ours() =>
        Core.GetReferencedAssemblies().Select(a => a.Name!).Where(n => n.StartsWith("RakutenOps", StringComparison.Ordinal)).ShouldBe(["RakutenOps.Domain"]);

    [Fact]
    public void Core_knows_no_PowerShell()
    {
        Core.GetReferencedAssemblies().ShouldAllBe(a => !a.Name!.Contains("Management.Automation", StringComparison.OrdinalIgnoreCase) && !a.Name.Contains("PowerShell", StringComparison.OrdinalIgnoreCase));
        Types().That().ResideInAssembly(Core).Should().NotDependOnAnyTypesThat().HaveFullNameMatching(@"^System\.Management\.Automation\.").WithoutRequiringPositiveResults().Check(Code);
    }

    [Fact]
    public void Domain_does_not_know_Core() =>
        Types().That().ResideInAssembly(Domain).Should().NotDependOnAnyTypesThat().ResideInAssembly(Core).Check(Code);

    [Fact]
    public void No_folder_of_Core_depends_on_itself_through_another() =>
        SliceRuleDefinition.Slices().Matching("RakutenOps.Core.(*)").Should().BeFreeOfCycles().Check(Code);

    [Fact]
    public void The_folders_of_Core_do_not_know_the_factory_that_joins_them() =>
        Types().That().ResideInNamespaceMatching(@"^RakutenOps\.Core\..+").Should().NotDependOnAny(typeof(WorkspaceFactory)).Check(Code);

    [Fact]
    public void Storage_knows_no_RMS() =>
        Types().That().ResideInNamespaceMatching(@"^RakutenOps\.Core\.Storage").Should().NotDependOnAnyTypesThat().ResideInNamespaceMatching(@"^RakutenOps\.Core\.Rms").Check(Code);

    [Fact]
    public void What_a_slip_and_an_order_are_does_not_know_the_rules() =>
        Types().That().ResideInNamespaceMatching(@"^RakutenOps$").Should().NotDependOnAnyTypesThat().ResideInNamespaceMatching(@"^RakutenOps\.Rules$").Check(Code);

    [Theory]
    [InlineData(@"RakutenOps\.Rules")]
    [InlineData(@"RakutenOps")]
    public void Rules_and_their_records_read_no_clock_file_network_or_chance(string part)
    {
        var types = Types().That().ResideInNamespaceMatching($"^{part}$").And().ResideInAssembly(Domain).GetObjects(Code).ToList();
        var calls = types.SelectMany(t => t.Dependencies).OfType<MethodCallDependency>().ToList();

        types.Count.ShouldBeGreaterThan(10);
        calls.Where(c => ReadsMachine(c.Target, c.TargetMember.Name)).Select(c => $"{c.Origin.Name} → {c.Target.Name}.{c.TargetMember.Name}").ShouldBeEmpty();
    }

    static bool ReadsMachine(IType target, string member) => target.FullName switch
    {
        "System.DateTime" or "System.DateTimeOffset" => member is "get_Now()" or "get_UtcNow()" or "get_Today()",
        "System.Guid" => member == "NewGuid()",
        "System.TimeZoneInfo" or "System.TimeProvider" or "System.Random" or "System.Environment" or "System.Diagnostics.Stopwatch" => true,
        var name => name.StartsWith("System.IO.", StringComparison.Ordinal) || name.StartsWith("System.Net.", StringComparison.Ordinal),
    };
}
