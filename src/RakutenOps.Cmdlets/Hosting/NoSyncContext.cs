namespace RakutenOps.Hosting;

/// <summary>Takes away the host's synchronisation context while the pipeline thread waits: a continuation posted to it could never run.</summary>
readonly ref struct NoSyncContext
{
    readonly SynchronizationContext? before;

    NoSyncContext(SynchronizationContext? before) => this.before = before;

    public static NoSyncContext Enter()
    {
        var before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        return new(before);
    }

    public void Dispose() => SynchronizationContext.SetSynchronizationContext(before);
}
