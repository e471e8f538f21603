using System.Management.Automation;

namespace RakutenOps.Binding;

/// <summary>A name, or a pattern of names, as a user gives it, whatever the case. What is no valid pattern, such as <c>kobe[</c>, is a name as it stands.</summary>
sealed class NamePattern
{
    readonly string text;
    readonly WildcardPattern? pattern;

    /// <summary>Takes a name or pattern.</summary>
    public NamePattern(string text)
    {
        this.text = text;
        if (!WildcardPattern.ContainsWildcardCharacters(text)) return;
        try
        {
            pattern = WildcardPattern.Get(text, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant);
            pattern.IsMatch(""); // a pattern is only looked at when it is first used
        }
        catch (WildcardPatternException)
        {
            pattern = null;
        }
    }

    /// <summary>Whether it stands for one name.</summary>
    public bool IsName => pattern is null;

    /// <summary>Whether a name fits.</summary>
    public bool IsMatch(string name) => pattern?.IsMatch(name) ?? string.Equals(name, text, StringComparison.OrdinalIgnoreCase);
}
