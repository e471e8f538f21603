using RakutenOps.Core.Storage;

namespace RakutenOps.Core.Tests.Storage;

/// <summary>The contract, kept by a SQLite file.</summary>
public sealed class SqliteStoreTests : OrderSlipStoreContract
{
    readonly TemporaryFolder folder = new();

    protected override IOrderSlipStore OpenStore() => SqliteStore.Open(folder.File("slips.db"));

    public override void Dispose()
    {
        base.Dispose();
        folder.Dispose();
    }
}
