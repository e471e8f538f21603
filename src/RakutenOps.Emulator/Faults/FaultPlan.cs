using RakutenOps.Emulator.Orders;

namespace RakutenOps.Emulator.Faults;

/// <summary>The fault rules in force. The first that hits a request decides.</summary>
public sealed class FaultPlan
{
    readonly Lock _gate = new();
    List<Entry> _entries = [];

    /// <summary>Rules with the number of requests each has hit.</summary>
    /// <returns>A copy.</returns>
    public IReadOnlyList<(FaultRule Rule, int Hits)> Rules()
    {
        lock (_gate) return _entries.ConvertAll(entry => (entry.Rule, entry.Hits));
    }

    /// <summary>Puts these rules in place of all others, with counts at zero.</summary>
    /// <param name="rules">The rules, in order of precedence.</param>
    public void Set(params IEnumerable<FaultRule> rules)
    {
        lock (_gate) _entries = [.. rules.Select(rule => new Entry { Rule = rule })];
    }

    /// <summary>Nothing goes wrong any more.</summary>
    public void Clear() => Set();

    internal FaultRule? Next(string function, string? shop)
    {
        lock (_gate)
        {
            foreach (var entry in _entries)
            {
                if (entry.Hit(function, shop)) return entry.Rule;
            }
            return null;
        }
    }

    sealed class Entry
    {
        int _seen;

        public required FaultRule Rule { get; init; }

        public int Hits { get; private set; }

        public bool Hit(string function, string? shop)
        {
            if (Rule.Function is not null && Rule.Function != function || Rule.Shop is not null && Rule.Shop != shop || Hits >= Rule.Count) return false;
            var number = _seen++;
            if (number < Rule.Skip || Draw.Fraction(Rule.Seed, (ulong)number) >= Rule.Rate) return false;
            Hits++;
            return true;
        }
    }
}
