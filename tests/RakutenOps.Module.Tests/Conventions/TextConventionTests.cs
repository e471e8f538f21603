using System.Text.RegularExpressions;
using System.Xml.Linq;
using RakutenOps.Module.Tests.Hosting;

namespace RakutenOps.Module.Tests.Conventions;

/// <summary>Text that people read stands in resx files, in English and Japanese alike, and none that nobody reads.</summary>
public sealed partial class TextConventionTests
{
    static readonly string Sources = Path.Combine(PackagedModule.RepositoryRoot, "src");

    // What reads a text: code, and the report's page.
    static readonly string Readers = Read(Sources);
    static readonly HashSet<string> Words = [.. Word().Matches(Readers).Select(static m => m.Value)];
    static readonly HashSet<string> Enums = [.. Enum().Matches(Readers).Select(static m => m.Groups["name"].Value)];

    public static TheoryData<string> Files =>
        [.. Directory.EnumerateFiles(Sources, "*.resx", SearchOption.AllDirectories).Where(static f => !f.EndsWith(".ja.resx", StringComparison.Ordinal)).Select(static f => Path.GetRelativePath(Sources, f))];

    [Theory, MemberData(nameof(Files))]
    public void Both_languages_have_the_same_keys_once(string file)
    {
        var (english, japanese) = (Keys(file), Keys(Japanese(file)));

        english.Count.ShouldBeGreaterThan(10);
        english.ShouldBeUnique();
        japanese.ShouldBeUnique();
        japanese.ShouldBe(english, ignoreOrder: true);
    }

    [Theory, MemberData(nameof(Files))]
    public void Both_languages_fill_the_same_gaps_and_no_text_is_empty(string file)
    {
        var japanese = Texts(Japanese(file)).ToDictionary(StringComparer.Ordinal);
        foreach (var (key, text) in Texts(file))
        {
            text.ShouldNotBeNullOrWhiteSpace(key);
            japanese[key].ShouldNotBeNullOrWhiteSpace(key);
            Gaps(japanese[key]).ShouldBe(Gaps(text), key);
        }
    }

    [Theory, MemberData(nameof(Files))]
    public void No_text_is_left_that_nothing_reads(string file) => Keys(file).Where(static key => !IsRead(key)).ShouldBeEmpty();

    [Theory, MemberData(nameof(Files))]
    public void Every_text_that_is_read_is_there(string file)
    {
        var keys = Keys(file).ToHashSet(StringComparer.Ordinal);
        var families = keys.Where(static key => key.Contains('_')).Select(Family).ToHashSet(StringComparer.Ordinal);
        // A text's first part is enough to know it; a text that is put together is written in parts.
        var read = Read(Path.Combine(Sources, file.Split('/', '\\')[0]));
        var asked = Key().Matches(read).Select(static m => m.Groups["key"].Value).Where(key => families.Contains(Family(key))).Distinct().ToList();

        asked.Except(keys).ShouldBeEmpty();
    }

    // By its name, or put together: a first part as text and the name of what it is about (an error id, a value), or an enum's name and its value's.
    static bool IsRead(string key) =>
        IsWritten($"\"{key}\"") || IsWritten($"t.{key}")
        || Enumerable.Range(1, key.Length - 1).Any(i => Words.Contains(key[i..]) && (IsWritten($"\"{key[..i]}\"") || IsWritten($"$\"{key[..i]}{{") || (key[i - 1] == '_' && Enums.Contains(key[..(i - 1)]))));

    static bool IsWritten(string text) => Readers.Contains(text, StringComparison.Ordinal);

    static string Read(string folder) => string.Concat(Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(static f => Path.GetExtension(f) is ".cs" or ".liquid").Select(File.ReadAllText));

    static string Family(string key) => key[..Math.Max(0, key.IndexOf('_', StringComparison.Ordinal))];

    static List<(string Key, string Text)> Texts(string file) =>
        [.. XDocument.Load(Path.Combine(Sources, file)).Root!.Elements("data").Select(static d => (d.Attribute("name")!.Value, d.Element("value")!.Value))];

    static List<string> Keys(string file) => [.. Texts(file).Select(static t => t.Key)];

    static string Japanese(string file) => Path.ChangeExtension(file, ".ja.resx");

    static string[] Gaps(string text) => [.. Gap().Matches(text.Replace("{{", "", StringComparison.Ordinal)).Select(static m => m.Value).Distinct().Order(StringComparer.Ordinal)];

    [GeneratedRegex(@"\{\d+[^}]*\}")]
    private static partial Regex Gap();

    [GeneratedRegex(@"(?<!\$)""(?<key>[A-Z]\w*_\w+)""(?!\s*\+)")]
    private static partial Regex Key();

    [GeneratedRegex(@"\benum (?<name>\w+)")]
    private static partial Regex Enum();

    [GeneratedRegex(@"\w+")]
    private static partial Regex Word();
}
