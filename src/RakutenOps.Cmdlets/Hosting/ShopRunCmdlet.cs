using System.Management.Automation;
using RakutenOps.Binding;
using RakutenOps.Completion;
using RakutenOps.Text;

namespace RakutenOps.Hosting;

/// <summary>The base of the cmdlets that run over whole shops, named or all that have order import on.</summary>
public abstract class ShopRunCmdlet : RunCmdlet
{
    readonly List<string> asked = [];

    /// <summary>Shops by name or pattern; every shop with order import on when left out.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true), Alias("Name"), SupportsWildcards, ValidateNotNullOrEmpty, ArgumentCompleter(typeof(ShopCompleter))]
    [PSDefaultValue(Value = "*")]
    public string[] Shop { get; set; } = ["*"];

    /// <inheritdoc/>
    private protected override void Process() => asked.AddRange(Shop);

    // A pattern takes the shops with order import on; a shop that is named is taken as it is, and the run says when it is off or not there.
    private protected override IReadOnlyList<string> Chosen()
    {
        if (asked.Count == 0) return [];
        var chosen = new List<string>();
        foreach (var pattern in asked.Distinct(StringComparer.OrdinalIgnoreCase))
        {
            var names = new NamePattern(pattern);
            var fitting = Shops.Where(s => names.IsMatch(s.Name)).ToList();
            if (names.IsName && fitting.Count == 0) chosen.Add(pattern);
            chosen.AddRange(fitting.Where(s => names.IsName || s.OrderImport).Select(static s => s.Name));
        }
        if (chosen.Count == 0 && asked.TrueForAll(static p => !new NamePattern(p).IsName)) WriteWarning(Message.Of("Warn_NoShopOn", string.Join(", ", asked)));
        return [.. chosen.Distinct(StringComparer.Ordinal)];
    }
}
