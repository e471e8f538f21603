using System.Collections.Frozen;
using System.Text;
using RakutenOps.Core.Text;

namespace RakutenOps.Core.Rms;

/// <summary>
/// Settlement codes by Rakuten's names (API §3.5), for answers of the versions that give a name and no code. Widths and blanks of a name do not
/// matter; a name that is not in the table has no code, for nothing is guessed.
/// </summary>
public static class SettlementNames
{
    static readonly Dictionary<string, int> Table = new(StringComparer.Ordinal)
    {
        ["クレジットカード"] = 1,
        ["代金引換"] = 2,
        ["後払い"] = 3,
        ["ショッピングクレジット／ローン"] = 4,
        ["オートローン"] = 5,
        ["リース"] = 6,
        ["請求書払い"] = 7,
        ["ポイント"] = 8,
        ["銀行振込"] = 9,
        ["Apple Pay"] = 12,
        ["セブンイレブン（前払）"] = 13,
        ["ローソン、郵便局ATM等（前払）"] = 14,
        ["ファミリーマート、ローソン等（前払）"] = 14,
        ["Alipay"] = 16,
        ["PayPal"] = 17,
        ["後払い決済"] = 21,
        ["Alipay（支付宝）"] = 27,
    };

    static readonly FrozenDictionary<string, int> Codes = Table.ToFrozenDictionary(static pair => Key(pair.Key), static pair => pair.Value, StringComparer.Ordinal);

    static readonly FrozenDictionary<int, string> Names = Table.GroupBy(static pair => pair.Value).ToFrozenDictionary(static code => code.Key, static code => code.Last().Key);

    /// <summary>Every name with its code, in order of code; where a code has several, the newest is last.</summary>
    public static IEnumerable<(string Name, int Code)> All => Table.Select(static pair => (pair.Key, pair.Value));

    /// <summary>The newest name of a code; null when the code is not known.</summary>
    /// <param name="code">settlementMethodCode.</param>
    public static string? Name(int code) => Names.GetValueOrDefault(code);

    /// <summary>The code of a name; null when the name is not known.</summary>
    /// <param name="name">Rakuten's name, an old or a new one.</param>
    public static int? Code(string name) => Codes.TryGetValue(Key(name), out var code) ? code : null;

    static string Key(string name)
    {
        var key = new StringBuilder(name.Length);
        foreach (var letter in Width.Fold(name))
        {
            if (!char.IsWhiteSpace(letter)) key.Append(char.ToLowerInvariant(letter));
        }
        return key.ToString();
    }
}
