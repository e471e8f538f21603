using System.Management.Automation;
using RakutenOps.Binding;
using RakutenOps.Core;
using RakutenOps.Core.Rms;
using RakutenOps.Core.Runs;
using RakutenOps.Core.Schedules;
using RakutenOps.Core.Secrets;
using RakutenOps.Core.Storage;
using RakutenOps.Edits;
using RakutenOps.Errors;
using RakutenOps.Rules;

namespace RakutenOps.Hosting;

/// <summary>
/// The base of every cmdlet: binds, pulls, writes. Core works on other threads behind what is pulled; everything that is written is written here, on the pipeline thread.
/// Ctrl+C cancels the token and nothing else.
/// </summary>
public abstract class OpsCmdlet : PSCmdlet, IDisposable
{
    // Time for what is under way to end well: a write goes to its end, and each shop's run says that it was stopped.
    static readonly TimeSpan LongestGoodbye = TimeSpan.FromSeconds(5);

    readonly CancellationTokenSource stop = new();
    WorkspaceOptions? workspace;
    WorkspaceOptions? reach;
    IOrderSlipStore? store;
    IReadOnlyList<RakutenShop>? shops;
    Dictionary<string, ShopPolicy>? policies;
    ProgressMeter? progress;

    /// <summary>Cancelled by Ctrl+C.</summary>
    private protected CancellationToken StopToken => stop.Token;

    /// <summary>The session's way to its store and to RMS.</summary>
    private protected WorkspaceOptions Workspace => workspace ??= OpsSession.Current.Workspace();

    /// <summary>The same, for those who ask RMS: what shops' references lead to in vaults is fetched here, in the caller's session.</summary>
    private protected WorkspaceOptions Reach => reach ??= OpsSession.Current.Workspace(VaultSecrets.Fetch(this, Shops.Select(static s => s.CredentialReference)).Read);

    /// <summary>The session's store, opened when first asked for and closed with the cmdlet. Ctrl+C ends the wait for it, and what is being read from it.</summary>
    private protected IOrderSlipStore Store => store ??= Pull(Workspace.OpenStoreAsync);

    /// <summary>Now.</summary>
    private protected DateTimeOffset Now => Workspace.Clock.GetUtcNow();

    /// <summary>Today in Japan.</summary>
    private protected DateOnly Today => JapanTime.Day(Now);

    /// <summary>Whether the user asked only to be shown (-WhatIf, or $WhatIfPreference): then everything is read and nothing is written, run rows included.</summary>
    private protected bool IsWhatIf => MyInvocation.BoundParameters.TryGetValue("WhatIf", out var given)
        ? given is SwitchParameter { IsPresent: true }
        : LanguagePrimitives.IsTrue(SessionState.PSVariable.GetValue("WhatIfPreference"));

    /// <summary>Who writes, for the history.</summary>
    private protected string By => MyInvocation.MyCommand.Name;

    /// <summary>The command's progress, begun when first asked for and taken away with the cmdlet, however it ends.</summary>
    private protected ProgressMeter Progress => progress ??= new(this, Workspace.Clock);

    /// <summary>Every shop of the store, by name.</summary>
    private protected IReadOnlyList<RakutenShop> Shops => shops ??= Store.Shops();

    /// <summary>Work before the first record; an error here ends the command.</summary>
    private protected virtual void Begin() { }

    /// <summary>Work for each record.</summary>
    private protected virtual void Process() { }

    /// <summary>Work after the last record.</summary>
    private protected virtual void End() { }

    /// <inheritdoc/>
    protected sealed override void BeginProcessing() => Guard(Begin, ThrowTerminatingError);

    /// <inheritdoc/>
    protected sealed override void ProcessRecord() => Guard(Process, WriteError);

    /// <inheritdoc/>
    protected sealed override void EndProcessing() => Guard(End, WriteError);

    /// <inheritdoc/>
    protected sealed override void StopProcessing() => stop.Cancel();

