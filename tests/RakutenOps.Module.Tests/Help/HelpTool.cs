using System.Diagnostics;
using System.Reflection;
using System.Xml.Linq;

namespace RakutenOps.Module.Tests.Help;

/// <summary>The built help tool, run as the build runs it, over pages in a temporary folder.</summary>
sealed class HelpTool : IDisposable
{
    public static readonly XNamespace Maml = "http://schemas.microsoft.com/maml/2004/10";
    public static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    public static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    readonly DirectoryInfo root = Directory.CreateTempSubdirectory("rakutenops-help-");

    public HelpTool()
    {
        Directory.CreateDirectory(Docs);
        Directory.CreateDirectory(Module);
        SampleModule.Write(Module);
        foreach (var language in (string[])["en-US", "ja-JP"]) Page(language, "Get-Sample.md", SamplePage.Text);
    }

    public string Docs => Path.Combine(root.FullName, "docs");

    public string Module => Path.Combine(root.FullName, "module");

    public string MamlFile(string language) => Path.Combine(Module, language, "RakutenOps.Cmdlets.dll-Help.xml");

    public XElement Help(string language = "en-US") => XDocument.Load(MamlFile(language)).Descendants(Command + "command").Single();

    public string About(string language, string topic) => File.ReadAllText(Path.Combine(Module, language, topic + ".help.txt"));

    public void Page(string language, string file, string text)
    {
        Directory.CreateDirectory(Path.Combine(Docs, language));
        File.WriteAllText(Path.Combine(Docs, language, file), text);
    }

    public void PageInBoth(string file, string text)
    {
        Page("en-US", file, text);
        Page("ja-JP", file, text);
    }

    /// <summary>Runs the tool: its exit code and what it said.</summary>
    public (int ExitCode, string Said) Run()
    {
        var metadata = typeof(HelpTool).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().ToDictionary(static a => a.Key, static a => a.Value!);
        var (exit, said, errors) = Patience.Run(new ProcessStartInfo("dotnet", [metadata["HelpTool"], Docs, Module]));
        errors.ShouldBeEmpty();
        return (exit, said);
    }

    public void RunWithoutProblems()
    {
        var (exitCode, said) = Run();
        said.ShouldBeEmpty();
        exitCode.ShouldBe(0);
    }

    public void ShouldComplain(string where, string what)
    {
        var (exitCode, said) = Run();
        exitCode.ShouldBe(1);
        said.Split('\n').ShouldContain(line => line.Contains(where) && line.Contains(": error HELP: ") && line.Contains(what), said);
    }

    public void Dispose() => root.Delete(recursive: true);
}
