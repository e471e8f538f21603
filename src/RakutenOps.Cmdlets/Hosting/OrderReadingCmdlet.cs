using System.Management.Automation;
using RakutenOps.Completion;
using RakutenOps.Core.Storage;
using RakutenOps.Core.Sync;
using RakutenOps.Errors;
using RakutenOps.Text;

namespace RakutenOps.Hosting;

/// <summary>The base of the cmdlets that ask RMS now about orders, in batches per shop. A shop that fails fails with its orders; those of the other shops are still read.</summary>
public abstract class OrderReadingCmdlet : OpsCmdlet
{
    const int BatchSize = 100;

    readonly Dictionary<string, HashSet<string>> asked = new(StringComparer.Ordinal);
    int wantedSoFar;
    int done;

    /// <summary>受注番号; a slip's number with <c>-bk-n</c> or <c>-fk-n</c> asks for the Rakuten order behind it.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true), Alias("Id"), ValidateNotNullOrEmpty, ArgumentCompleter(typeof(OrderNumberCompleter))]
    public string[] OrderNumber { get; set; } = [];

    /// <summary>The shop; when left out, the shop of the slip with that number, or the store's only shop.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true), ValidateNotNullOrEmpty, ArgumentCompleter(typeof(ShopCompleter))]
    public string? Shop { get; set; }

    /// <summary>Whether getPayment is asked too, one request per order.</summary>
    private protected abstract bool WithPayments { get; }

    /// <summary>Writes what RMS said of one order.</summary>
    private protected abstract void Emit(string shop, RakutenOrder order);

    /// <inheritdoc/>
    private protected override void Process()
    {
        foreach (var number in OrderNumber)
        {
            var root = OrderNumbers.Root(number);
            if (ShopOf(root, Shop) is not { } shop) continue;
            if (!asked.TryGetValue(shop, out var numbers)) asked[shop] = numbers = new(StringComparer.Ordinal);
            if (!numbers.Add(root)) continue;
            wantedSoFar++;
            if (numbers.Count == BatchSize) Read(shop, numbers);
        }
    }

    /// <inheritdoc/>
    private protected override void End()
    {
        foreach (var (shop, numbers) in asked) Read(shop, numbers);
    }

    void Read(string shop, HashSet<string> numbers)
    {
        if (numbers.Count == 0) return;
        var wanted = numbers.ToList();
        numbers.Clear();
        Show(shop);
        Try(shop, () => Pull(token => new SyncServices(Reach).OrdersAsync(ShopNamed(shop), wanted, WithPayments, token), read =>
        {
            done++;
            Show(shop);
            if (read.Order is { } order) Emit(shop, order);
            if (read.Why is { } why) WriteError(OpsError.Input(read.Order is null ? "OrderNotFound" : "OrderUnreadable", read.OrderNumber, read.OrderNumber, shop, why), read.OrderNumber);
        }));
    }

    void Show(string shop) => Progress.Report("", Message.Of("Progress_Read", shop, done, wantedSoFar), done, wantedSoFar);
}
