namespace RakutenOps.Core.Storage;

/// <summary>Opens stores for callers that may be stopped.</summary>
internal static class StoreOpening
{
    /// <summary>
    /// Opens a store on another thread, so that a server that does not answer and a file that is locked hold up nobody who stops: what comes too late is closed. From then on the token ends
    /// what the store is reading (<see cref="IOrderSlipStore.EndWith"/>).
    /// </summary>
    /// <param name="open">Opens it.</param>
    /// <param name="cancel">Ends the wait at once.</param>
    public static async Task<IOrderSlipStore> AsideAsync(Func<IOrderSlipStore> open, CancellationToken cancel)
    {
        var opening = Task.Run(open, cancel);
        try
        {
            var store = await opening.WaitAsync(cancel).ConfigureAwait(false);
            store.EndWith(cancel);
            return store;
        }
        catch (OperationCanceledException)
        {
            _ = CloseAsync(opening);
            throw;
        }
    }

    static async Task CloseAsync(Task<IOrderSlipStore> opening)
    {
#pragma warning disable VSTHRD003 // It runs on the thread pool and needs nothing of the caller.
        await ((Task)opening).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        if (opening.IsCompletedSuccessfully) (await opening.ConfigureAwait(false)).Dispose();
#pragma warning restore VSTHRD003
    }
}
