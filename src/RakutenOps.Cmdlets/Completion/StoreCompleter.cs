using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Language;
using RakutenOps.Core;
using RakutenOps.Core.Rms;
using RakutenOps.Core.Storage;
using RakutenOps.Hosting;

namespace RakutenOps.Completion;

/// <summary>Offers what the session's own store knows: no network, and no fault of the store reaches the prompt.</summary>
public abstract class StoreCompleter : IArgumentCompleter
{
    /// <summary>More than a screen of values helps nobody.</summary>
    private protected const int Most = 100;

    static readonly char[] Wildcards = ['*', '?', '[', '`'];

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        ArgumentNullException.ThrowIfNull(wordToComplete);
        var word = wordToComplete.Trim('\'', '"');
        var pattern = WildcardPattern.Get(word + "*", WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant);
        try
        {
            return [.. Known(word.IndexOfAny(Wildcards) is var at and >= 0 ? word[..at] : word).Where(k => pattern.IsMatch(k.Value)).Take(Most).Select(static k => new CompletionResult(Quoted(k.Value), k.Value, CompletionResultType.ParameterValue, k.Tip.Length > 0 ? k.Tip : k.Value))];
        }
#pragma warning disable CA1031 // A completer that throws breaks the prompt; the command itself will say what is wrong.
        catch (Exception)
#pragma warning restore CA1031
        {
            return [];
        }
    }

    /// <summary>The values, each with the line that explains it; those that do not fit what is typed are left out afterwards.</summary>
    /// <param name="beginning">What is typed, as far as it has no wildcard.</param>
    private protected abstract IEnumerable<(string Value, string Tip)> Known(string beginning);

    /// <summary>Reads the session's store; nothing when there is none yet, for completing makes none, nor while another program locks it, for the prompt does not wait.</summary>
    private protected static IReadOnlyList<T> Read<T>(Func<IOrderSlipStore, IReadOnlyList<T>> read)
    {
        using var store = WorkspaceFactory.Locate(OpsSession.Current.StoreLocation).Open(create: false, lockWait: TimeSpan.Zero);
        return read(store);
    }

    static string Quoted(string value) =>
        value.Length > 0 && value.All(static c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.') ? value : "'" + CodeGeneration.EscapeSingleQuotedStringContent(value) + "'";
}

/// <summary>Shops of the store.</summary>
public sealed class ShopCompleter : StoreCompleter
{
    private protected override IEnumerable<(string Value, string Tip)> Known(string beginning) => Read(static s => s.Shops()).Select(static s => (s.Name, s.Endpoint.ToString()));
}

/// <summary>Rakuten's settlement codes: those of the map, and those this version knows.</summary>
public sealed class SettlementCodeCompleter : StoreCompleter
{
    private protected override IEnumerable<(string Value, string Tip)> Known(string beginning)
    {
        var mapped = Read(static s => s.PaymentMap()).ToLookup(static r => r.SettlementCode);
        return mapped.Select(static g => g.Key).Union(SettlementNames.All.Select(static n => n.Code)).Order().Select(code =>
        {
            var row = mapped[code].FirstOrDefault();
            var name = row?.SettlementName ?? SettlementNames.Name(code) ?? "";
            return (code.ToString(CultureInfo.InvariantCulture), row is null ? name : $"{name} → {row.PaymentMethod}");
        });
    }
}

/// <summary>Rakuten's names of payment methods, old and new.</summary>
public sealed class SettlementNameCompleter : StoreCompleter
{
    private protected override IEnumerable<(string Value, string Tip)> Known(string beginning) => SettlementNames.All.Select(static n => (n.Name, n.Code.ToString(CultureInfo.InvariantCulture)));
}

/// <summary>支払方法 of the back office that the map knows.</summary>
public sealed class PaymentMethodCompleter : StoreCompleter
{
    private protected override IEnumerable<(string Value, string Tip)> Known(string beginning) => Read(static s => s.PaymentMap())
        .GroupBy(static r => r.PaymentMethod, StringComparer.Ordinal)
        .Select(static g => (g.Key, Display.Code(g.First().Kind)));
}
