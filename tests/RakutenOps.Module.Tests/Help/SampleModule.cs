using System.Management.Automation;
using System.Reflection;
using System.Reflection.Emit;

namespace RakutenOps.Module.Tests.Help;

/// <summary>An assembly of one cmdlet, Get-Sample, as small as the help tool can read.</summary>
static class SampleModule
{
    public const string FileName = "RakutenOps.Cmdlets.dll";

    public static void Write(string folder)
    {
        var assembly = new PersistedAssemblyBuilder(new("RakutenOps.Cmdlets"), typeof(object).Assembly);
        var cmdlet = assembly.DefineDynamicModule("RakutenOps.Cmdlets").DefineType("Sample.GetSampleCommand", TypeAttributes.Public | TypeAttributes.Sealed, typeof(PSCmdlet));
        cmdlet.SetCustomAttribute(Attribute(typeof(CmdletAttribute), ["Get", "Sample"], ("SupportsShouldProcess", true), ("DefaultParameterSetName", "ByName")));
        cmdlet.SetCustomAttribute(new(typeof(OutputTypeAttribute).GetConstructor([typeof(Type[])])!, [new[] { typeof(DateOnly) }]));
        Parameter(cmdlet, "Kind", typeof(string), Attribute(typeof(ParameterAttribute), []), Attribute(typeof(PSDefaultValueAttribute), [], ("Value", "Card")), new(typeof(ValidateSetAttribute).GetConstructor([typeof(string[])])!, [new[] { "Card", "Bank" }]));
        Parameter(cmdlet, "Name", typeof(string[]), Attribute(typeof(ParameterAttribute), [], ("ParameterSetName", "ByName"), ("Position", 0), ("ValueFromPipelineByPropertyName", true)),
            Attribute(typeof(SupportsWildcardsAttribute), []), new(typeof(AliasAttribute).GetConstructor([typeof(string[])])!, [new[] { "Id" }]));
        Parameter(cmdlet, "Day", typeof(DayOfWeek?), Attribute(typeof(ParameterAttribute), [], ("ParameterSetName", "ByDay"), ("Mandatory", true)));
        Parameter(cmdlet, "Force", typeof(SwitchParameter), Attribute(typeof(ParameterAttribute), []));
        Parameter(cmdlet, "NotAParameter", typeof(string));
        cmdlet.CreateType();
        assembly.Save(Path.Combine(folder, FileName));
    }

    static void Parameter(TypeBuilder cmdlet, string name, Type type, params CustomAttributeBuilder[] attributes)
    {
        var property = cmdlet.DefineProperty(name, PropertyAttributes.None, type, null);
        var getter = cmdlet.DefineMethod("get_" + name, MethodAttributes.Public | MethodAttributes.SpecialName | MethodAttributes.HideBySig, type, []);
        var il = getter.GetILGenerator();
        il.Emit(OpCodes.Newobj, typeof(NotSupportedException).GetConstructor([])!);
        il.Emit(OpCodes.Throw);
        property.SetGetMethod(getter);
        foreach (var attribute in attributes) property.SetCustomAttribute(attribute);
    }

    static CustomAttributeBuilder Attribute(Type type, object[] arguments, params (string Name, object Value)[] named) =>
        new(type.GetConstructor([.. arguments.Select(static a => a.GetType())])!, arguments, [.. named.Select(n => type.GetProperty(n.Name)!)], [.. named.Select(static n => n.Value)]);
}
