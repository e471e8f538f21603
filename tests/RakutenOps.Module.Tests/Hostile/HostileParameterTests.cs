using System.Collections;
using System.Management.Automation;
using System.Security;
using RakutenOps.Core.Tests.Hostile;
using RakutenOps.Module.Tests.Cmdlets;
using RakutenOps.Module.Tests.Hosting;

namespace RakutenOps.Module.Tests.Hostile;

/// <summary>Every exported command with every kind of value in its parameters and on its pipeline: only PowerShell's own errors (of binding, drives, paths) and those with advice come out, nothing hangs, and nothing is written.</summary>
[Collection("Emulator")]
[Trait(Proof.Trait, Proof.Long)]
public sealed class HostileParameterTests(ITestOutputHelper output) : IDisposable
{
    static readonly HashSet<string> Kept = [.. Cmdlet.CommonParameters, .. Cmdlet.OptionalCommonParameters];

    readonly Rehearsal rehearsal = Rehearsal.Start();

    public void Dispose() => rehearsal.Dispose();

    [Fact]
    public async Task Commands_give_their_output_or_an_error_with_advice_and_nothing_is_written()
    {
        rehearsal.Session.MoveTo(rehearsal.Folder);
        rehearsal.Run("Get-RakutenLicense").Clean(); // it keeps the day, which is no change from then on
        foreach (var more in new[] { "", "requestPrice = 5000", "settlementMethodCode = 9" }) rehearsal.Order(more);
        var slips = rehearsal.Run("Get-OrderSlip").Clean().Output;
        var commands = rehearsal.Run("Get-Command -Module RakutenOps").Clean().As<CmdletInfo>();
        var before = (rehearsal.StoreBytes(), Files());

        await Fuzz.RunAsync(10, output.WriteLine, random =>
        {
            var command = commands[random.Next(commands.Count)];
            var set = command.ParameterSets[random.Next(command.ParameterSets.Count)];
            var bound = new Hashtable();
            foreach (var parameter in set.Parameters.Where(static p => !Kept.Contains(p.Name)))
            {
                if (random.Next(100) < (parameter.IsMandatory ? 90 : 30)) bound[parameter.Name] = Value(parameter, random, slips);
            }
            if (command.Parameters.ContainsKey("WhatIf")) bound["WhatIf"] = true;

            var script = random.Next(3) == 0 ? "$fed | & $command @bound" : "& $command @bound";
            var ran = rehearsal.Session.Run(script, ("command", command.Name), ("bound", bound), ("fed", Fed(set, random, slips)));

            foreach (var error in ran.Errors.Where(static e => e.Exception is not (ParameterBindingException or SessionStateException) && string.IsNullOrEmpty(e.ErrorDetails?.RecommendedAction)))
            {
                throw new InvalidOperationException($"{script}: {command.Name} {Told(bound)}: {error.FullyQualifiedErrorId}: {error.Exception}");
            }
            rehearsal.Session.Render("$null");
            return Task.CompletedTask;
        });

        Files().ShouldBe(before.Item2);
        rehearsal.StoreBytes().ShouldBe(before.Item1);
    }

    List<string> Files() => [.. Directory.EnumerateFileSystemEntries(rehearsal.Folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    static object? Value(CommandParameterInfo parameter, Random random, IReadOnlyList<PSObject> slips) =>
        random.Next(5) == 0 ? Wild(random, slips) : Fitting(parameter.Name, parameter.ParameterType, random, slips);

    // What the parameter is made for, more often than not.
    static object? Fitting(string name, Type type, Random random, IReadOnlyList<PSObject> slips)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(SwitchParameter)) return random.Next(2) == 0;
        if (type.IsArray) return Enumerable.Range(0, random.Next(1, 4)).Select(_ => Fitting(name, type.GetElementType()!, random, slips)).ToArray();
        if (type.IsEnum) return random.Next(4) == 0 ? Damage.Word(random) : Enum.GetValues(type).GetValue(random.Next(Enum.GetValues(type).Length));
        return name switch
        {
            "Shop" or "Name" when random.Next(2) == 0 => "kobe",
            "SlipNumber" when random.Next(3) != 0 => random.Next(1, 5),
            "OrderNumber" when random.Next(2) == 0 => slips[random.Next(slips.Count)].Properties["OrderNumber"].Value,
            _ => type == typeof(string) ? Damage.Word(random)
                : type == typeof(int) || type == typeof(long) ? Number(random)
                : type == typeof(decimal) || type == typeof(double) ? random.Next(-5, 50_000) / 10m
                : type == typeof(DateTimeOffset) || type == typeof(DateOnly) || type == typeof(DateTime) ? Day(random)
                : type == typeof(TimeSpan) ? new TimeSpan(random.NextInt64(long.MinValue, long.MaxValue))
                : typeof(IDictionary).IsAssignableFrom(type) ? Table(random, slips)
                : type.Namespace?.StartsWith("RakutenOps", StringComparison.Ordinal) == true ? slips[random.Next(slips.Count)]
                : Wild(random, slips),
        };
    }

    static object? Wild(Random random, IReadOnlyList<PSObject> slips) => random.Next(16) switch
    {
        0 => null,
        1 => Number(random),
        2 => decimal.MaxValue,
        3 => double.NaN,
        4 => Day(random),
        5 => Table(random, slips),
        6 => new object?[] { Damage.Word(random), null, Number(random) },
        7 => Array.Empty<object>(),
        8 => slips[random.Next(slips.Count)],
        9 => new Uri($"https://127.0.0.1:{random.Next(1, 9)}/"),
        10 => new PSCredential("x", new SecureString()),
        11 => ScriptBlock.Create("throw 'never run'"),
        12 => random.Next(2) == 0,
        _ => Damage.Word(random),
    };

    static Hashtable Table(Random random, IReadOnlyList<PSObject> slips)
    {
        var table = new Hashtable();
        for (var more = random.Next(4); more > 0; more--) table[random.Next(3) switch { 0 => Damage.Word(random), 1 => "LineNumber", _ => (object)random.Next(-1, 4) }] = random.Next(8) == 0 ? Table(random, slips) : Wild(random, slips);
        return table;
    }

    // Slips, words, and objects whose properties have the parameters' names.
    static object?[] Fed(CommandParameterSetInfo set, Random random, IReadOnlyList<PSObject> slips) => [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => random.Next(3) switch
    {
        0 => slips[random.Next(slips.Count)],
        1 => Wild(random, slips),
        _ => Named(set, random, slips),
    })];

    static PSObject Named(CommandParameterSetInfo set, Random random, IReadOnlyList<PSObject> slips)
    {
        var named = new PSObject();
        foreach (var parameter in set.Parameters.Where(static p => p.ValueFromPipelineByPropertyName)) named.Properties.Add(new PSNoteProperty(parameter.Name, Value(parameter, random, slips)));
        return named;
    }

    static long Number(Random random) => random.Next(6) switch { 0 => int.MinValue, 1 => int.MaxValue, 2 => long.MaxValue, 3 => -1, _ => random.Next(0, 50) };

    static object Day(Random random) => random.Next(5) switch
    {
        0 => DateTime.MinValue,
        1 => DateTime.MaxValue,
        2 => DateTimeOffset.MaxValue,
        3 => Damage.Word(random),
        _ => $"2026-{random.Next(1, 13):D2}-{random.Next(1, 32):D2}",
    };

    static string Told(Hashtable bound) => string.Join(" ", bound.Cast<DictionaryEntry>().Select(static p => $"-{p.Key} {(p.Value is Array many ? string.Join(",", many.Cast<object>()) : p.Value)}"));
}
