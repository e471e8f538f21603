using System.Text;

namespace RakutenOps.Help.Output;

/// <summary>One language's folder of the module. A file that would not change is left alone, so that builds stay incremental.</summary>
sealed class HelpFolder(string path)
{
    readonly HashSet<string> written = new(StringComparer.Ordinal);

    public void Write(string name, string text)
    {
        Directory.CreateDirectory(path);
        written.Add(name);
        var file = Path.Combine(path, name);
        if (!File.Exists(file) || File.ReadAllText(file) != text) File.WriteAllText(file, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
    }

    /// <summary>Removes topics whose page has gone.</summary>
    public void RemoveOthers()
    {
        foreach (var file in Directory.EnumerateFiles(path, "about_*.help.txt").Where(f => !written.Contains(Path.GetFileName(f)))) File.Delete(file);
    }
}
