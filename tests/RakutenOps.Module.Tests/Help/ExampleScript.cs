using System.Management.Automation;
using System.Management.Automation.Language;

namespace RakutenOps.Module.Tests.Help;

/// <summary>An example as PowerShell reads it: whether the hosted engine can run it, and whether the commands and parameters it names exist.</summary>
internal sealed class ExampleScript
{
    // Cmdlets of PowerShell that the hosted engine lacks, with the parameters that examples may use.
    static readonly Dictionary<string, string[]> Elsewhere = new(StringComparer.OrdinalIgnoreCase)
    {
        ["BeforeAll"] = [],
        ["Compare-Object"] = ["ReferenceObject", "DifferenceObject", "Property", "PassThru"],
        ["ConvertTo-Json"] = ["Depth", "Compress"],
        ["Describe"] = ["ForEach"],
        ["Export-Csv"] = ["Path", "Encoding", "UseCulture", "NoTypeInformation"],
        ["Format-List"] = ["Property"],
        ["Format-Table"] = ["Property", "AutoSize", "GroupBy", "Wrap"],
        ["Get-Content"] = ["Path", "LiteralPath", "Encoding"],
        ["Get-Credential"] = ["UserName", "Message", "Title"],
        ["Get-Date"] = ["Date"],
        ["Get-Secret"] = ["Name", "Vault"],
        ["Group-Object"] = ["Property", "NoElement"],
        ["Import-Csv"] = ["Path", "Encoding"],
        ["Install-PSResource"] = ["Name", "Repository"],
        ["Invoke-Pester"] = ["Configuration"],
        ["It"] = ["ForEach"],
        ["Measure-Object"] = ["Property", "Sum", "Maximum", "Minimum"],
        ["New-PesterConfiguration"] = ["Hashtable"],
        ["New-PesterContainer"] = ["Path", "Data"],
        ["Out-GridView"] = ["PassThru", "Title"],
        ["Read-Host"] = ["Prompt", "AsSecureString"],
        ["Register-PSResourceRepository"] = ["Name", "Uri", "Trusted"],
        ["Register-SecretVault"] = ["Name", "ModuleName"],
        ["Select-Object"] = ["Property", "First", "Last", "ExpandProperty", "Unique"],
        ["Set-Secret"] = ["Name", "Secret", "SecureStringSecret", "Vault"],
        ["Set-SecretStoreConfiguration"] = ["Authentication", "Interaction"],
        ["Should"] = ["Be", "BeTrue", "BeGreaterThan", "Because"],
        ["Sort-Object"] = ["Property", "Descending", "Unique"],
        ["Write-Host"] = ["Object"],
        ["Write-Output"] = ["InputObject"],
    };

    static readonly string[] Programs = ["dotnet", "git", "pwsh", "rakutenops"];

    // These would change the machine that runs the tests; the world stands in for systemd, not for the Task Scheduler.
    static readonly string[] NeverRun = OperatingSystem.IsLinux() ? [] : ["Register-RakutenSyncSchedule", "Unregister-RakutenSyncSchedule"];

    readonly ExampleWorld world;
    readonly ScriptBlockAst ast;
    readonly ParseError[] faults;

    public ExampleScript(string code, ExampleWorld world)
    {
        this.world = world;
        ast = Parser.ParseInput(code, out _, out faults);
        Commands = [.. ast.FindAll(static a => a is CommandAst, searchNestedScriptBlocks: true).Cast<CommandAst>()];
    }

    IReadOnlyList<CommandAst> Commands { get; }

    /// <summary>The commands it names that are neither the engine's nor ours nor its own.</summary>
    public IEnumerable<string> Strangers => Commands.Select(Name).OfType<string>().Where(name => !IsKnown(name));

    /// <summary>Whether every command is one of the engine's or ours, and none would change the machine.</summary>
    public bool CanRun => !Strangers.Any() && !Commands.Any(static c => NeverRun.Contains(Name(c), StringComparer.OrdinalIgnoreCase));

    /// <summary>Whether it changes what the emulator holds, or starts or stops one.</summary>
    public bool TouchesEmulator => Commands.Any(static c => Name(c) is { } name
        && (name.EndsWith("-RmsEmulator", StringComparison.OrdinalIgnoreCase) || name is "Confirm-RakutenOrder" or "Set-RakutenShippingDate")
        && !c.CommandElements.OfType<CommandParameterAst>().Any(static p => p.ParameterName == "WhatIf"));

    /// <summary>What is wrong with it without running it; empty when nothing is.</summary>
    public IReadOnlyList<string> Faults() => [.. faults.Select(static f => f.Message), .. Commands.SelectMany(FaultsOf)];

    IEnumerable<string> FaultsOf(CommandAst command)
    {
        // A variable or a script file is no name that could be wrong.
        if (Name(command) is not { } name || name.EndsWith(".ps1", StringComparison.OrdinalIgnoreCase)) return [];
        if (IsKnown(name)) return BindingFaults(command);
        if (Programs.Contains(name)) return [];
        if (!Elsewhere.TryGetValue(name, out var parameters)) return [$"There is no command {name}."];
        return command.CommandElements.OfType<CommandParameterAst>().Where(p => !parameters.Contains(p.ParameterName, StringComparer.OrdinalIgnoreCase)).Select(p => $"{name} has no parameter -{p.ParameterName} that examples use.");
    }

    // PowerShell's own binder, without running: parameters that are not there, twice there, or have no place.
    IEnumerable<string> BindingFaults(CommandAst command)
    {
        var binding = world.Session.Run("[System.Management.Automation.Language.StaticParameterBinder]::BindCommand($ast, $true)", ("ast", command)).Clean().As<StaticBindingResult>()[0];
        return
        [
            .. binding.BindingExceptions.Values.Select(e => $"{command.Extent.Text}: {e.BindingException.Message}"),
            .. binding.BoundParameters.SelectMany(static b => WrongWords(b.Value).Select(word => $"-{b.Key} has no value {word}.")),
        ];
    }

    // Where an enumeration is wanted, a word must be one of its names.
    static IEnumerable<string> WrongWords(ParameterBindingResult given)
    {
        var type = given.Parameter?.ParameterType is { IsArray: true } array ? array.GetElementType()! : given.Parameter?.ParameterType;
        if (type is null || !(Nullable.GetUnderlyingType(type) ?? type).IsEnum) return [];
        var words = given.Value is ArrayLiteralAst list ? list.Elements.OfType<StringConstantExpressionAst>().Select(static e => e.Value) : given.ConstantValue is string one ? [one] : [];
        return words.Where(word => !LanguagePrimitives.TryConvertTo(word, type, out _));
    }

    bool IsKnown(string name) =>
        world.Commands.Contains(name) || ast.Find(a => a is FunctionDefinitionAst f && f.Name.Equals(name, StringComparison.OrdinalIgnoreCase), searchNestedScriptBlocks: true) is not null;

    static string? Name(CommandAst command) => command.GetCommandName();
}
