using System.Globalization;

namespace RakutenOps.Core.Storage;

public abstract partial class SqlStore
{
    const int LongestNumber = 19;

    /// <inheritdoc/>
    public IReadOnlyList<OrderSlip> SlipsBeginning(string digits, int limit)
    {
        ArgumentNullException.ThrowIfNull(digits);
        if (!digits.All(char.IsAsciiDigit) || digits.StartsWith('0')) return [];
        return Offered(limit, OfEachShop(session.Dialect.Prompt.WaitingSlips, ("@digits", digits + "%")).Concat(digits.Length == 0 ? [] : Between()));

        // 12 begins 12, 120 to 129, 1200 to 1299 and so on.
        IEnumerable<(string, (string, object?)[])> Between()
        {
            for (var more = 0; digits.Length + more <= LongestNumber; more++)
            {
                if (!long.TryParse(digits.PadRight(digits.Length + more, '0'), NumberStyles.None, CultureInfo.InvariantCulture, out var lowest)) yield break;
                if (!long.TryParse(digits.PadRight(digits.Length + more, '9'), NumberStyles.None, CultureInfo.InvariantCulture, out var highest)) highest = long.MaxValue;
                yield return (session.Dialect.Prompt.SlipsBetween, [("@lowest", lowest), ("@highest", highest)]);
            }
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<OrderSlip> OrdersBeginning(string text, int limit)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length == 0) return SlipsBeginning("", limit);
        // Numbers made by hand have letters, which nobody minds the case of; Rakuten's have none.
        var written = new[] { text, text.ToUpperInvariant() }.Distinct(StringComparer.Ordinal).Select(static t => ((string, object?)[])[("@beginning", t), ("@beyond", t + "\U0010FFFF")]).ToList();
        return Offered(limit, written.SelectMany(w => OfEachShop(session.Dialect.Prompt.WaitingOrders, w)).Concat(written.Select(w => (session.Dialect.Prompt.OrdersBetween, w))));
    }

    IEnumerable<(string Sql, (string, object?)[] Parameters)> OfEachShop(string sql, params (string, object?)[] parameters) =>
        Shops().Select(shop => (sql, ((string, object?)[])[("@shop", shop.Name), .. parameters]));

    // Question after question until there are enough; the first that knows a slip gives its place.
    List<OrderSlip> Offered(int limit, IEnumerable<(string Sql, (string, object?)[] Parameters)> questions)
    {
        var numbers = new List<long>();
        var known = new HashSet<long>();
        foreach (var (sql, parameters) in questions)
        {
            numbers.AddRange(session.Query(sql, static row => row.GetInt64(0), [.. parameters, ("@limit", (long)limit)]).Where(known.Add));
            if (numbers.Count >= limit) break;
        }
        var slips = Slips([.. numbers.Take(limit)], "TRUE").ToDictionary(static s => s.SlipNumber);
        return [.. numbers.Where(slips.ContainsKey).Select(n => slips[n])];
    }
}
