using System.Text;

namespace RakutenOps.Core.Text;

/// <summary>Full-width digits and letters, and half-width kana, as their common forms.</summary>
internal static class Width
{
    /// <summary>The text in its common form (NFKC); as it stands where it has what is no character (half of a pair, U+FFFE), which has no other form.</summary>
    public static string Fold(string text)
    {
        try
        {
            return text.Normalize(NormalizationForm.FormKC);
        }
        catch (ArgumentException)
        {
            return text;
        }
    }
}
