using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;

namespace RakutenOps.Help.Commands;

/// <summary>Reads cmdlets from the module's assembly without running it, so that syntax in help is what the engine will bind.</summary>
static class CommandReader
{
    const string AllSets = "__AllParameterSets";

    public static IReadOnlyList<CommandModel> Read(string moduleFolder)
    {
        var assembly = Path.Combine(moduleFolder, "RakutenOps.Cmdlets.dll");
        string[] folders = [moduleFolder, AppContext.BaseDirectory, RuntimeEnvironment.GetRuntimeDirectory(), Path.Combine(moduleFolder, "core")];
        var known = folders.Where(Directory.Exists).SelectMany(static f => Directory.EnumerateFiles(f, "*.dll")).DistinctBy(Path.GetFileName);
        using var context = new MetadataLoadContext(new PathAssemblyResolver(known));
        return [.. context.LoadFromAssemblyPath(assembly).GetTypes().Where(static t => t is { IsPublic: true, IsAbstract: false }).Select(Command).OfType<CommandModel>().OrderBy(static c => c.Name, StringComparer.Ordinal)];
    }

    static CommandModel? Command(Type type)
    {
        if (Attributes(type, "CmdletAttribute").FirstOrDefault() is not { } cmdlet) return null;
        var parameters = type.GetProperties().OrderBy(static p => p.MetadataToken).Select(Parameter).OfType<ParameterModel>().ToList();
        if (Named(cmdlet, "SupportsShouldProcess", false)) parameters.AddRange([Switch("WhatIf", "wi"), Switch("Confirm", "cf")]);
        var outputs = Attributes(type, "OutputTypeAttribute").SelectMany(static a => Strings(a.ConstructorArguments)).Distinct().ToList();
        return new((string)cmdlet.ConstructorArguments[0].Value!, (string)cmdlet.ConstructorArguments[1].Value!, Named<string?>(cmdlet, "DefaultParameterSetName", null), outputs, parameters);
    }

    static ParameterModel? Parameter(PropertyInfo property)
    {
        var places = Attributes(property, "ParameterAttribute").Where(static a => !Named(a, "DontShow", false)).Select(Place).ToList();
        if (places.Count == 0) return null;
        var type = Underlying(property.PropertyType);
        var element = type.IsArray ? Underlying(type.GetElementType()!) : type;
        IReadOnlyList<string> values = element.IsEnum
            ? [.. element.GetFields(BindingFlags.Public | BindingFlags.Static).Select(static f => f.Name)]
            : [.. Attributes(property, "ValidateSetAttribute").SelectMany(static a => Strings(a.ConstructorArguments))];
        var aliases = Attributes(property, "AliasAttribute").SelectMany(static a => Strings(a.ConstructorArguments)).ToList();
        return new(property.Name, type.IsArray ? element.Name + "[]" : element.Name, element.Name == "SwitchParameter", type.IsArray, aliases, Attributes(property, "SupportsWildcardsAttribute").Any(), values, Default(property), places);
    }

    static ParameterPlace Place(CustomAttributeData parameter)
    {
        var set = Named<string?>(parameter, "ParameterSetName", null);
        var position = Named(parameter, "Position", int.MinValue);
        return new(set == AllSets ? null : set, position == int.MinValue ? null : position, Named(parameter, "Mandatory", false), Named(parameter, "ValueFromPipeline", false), Named(parameter, "ValueFromPipelineByPropertyName", false));
    }

    static string? Default(PropertyInfo property) =>
        Attributes(property, "PSDefaultValueAttribute").FirstOrDefault() is { } told ? Convert.ToString(Named<object?>(told, "Value", null), CultureInfo.InvariantCulture) : null;

    static ParameterModel Switch(string name, string alias) => new(name, "SwitchParameter", IsSwitch: true, IsArray: false, [alias], Globbing: false, [], Default: null, [new(null, null, false, false, false)]);

    static Type Underlying(Type type) => type.IsGenericType && type.GetGenericTypeDefinition().FullName == "System.Nullable`1" ? type.GetGenericArguments()[0] : type;

    static IEnumerable<CustomAttributeData> Attributes(MemberInfo member, string name) => member.GetCustomAttributesData().Where(a => a.AttributeType.Name == name);

    static T Named<T>(CustomAttributeData attribute, string name, T otherwise) =>
        attribute.NamedArguments.FirstOrDefault(a => a.MemberName == name) is { MemberInfo: not null, TypedValue.Value: T value } ? value : otherwise;

    // Arguments may be one value or a params array; a type stands for its full name.
    static IEnumerable<string> Strings(IEnumerable<CustomAttributeTypedArgument> arguments) => arguments.SelectMany(static a => a.Value switch
    {
        string text => [text],
        Type type => [type.FullName!],
        IEnumerable<CustomAttributeTypedArgument> many => Strings(many),
        _ => [],
    });
}
