using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using RakutenOps.Core.Storage;
using RakutenOps.Hosting;

namespace RakutenOps.Completion;

/// <summary>Offers what the session's own store knows: no network, and no fault of the store reaches the prompt.</summary>
public abstract class StoreCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        ArgumentNullException.ThrowIfNull(wordToComplete);
        var pattern = WildcardPattern.Get(wordToComplete.Trim('\'', '"') + "*", WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant);
        try
        {
            return [.. Known().Where(k => pattern.IsMatch(k.Value)).Select(static k => new CompletionResult(Quoted(k.Value), k.Value, CompletionResultType.ParameterValue, k.Tip))];
        }
#pragma warning disable CA1031 // A completer that throws breaks the prompt; the command itself will say what is wrong.
        catch (Exception)
#pragma warning restore CA1031
        {
            return [];
        }
    }

    /// <summary>The values, each with the line that explains it.</summary>
    private protected abstract IEnumerable<(string Value, string Tip)> Known();

    /// <summary>Reads the session's store; nothing when there is none yet, for completing makes none.</summary>
    private protected static IReadOnlyList<T> Read<T>(Func<IOrderSlipStore, IReadOnlyList<T>> read)
    {
        using var store = OpsSession.Current.Workspace().OpenStore();
        return read(store);
    }

    static string Quoted(string value) =>
        value.Length > 0 && value.All(static c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.') ? value : "'" + CodeGeneration.EscapeSingleQuotedStringContent(value) + "'";
}

/// <summary>Shops of the store.</summary>
public sealed class ShopCompleter : StoreCompleter
{
    private protected override IEnumerable<(string Value, string Tip)> Known() => Read(static s => s.Shops()).Select(static s => (s.Name, s.Endpoint.ToString()));
}

/// <summary>Rakuten's settlement codes that the map, or the orders seen, know.</summary>
public sealed class SettlementCodeCompleter : StoreCompleter
{
    private protected override IEnumerable<(string Value, string Tip)> Known() => Read(static s => s.PaymentMap())
        .GroupBy(static r => r.SettlementCode)
        .OrderBy(static g => g.Key)
        .Select(static g => (g.Key.ToString(System.Globalization.CultureInfo.InvariantCulture), $"{g.First().SettlementName} → {g.First().PaymentMethod}"));
}

/// <summary>支払方法 of the back office that the map knows.</summary>
public sealed class PaymentMethodCompleter : StoreCompleter
{
    private protected override IEnumerable<(string Value, string Tip)> Known() => Read(static s => s.PaymentMap())
        .GroupBy(static r => r.PaymentMethod, StringComparer.Ordinal)
        .Select(static g => (g.Key, CodeText.Of(g.First().Kind, System.Globalization.CultureInfo.CurrentUICulture)));
}