    /// <summary>Closes what the cmdlet opened.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Closes what the cmdlet opened.</summary>
    /// <param name="disposing">Always true: there is no finalizer.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (!disposing) return;
        progress?.Dispose();
        store?.Dispose();
        stop.Dispose();
    }

    /// <summary>Waits for one answer; Ctrl+C ends the wait.</summary>
    private protected T Pull<T>(Func<CancellationToken, Task<T>> source)
    {
        using var _ = NoSyncContext.Enter();
        try
        {
            return Watch(source(stop.Token));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
    }

    /// <summary>
    /// Takes item after item on the pipeline thread. When a downstream command or Ctrl+C ends it, the enumeration is disposed and with it whatever it still had under way.
    /// </summary>
    private protected void Pull<T>(Func<CancellationToken, IAsyncEnumerable<T>> source, Action<T> onItem)
    {
        using var _ = NoSyncContext.Enter();
        try
        {
            var items = source(stop.Token).GetAsyncEnumerator(stop.Token);
            Task<bool>? next = null;
            try
            {
                while (Watch(next = items.MoveNextAsync().AsTask())) onItem(items.Current);
            }
            finally
            {
                // What was left behind ends by itself, and closes what it had opened.
                if (next is null or { IsCompleted: true }) Wait(items.DisposeAsync().AsTask());
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
    }

    /// <summary>The shop of an exact name.</summary>
    /// <exception cref="ShopException">There is none (ShopNotFound).</exception>
    private protected RakutenShop ShopNamed(string name) => Shops.FirstOrDefault(s => s.Name == name) ?? throw OpsError.ShopNotFound(name, Shops);

    /// <summary>The shop of a Rakuten order: the named one; else the store's only one, or that of the order's slip. Null, with the error ShopAmbiguous written, where none of them is there.</summary>
    /// <exception cref="ShopException">The named shop is not there (ShopNotFound).</exception>
    private protected string? ShopOf(string orderNumber, string? named)
    {
        if (named is not null) return ShopNamed(named).Name;
        if (Shops.Count == 1) return Shops[0].Name;
        if (Store.Find(new SlipQuery { OrderNumbers = [orderNumber] }).FirstOrDefault() is { } slip) return slip.Shop;
        WriteError(OpsError.Input("ShopAmbiguous", orderNumber, orderNumber), orderNumber);
        return null;
    }

    /// <summary>Shops whose name fits one of the patterns, by name. A pattern without wildcards that fits no shop is an error of its own; the others go on.</summary>
    private protected IReadOnlyList<RakutenShop> ShopsLike(IEnumerable<string> patterns)
    {
        var found = new SortedDictionary<string, RakutenShop>(StringComparer.Ordinal);
        foreach (var pattern in patterns)
        {
            var names = new NamePattern(pattern);
            var fitting = Shops.Where(s => names.IsMatch(s.Name)).ToList();
            if (fitting.Count == 0 && names.IsName) WriteError(OpsError.From(OpsError.ShopNotFound(pattern, Shops), pattern));
            foreach (var shop in fitting) found[shop.Name] = shop;
        }
        return [.. found.Values];
    }

    /// <summary>A shop's settings as the rules want them. A shop that was removed from the store has no settings of its own.</summary>
    private protected ShopPolicy PolicyOf(string shop)
    {
        policies ??= new(StringComparer.Ordinal);
        if (policies.TryGetValue(shop, out var known)) return known;
        return policies[shop] = new(ShopNamed(shop), Store.PaymentMap(), Store.ShippableSettings());
    }

    /// <summary>The slip with its stage of today: the store does not know it.</summary>
    private protected OrderSlip Staged(OrderSlip slip) => slip with { Stage = Funnel.StageOf(slip, PolicyOf(slip.Shop).ShippableFor(slip.PaymentMethod), Today) };

    /// <summary>Writes a file as Get-Item does, with all that PowerShell's own view shows of it: on Unix its mode, user and group.</summary>
    private protected void WriteFile(string path) =>
        WriteObject(InvokeProvider.Item.Get([$@"Microsoft.PowerShell.Core\FileSystem::{path}"], force: true, literalPath: true), enumerateCollection: true);

    /// <summary>Writes the error of one input; the command goes on with the next.</summary>
    private protected void WriteError(Exception error, object? target) => WriteError(OpsError.From(error, target));

    /// <summary>Does one part of the work; what Core reports of it becomes an error of its own, and the command goes on with the next part.</summary>
    private protected void Try(object? target, Action work)
    {
        try
        {
            work();
        }
        catch (Exception e) when (IsTold(e))
        {
            WriteError(OpsError.From(e, target));
        }
    }

    // What Core reports becomes an error record here and nowhere else. A store that fails ends the command: nothing after it could be written.
    void Guard(Action work, Action<ErrorRecord> report)
    {
        try
        {
            work();
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
        catch (StoreException e)
        {
            ThrowTerminatingError(OpsError.From(e, null));
        }
        catch (Exception e) when (IsTold(e))
        {
            report(OpsError.From(e, null));
        }
    }

    static bool IsTold(Exception e) => e is ShopException or RmsException or InputException or SlipException or SecretException or ScheduleException;

    // While the thread waits, progress that was begun goes on.
    T Watch<T>(Task<T> task)
    {
        while (progress is { IsSilent: false } && !stop.IsCancellationRequested && !task.IsCompleted && !((IAsyncResult)task).AsyncWaitHandle.WaitOne(Pace.Pause)) progress.Beat();
        return Wait(task);
    }

    // The token ends what is waited for, but for a server or a disk that hangs in the midst of an answer: whoever stops leaves that behind.
    void Outwait(Task task)
    {
        if (task.IsCompleted) return;
        var done = ((IAsyncResult)task).AsyncWaitHandle;
        if (WaitHandle.WaitAny([done, stop.Token.WaitHandle]) != 0 && !done.WaitOne(LongestGoodbye)) throw new OperationCanceledException(stop.Token);
    }

#pragma warning disable VSTHRD002 // The pipeline thread is the one place that may wait: it has no synchronisation context, and the token ends the wait.
    T Wait<T>(Task<T> task)
    {
        Outwait(task);
        return task.GetAwaiter().GetResult();
    }

    void Wait(Task task)
    {
        Outwait(task);
        task.GetAwaiter().GetResult();
    }
#pragma warning restore VSTHRD002
}
